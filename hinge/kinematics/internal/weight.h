#pragma once
// The weight's path in metres from where it, and the hands, were in the picture.
#include "hinge/body/athlete.h"
#include "hinge/body/recording.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

/// Fills `motion.weight`; needs its paths, view and scale.
void fill_weight(const body::Recording& recording, const body::Athlete& athlete, Motion& motion);

}  // namespace hinge::kinematics
