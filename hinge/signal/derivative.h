#pragma once
// How fast a series changes. Smooth first: differentiation multiplies noise (docs/science.md 5.2).
#include <span>

#include "hinge/signal/series.h"

namespace hinge::signal {

/// Per second, by central differences that are exact for parabolas on uneven times too; one-sided at the ends of each
/// stretch between gaps. A stretch of one sample has no rate. Times must not run backwards; two samples at one
/// time have the first one's rate.
[[nodiscard]] Series compute_rate(std::span<const double> time_s, SeriesView series);

}  // namespace hinge::signal
