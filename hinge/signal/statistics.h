#pragma once
// Statistics that a few wild values cannot move.
#include <optional>
#include <span>

namespace hinge::signal {

/// Times the median absolute deviation: the standard deviation, if the bulk is normal.
inline constexpr double sd_per_mad = 1.4826;

/// All of these: nullopt for no values.
[[nodiscard]] std::optional<double> median(std::span<const double> values);
/// Median absolute deviation from the median.
[[nodiscard]] std::optional<double> median_deviation(std::span<const double> values);
/// `fraction` in [0,1]; linear between order statistics (Hyndman and Fan 1996, type 7).
[[nodiscard]] std::optional<double> percentile(std::span<const double> values, double fraction);

}  // namespace hinge::signal
