#pragma once
// The person as four points and three inclinations per frame, whichever way they were found.
#include <array>
#include <vector>

#include "hinge/kinematics/internal/leg_model.h"
#include "hinge/kinematics/internal/tracks.h"

namespace hinge::kinematics {

/// Inclinations from vertical, + when the upper end is in front (docs/science.md 1.3); radians, without jumps over
/// time: hip fold = trunk - thigh and knee flexion = shank - thigh hold as they stand.
struct SagittalPose {
  std::vector<double> trunk, thigh, shank;
  std::vector<char> trunk_seen, leg_seen;
  std::vector<double> trust;  ///< U of docs/accuracy.md 7: trusted landmarks of the least trusted joint, 0..2
  Joints joints;

  [[nodiscard]] std::size_t frames() const { return trunk.size(); }
};

/// Whether legs that contradict the body are left out: yes for pose networks, no for a lab's markers.
enum class LegGate : unsigned char { by_quality, none };

/// One side by itself.
[[nodiscard]] SagittalPose compute_side_pose(const Tracks& tracks, const Joints& joints, const std::vector<double>& quality,
                                             LegGate gate);

/// The near leg where it is a leg, else the far one (brought to the near one's level by their median difference), else
/// not seen; docs/accuracy.md 9.1.
[[nodiscard]] SagittalPose join_sides(const std::array<SagittalPose, 2>& sides, const LegModel& legs, body::Side near_side,
                                      LegGate gate);

}  // namespace hinge::kinematics
