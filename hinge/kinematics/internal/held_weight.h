#pragma once
// Which of the outlines that were followed are the weight in the hands. Near the floor a shoe or another bell can be
// taken for it: from picture to picture the difference is too small to tell, over a stretch the hands give it away.
#include "hinge/body/implement.h"
#include "hinge/body/recording.h"

namespace hinge::kinematics {

/// The track without the stretches that the hands contradict: those that jump where the hands do not, and then stand
/// still while the hands move or hang elsewhere than the weight does.
[[nodiscard]] body::ImplementTrack keep_what_is_held(const body::Recording& recording, double metres_per_px);

}  // namespace hinge::kinematics
