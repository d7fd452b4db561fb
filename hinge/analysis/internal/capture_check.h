#pragma once
// What can be wrong with a recording before anything is measured, and what to do about it.
#include <optional>

#include "hinge/body/recording.h"

namespace hinge::analysis::internal {

/// Feet above the shoulders nearly all the time: a video turned by half a turn, or a handstand. Nothing said about
/// either would be true.
[[nodiscard]] std::optional<body::Warning> find_upside_down(const body::Recording& recording);

}  // namespace hinge::analysis::internal
