#pragma once
// Where one joint is from another, in metres of the person's own size; differences cancel a drifting camera.
#include <cmath>

#include "hinge/metrics/metric.h"

namespace hinge::metrics::internal {

/// `part` from `from`, x the way the person faces, y up.
struct Offset {
  Measured<double> x, y;
};

/// Missing with the reason of whichever joint was not seen.
[[nodiscard]] Offset offset_at(const kinematics::Motion& motion, body::Part part, body::Part from, std::size_t frame);

/// Straight-line length of an offset.
[[nodiscard]] Measured<double> length_of(const Offset& offset);

/// Missing where the samples are fewer than four in five of the frames looked at; else their median.
[[nodiscard]] Measured<double> median_of_seen(const std::vector<Measured<double>>& samples);

}  // namespace hinge::metrics::internal
