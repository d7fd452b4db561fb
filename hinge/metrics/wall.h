#pragma once
// Where the wall of a wall tap stands.
#include <optional>

#include "hinge/base/measured.h"
#include "hinge/metrics/metric.h"

namespace hinge::metrics {

/// The surface of the buttocks behind the hip centre; people differ by a few centimetres (docs/science.md 8).
inline constexpr double buttock_behind_hip_m = 0.11;

enum class WallSource : unsigned char { given, learned };
[[nodiscard]] std::string_view to_string(WallSource source);

struct Wall {
  WallSource source = WallSource::learned;
  Metres behind_ankle;  ///< where the hip centre is when the hips touch it
  Metres sd;
};

/// From the gap that was told, else from the two reps that reached furthest back. Absent: one touch could be anywhere.
[[nodiscard]] std::optional<Wall> find_wall(const Trial& trial);

}  // namespace hinge::metrics
