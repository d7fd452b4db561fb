#pragma once
// Pelvis, lower and upper back from the outline of the back, as change from the person's own quiet standing
// (docs/landmark-study.md 4). No landmark model sees a rounded back: shoulder and hip alone cannot tell.
#include <vector>

#include "hinge/kinematics/internal/series.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

/// Fills motion.lumbar_flexion, thoracic_flexion, pelvis_tilt and hip_flexion. `stands`: every quiet upright stand in
/// order; the first one whose outline is clean is the reference, else what is clean of all `lockouts`.
void fill_spine(const Evidence& evidence, const std::vector<FrameRange>& stands, const std::vector<FrameRange>& lockouts,
                Motion& motion);

}  // namespace hinge::kinematics
