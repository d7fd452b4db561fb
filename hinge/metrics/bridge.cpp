// Glute bridge and hip thrust: docs/science.md 8. Lying, nobody's own standing is there to compare with: these are
// absolute. The back lies on or near the floor, where its outline is not seen.
#include <algorithm>

#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {

// In a bridge the lockout is where the hips are highest (movement.h).
Samples bridge_hip_short(const Trial& trial, const movement::Rep& rep) {
  const auto top = lockout_window(rep);
  return single(top.first, median_over(trial.motion.hip_fold.camera_side, top));
}

// The feet stay and the thighs rise, so the knee has to open; what can stay still is the shin.
Samples shank_inclination_range(const Trial& trial, const movement::Rep& rep) {
  const auto samples = over_rep(trial, rep, trial.motion.shank_inclination);
  const auto seen = [](const Sample& s) { return s.value.has_value(); };
  const auto count = std::ranges::count_if(samples, seen);
  constexpr double enough = 0.8;  // docs/science.md 6.1
  if (samples.empty() || static_cast<double>(count) < enough * static_cast<double>(samples.size())) {
    const auto hidden = std::ranges::find_if_not(samples, seen);
    return single_missing(rep.start, hidden == samples.end() ? Unmeasured::too_few_frames : hidden->value.why());
  }
  Measured<double> least, most;
  std::size_t at = rep.start;
  for (const auto& s : samples) {
    if (!s.value.has_value()) continue;
    if (!least.has_value() || s.value.value() < least.value()) least = s.value;
    if (!most.has_value() || s.value.value() > most.value()) {
      most = s.value;
      at = s.frame;
    }
  }
  return single(at, change(least, most));
}

}  // namespace hinge::metrics::internal
