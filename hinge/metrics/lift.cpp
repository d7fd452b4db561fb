// Where the way up of a weight begins and ends: docs/science.md 6.4.
#include "hinge/metrics/lift.h"

#include "hinge/metrics/internal/support.h"

namespace hinge::metrics {
namespace {

using kinematics::FrameRange;
using kinematics::WeightSource;

/// The concentric begins and ends where the weight is this slow (m/s): the slowest lift anyone finishes, a deadlift at
/// 1RM, has a mean of 0.14 (docs/science.md 6.4); the hands' noise is 0.06.
constexpr double nearly_still = 0.05;
/// A rise of less than this is no lift; a deadlift's is 0.5 m and more.
constexpr double least_rise_m = 0.10;

}  // namespace

std::optional<Unmeasured> why_no_lift(const Trial& trial) {
  const auto& weight = trial.motion.weight;
  if (weight.source == WeightSource::none) return Unmeasured::occluded;
  if (weight.source == WeightSource::round) return std::nullopt;
  const auto& recognition = trial.movement.recognition;
  const bool lifts = recognition.pattern == movement::Pattern::hinge || recognition.pattern == movement::Pattern::squat;
  const bool empty = trial.athlete.load && trial.athlete.load->value() <= 0;
  if (!lifts || empty || recognition.traits.empty_handed || recognition.traits.hands_apart) return Unmeasured::load_unknown;
  return std::nullopt;
}

std::optional<kinematics::FrameRange> find_lift(const Trial& trial, const movement::Rep& rep) {
  const auto& velocity = trial.motion.weight.velocity;
  const auto ascent = internal::find_phase(rep, movement::PhaseName::ascent);
  const FrameRange window = ascent.value_or(FrameRange{rep.bottom, rep.end});
  std::optional<std::size_t> fastest;
  for (std::size_t i = window.first; i <= window.last && i < velocity.size(); ++i) {
    if (velocity[i].has_value() && (!fastest || velocity[i].value() > velocity[*fastest].value())) fastest = i;
  }
  const auto moves = [&](std::size_t i) { return velocity[i].has_value() && velocity[i].value() > nearly_still; };
  if (!fastest || !moves(*fastest)) return std::nullopt;
  FrameRange range{*fastest, *fastest};
  while (range.first > 0 && moves(range.first - 1)) --range.first;
  while (range.last + 1 < velocity.size() && moves(range.last + 1)) ++range.last;
  // A way up whose beginning or end was not seen has no mean; near standstill hardly anything is missing.
  constexpr double nearly_done = 0.25;
  const auto is_end = [&](std::size_t edge, std::size_t beyond) {
    return (beyond < velocity.size() && velocity[beyond].has_value()) || velocity[edge].value() < nearly_done * velocity[*fastest].value();
  };
  if (!is_end(range.first, range.first - 1) || !is_end(range.last, range.last + 1)) return std::nullopt;
  const auto &from = trial.motion.weight.height[range.first], &to = trial.motion.weight.height[range.last];
  if (range.size() < 3 || to.value() - from.value() < least_rise_m) return std::nullopt;
  return range;
}

}  // namespace hinge::metrics
