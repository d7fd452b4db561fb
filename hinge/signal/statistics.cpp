#include "hinge/signal/statistics.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "hinge/base/expect.h"

namespace hinge::signal {

std::optional<double> percentile(std::span<const double> values, double fraction) {
  HINGE_EXPECT(fraction >= 0 && fraction <= 1);
  if (values.empty()) return std::nullopt;
  std::vector<double> sorted(values.begin(), values.end());
  const double rank = fraction * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::ptrdiff_t>(std::floor(rank));
  std::nth_element(sorted.begin(), sorted.begin() + below, sorted.end());
  const double low = sorted[static_cast<std::size_t>(below)];
  if (static_cast<double>(below) == rank) return low;
  const double high = *std::min_element(sorted.begin() + below + 1, sorted.end());
  return low + (rank - static_cast<double>(below)) * (high - low);
}

std::optional<double> median(std::span<const double> values) { return percentile(values, 0.5); }

std::optional<double> median_deviation(std::span<const double> values) {
  const auto centre = median(values);
  if (!centre) return std::nullopt;
  std::vector<double> deviations;
  deviations.reserve(values.size());
  for (const double value : values) deviations.push_back(std::abs(value - *centre));
  return median(deviations);
}

}  // namespace hinge::signal
