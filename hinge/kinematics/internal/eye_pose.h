#pragma once
// The fitted linkage knows how a body moved, the eye how it stood in the picture: the second puts the first to its level.
#include <optional>
#include <vector>

#include "hinge/kinematics/internal/eye.h"
#include "hinge/kinematics/internal/sagittal_pose.h"

namespace hinge::kinematics {

/// Turns trunk, thigh and shank by what the eye reads in them over what the landmarks gave, steadied over time; where the
/// landmarks were hardly believed, by more. Fills pose.eye_sd. `readings`: one per frame.
void follow_the_eye(const std::vector<std::optional<EyeReading>>& readings, SagittalPose& pose);

}  // namespace hinge::kinematics
