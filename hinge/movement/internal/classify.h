#pragma once
// Which movement it was, from the shape of its reps: docs/science.md 8.
#include "hinge/movement/internal/set_shape.h"
#include "hinge/movement/recognise.h"

namespace hinge::movement::internal {

[[nodiscard]] Recognition classify(const SetShape& shape, const MovementOptions& options);

}  // namespace hinge::movement::internal
