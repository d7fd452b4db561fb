// Wall tap: docs/science.md 8. Where the wall stands is told, seen by its edge, or learned from the hips of the other reps,
// which it stops in the same place.
#include "hinge/metrics/wall.h"

#include <algorithm>
#include <cmath>

#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/places.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

// The heel is 7 cm behind the ankle (docs/science.md 8), give or take what people differ by.
constexpr double heel_behind_ankle_m = 0.07, given_sd_m = 0.03;

/// How far behind the ankle the hips got in the rep's bottom window.
Measured<double> furthest_back(const Trial& trial, const movement::Rep& rep) {
  const auto window = bottom_window(rep);
  std::vector<Measured<double>> back;
  for (std::size_t i = window.first; i <= window.last && i < trial.motion.frames(); ++i) {
    const auto ahead = offset_at(trial.motion, body::Part::hip, body::Part::ankle, i).x;
    back.push_back(ahead.has_value() ? Measured<double>::seen(-ahead.value(), ahead.sd()) : ahead);
  }
  return median_of_seen(back);
}

}  // namespace

Samples hips_short_of_wall(const Trial& trial, const movement::Rep& rep) {
  const auto here = furthest_back(trial, rep);
  if (!here.has_value()) return single(rep.bottom, here);
  const auto wall = find_wall(trial);
  if (!wall) return single_missing(rep.bottom, Unmeasured::no_reference);
  const double short_of = std::max(0.0, wall->behind_ankle.value() - here.value());
  // Learned: the same hip against itself, errors cancel. Told: they do not.
  const double sd = wall->source == WallSource::learned ? change_sd_share * here.sd()
                                                        : std::hypot(here.sd(), wall->sd.value());
  return single(rep.bottom, Measured<double>::seen(short_of, sd));
}

}  // namespace hinge::metrics::internal

namespace hinge::metrics {

std::string_view to_string(WallSource source) {
  switch (source) {
    case WallSource::given:
      return "given";
    case WallSource::seen:
      return "seen";
    case WallSource::learned:
      break;
  }
  return "learned";
}

std::optional<Wall> find_wall(const Trial& trial) {
  if (trial.athlete.wall_gap) {
    const double hip = trial.athlete.wall_gap->value() + internal::heel_behind_ankle_m - kinematics::buttock_behind_hip_m;
    return Wall{WallSource::given, Metres{hip}, Metres{internal::given_sd_m}};
  }
  if (const auto& seen = trial.motion.wall) {
    const double hip = seen->behind_ankle.value() - kinematics::buttock_behind_hip_m;
    return Wall{WallSource::seen, Metres{hip}, Metres{seen->behind_ankle.sd()}};
  }
  std::vector<double> reached;
  double sd = 0;
  for (const auto& other : trial.movement.reps) {
    const auto back = internal::furthest_back(trial, other);
    if (!back.has_value()) continue;
    reached.push_back(back.value());
    sd = std::max(sd, back.sd());
  }
  // One touch could be anywhere; a wall is where two ended.
  if (reached.size() < 2) return std::nullopt;
  std::ranges::sort(reached, std::greater{});
  return Wall{WallSource::learned, Metres{(reached[0] + reached[1]) / 2}, Metres{sd}};
}

}  // namespace hinge::metrics
