#pragma once
// Which movement it was, from the shape of its reps: docs/science.md 8.
#include "hinge/movement/internal/set_shape.h"
#include "hinge/movement/recognise.h"

namespace hinge::movement::internal {

[[nodiscard]] Recognition classify(const SetShape& shape, const MovementOptions& options);
/// A swung weight lifts the hands at least this far above the hips, in legs; hanging hands stay below them.
inline constexpr double flies_at_least = 0.2;
/// Swings: the weight flies up between reps (docs/science.md 8, KB swing).
[[nodiscard]] bool is_ballistic(const SetShape& shape);
/// The weight starts from, or goes down to, the floor.
[[nodiscard]] bool hands_reach_floor(const SetShape& shape);

}  // namespace hinge::movement::internal
