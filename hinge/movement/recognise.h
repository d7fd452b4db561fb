#pragma once
// From angles to repetitions and the name of the movement.
#include <optional>
#include <span>
#include <string>

#include "hinge/base/units.h"
#include "hinge/movement/movement.h"
#include "hinge/movement/prototype.h"

namespace hinge::movement {

struct MovementOptions {
  std::optional<std::string> exercise;  ///< what the user says it was: its id is taken over with full confidence
  std::optional<Kilograms> load;        ///< in the hands or on the back, as for body::Athlete; absent is "not said"
  std::span<const Prototype> prototypes;  ///< what may be recognised; without any, everything is unknown
};

/// Repetitions, phases and the movement's name. Never fails: with nothing to count, `why_no_reps` says why in a
/// sentence.
///
/// A rep is counted when its bottom and its whole way up are seen. Its way down may be cut off by the clip's beginning
/// if the bottom itself is there; a rep that has not come back up when the clip ends is not one. A set that begins at
/// the bottom with a lift (bar on the floor) has reps that start at lift-off and end with the weight down.
[[nodiscard]] Movement recognise_movement(const kinematics::Motion& motion, const MovementOptions& options = {});

}  // namespace hinge::movement
