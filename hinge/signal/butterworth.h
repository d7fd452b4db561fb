#pragma once
// The smoothing that everything measured goes through (docs/science.md 5.1): a second-order low-pass run forward and then
// backward, so that peaks stay where they are in time. Why our own: docs/decisions/0004-own-filters.md.
#include <span>
#include <vector>

#include "hinge/signal/series.h"

namespace hinge::signal {

/// y[n] = a0 x[n] + a1 x[n-1] + a2 x[n-2] + b1 y[n-1] + b2 y[n-2], Winter's letters.
struct LowPass {
  double a0 = 1, a1 = 0, a2 = 0, b1 = 0, b2 = 0;
};

enum class Damping {
  butterworth,  ///< flattest pass band; a step overshoots by some 4 %
  critical      ///< no overshoot (up to a tenth of the rate), for signals that jump
};

/// One pass of a filter whose forward and backward passes together lie at 1/sqrt(2) at `cutoff_hz`.
/// Needs 0 < cutoff_hz < rate_hz / 4.
[[nodiscard]] LowPass design_low_pass(double cutoff_hz, double rate_hz, Damping damping = Damping::butterworth);

/// The highest cut-off we use at this rate, just under the quarter that design_low_pass() demands.
[[nodiscard]] double highest_cutoff_hz(double rate_hz);

/// Evenly spaced samples in and out, no lag. Both ends are continued by odd reflection, so a straight line stays one.
[[nodiscard]] std::vector<double> smooth_uniform(std::span<const double> samples, double rate_hz, double cutoff_hz,
                                                 Damping damping = Damping::butterworth);
/// Each stretch between gaps by itself; gaps stay gaps.
[[nodiscard]] Series smooth_uniform(SeriesView samples, double rate_hz, double cutoff_hz,
                                    Damping damping = Damping::butterworth);

}  // namespace hinge::signal
