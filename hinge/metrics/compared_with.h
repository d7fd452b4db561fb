#pragma once
// What a metric's number is a change from, so that a sentence can say it.
#include <optional>
#include <string_view>

#include "hinge/metrics/metric.h"

namespace hinge::metrics {

/// Nothing: the metric is no change from standing, or there was no standing of any kind.
[[nodiscard]] std::optional<kinematics::StandingKind> compared_with(const Trial& trial, std::string_view metric);

}  // namespace hinge::metrics
