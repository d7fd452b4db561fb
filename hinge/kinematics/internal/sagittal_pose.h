#pragma once
// The person as four points and three inclinations per frame, whichever way they were found.
#include <array>
#include <vector>

#include "hinge/kinematics/internal/leg_model.h"
#include "hinge/kinematics/internal/tracks.h"

namespace hinge::kinematics {

/// U of docs/landmark-study.md 7 by angle: trusted landmarks of the angle's least trusted joint, 0..2; one per frame.
struct Trust {
  std::vector<double> fold, knee, trunk, shank;
};

/// Inclinations from vertical, + when the upper end is in front (docs/science.md 1.3); radians, without jumps over
/// time: hip fold = trunk - thigh and knee flexion = shank - thigh hold as they stand.
struct SagittalPose {
  std::vector<double> trunk, thigh, shank;
  std::vector<char> trunk_seen;
  std::vector<char> thigh_seen;  ///< hip fold needs no more than this and the trunk
  std::vector<char> leg_seen;    ///< thigh and shank: implies thigh_seen
  Trust trust;
  Joints joints;

  [[nodiscard]] std::size_t frames() const { return trunk.size(); }
};

/// Nothing seen yet, room for `frames`.
[[nodiscard]] SagittalPose make_pose(std::size_t frames);

/// Puts the inclinations on branches where fold and knee flexion lie in [-90, 270) degrees: a lying person's trunk and
/// thigh would else differ by a turn.
void choose_branches(SagittalPose& pose);

/// Marks as not seen what no body does: a fold outside -70 to 170 degrees, a knee outside -30 to 170 (what people
/// reach, and some 20 degrees for error; our own cut-offs). Such landmarks are somewhere else altogether.
void drop_impossible(SagittalPose& pose);

/// Whether legs that contradict the body are left out: yes for pose networks, no for a lab's markers.
enum class LegGate : unsigned char { by_quality, none };

/// One side by itself.
[[nodiscard]] SagittalPose compute_side_pose(const Tracks& tracks, const Joints& joints,
                                             const std::vector<double>& quality, LegGate gate);

/// The near leg where it is a leg, else the far one (brought to the near one's level by their median difference), else
/// not seen; docs/landmark-study.md 9.1.
[[nodiscard]] SagittalPose join_sides(const std::array<SagittalPose, 2>& sides, const LegModel& legs,
                                      body::Side near_side, LegGate gate);

}  // namespace hinge::kinematics
