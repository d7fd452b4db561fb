#pragma once
// Other people's world axes, turned to ours.
#include "hinge/body/recording.h"

namespace hinge::mocap {

/// What the file itself says of its height axis; believed only where the body does not tell.
enum class UpHint : unsigned char { none, z };
enum class AxisTurn : unsigned char { none, z_up, y_down };

/// Laboratories count height along Y or along Z. Finds out which by the head above the feet, turns Z-up recordings
/// about X (x, z, -y), and leaves a warning when it did or could not tell. The heading is left as it is.
AxisTurn turn_y_up(body::Recording& recording, UpHint hint = UpHint::none);

[[nodiscard]] Point3<World> turned(Point3<World> at, AxisTurn turn);

}  // namespace hinge::mocap
