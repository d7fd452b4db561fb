#pragma once
// The joints in the picture, frame by frame, as the overlay draws them: smoothed like the angles, so that drawing and
// numbers tell the same story; what was not measured is not there.
#include <vector>

#include "hinge/body/recording.h"
#include "hinge/kinematics/motion.h"
#include "hinge/report/overlay.h"

namespace hinge::report {

/// One skeleton per frame of the recording. Recordings without a picture (a lab's) give empty skeletons.
[[nodiscard]] std::vector<Skeleton> compute_skeleton_track(const body::Recording& recording, const kinematics::CameraView& view);

/// The overlay's unit: 0.8 % of standing height, from the leg's length in the picture; 0.75 % of the picture's height when
/// the leg was never measured.
[[nodiscard]] double compute_overlay_unit(const body::Recording& recording, const kinematics::BodyScale& scale);

}  // namespace hinge::report
