#pragma once
// Which part of the body repeats what, and how often: docs/science.md 6.1.
#include <optional>
#include <vector>

#include "hinge/movement/internal/set_shape.h"

namespace hinge::movement::internal {

// docs/science.md 6.1: less is standing about; slower is standing still.
inline constexpr CycleRules hip_rules{degrees(25), degrees(10)};

/// Everything in `signals` taken for one set.
[[nodiscard]] Set find_set(const Signals& signals);

/// Feet, hips and shoulders in a row along the floor: lying, bridging or in a plank. Bent over, the shoulders are on
/// the feet's side of the hips; sitting, nearly above them. Nothing where they are not seen.
[[nodiscard]] std::optional<bool> is_lying_at(const Signals& signals, std::size_t frame);

/// A lunge sinks before its hip folds, so its times come from height (docs/science.md 6.1), its count stays.
[[nodiscard]] std::vector<Cycle> timed_by_height(const Signals& signals, std::vector<Cycle> by_fold);

}  // namespace hinge::movement::internal
