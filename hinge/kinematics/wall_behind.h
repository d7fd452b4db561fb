#pragma once
// Something upright behind the person, and how far the hips are from it.
#include <vector>

#include "hinge/base/measured.h"
#include "hinge/base/units.h"

namespace hinge::kinematics {

/// The surface of the buttocks behind the hip centre; people differ by a few centimetres (docs/science.md 8).
inline constexpr double buttock_behind_hip_m = 0.11;
/// A buttock this near touches: its depth is known to 3 cm and the upright's place to 3.
inline constexpr double touching_m = 0.05;

/// The end of a wall, or a post, that stands on the floor behind the heels.
struct WallBehind {
  Point2<ImagePx> top, bottom;         ///< of the stretch that was seen
  Measured<double> behind_ankle;       ///< at the height of the hips, m
  std::vector<Measured<double>> gap;   ///< from the buttocks back to it, m, one per frame
};

}  // namespace hinge::kinematics
