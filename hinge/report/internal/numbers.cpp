#include "hinge/report/internal/numbers.h"

#include <cmath>

namespace hinge::report::internal {

double rounded(double value, int decimals) {
  const double scale = std::pow(10.0, decimals);
  const double result = std::round(value * scale) / scale;
  return result == 0.0 ? 0.0 : result;
}

double edge_seconds(Seconds time) { return rounded(time.value(), 3); }

double edge_degrees(Radians angle) { return rounded(to_degrees(angle).value(), 2); }

double edge_value(double si, metrics::Unit unit) {
  return unit == metrics::Unit::rad ? edge_degrees(Radians{si}) : rounded(si, 4);
}

std::string_view edge_unit(metrics::Unit unit) { return metrics::row_of(unit).edge_name; }

}  // namespace hinge::report::internal
