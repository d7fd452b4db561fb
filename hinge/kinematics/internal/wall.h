#pragma once
#include "hinge/body/recording.h"
#include "hinge/kinematics/internal/sagittal_pose.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

/// Fills motion.wall: of the uprights that stand on the floor behind the heels, the one the hips come nearest to. A wall
/// that runs along the picture shows no edge where the person meets it, and is not found. Needs motion.view and
/// motion.scale.
void fill_wall(const body::Recording& recording, const SagittalPose& pose, Motion& motion);

}  // namespace hinge::kinematics
