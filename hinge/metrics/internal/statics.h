#pragma once
// When the statics of a body on its two feet describe a repetition, and one value of it for the bottom.
#include <optional>

#include "hinge/dynamics/dynamics.h"
#include "hinge/metrics/metric.h"

namespace hinge::metrics::internal {

/// Why centre of mass and moments mean nothing for this set; empty where they do.
[[nodiscard]] std::optional<Unmeasured> why_no_statics(const Trial& trial);

/// Median over the bottom window, where the body hardly moves; missing unless half of it was seen.
[[nodiscard]] Measured<double> at_bottom(const dynamics::Series& series, const movement::Rep& rep);

/// One sample a frame of the rep.
[[nodiscard]] Samples over_rep(const dynamics::Series& series, const movement::Rep& rep);

}  // namespace hinge::metrics::internal
