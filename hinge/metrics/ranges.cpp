// How far joints moved between the rep's top and its bottom, and how the hip's share compares with the knee's.
#include "hinge/base/units.h"
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

// A knee that hardly moves would make the ratio explode (docs/science.md 1.4, R_HK).
constexpr double knee_floor_rad = to_radians(Degrees{5.0}).value();

Measured<double> range_of(const Trial& trial, const movement::Rep& rep, const kinematics::AngleSeries& series) {
  return change(steady_value(trial, series, top_frame(rep)), median_over(series, bottom_window(rep)));
}

}  // namespace

Samples hip_fold_range(const Trial& trial, const movement::Rep& rep) {
  return single(rep.bottom, range_of(trial, rep, trial.motion.hip_fold.camera_side));
}
Samples knee_flexion_range(const Trial& trial, const movement::Rep& rep) {
  return single(rep.bottom, range_of(trial, rep, trial.motion.knee_flexion.camera_side));
}
Samples trunk_inclination_range(const Trial& trial, const movement::Rep& rep) {
  return single(rep.bottom, range_of(trial, rep, trial.motion.trunk_inclination));
}

// Arms need not turn where the hips do, so this is greatest minus least over the rep.
Samples elbow_flexion_range(const Trial& trial, const movement::Rep& rep) {
  const auto& elbow = trial.motion.elbow_flexion;
  Measured<double> least, greatest;
  for (std::size_t i = rep.start; i <= rep.end && i < elbow.size(); ++i) {
    const auto here = steady_value(trial, elbow, i);
    if (!here.has_value()) continue;
    if (!least.has_value() || here.value() < least.value()) least = here;
    if (!greatest.has_value() || here.value() > greatest.value()) greatest = here;
  }
  return single(rep.bottom, change(least, greatest));
}

Samples hip_to_knee_ratio(const Trial& trial, const movement::Rep& rep) {
  const auto hip = range_of(trial, rep, trial.motion.hip_fold.camera_side);
  const auto knee = range_of(trial, rep, trial.motion.knee_flexion.camera_side);
  if (!hip.has_value()) return single(rep.bottom, hip);
  if (!knee.has_value()) return single(rep.bottom, knee);
  const double divisor = std::max(knee.value(), knee_floor_rad);
  const double ratio = hip.value() / divisor;
  // First-order propagation of a quotient; on the floor the knee's noise is cut off and does not enter.
  const double knee_share = knee.value() > knee_floor_rad ? ratio * knee.sd() / divisor : 0.0;
  return single(rep.bottom, Measured<double>::seen(ratio, std::hypot(hip.sd() / divisor, knee_share)));
}

Samples knee_creep(const Trial& trial, const movement::Rep& rep) {
  const auto descent = find_phase(rep, movement::PhaseName::descent);
  if (!descent || descent->size() < 3) return single_missing(rep.bottom, Unmeasured::too_few_frames);
  const auto& time = trial.motion.time;
  const Seconds half = (time[descent->first] + time[descent->last]) / 2.0;
  std::size_t middle = descent->first;
  while (middle < descent->last && time[middle] < half) ++middle;
  const auto& knee = trial.motion.knee_flexion.camera_side;
  return single(descent->last, change(steady_value(trial, knee, middle), steady_value(trial, knee, descent->last)));
}

Samples depth_of_median(const Trial& trial, const movement::Rep& rep) {
  const auto& fold = trial.motion.hip_fold.camera_side;
  std::vector<double> depths;
  for (const auto& other : trial.movement.reps) {
    if (const auto range = range_of(trial, other, fold); range.has_value()) depths.push_back(range.value());
  }
  const auto own = range_of(trial, rep, fold);
  if (!own.has_value() || depths.empty()) return single(rep.bottom, own);
  std::sort(depths.begin(), depths.end());
  const std::size_t n = depths.size();
  const double median = n % 2 == 1 ? depths[n / 2] : (depths[n / 2 - 1] + depths[n / 2]) / 2;
  if (median <= 0) return single_missing(rep.bottom, Unmeasured::implausible);
  return single(rep.bottom, Measured<double>::seen(own.value() / median, own.sd() / median));
}

}  // namespace hinge::metrics::internal
