// Where the centre of mass of body and load lies over the foot at the bottom: docs/science.md 2.3 and 7, F7 (b).
#include <algorithm>
#include <array>
#include <string_view>

#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/statics.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

// Done with empty hands, or a stick in them; in every other exercise silence about the load is not zero.
constexpr std::array<std::string_view, 5> unloaded{"bodyweight_hinge", "wall_tap_hinge", "dowel_hinge_vertical",
                                                   "dowel_hinge_horizontal", "knee_block_hinge"};
// A bench, the floor, a chair, a cable or one leg alone carries part of the body, or the bar lies on the back where no
// landmark is: two feet and a hanging load do not describe these.
constexpr std::array<std::string_view, 6> not_described{"glute_bridge", "hip_thrust",   "sit_to_stand",
                                                        "pull_through", "runner_pose", "good_morning"};

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

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
      is_among(not_described, movement.recognition.exercise)) {
    return Unmeasured::not_in_this_build;
  }
  if (!trial.athlete.load && !is_among(unloaded, movement.recognition.exercise)) return Unmeasured::load_unknown;
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
