// How long the parts of a rep take: docs/science.md 6.2.
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

Samples duration_of(const Trial& trial, const movement::Rep& rep, movement::PhaseName name) {
  const auto phase = find_phase(rep, name);
  if (!phase) return single_missing(rep.bottom, Unmeasured::too_few_frames);
  const double seconds = (trial.motion.time[phase->last] - trial.motion.time[phase->first]).value();
  return single(phase->first, Measured<double>::seen(seconds, time_sd_s(trial, rep)));
}

}  // namespace

Samples rep_duration(const Trial& trial, const movement::Rep& rep) {
  if (began_under_way(trial, rep)) return single_missing(rep.start, Unmeasured::too_few_frames);
  const double seconds = (trial.motion.time[rep.end] - trial.motion.time[rep.start]).value();
  return single(rep.start, Measured<double>::seen(seconds, time_sd_s(trial, rep)));
}
Samples descent_duration(const Trial& trial, const movement::Rep& rep) {
  if (began_under_way(trial, rep)) return single_missing(rep.start, Unmeasured::too_few_frames);
  return duration_of(trial, rep, movement::PhaseName::descent);
}
// A rep that turns at once has no bottom phase, and that is a pause of zero, not an unseen one.
Samples bottom_pause(const Trial& trial, const movement::Rep& rep) {
  if (!find_phase(rep, movement::PhaseName::bottom)) {
    return single(rep.bottom, Measured<double>::seen(0.0, time_sd_s(trial, rep)));
  }
  return duration_of(trial, rep, movement::PhaseName::bottom);
}
Samples ascent_duration(const Trial& trial, const movement::Rep& rep) {
  return duration_of(trial, rep, movement::PhaseName::ascent);
}

}  // namespace hinge::metrics::internal
