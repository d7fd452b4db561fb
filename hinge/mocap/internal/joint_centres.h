#pragma once
// Where the joints lie inside the body, from markers on its skin.
#include "hinge/body/recording.h"

namespace hinge::mocap {

/// Adds a column for each joint that the recording lacks and its markers give, and a warning that says by whose
/// regression. docs/formats/marker-sets.md lists them.
void add_joint_centres(body::Recording& recording);

}  // namespace hinge::mocap
