#pragma once
// Numbers at the edge: degrees, rounded so that files are short and two machines agree on the bytes.
#include <string_view>

#include "hinge/base/units.h"
#include "hinge/metrics/metric.h"

namespace hinge::report::internal {

/// Half away from zero at `decimals`; never -0.
[[nodiscard]] double rounded(double value, int decimals);

/// Milliseconds are finer than any camera's frame.
[[nodiscard]] double edge_seconds(Seconds time);
/// Hundredths of a degree: a tenth of the best jitter a landmark network reaches.
[[nodiscard]] double edge_degrees(Radians angle);

/// A metric's SI number and unit as files spell them: radians leave as degrees.
[[nodiscard]] double edge_value(double si, metrics::Unit unit);
[[nodiscard]] std::string_view edge_unit(metrics::Unit unit);

}  // namespace hinge::report::internal
