#pragma once
// Motion and what we know of the person -> Dynamics.
#include "hinge/body/athlete.h"
#include "hinge/dynamics/dynamics.h"
#include "hinge/kinematics/motion.h"

namespace hinge::dynamics {

/// Every series has one entry a frame. Nothing here knows the exercise: whether the load is really zero where nobody
/// said so, and whether the feet alone carry the body, is for the reader to know.
[[nodiscard]] Dynamics compute_dynamics(const kinematics::Motion& motion, const body::Athlete& athlete);

}  // namespace hinge::dynamics
