#pragma once
// The way up of a weight in the hands, which every number of its speed is read from.
#include <optional>

#include "hinge/metrics/metric.h"

namespace hinge::metrics {

/// Why there is no weight to speak of: nothing was seen of it, or nothing is lifted and the hands stand in for nothing.
/// A plate or bell that was followed is one whatever the exercise is called.
[[nodiscard]] std::optional<Unmeasured> why_no_lift(const Trial& trial);

/// From where the weight sets off on its way up to where it stops, about its fastest moment in the way up of the rep.
/// Every frame of it has a height and a velocity. None: it was not seen, or hardly rises.
[[nodiscard]] std::optional<kinematics::FrameRange> find_lift(const Trial& trial, const movement::Rep& rep);

}  // namespace hinge::metrics
