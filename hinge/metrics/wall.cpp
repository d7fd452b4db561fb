// Wall tap: docs/science.md 8. The wall is not seen; where it stands is learned from the hips of the other reps, which it
// stops in the same place.
#include <algorithm>

#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/places.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

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
  std::vector<double> reached;
  for (const auto& other : trial.movement.reps) {
    if (const auto back = furthest_back(trial, other); back.has_value()) reached.push_back(back.value());
  }
  // One touch could be anywhere; a wall is where two ended.
  if (reached.size() < 2) return single_missing(rep.bottom, Unmeasured::no_reference);
  std::ranges::sort(reached, std::greater{});
  const double wall = (reached[0] + reached[1]) / 2;
  return single(rep.bottom, Measured<double>::seen(std::max(0.0, wall - here.value()), change_sd_share * here.sd()));
}

}  // namespace hinge::metrics::internal
