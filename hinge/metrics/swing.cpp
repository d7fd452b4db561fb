// Where the hands carry a swung weight: docs/science.md 8, KB swing. The bell hangs a hand below the wrist; the wrist
// stands for it.
#include <algorithm>

#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/places.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {

Samples hands_above_shoulder(const Trial& trial, const movement::Rep& rep) {
  const std::size_t last = std::max(rep.end, lockout_window(rep).last);
  Samples samples;
  for (std::size_t i = rep.bottom; i <= last && i < trial.motion.frames(); ++i)
    samples.push_back({i, offset_at(trial.motion, body::Part::wrist, body::Part::shoulder, i).y});
  return samples;
}

Samples hands_above_knee(const Trial& trial, const movement::Rep& rep) {
  const auto window = bottom_window(rep);
  std::vector<Measured<double>> heights;
  for (std::size_t i = window.first; i <= window.last && i < trial.motion.frames(); ++i)
    heights.push_back(offset_at(trial.motion, body::Part::wrist, body::Part::knee, i).y);
  return single(rep.bottom, median_of_seen(heights));
}

}  // namespace hinge::metrics::internal
