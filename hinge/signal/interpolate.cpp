#include "hinge/signal/interpolate.h"

#include <algorithm>
#include <cmath>

#include "hinge/base/expect.h"
#include "hinge/signal/statistics.h"

namespace hinge::signal {
namespace {

struct Knots {
  std::vector<double> time, value;
};

Knots distinct(std::span<const double> time_s, std::span<const double> value) {
  Knots knots;
  for (std::size_t i = 0; i < time_s.size(); ++i) {
    HINGE_EXPECT(knots.time.empty() || time_s[i] >= knots.time.back());
    if (!knots.time.empty() && time_s[i] == knots.time.back()) continue;
    knots.time.push_back(time_s[i]);
    knots.value.push_back(value[i]);
  }
  return knots;
}

double secant(const Knots& knots, std::size_t i) {
  return (knots.value[i + 1] - knots.value[i]) / (knots.time[i + 1] - knots.time[i]);
}

/// One-sided three-point slope at an end, kept from overshooting (as in SLATEC PCHIM).
double end_slope(double near_step, double far_step, double near_secant, double far_secant) {
  const double slope = ((2 * near_step + far_step) * near_secant - near_step * far_secant) / (near_step + far_step);
  if (slope * near_secant <= 0) return 0;
  if (near_secant * far_secant <= 0 && std::abs(slope) > 3 * std::abs(near_secant)) return 3 * near_secant;
  return slope;
}

std::vector<double> pchip_slopes(const Knots& knots) {
  const std::size_t n = knots.time.size();
  std::vector<double> slope(n, 0.0);
  if (n < 2) return slope;
  if (n == 2) return {secant(knots, 0), secant(knots, 0)};
  const auto step = [&](std::size_t i) { return knots.time[i + 1] - knots.time[i]; };
  for (std::size_t i = 1; i + 1 < n; ++i) {
    const double before = secant(knots, i - 1), after = secant(knots, i);
    if (before * after <= 0) continue;  // a peak stays a peak
    const double w_before = 2 * step(i) + step(i - 1), w_after = step(i) + 2 * step(i - 1);
    slope[i] = (w_before + w_after) / (w_before / before + w_after / after);
  }
  slope[0] = end_slope(step(0), step(1), secant(knots, 0), secant(knots, 1));
  slope[n - 1] = end_slope(step(n - 2), step(n - 3), secant(knots, n - 2), secant(knots, n - 3));
  return slope;
}

std::vector<double> parabola_slopes(const Knots& knots) {
  const std::size_t n = knots.time.size();
  std::vector<double> slope(n, 0.0);
  if (n < 2) return slope;
  if (n == 2) return {secant(knots, 0), secant(knots, 0)};
  const auto step = [&](std::size_t i) { return knots.time[i + 1] - knots.time[i]; };
  for (std::size_t i = 1; i + 1 < n; ++i) {
    slope[i] = (secant(knots, i - 1) * step(i) + secant(knots, i) * step(i - 1)) / (step(i - 1) + step(i));
  }
  slope[0] = 2 * secant(knots, 0) - slope[1];
  slope[n - 1] = 2 * secant(knots, n - 2) - slope[n - 2];
  return slope;
}

std::vector<double> slopes(const Knots& knots, Interpolation method) {
  switch (method) {
    case Interpolation::linear: return {};
    case Interpolation::cubic: return parabola_slopes(knots);
    case Interpolation::pchip: return pchip_slopes(knots);
  }
  return {};
}

double hermite(const Knots& knots, std::span<const double> slope, std::size_t i, double time_s) {
  const double h = knots.time[i + 1] - knots.time[i];
  const double s = (time_s - knots.time[i]) / h;
  const double rise = knots.value[i + 1] - knots.value[i];
  // Written around the left knot, so that equal values and zero slopes give that value exactly.
  return knots.value[i] + rise * s * s * (3 - 2 * s) + h * s * (1 - s) * (slope[i] * (1 - s) - slope[i + 1] * s);
}

}  // namespace

std::vector<double> interpolate(std::span<const double> knot_time_s, std::span<const double> knot_value,
                                std::span<const double> query_time_s, Interpolation method) {
  HINGE_EXPECT(knot_time_s.size() == knot_value.size() && !knot_time_s.empty());
  const Knots knots = distinct(knot_time_s, knot_value);
  const auto slope = slopes(knots, method);
  std::vector<double> result;
  result.reserve(query_time_s.size());
  for (const double time : query_time_s) {
    if (time <= knots.time.front()) {
      result.push_back(knots.value.front());
    } else if (time >= knots.time.back()) {
      result.push_back(knots.value.back());
    } else {
      const auto after = std::ranges::upper_bound(knots.time, time);
      const auto i = static_cast<std::size_t>(after - knots.time.begin()) - 1;
      result.push_back(method == Interpolation::linear ? knots.value[i] + secant(knots, i) * (time - knots.time[i])
                                                       : hermite(knots, slope, i, time));
    }
  }
  return result;
}

std::vector<double> even_times(double first_s, double last_s, double rate_hz) {
  HINGE_EXPECT(last_s >= first_s && rate_hz > 0);
  const auto steps = static_cast<std::size_t>(std::llround((last_s - first_s) * rate_hz));
  if (steps == 0) return {first_s};
  std::vector<double> times(steps + 1);
  for (std::size_t i = 0; i <= steps; ++i) {
    times[i] = first_s + (last_s - first_s) * static_cast<double>(i) / static_cast<double>(steps);
  }
  return times;
}

double typical_rate_hz(std::span<const double> time_s) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < time_s.size(); ++i) {
    if (time_s[i] > time_s[i - 1]) steps.push_back(time_s[i] - time_s[i - 1]);
  }
  const auto typical = median(steps);
  return typical ? 1 / *typical : 0;
}

Series fill_gaps(std::span<const double> time_s, SeriesView series, double longest_gap_s) {
  HINGE_EXPECT(time_s.size() == series.size());
  Series filled(series.begin(), series.end());
  // Steps add up with rounding: a gap of six steps of 1/30 s is meant to be 0.2 s.
  const double limit = longest_gap_s + 1e-9;
  std::size_t i = 0;
  while (i < series.size()) {
    if (!series[i]) {
      ++i;
      continue;
    }
    // A chain of measurements none of which is further than the limit from the one before.
    std::vector<double> knot_time{time_s[i]}, knot_value{*series[i]};
    std::size_t last = i;
    for (std::size_t next = i + 1; next < series.size() && time_s[next] - time_s[last] <= limit; ++next) {
      if (!series[next]) continue;
      knot_time.push_back(time_s[next]);
      knot_value.push_back(*series[next]);
      last = next;
    }
    const auto curve = interpolate(knot_time, knot_value, time_s.subspan(i, last - i + 1));
    for (std::size_t k = i; k <= last; ++k) {
      if (!series[k]) filled[k] = curve[k - i];
    }
    i = last + 1;
  }
  return filled;
}

}  // namespace hinge::signal
