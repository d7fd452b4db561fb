#include "hinge/signal/statistics.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "hinge/base/expect.h"

namespace hinge::signal {
namespace {

struct Pull {
  double density = 0;  ///< not normalised
  double mean = 0;     ///< of the values, weighted by the kernel around the place
};

/// `sorted` ascending; a value beyond four bandwidths weighs less than 0.0004 and is left out.
Pull pull_at(std::span<const double> sorted, double place, double bandwidth) {
  const auto first = std::ranges::lower_bound(sorted, place - 4 * bandwidth);
  const auto last = std::ranges::upper_bound(sorted, place + 4 * bandwidth);
  Pull pull;
  double offset = 0;
  for (auto value = first; value != last; ++value) {
    const double z = (*value - place) / bandwidth;
    const double weight = std::exp(-z * z / 2);
    pull.density += weight;
    offset += weight * (*value - place);
  }
  pull.mean = pull.density > 0 ? place + offset / pull.density : place;
  return pull;
}

}  // namespace

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

std::optional<double> densest_value(std::span<const double> values, double bandwidth) {
  HINGE_EXPECT(bandwidth > 0);
  if (values.empty()) return std::nullopt;
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  // Peaks of the density are at least a bandwidth wide: starting from a value in every half bandwidth misses none.
  double best = sorted.front();
  double best_density = 0;
  std::optional<double> tried;
  for (const double value : sorted) {
    if (tried && value - *tried < bandwidth / 2) continue;
    tried = value;
    const double density = pull_at(sorted, value, bandwidth).density;
    if (density > best_density) {
      best_density = density;
      best = value;
    }
  }
  constexpr int most_steps = 200;
  for (int step = 0; step < most_steps; ++step) {
    const double next = pull_at(sorted, best, bandwidth).mean;
    if (std::abs(next - best) < 1e-9 * bandwidth) break;
    best = next;
  }
  return best;
}

}  // namespace hinge::signal
