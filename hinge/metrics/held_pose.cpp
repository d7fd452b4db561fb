// The exhausted runner (docs/guide G11) and the reach for a thing on the floor: where hands and hips are over the foot.
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/places.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

template <class At>
Samples median_at_bottom(const Trial& trial, const movement::Rep& rep, At at) {
  const auto window = bottom_window(rep);
  std::vector<Measured<double>> values;
  for (std::size_t i = window.first; i <= window.last && i < trial.motion.frames(); ++i) values.push_back(at(i));
  return single(rep.bottom, median_of_seen(values));
}

}  // namespace

Samples hand_knee_distance(const Trial& trial, const movement::Rep& rep) {
  return median_at_bottom(trial, rep, [&](std::size_t i) {
    return length_of(offset_at(trial.motion, body::Part::wrist, body::Part::knee, i));
  });
}

Samples hips_behind_ankle(const Trial& trial, const movement::Rep& rep) {
  const auto foot = trial.motion.scale.foot_per_leg;
  const auto leg = trial.motion.scale.leg_length_m;
  if (!foot.has_value() || !leg.has_value())
    return single_missing(rep.bottom, foot.has_value() ? leg.why() : foot.why());
  const double metres_per_foot = foot.value() * leg.value().value();
  return median_at_bottom(trial, rep, [&](std::size_t i) {
    const auto ahead = offset_at(trial.motion, body::Part::hip, body::Part::ankle, i).x;
    if (!ahead.has_value() || metres_per_foot <= 0) return ahead;
    return Measured<double>::seen(-ahead.value() / metres_per_foot, ahead.sd() / metres_per_foot);
  });
}

Samples hands_ahead_of_toes(const Trial& trial, const movement::Rep& rep) {
  return median_at_bottom(trial, rep, [&](std::size_t i) {
    return offset_at(trial.motion, body::Part::wrist, body::Part::toe, i).x;
  });
}

}  // namespace hinge::metrics::internal
