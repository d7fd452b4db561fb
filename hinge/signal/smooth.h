#pragma once
// The whole way from measured samples at the camera's own times to a smooth series at the same times.
#include <span>

#include "hinge/signal/interpolate.h"
#include "hinge/signal/series.h"

namespace hinge::signal {

struct Smoothing {
  double cutoff_hz = 5;  ///< slow lifts from video (docs/science.md 5.2); lowered where the frame rate does not carry it
  double longest_gap_s = longest_bridged_gap_s;
};

/// Short gaps are bridged, the rest is filtered stretch by stretch on an even grid and read back at the original times.
/// Longer gaps, in values or in time (dropped frames), are never filtered across. Times must not run backwards.
[[nodiscard]] Series smooth(std::span<const double> time_s, SeriesView series, const Smoothing& how = {});

}  // namespace hinge::signal
