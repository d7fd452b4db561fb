#pragma once
// The numbers of one repetition for the report: peaks of the angles, durations of the phases, every whole-rep metric.
#include <string>
#include <vector>

#include "hinge/metrics/metric.h"

namespace hinge::metrics {

struct RepMetric {
  std::string name;  ///< "hip_fold_peak", "ascent_duration"
  Unit unit = Unit::rad;
  std::size_t frame = 0;  ///< where it was read
  Measured<double> value;
};

/// The greatest seen sample of a time series; if none was seen, missing with the reason of the last. Its deviation is
/// that of the sample: the peak of a noisy series also sits a little high, which smoothing before has to keep small.
[[nodiscard]] Sample peak_of(const Samples& samples);

/// Sorted by name; also those not measured, with why. Time series appear as NAME_peak (greatest over the rep, or over
/// the frames they are judged in), metrics of a whole rep under their own name.
[[nodiscard]] std::vector<RepMetric> compute_rep_metrics(const Trial& trial, const movement::Rep& rep);

}  // namespace hinge::metrics
