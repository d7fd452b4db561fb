#pragma once
// Whether the camera stood near the floor. Landmarks cannot tell it: the network puts the hidden far foot where it
// usually is. The silhouette can: from hip height the floor rises towards the far foot and its shoe shows above the
// near one; from the floor both lie at one level.
#include <vector>

#include "hinge/kinematics/internal/leg_model.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

/// Side views with silhouettes only, from quiet stands on planted feet in which the near leg is believed and no
/// weight was seen in the hands; else unknown.
[[nodiscard]] CameraHeight compute_camera_height(const body::Recording& recording, const Tracks& smooth,
                                                 const LegModel& legs, const std::vector<FrameRange>& stands,
                                                 const CameraView& view);

}  // namespace hinge::kinematics
