#pragma once
// Whether the film's clock can be the person's.
#include "hinge/body/recording.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

/// From the angles of `motion` and what the source says of its rate.
[[nodiscard]] Clock judge_clock(const body::Source& source, const Motion& motion);

}  // namespace hinge::kinematics
