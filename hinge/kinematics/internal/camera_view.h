#pragma once
// From where the camera looks, once for the whole recording.
#include "hinge/body/recording.h"
#include "hinge/kinematics/internal/tracks.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

/// +1: the person faces image right, -1: image left, by feet and face. `unfaced` holds the image's tracks with facing
/// +1.
[[nodiscard]] double compute_facing(const Tracks& unfaced);

/// Yaw of the camera from the side view, class of view and nearest side. `unfaced`: as above.
[[nodiscard]] CameraView compute_camera_view(const body::Recording& recording, const Tracks& unfaced, double facing);

}  // namespace hinge::kinematics
