#pragma once
// Other people's world axes, turned to ours.
#include "hinge/body/recording.h"

namespace hinge::mocap {

/// Laboratories count height along Y or along Z. Finds out which by the head above the feet, turns Z-up recordings
/// about X (x, z, -y), and leaves a warning when it did or could not tell. The heading is left as it is.
void turn_y_up(body::Recording& recording);

}  // namespace hinge::mocap
