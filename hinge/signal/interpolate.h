#pragma once
// From the times a camera really took its pictures to an even grid and back; filling short gaps (docs/science.md 5.5).
#include <span>
#include <vector>

#include "hinge/signal/series.h"

namespace hinge::signal {

enum class Interpolation {
  linear,
  cubic,  ///< slopes of the parabola through three knots: follows a peak closely, may overshoot at a jump
  pchip   ///< piecewise cubic, smooth, never overshoots its knots (Fritsch and Carlson 1980, slopes of Fritsch and Butland 1984)
};

/// The curve through the knots at each of the query times. Knot times must not run backwards; of several knots at one
/// time the first counts. Before the first and after the last knot the curve is level: nothing is extrapolated.
[[nodiscard]] std::vector<double> interpolate(std::span<const double> knot_time_s, std::span<const double> knot_value,
                                              std::span<const double> query_time_s,
                                              Interpolation method = Interpolation::pchip);

/// Even times from `first_s` to `last_s`, both met exactly, with a rate as near to `rate_hz` as that allows.
[[nodiscard]] std::vector<double> even_times(double first_s, double last_s, double rate_hz);

/// 1 / median of the steps between distinct times; 0 if there are fewer than two.
[[nodiscard]] double typical_rate_hz(std::span<const double> time_s);

/// The longest time without a measurement that may be bridged (docs/science.md 5.5).
inline constexpr double longest_bridged_gap_s = 0.2;

/// Gaps whose measured neighbours are at most `longest_gap_s` apart are bridged by PCHIP; longer ones, and what lies
/// before the first or after the last measurement, stay gaps.
[[nodiscard]] Series fill_gaps(std::span<const double> time_s, SeriesView series,
                               double longest_gap_s = longest_bridged_gap_s);

}  // namespace hinge::signal
