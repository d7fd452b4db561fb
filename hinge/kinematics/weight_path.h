#pragma once
// Where the weight in the hands goes: the plate or bell that was seen, or the hands in its stead.
#include <optional>
#include <string_view>
#include <vector>

#include "hinge/base/measured.h"
#include "hinge/base/units.h"

namespace hinge::kinematics {

enum class WeightSource : unsigned char {
  none,       ///< neither weight nor hands were seen
  round,      ///< a round plate or bell, the hands where it was hidden
  hands       ///< no plate or bell was seen: the near wrist stands in
};
[[nodiscard]] std::string_view to_string(WeightSource source);

/// What turns the picture into metres.
enum class WeightScale : unsigned char {
  body,     ///< the body's height, and for a plate before the body an allowance for its being nearer
  diameter  ///< the weight's diameter, as told
};
[[nodiscard]] std::string_view to_string(WeightScale scale);

/// A foot in its shoe, leg lengths (docs/science.md 2).
inline constexpr double shoe_per_leg = 0.317;

struct WeightPath {
  WeightSource source = WeightSource::none;
  WeightScale scale = WeightScale::body;
  double scale_sd = 0;    ///< of every length and speed, as a share of it
  double seen_share = 0;  ///< of all frames, in which the plate or bell itself was seen
  /// Across the outline as the camera shows it, in the body's leg lengths; a plate before the body looks larger than it is.
  /// None where the hands stand in.
  std::optional<double> diameter;
  // One per frame, smoothed at 6 Hz without lag.
  std::vector<Measured<double>> ahead_of_midfoot;  ///< m, + in front; side views only
  std::vector<Measured<double>> height;            ///< m above its lowest place in the clip
  std::vector<Measured<double>> velocity;          ///< m/s, + up
  /// Centre of the plate or bell, smoothed likewise, where it was seen itself; empty where the hands stand in.
  std::vector<std::optional<Point2<ImagePx>>> in_picture;
};

}  // namespace hinge::kinematics
