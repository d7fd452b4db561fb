#pragma once
// Why a set has the name it has, in numbers and plain words.
#include <vector>

#include "hinge/movement/internal/set_shape.h"
#include "hinge/movement/recognise.h"

namespace hinge::movement::internal {

/// An exercise with the look of it that fits best.
struct Described {
  const Prototype* prototype = nullptr;
  const Look* look = nullptr;  ///< never null
};

/// Two to four: first what tells `named` from all `others` that move alike, the most telling first, then what does not
/// fit it and what makes the evidence thin.
[[nodiscard]] std::vector<Reason> explain(const SetShape& shape, const Described& named, const std::vector<Described>& others,
                                          const MovementOptions& options);

}  // namespace hinge::movement::internal
