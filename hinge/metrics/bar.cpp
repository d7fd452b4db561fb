// How fast and how straight the weight goes up: docs/science.md 6.4, 7 F10b and 8.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"
#include "hinge/metrics/lift.h"

namespace hinge::metrics::internal {
namespace {

using kinematics::FrameRange;
using kinematics::WeightSource;

/// A lift's mean is known better than one speed in it: this share of the mean of their deviations.
constexpr double mean_sd_share = 0.5;

/// Of the mean speed, the scale left out.
double own_sd_of_mean(const kinematics::WeightPath& weight, FrameRange range) {
  double sum = 0;
  for (std::size_t i = range.first; i <= range.last; ++i) {
    const double by_scale = weight.scale_sd * weight.velocity[i].value(), sd = weight.velocity[i].sd();
    sum += std::sqrt(std::max(0.0, sd * sd - by_scale * by_scale));
  }
  return mean_sd_share * sum / static_cast<double>(range.size());
}

Measured<double> mean_velocity(const Trial& trial, const movement::Rep& rep) {
  if (const auto why = why_no_lift(trial)) return Measured<double>::missing(*why);
  const auto range = find_lift(trial, rep);
  if (!range) return Measured<double>::missing(Unmeasured::too_few_frames);
  const auto& weight = trial.motion.weight;
  const double rise = weight.height[range->last].value() - weight.height[range->first].value();
  const double mean = rise / (trial.motion.time[range->last] - trial.motion.time[range->first]).value();
  return Measured<double>::seen(mean, std::hypot(own_sd_of_mean(weight, *range), weight.scale_sd * mean));
}

}  // namespace

Samples bar_to_midfoot(const Trial& trial, const movement::Rep& rep) {
  if (const auto why = why_no_lift(trial)) return single_missing(rep.bottom, *why);
  const auto& ahead = trial.motion.weight.ahead_of_midfoot;
  Samples samples;
  for (std::size_t i = rep.start; i <= rep.end && i < ahead.size(); ++i) samples.push_back({i, ahead[i]});
  return samples.empty() ? single_missing(rep.bottom, Unmeasured::too_few_frames) : samples;
}

Samples bar_drift(const Trial& trial, const movement::Rep& rep) {
  if (const auto why = why_no_lift(trial)) return single_missing(rep.bottom, *why);
  const auto range = find_lift(trial, rep);
  if (!range) return single_missing(rep.bottom, Unmeasured::too_few_frames);
  const auto& weight = trial.motion.weight;
  const auto& start = weight.ahead_of_midfoot[range->first];
  if (!start.has_value()) return single_missing(range->first, start.why());
  std::size_t furthest = range->first;
  const auto drift_at = [&](std::size_t i) { return weight.ahead_of_midfoot[i].value() - start.value(); };
  for (std::size_t i = range->first; i <= range->last; ++i) {
    if (weight.ahead_of_midfoot[i].has_value() && std::abs(drift_at(i)) > std::abs(drift_at(furthest))) furthest = i;
  }
  const double drift = drift_at(furthest);
  // Where both ends lie over the foot does not matter to how far apart they are.
  constexpr double sd_seen_m = 0.01, sd_hands_m = 0.03;
  const double own_sd = weight.source == WeightSource::round ? sd_seen_m : sd_hands_m;
  return single(furthest, Measured<double>::seen(drift, std::hypot(own_sd, weight.scale_sd * drift)));
}

Samples mean_concentric_velocity(const Trial& trial, const movement::Rep& rep) {
  return single(rep.bottom, mean_velocity(trial, rep));
}

Samples peak_concentric_velocity(const Trial& trial, const movement::Rep& rep) {
  if (const auto why = why_no_lift(trial)) return single_missing(rep.bottom, *why);
  const auto range = find_lift(trial, rep);
  if (!range) return single_missing(rep.bottom, Unmeasured::too_few_frames);
  const auto& velocity = trial.motion.weight.velocity;
  std::size_t fastest = range->first;
  for (std::size_t i = range->first; i <= range->last; ++i) {
    if (velocity[i].value() > velocity[fastest].value()) fastest = i;
  }
  return single(fastest, velocity[fastest]);
}

// Against the fastest rep so far, so that a slow first rep is no loss for the second. The scale cancels.
Samples velocity_loss(const Trial& trial, const movement::Rep& rep) {
  const auto own = mean_velocity(trial, rep);
  if (!own.has_value()) return single_missing(rep.bottom, own.why());
  double best = own.value();
  for (const movement::Rep& other : trial.movement.reps) {
    if (other.index > rep.index) break;
    const auto velocity = mean_velocity(trial, other);
    if (velocity.has_value()) best = std::max(best, velocity.value());
  }
  const double by_scale = trial.motion.weight.scale_sd * own.value();
  const double own_sd = std::sqrt(std::max(0.0, own.sd() * own.sd() - by_scale * by_scale));
  return single(rep.bottom, Measured<double>::seen(1 - own.value() / best, own_sd * std::numbers::sqrt2 / best));
}

}  // namespace hinge::metrics::internal
