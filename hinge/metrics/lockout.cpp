// The top of the rep against the person's own standing: docs/science.md 7, F9 and F5b.
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

Samples at_lockout(const Trial& trial, const movement::Rep& rep, const kinematics::AngleSeries& series,
                   Radians kinematics::Standing::*reference) {
  if (ended_with_the_clip(trial, rep)) return single_missing(rep.end, Unmeasured::too_few_frames);
  const auto window = lockout_window(rep);
  if (!trial.motion.standing) return single_missing(window.first, Unmeasured::no_reference);
  return single(window.first, change_from((*trial.motion.standing).*reference, median_over(series, window)));
}

}  // namespace

Samples lockout_hip_short(const Trial& trial, const movement::Rep& rep) {
  return at_lockout(trial, rep, trial.motion.hip_fold.camera_side, &kinematics::Standing::hip_fold);
}
Samples lockout_knee_short(const Trial& trial, const movement::Rep& rep) {
  return at_lockout(trial, rep, trial.motion.knee_flexion.camera_side, &kinematics::Standing::knee_flexion);
}
Samples lockout_trunk(const Trial& trial, const movement::Rep& rep) {
  return at_lockout(trial, rep, trial.motion.trunk_inclination, &kinematics::Standing::trunk_inclination);
}

Samples lockout_hold(const Trial& trial, const movement::Rep& rep) {
  if (ended_with_the_clip(trial, rep)) return single_missing(rep.end, Unmeasured::too_few_frames);
  const auto lockout = find_phase(rep, movement::PhaseName::lockout);
  const double held = lockout ? (trial.motion.time[lockout->last] - trial.motion.time[lockout->first]).value() : 0.0;
  return single(lockout_window(rep).first, Measured<double>::seen(held, time_sd_s(trial, rep)));
}

// From the bottom on, so that the frame where the trunk first passes its own upright can be named.
Samples lean_back(const Trial& trial, const movement::Rep& rep) {
  const auto last = std::max(rep.end, lockout_window(rep).last);
  if (!trial.motion.standing) return single_missing(rep.end, Unmeasured::no_reference);
  const Radians upright = trial.motion.standing->trunk_inclination;
  Samples samples;
  for (std::size_t i = rep.bottom; i <= last && i < trial.motion.frames(); ++i) {
    const auto& trunk = trial.motion.trunk_inclination[i];
    samples.push_back({i, trunk.has_value() ? Measured<double>::seen((upright - trunk.value()).value(),
                                                                     change_sd_share * trunk.sd().value())
                                            : Measured<double>::missing(trunk.why())});
  }
  return samples;
}

}  // namespace hinge::metrics::internal
