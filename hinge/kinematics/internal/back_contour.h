#pragma once
// The back's outline in one frame: where the silhouette ends behind the line from hip to shoulder, and what that line
// says of the spine (docs/landmark-study.md 4).
#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "hinge/base/units.h"
#include "hinge/body/silhouette.h"

namespace hinge::kinematics {

/// Stations along hip to shoulder in trunk lengths: from below the hip to above the shoulder, evenly spaced.
inline constexpr std::size_t station_count = 57;
inline constexpr double first_station = -0.25, station_step = 0.025;
[[nodiscard]] constexpr double station(std::size_t i) { return first_station + station_step * static_cast<double>(i); }

/// The trunk's line in the picture.
struct TrunkLine {
  Point2<ImagePx> hip, shoulder;
  double facing = 1;     ///< +1: faces image right
  double length_px = 0;  ///< of the trunk over the whole clip: the unit of the distances
};

struct BackContour {
  std::array<double, station_count> distance{};  ///< behind the trunk line, in trunk lengths
  std::array<char, station_count> found{};
};

/// `probability`: the unpacked silhouette, cells * cells. First crossing of one half going backwards from the trunk
/// line, between the cells.
[[nodiscard]] BackContour trace_back(const body::RegionOfInterest& region, int cells,
                                     std::span<const std::uint8_t> probability, const TrunkLine& line);

/// What one contour says. Inclinations from vertical, + leaning forward, radians.
struct BackShape {
  std::optional<double> sacral, thorax, upper;  ///< of the contour's tangent in three windows
  std::optional<double> sagitta;                ///< bulge over chord, + rounded
  /// How far the contour strays from a smooth back: rms from a quartic, in trunk lengths. None: too little of the back
  /// was found.
  std::optional<double> roughness;
};

[[nodiscard]] BackShape shape_of(const BackContour& contour, const TrunkLine& line);

}  // namespace hinge::kinematics
