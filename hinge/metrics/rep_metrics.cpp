#include "hinge/metrics/rep_metrics.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "hinge/base/expect.h"
#include "hinge/metrics/extremum.h"

namespace hinge::metrics {
namespace {

// The output contract (docs/formats/analysis.schema.json): each the maximum over start_s … end_s.
constexpr std::array<std::string_view, 20> peaks{"hip_fold",
                                                 "hip_flexion",
                                                 "knee_flexion",
                                                 "ankle_dorsiflexion",
                                                 "trunk_inclination",
                                                 "shank_inclination",
                                                 "lumbar_flexion",
                                                 "thoracic_flexion",
                                                 "pelvis_tilt",
                                                 "posterior_hip_travel",
                                                 "lean_back",
                                                 "hip_moment",
                                                 "l5s1_moment",
                                                 "hamstring_length_change",
                                                 "gluteus_lengthening",
                                                 "rectus_femoris_length_change",
                                                 "bar_to_midfoot",
                                                 "stick_gap_head",
                                                 "stick_gap_sacrum",
                                                 "stick_gap_upper_back"};
constexpr std::array<std::string_view, 27> whole{"ascent_duration",
                                                 "bar_drift",
                                                 "bottom_pause",
                                                 "com_ahead_of_ankle",
                                                 "com_position",
                                                 "knee_moment_per_mass",
                                                 "depth_of_median",
                                                 "descent_duration",
                                                 "early_ascent_trunk_lean",
                                                 "elbow_flexion_range",
                                                 "hip_fold_range",
                                                 "hip_shoulder_rise_ratio",
                                                 "hip_to_knee_ratio",
                                                 "knee_creep",
                                                 "knee_flexion_range",
                                                 "lockout_hip_short",
                                                 "lockout_hold",
                                                 "lockout_knee_short",
                                                 "lockout_trunk",
                                                 "mean_concentric_velocity",
                                                 "peak_concentric_velocity",
                                                 "rep_duration",
                                                 "trunk_inclination_range",
                                                 "foot_tilt",
                                                 "heel_rise",
                                                 "toe_rise",
                                                 "velocity_loss"};

/// The peak of a series; missing where a greater one may lie in what was not seen.
Sample whole_peak_of(const Samples& samples, std::span<const Seconds> time) {
  const auto peak = find_extremum(samples, Extreme::greatest, time);
  if (!peak) return peak_of(samples);
  return peak->hidden ? Sample{peak->at.frame, Measured<double>::missing(*peak->hidden)} : peak->at;
}

}  // namespace

Sample peak_of(const Samples& samples) {
  Sample peak;
  for (const auto& sample : samples) {
    const bool better =
        sample.value.has_value() && (!peak.value.has_value() || sample.value.value() > peak.value.value());
    if (better || !peak.value.has_value()) peak = sample;
  }
  return peak;
}

std::vector<RepMetric> compute_rep_metrics(const Trial& trial, const movement::Rep& rep) {
  std::vector<RepMetric> values;
  const auto add = [&](std::string_view name, std::string shown, auto reduce) {
    const Metric* metric = find_metric(name);
    HINGE_EXPECT(metric != nullptr);
    const Sample peak = reduce(measure(*metric, trial, rep));
    values.push_back({std::move(shown), metric->unit, peak.frame, peak.value});
  };
  const auto peak_in_time = [&](const Samples& samples) { return whole_peak_of(samples, trial.motion.time); };
  for (const auto name : peaks) add(name, std::string{name} + "_peak", peak_in_time);
  for (const auto name : whole) add(name, std::string{name}, peak_of);
  std::sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return values;
}

}  // namespace hinge::metrics
