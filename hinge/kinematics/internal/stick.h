#pragma once
// The gaps between a stick along the back and the body.
#include "hinge/body/recording.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

/// Fills `motion.stick`; needs its view, scale and standing.
void fill_stick(const body::Recording& recording, Motion& motion);

}  // namespace hinge::kinematics
