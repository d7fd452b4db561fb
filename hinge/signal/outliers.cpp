#include "hinge/signal/outliers.h"

#include <algorithm>
#include <cmath>

#include "hinge/base/expect.h"
#include "hinge/signal/statistics.h"

namespace hinge::signal {

Series remove_outliers(SeriesView series, const OutlierTest& test) {
  HINGE_EXPECT(test.reach > 0 && test.threshold > 0 && test.smallest_deviation >= 0);
  const auto reach = static_cast<std::size_t>(test.reach);
  Series kept(series.begin(), series.end());
  std::vector<double> window;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (!series[i]) continue;
    window.clear();
    const std::size_t first = i < reach ? 0 : i - reach;
    const std::size_t last = std::min(series.size() - 1, i + reach);
    for (std::size_t k = first; k <= last; ++k) {
      if (series[k]) window.push_back(*series[k]);
    }
    if (window.size() < 3) continue;
    const double deviation = std::abs(*series[i] - *median(window));
    const double limit = std::max(test.threshold * sd_per_mad * *median_deviation(window), test.smallest_deviation);
    if (deviation > limit) kept[i].reset();
  }
  return kept;
}

}  // namespace hinge::signal
