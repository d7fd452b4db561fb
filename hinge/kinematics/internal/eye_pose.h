#pragma once
// The fitted linkage knows how a body moved, the eye how it stood in the picture: the second puts the first to its level.
#include <optional>
#include <vector>

#include "hinge/kinematics/internal/eye.h"
#include "hinge/kinematics/internal/sagittal_pose.h"

namespace hinge::kinematics {

/// Turns trunk, thigh and shank by what the eye reads in them over what the landmarks gave: a level for the whole recording and
/// a slope over how far the body is folded, robustly. `readings`: one per frame; `landmarks_sd`: how far the landmarks' own
/// angles are off from person to person, radians.
void follow_the_eye(const std::vector<std::optional<EyeReading>>& readings, double landmarks_sd, SagittalPose& pose);

}  // namespace hinge::kinematics
