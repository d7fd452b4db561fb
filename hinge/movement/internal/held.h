#pragma once
// A hinge that is held instead of repeated: the guide's exhausted runner.
#include <optional>

#include "hinge/movement/internal/signals.h"
#include "hinge/movement/movement.h"

namespace hinge::movement::internal {

/// The longest stretch in which the hip fold stays where it usually is, if the trunk is folded there and it lasts.
[[nodiscard]] std::optional<Rep> find_held(const Signals& signals);

}  // namespace hinge::movement::internal
