// What the back does in a rep: docs/science.md 7, F2, F4 and F5, from the outline of the back (docs/landmark-study.md 4, 5).
#include <optional>

#include "hinge/base/units.h"
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

// Nearly upright the sacral outline says little of the lower back (docs/landmark-study.md 4).
constexpr Radians least_trunk = to_radians(Degrees{10.0});
// The hip's share is judged where both have had to move (docs/science.md 7, F2).
constexpr Radians least_trunk_for_share = to_radians(Degrees{45.0});
// Where the arch at the top is read: before the lean itself distorts the outline (docs/landmark-study.md 5).
constexpr double near_upright = to_radians(Degrees{5.0}).value();
// The deviation of the series is that of a back that leans (mean error 3.3 degrees); upright, the same change from one's own
// standing is read with a mean error of 1.5 (docs/accuracy.md, lumbar_flexion_near_upright), which half of it covers.
constexpr double near_upright_sd_share = 0.5;

bool leans(const Trial& trial, std::size_t frame, Radians least) {
  const auto& trunk = trial.motion.trunk_inclination[frame];
  return trunk.has_value() && trunk.value() > least;
}

struct Top {
  std::size_t first, last;  ///< frames of the rep, its lockout included
  Radians upright;          ///< the person's own
};

/// Above zero: forward of own upright.
Measured<double> lean_at(const Trial& trial, const Top& top, std::size_t frame) {
  const auto& trunk = trial.motion.trunk_inclination[frame];
  return trunk.has_value()
             ? Measured<double>::seen((trunk.value() - top.upright).value(), change_sd_share * trunk.sd().value())
             : Measured<double>::missing(trunk.why());
}

/// Deepest arch of the lower back while the trunk comes through its own upright.
Measured<double> arch_near_upright(const Trial& trial, const Top& top) {
  Measured<double> arch;
  for (std::size_t i = top.first; i <= top.last; ++i) {
    const auto& lumbar = trial.motion.lumbar_flexion[i];
    const auto lean = lean_at(trial, top, i);
    if (!lean.has_value() || std::abs(lean.value()) > near_upright) continue;
    if (!lumbar.has_value()) {
      if (!arch.has_value()) arch = Measured<double>::missing(lumbar.why());
    } else if (!arch.has_value() || -lumbar.value().value() > arch.value()) {
      arch = Measured<double>::seen(-lumbar.value().value(), near_upright_sd_share * lumbar.sd().value());
    }
  }
  return arch;
}

Measured<double> furthest_lean(const Trial& trial, const Top& top) {
  Measured<double> furthest;
  for (std::size_t i = top.first; i <= top.last; ++i) {
    const auto lean = lean_at(trial, top, i);
    if (!lean.has_value()) continue;
    if (!furthest.has_value() || -lean.value() > furthest.value()) {
      furthest = Measured<double>::seen(-lean.value(), lean.sd());
    }
  }
  return furthest;
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
// flare show in both, so neither counts beyond the other.
Samples thoracolumbar_extension(const Trial& trial, const movement::Rep& rep) {
  if (!stood_quietly(trial)) return single_missing(rep.end, Unmeasured::no_reference);
  const auto frames = trial.motion.frames();
  const Top top{rep.start, std::min(std::max(rep.end, lockout_window(rep).last), frames - 1),
                trial.motion.standing->trunk_inclination};
  auto most = furthest_lean(trial, top);
  if (!most.has_value()) return single(rep.end, most);
  const auto arch = arch_near_upright(trial, top);
  if (!arch.has_value()) return single_missing(rep.end, arch.why());
  if (arch.value() < most.value()) most = arch;
  Samples samples;
  for (std::size_t i = top.first; i <= top.last; ++i) {
    const auto lean = lean_at(trial, top, i);
    const auto& lumbar = trial.motion.lumbar_flexion[i];
    if (!lean.has_value()) {
      samples.push_back({i, lean});
      continue;
    }
    const double shown = lumbar.has_value() ? std::max(-lean.value(), -lumbar.value().value()) : -lean.value();
    samples.push_back({i, Measured<double>::seen(std::min(shown, most.value()), most.sd())});
  }
  return samples;
}

}  // namespace hinge::metrics::internal
