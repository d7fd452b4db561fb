#pragma once
// Letting the data choose how hard to smooth: Winter's residual analysis (docs/science.md 5.2).
#include <optional>
#include <span>

namespace hinge::signal {

struct CutoffChoice {
  double cutoff_hz = 0;
  double noise_sd = 0;  ///< what the extrapolated tail says the noise is, in the samples' unit
};

/// The cut-off at which what the filter removes equals the noise, between `lowest_hz` and `highest_hz` (the range that
/// suits the movement). Evenly spaced samples. nullopt: under two seconds, or a rate too low to see a tail.
[[nodiscard]] std::optional<CutoffChoice> choose_cutoff(std::span<const double> samples, double rate_hz,
                                                        double lowest_hz = 4, double highest_hz = 6);

}  // namespace hinge::signal
