#pragma once
// Whether the phone was tilted, from a person who stands on a floor.
#include "hinge/kinematics/internal/tracks.h"

namespace hinge::kinematics {

/// How far upright things lean to image right, radians; 0 where the picture gives no reason to believe that they do.
/// A tilted phone leans body and soles alike, a leaning person keeps the soles flat, and high heels tip the soles
/// alone: it is believed only if both say so. `unfaced`: the image's tracks with facing +1; `facing` as it was found.
[[nodiscard]] double compute_camera_roll(const Tracks& unfaced, double facing);

}  // namespace hinge::kinematics
