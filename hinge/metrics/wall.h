#pragma once
// Where the wall of a wall tap stands.
#include <optional>

#include "hinge/base/measured.h"
#include "hinge/metrics/metric.h"

namespace hinge::metrics {

enum class WallSource : unsigned char { given, seen, learned };
[[nodiscard]] std::string_view to_string(WallSource source);

struct Wall {
  WallSource source = WallSource::learned;
  Metres behind_ankle;  ///< where the hip centre is when the hips touch it
  Metres sd;
};

/// From the gap that was told, else where an upright was seen behind the heels, else from the two reps that reached
/// furthest back. Absent: one touch could be anywhere.
[[nodiscard]] std::optional<Wall> find_wall(const Trial& trial);

}  // namespace hinge::metrics
