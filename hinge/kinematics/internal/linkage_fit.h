#pragma once
// A planar chain ankle - knee - hip - shoulder with constant segment lengths and a foot that stays put, fitted to the
// landmarks of both sides over the whole stretch (docs/landmark-study.md 3). Closure holds by construction, and a leg
// that the network glues to a plate is carried by the other one, the lengths and smoothness.
#include <optional>

#include "hinge/kinematics/internal/sagittal_pose.h"

namespace hinge::kinematics {

struct LinkageInput {
  const Tracks& filled;                 ///< outliers out, not smoothed: what is fitted
  const Tracks& smooth;                 ///< what the offsets were worked out on
  const std::array<Joints, 2>& joints;  ///< smooth minus offsets, by body::Side
  const LegModel& legs;
  body::Side near_side;
  double reach;  ///< unit of the fit's tolerances
};

/// nullopt: too little was seen to fit (fewer than 5 frames, no leg length).
[[nodiscard]] std::optional<SagittalPose> fit_linkage(const LinkageInput& input);

}  // namespace hinge::kinematics
