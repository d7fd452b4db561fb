#pragma once
// The greatest or least of a time series, and whether what was seen of the series allows to call it that. One rule for
// the numbers of a report and for the verdicts on them.
#include <optional>
#include <span>

#include "hinge/metrics/metric.h"

namespace hinge::metrics {

enum class Extreme : unsigned char { greatest, least };

struct Extremum {
  Sample at;
  /// Why a greater (or lesser) one may lie in what was not seen; nothing: it is the whole series' own. An extremum that
  /// is not whole is still a bound: the series reached at least that far.
  std::optional<Unmeasured> hidden;
};

/// Fewer frames than this share of a series do not stand for it (docs/science.md 5.5).
inline constexpr double least_measured_share = 0.8;

/// Nothing where no sample was seen. Hidden are: more than a fifth of the samples, or what lies beside the extremum for
/// longer than 0.2 s (docs/decisions/0025-what-a-plate-hides.md).
[[nodiscard]] std::optional<Extremum> find_extremum(const Samples& samples, Extreme extreme, std::span<const Seconds> time);

/// The commonest reason among the samples that were not seen; too_few_frames where all were.
[[nodiscard]] Unmeasured commonest_reason(const Samples& samples);

}  // namespace hinge::metrics
