#pragma once
// The back's outline in one frame: where the silhouette ends behind the line from hip to shoulder, and what that line
// says of the spine (docs/landmark-study.md 4).
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

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
  std::array<double, station_count> blur{};      ///< from three quarters to one quarter of probability, in trunk lengths
  std::array<char, station_count> found{};
};

/// `probability`: the unpacked silhouette, cells * cells. First crossing of one half going backwards from the trunk
/// line, between the cells.
[[nodiscard]] BackContour trace_back(const body::RegionOfInterest& region, int cells,
                                     std::span<const std::uint8_t> probability, const TrunkLine& line);

/// The back as a line in the sagittal plane, from below upwards, with the length along the skin from the shoulder's
/// level down to each point. Places on the back are told by that length and not by their height on the trunk line:
/// where the lower back rounds, the line from hip to shoulder shortens by a sixth and the sacrum turns under it, and
/// what a fixed height shows is then no longer the same skin; the shoulder's landmark keeps its place on the ribs when
/// that of the hip does not (docs/decisions/0013-places-along-the-back.md).
struct Outline {
  struct Point {
    double forward, up;    ///< from the shoulder, in trunk lengths
    double down_the_back;  ///< in trunk lengths, 0 at the shoulder's level
  };
  std::vector<Point> points;
};
[[nodiscard]] Outline outline_of(const BackContour& contour, const TrunkLine& line);

/// Where a stretch of back begins and ends, in trunk lengths along the skin down from the shoulder's level.
struct BackPart {
  double from, to;
};
/// The outline's point so far down the back; nothing where it does not reach.
[[nodiscard]] std::optional<Outline::Point> point_at(const Outline& outline, double down_the_back);
/// Mean inclination of the outline's tangents there, from vertical, + leaning forward, radians. Nothing where the
/// outline does not reach.
[[nodiscard]] std::optional<double> inclination_of(const Outline& outline, const BackPart& part);

/// How much wider than one of the network's cells its edge is, in trunk lengths, mean over the back: skin before a wall of
/// its own colour has no edge that is seen, and the outline runs out into the wall without growing rough.
[[nodiscard]] double softness_of(const BackContour& contour, double cell);

/// How far the contour strays from a smooth back: rms from a quartic, in trunk lengths. None: too little of the back
/// was found.
[[nodiscard]] std::optional<double> roughness_of(const BackContour& contour);

}  // namespace hinge::kinematics
