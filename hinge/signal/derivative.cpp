#include "hinge/signal/derivative.h"

#include "hinge/base/expect.h"

namespace hinge::signal {
namespace {

/// Slope at `at` of the parabola through three samples (Lagrange).
double parabola_slope(std::span<const double, 3> t, std::span<const double, 3> y, double at) {
  const double s01 = (y[1] - y[0]) / (t[1] - t[0]);
  const double s12 = (y[2] - y[1]) / (t[2] - t[1]);
  return s01 + (s12 - s01) / (t[2] - t[0]) * (2 * at - t[0] - t[1]);
}

std::vector<double> rate_of(const std::vector<double>& t, const std::vector<double>& y) {
  const std::size_t n = t.size();
  std::vector<double> rate(n);
  if (n == 2) rate[0] = rate[1] = (y[1] - y[0]) / (t[1] - t[0]);
  if (n < 3) return rate;
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t start = i == 0 ? 0 : i == n - 1 ? i - 2 : i - 1;
    rate[i] = parabola_slope(std::span(t).subspan(start).first<3>(), std::span(y).subspan(start).first<3>(), t[i]);
  }
  return rate;
}

}  // namespace

Series compute_rate(std::span<const double> time_s, SeriesView series) {
  HINGE_EXPECT(time_s.size() == series.size());
  Series result(series.size());
  for (const Segment segment : find_segments(series)) {
    // Some cameras give two pictures the same time; the second one tells nothing about speed.
    std::vector<double> t, y;
    for (std::size_t i = segment.first; i < segment.first + segment.size; ++i) {
      HINGE_EXPECT(t.empty() || time_s[i] >= t.back());
      if (!t.empty() && time_s[i] == t.back()) continue;
      t.push_back(time_s[i]);
      y.push_back(*series[i]);
    }
    if (t.size() < 2) continue;
    const auto rate = rate_of(t, y);
    std::size_t k = 0;
    for (std::size_t i = segment.first; i < segment.first + segment.size; ++i) {
      if (time_s[i] > t[k]) ++k;
      result[i] = rate[k];
    }
  }
  return result;
}

}  // namespace hinge::signal
