#pragma once
// A recording may hold several exercises, one after the other: docs/decisions/0010-sets.md.
#include <vector>

#include "hinge/movement/internal/set_shape.h"
#include "hinge/movement/internal/signals.h"
#include "hinge/movement/recognise.h"

namespace hinge::movement::internal {

/// Part of a recording, looked at as if it were all; frames count from its first.
struct Part {
  kinematics::FrameRange frames;  ///< of the recording
  Signals signals;
  Set set;
  SetShape shape;
  Recognition recognition;
};

[[nodiscard]] Part look_at(const Signals& whole, kinematics::FrameRange frames, const MovementOptions& options);

/// In time order; one where nothing parts them. A name that wavers parts nothing: that takes a border (a pause, lying
/// down, other places for the feet, a cut) and another way of moving on its far side.
[[nodiscard]] std::vector<Part> split_sets(const Signals& whole, const MovementOptions& options);

}  // namespace hinge::movement::internal
