#pragma once
// Angle arithmetic; knows no anatomy.
#include <numbers>
#include <span>

namespace hinge::kinematics {

inline constexpr double degree = std::numbers::pi / 180.0;  ///< radians in a degree, for constants written in degrees

/// Adds whole turns so that neighbouring seen values differ by less than half a turn; unseen values are left alone.
void unwrap(std::span<double> angles, std::span<const char> seen);

/// The same angle in [low, low + 2 pi).
[[nodiscard]] double wrapped(double angle, double low);

}  // namespace hinge::kinematics
