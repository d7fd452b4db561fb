#pragma once
// How far the muscles over hip and knee are stretched, from the angles alone (docs/science.md 4.1). Length can be told
// from motion, activity cannot.
#include <cstdint>

#include "hinge/base/units.h"

namespace hinge::dynamics {

enum class Muscle : std::uint8_t { biceps_femoris_long_head, semitendinosus, semimembranosus, rectus_femoris };

/// Change of length over the length in standing (hip and knee 0), after Hawkins and Hull 1990.
[[nodiscard]] double length_change(Muscle muscle, Radians hip_flexion, Radians knee_flexion);
/// Mean of the three hamstrings that cross hip and knee.
[[nodiscard]] double hamstring_length_change(Radians hip_flexion, Radians knee_flexion);
/// What the gluteus maximus lengthens by, in thigh lengths: the moment arm summed over the fold.
[[nodiscard]] double gluteus_lengthening(Radians hip_flexion);

}  // namespace hinge::dynamics
