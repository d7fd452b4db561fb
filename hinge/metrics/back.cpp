// What the back does in a rep: docs/science.md 7, F2, F4 and F5, from the outline of the back (docs/accuracy.md 4, 5).
#include <optional>

#include "hinge/base/units.h"
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

// Nearly upright the sacral outline says little of the lower back (docs/accuracy.md 4).
constexpr Radians least_trunk = to_radians(Degrees{10.0});
// The hip's share is judged where both have had to move (docs/science.md 7, F2).
constexpr Radians least_trunk_for_share = to_radians(Degrees{45.0});
// Where the arch at the top is read: before the lean itself distorts the outline (docs/accuracy.md 5).
constexpr double near_upright = to_radians(Degrees{5.0}).value();

bool leans(const Trial& trial, std::size_t frame, Radians least) {
  const auto& trunk = trial.motion.trunk_inclination[frame];
  return trunk.has_value() && trunk.value() > least;
}

/// How far the lower back arched beyond own standing while the trunk came through its own upright; the deepest reading.
Measured<double> arch_near_upright(const Trial& trial, const movement::Rep& rep, std::size_t last, Radians upright) {
  Measured<double> arch;
  for (std::size_t i = rep.bottom; i <= last && i < trial.motion.frames(); ++i) {
    const auto &trunk = trial.motion.trunk_inclination[i], &lumbar = trial.motion.lumbar_flexion[i];
    if (!trunk.has_value() || std::abs((trunk.value() - upright).value()) > near_upright) continue;
    if (!lumbar.has_value()) {
      if (!arch.has_value()) arch = Measured<double>::missing(lumbar.why());
    } else if (!arch.has_value() || -lumbar.value().value() > arch.value()) {
      arch = Measured<double>::seen(-lumbar.value().value(), change_sd_share * lumbar.sd().value());
    }
  }
  return arch;
}

}  // namespace

Samples lumbar_flexion(const Trial& trial, const movement::Rep& rep) {
  Samples samples;
  for (const auto& sample : over_rep(trial, rep, trial.motion.lumbar_flexion)) {
    if (leans(trial, sample.frame, least_trunk)) samples.push_back(sample);
  }
  return samples.empty() ? single_missing(rep.bottom, Unmeasured::too_few_frames) : samples;
}

Samples lumbar_change_in_ascent(const Trial& trial, const movement::Rep& rep) {
  const auto ascent = find_phase(rep, movement::PhaseName::ascent);
  if (!ascent) return single_missing(rep.bottom, Unmeasured::too_few_frames);
  const auto& lumbar = trial.motion.lumbar_flexion;
  const auto bottom = median_over(lumbar, bottom_window(rep));
  if (!bottom.has_value()) return single(rep.bottom, bottom);
  Samples samples;
  for (std::size_t i = ascent->first; i <= ascent->last; ++i) {
    if (leans(trial, i, least_trunk)) samples.push_back({i, change(bottom, steady_value(trial, lumbar, i))});
  }
  return samples.empty() ? single_missing(rep.bottom, Unmeasured::too_few_frames) : samples;
}

Samples hip_share(const Trial& trial, const movement::Rep& rep) {
  const auto window = bottom_window(rep);
  const auto pelvis = median_over(trial.motion.pelvis_tilt, window);
  const auto lumbar = median_over(trial.motion.lumbar_flexion, window);
  if (!pelvis.has_value()) return single(rep.bottom, pelvis);
  if (!lumbar.has_value()) return single(rep.bottom, lumbar);
  if (!leans(trial, rep.bottom, least_trunk_for_share)) return single_missing(rep.bottom, Unmeasured::too_few_frames);
  const double whole = pelvis.value() + lumbar.value();
  if (whole < least_trunk_for_share.value() / 2) return single_missing(rep.bottom, Unmeasured::implausible);
  // What the outline gives to one it takes from the other; their sum is known much better.
  return single(rep.bottom, Measured<double>::seen(pelvis.value() / whole, lumbar.sd() / whole));
}

// A trunk that leans back may come from the hips, and an arch near upright from a sleeve in the outline: ribs that
// flare show in both, so the smaller of the two counts.
Samples thoracolumbar_extension(const Trial& trial, const movement::Rep& rep) {
  if (!trial.motion.standing) return single_missing(rep.end, Unmeasured::no_reference);
  Samples samples = lean_back(trial, rep);
  const auto arch =
      arch_near_upright(trial, rep, samples.back().frame, trial.motion.standing->trunk_inclination);
  for (auto& sample : samples) {
    if (!sample.value.has_value()) continue;
    if (!arch.has_value() || arch.value() < sample.value.value()) sample.value = arch;
  }
  return samples;
}

}  // namespace hinge::metrics::internal
