// The top of the rep against the person's own standing: docs/science.md 7, F9 and F5b.
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

Samples at_lockout(const Trial& trial, const movement::Rep& rep, const kinematics::AngleSeries& series,
                   Radians kinematics::Standing::*angle, Radians kinematics::StandingSpread::*spread) {
  if (ended_with_the_clip(trial, rep)) return single_missing(rep.end, Unmeasured::too_few_frames);
  const auto window = lockout_window(rep);
  const auto reference = standing_angle(trial, angle, spread);
  if (!reference || !stood_quietly(trial)) return single_missing(window.first, Unmeasured::no_reference);
  return single(window.first, change_from(*reference, median_over(series, window)));
}

/// A hold that the recording cut off lasted at least as long as was filmed: enough is enough, less says nothing.
constexpr double enough_of_a_hold_s = 0.3;  // the edge of the good band, knowledge/rules/full_lockout.toml

bool cut_off_by_the_end(const Trial& trial, const kinematics::FrameRange& lockout, double held_s) {
  return held_s < enough_of_a_hold_s && lockout.last + 2 >= trial.motion.frames();
}

}  // namespace

Samples lockout_hip_short(const Trial& trial, const movement::Rep& rep) {
  return at_lockout(trial, rep, trial.motion.hip_fold.camera_side, &kinematics::Standing::hip_fold,
                    &kinematics::StandingSpread::hip_fold);
}
Samples lockout_knee_short(const Trial& trial, const movement::Rep& rep) {
  return at_lockout(trial, rep, trial.motion.knee_flexion.camera_side, &kinematics::Standing::knee_flexion,
                    &kinematics::StandingSpread::knee_flexion);
}
Samples lockout_trunk(const Trial& trial, const movement::Rep& rep) {
  return at_lockout(trial, rep, trial.motion.trunk_inclination, &kinematics::Standing::trunk_inclination,
                    &kinematics::StandingSpread::trunk_inclination);
}

Samples lockout_hold(const Trial& trial, const movement::Rep& rep) {
  if (ended_with_the_clip(trial, rep)) return single_missing(rep.end, Unmeasured::too_few_frames);
  const auto lockout = find_phase(rep, movement::PhaseName::lockout);
  const double held = lockout ? (trial.motion.time[lockout->last] - trial.motion.time[lockout->first]).value() : 0.0;
  if (lockout && cut_off_by_the_end(trial, *lockout, held)) return single_missing(rep.end, Unmeasured::too_few_frames);
  return single(lockout_window(rep).first, Measured<double>::seen(held, time_sd_s(trial, rep)));
}

// From the bottom on, so that the frame where the trunk first passes its own upright can be named.
Samples lean_back(const Trial& trial, const movement::Rep& rep) {
  const auto last = std::max(rep.end, lockout_window(rep).last);
  if (!stood_quietly(trial)) return single_missing(rep.end, Unmeasured::no_reference);
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
