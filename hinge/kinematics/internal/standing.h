#pragma once
// The first quiet upright stand: baseline of every "change from own standing".
#include <optional>

#include "hinge/kinematics/internal/sagittal_pose.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

/// The FIRST run of at least 0.25 s with the trunk low and slow, the thigh vertical and the knee straight. Never a
/// later one while there is a first: a fault held at lockout would hide in the baseline (docs/accuracy.md 5, 11).
[[nodiscard]] std::optional<FrameRange> find_standing(const Tracks& tracks, const SagittalPose& pose);

/// Moves trunk, thigh and shank half way to what standing people show (docs/accuracy.md 3.9). The shank only where both
/// legs are clearly seen in the stand: with plates it gets worse.
void correct_by_standing(SagittalPose& pose, const FrameRange& standing);

}  // namespace hinge::kinematics
