// Where the centre of mass of body and load lies over the foot at the bottom: docs/science.md 2.3 and 7, F7 (b).
#include <algorithm>

#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/statics.h"
#include "hinge/metrics/internal/support.h"
#include "hinge/signal/statistics.h"

namespace hinge::metrics::internal {
namespace {

/// Who stands still has the weight over the feet: a centre of mass elsewhere says that the picture is tilted or the
/// foot misread, and the place at the bottom is then as wrong. Between heel and ball of the foot, 0.15 to 0.65 of its
/// length (people stand at 0.3 to 0.5: docs/science.md 2.3), with what a turn of 4 degrees moves it left out.
bool stands_beside_the_feet(const Trial& trial) {
  constexpr double behind = 0.15, ahead = 0.65;
  if (!stood_quietly(trial) || trial.movement.from_floor) return false;
  const auto& com = trial.dynamics->com_position;
  std::vector<double> seen;
  for (std::size_t i = trial.motion.standing->frames.first; i <= trial.motion.standing->frames.last; ++i) {
    if (i < com.size() && com[i]) seen.push_back(com[i].value());
  }
  const auto usual = signal::median(seen);
  return usual && (*usual < behind || *usual > ahead);
}

Samples bottom_value(const Trial& trial, const movement::Rep& rep, dynamics::Series dynamics::Dynamics::*series) {
  if (const auto why = why_no_statics(trial)) return single_missing(rep.bottom, *why);
  if (stands_beside_the_feet(trial)) return single_missing(rep.bottom, Unmeasured::implausible);
  return single(rep.bottom, at_bottom(trial.dynamics->*series, rep));
}

}  // namespace

std::optional<Unmeasured> why_no_statics(const Trial& trial) {
  const auto& movement = trial.movement;
  const bool on_two_feet = movement.recognition.pattern == movement::Pattern::hinge ||
                           movement.recognition.pattern == movement::Pattern::squat;
  if (trial.dynamics == nullptr) return Unmeasured::not_in_this_build;
  if (movement.ballistic || !on_two_feet || movement.recognition.traits.supported) return Unmeasured::not_this_movement;
  if (!trial.athlete.load && !movement.recognition.traits.empty_handed) return Unmeasured::load_unknown;
  return std::nullopt;
}

Measured<double> at_bottom(const dynamics::Series& series, const movement::Rep& rep) {
  const auto window = bottom_window(rep);
  std::vector<Measured<double>> seen;
  Unmeasured why = Unmeasured::too_few_frames;
  for (std::size_t i = window.first; i <= window.last && i < series.size(); ++i) {
    if (series[i].has_value())
      seen.push_back(series[i]);
    else
      why = series[i].why();
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
