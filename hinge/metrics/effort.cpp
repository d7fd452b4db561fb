// What the joints hold and how long the muscles are: docs/science.md 3.1 and 4.1.
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/statics.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

Samples moment(const Trial& trial, const movement::Rep& rep, dynamics::Series dynamics::Dynamics::*series) {
  if (const auto why = why_no_statics(trial)) return single_missing(rep.bottom, *why);
  Samples samples = over_rep(trial.dynamics->*series, rep);
  for (Sample& sample : samples) sample.value = dynamics::to_newton_metres(sample.value, trial.dynamics->mass);
  return samples;
}

/// Lengths follow from angles alone: no load, no speed and no support matters to them.
Samples length(const Trial& trial, const movement::Rep& rep, dynamics::Series dynamics::Dynamics::*series) {
  if (trial.dynamics == nullptr) return single_missing(rep.bottom, Unmeasured::not_in_this_build);
  return over_rep(trial.dynamics->*series, rep);
}

}  // namespace

Samples hip_moment(const Trial& trial, const movement::Rep& rep) {
  return moment(trial, rep, &dynamics::Dynamics::hip_moment);
}
Samples l5s1_moment(const Trial& trial, const movement::Rep& rep) {
  return moment(trial, rep, &dynamics::Dynamics::l5s1_moment);
}
Samples hamstring_length_change(const Trial& trial, const movement::Rep& rep) {
  return length(trial, rep, &dynamics::Dynamics::hamstrings);
}
Samples rectus_femoris_length_change(const Trial& trial, const movement::Rep& rep) {
  return length(trial, rep, &dynamics::Dynamics::rectus_femoris);
}
Samples gluteus_lengthening(const Trial& trial, const movement::Rep& rep) {
  return length(trial, rep, &dynamics::Dynamics::gluteus);
}

}  // namespace hinge::metrics::internal
