#include "hinge/signal/smooth.h"

#include <algorithm>
#include <cmath>

#include "hinge/base/expect.h"
#include "hinge/signal/butterworth.h"

namespace hinge::signal {
namespace {

std::vector<double> smooth_stretch(std::span<const double> time_s, const std::vector<double>& values, double cutoff_hz) {
  const double rate_hz = typical_rate_hz(time_s);
  if (values.size() < 2 || rate_hz <= 0) return values;
  const auto grid = even_times(time_s.front(), time_s.back(), rate_hz);
  if (grid.size() < 2) return values;
  const double grid_rate_hz = static_cast<double>(grid.size() - 1) / (grid.back() - grid.front());
  const double cutoff = std::min(cutoff_hz, highest_cutoff_hz(grid_rate_hz));
  // Container clocks tick in thousandths; within half of one the pictures are as even as anybody can tell.
  const bool even = grid.size() == time_s.size() && std::ranges::equal(grid, time_s, [](double a, double b) {
                      return std::abs(a - b) <= 0.0005;
                    });
  if (even) return smooth_uniform(values, grid_rate_hz, cutoff);
  // PCHIP would flatten the turning points of a lift by a third of a degree (see the test), the cubic by a hundredth.
  const auto filtered = smooth_uniform(interpolate(time_s, values, grid, Interpolation::cubic), grid_rate_hz, cutoff);
  return interpolate(grid, filtered, time_s, Interpolation::cubic);
}

}  // namespace

Series smooth(std::span<const double> time_s, SeriesView series, const Smoothing& how) {
  HINGE_EXPECT(time_s.size() == series.size() && how.cutoff_hz > 0);
  const Series filled = fill_gaps(time_s, series, how.longest_gap_s);
  Series result(series.size());
  for (const Segment segment : find_segments(time_s, filled, how.longest_gap_s + 1e-9)) {
    const auto stretch =
        smooth_stretch(time_s.subspan(segment.first, segment.size), values_of(filled, segment), how.cutoff_hz);
    std::ranges::copy(stretch, result.begin() + static_cast<std::ptrdiff_t>(segment.first));
  }
  return result;
}

}  // namespace hinge::signal
