#pragma once
// The first quiet upright stand, or the lockouts in its stead: baseline of every "change from own standing".
#include <vector>

#include "hinge/kinematics/internal/sagittal_pose.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

/// Every run of at least 0.25 s with the trunk low and slow, the thigh vertical and the knee straight, in order. The
/// FIRST one is the person's own standing, never a later one: a fault held at lockout would hide in the baseline
/// (docs/landmark-study.md 5, 10).
[[nodiscard]] std::vector<FrameRange> find_stands(const Tracks& tracks, const SagittalPose& pose);

/// The most upright part of every top of a lift, in order: a moving trunk is allowed, hidden legs too. A poorer
/// reference than a quiet stand, and none for the lockout itself (docs/decisions/0030-lockout-is-standing.md).
[[nodiscard]] std::vector<FrameRange> find_lockouts(const Tracks& tracks, const SagittalPose& pose);

/// Moves trunk, thigh and shank half way to what standing people show (docs/landmark-study.md 3.9). The shank only where both
/// legs are clearly seen in the stand: with plates it gets worse.
void correct_by_standing(SagittalPose& pose, const FrameRange& standing);

}  // namespace hinge::kinematics
