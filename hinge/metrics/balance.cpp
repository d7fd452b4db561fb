// Where the centre of mass of body and load lies over the foot at the bottom: docs/science.md 2.3 and 7, F7 (b).
#include <algorithm>

#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/statics.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

Samples bottom_value(const Trial& trial, const movement::Rep& rep, dynamics::Series dynamics::Dynamics::*series) {
  if (const auto why = why_no_statics(trial)) return single_missing(rep.bottom, *why);
  return single(rep.bottom, at_bottom(trial.dynamics->*series, rep));
}

}  // namespace

std::optional<Unmeasured> why_no_statics(const Trial& trial) {
  const auto& movement = trial.movement;
  const bool on_two_feet = movement.recognition.pattern == movement::Pattern::hinge ||
                           movement.recognition.pattern == movement::Pattern::squat;
  if (trial.dynamics == nullptr || movement.ballistic || !on_two_feet ||
      movement.recognition.supported) {
    return Unmeasured::not_in_this_build;
  }
  if (!trial.athlete.load && !movement.recognition.empty_handed) return Unmeasured::load_unknown;
  return std::nullopt;
}

Measured<double> at_bottom(const dynamics::Series& series, const movement::Rep& rep) {
  const auto window = bottom_window(rep);
  std::vector<Measured<double>> seen;
  Unmeasured why = Unmeasured::too_few_frames;
  for (std::size_t i = window.first; i <= window.last && i < series.size(); ++i) {
    if (series[i].has_value()) seen.push_back(series[i]);
    else why = series[i].why();
  }
  if (seen.empty() || 2 * seen.size() < window.size()) return Measured<double>::missing(why);
  const auto middle = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() / 2);
  std::ranges::nth_element(seen, middle, {}, &Measured<double>::value);
  return *middle;
}

Samples over_rep(const dynamics::Series& series, const movement::Rep& rep) {
  Samples samples;
  for (std::size_t i = rep.start; i <= rep.end && i < series.size(); ++i) samples.push_back({i, series[i]});
  return samples.empty() ? single_missing(rep.bottom, Unmeasured::too_few_frames) : samples;
}

Samples com_position(const Trial& trial, const movement::Rep& rep) {
  return bottom_value(trial, rep, &dynamics::Dynamics::com_position);
}
Samples com_ahead_of_ankle(const Trial& trial, const movement::Rep& rep) {
  return bottom_value(trial, rep, &dynamics::Dynamics::com_ahead_of_ankle);
}
Samples knee_moment_per_mass(const Trial& trial, const movement::Rep& rep) {
  return bottom_value(trial, rep, &dynamics::Dynamics::knee_moment);
}

}  // namespace hinge::metrics::internal
