#include "hinge/kinematics/internal/sagittal_pose.h"

#include <algorithm>
#include <cmath>

#include "hinge/kinematics/internal/numbers.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

using body::Side;

/// A leg counts from this quality on and stays until it falls below the second: docs/landmark-study.md gives the quality, the
/// cut is ours. At 0.4 one segment is 9 % too short or the ankle 8 % of a leg away.
constexpr double quality_to_take = 0.4, quality_to_keep = 0.25;

double inclination(const Track& upper, const Track& lower, std::size_t i) {
  return std::atan2(upper.x[i] - lower.x[i], upper.y[i] - lower.y[i]);
}

void copy_frame(Track& to, const Track& from, std::size_t i) {
  to.x[i] = from.x[i];
  to.y[i] = from.y[i];
  to.seen[i] = from.seen[i];
}

/// The same trust for every angle.
template <class Of>
void set_trust(SagittalPose& pose, Of of) {
  for (std::size_t i = 0; i < pose.frames(); ++i) pose.trust.fold[i] = of(i);
  pose.trust.knee = pose.trust.trunk = pose.trust.shank = pose.trust.fold;
}

struct Difference {
  double trunk = 0, thigh = 0, shank = 0;
};

/// near - far, medians over frames in which both legs are good; none if that is seldom.
Difference side_difference(const SagittalPose& near, const SagittalPose& far, const LegModel& legs) {
  constexpr double good = 0.5;
  constexpr std::size_t enough_frames = 10;
  std::vector<double> trunk, thigh, shank;
  for (std::size_t i = 0; i < near.frames(); ++i) {
    if (!near.leg_seen[i] || !far.leg_seen[i] || std::min(legs.quality[0][i], legs.quality[1][i]) < good) continue;
    if (!near.trunk_seen[i] || !far.trunk_seen[i]) continue;
    trunk.push_back(near.trunk[i] - far.trunk[i]);
    thigh.push_back(near.thigh[i] - far.thigh[i]);
    shank.push_back(near.shank[i] - far.shank[i]);
  }
  if (trunk.size() < enough_frames) return {};
  return {*signal::median(trunk), *signal::median(thigh), *signal::median(shank)};
}

}  // namespace

SagittalPose make_pose(std::size_t frames) {
  const std::vector<double> numbers(frames);
  const std::vector<char> flags(frames, 0);
  const Track track{numbers, numbers, numbers, flags};
  return {.trunk = numbers,
          .thigh = numbers,
          .shank = numbers,
          .trunk_seen = flags,
          .thigh_seen = flags,
          .leg_seen = flags,
          .trust = {numbers, numbers, numbers, numbers},
          .joints = {track, track, track, track}};
}

void choose_branches(SagittalPose& pose) {
  constexpr double half_turn = std::numbers::pi, low = -std::numbers::pi / 2;
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    auto &trunk = pose.trunk[i], &thigh = pose.thigh[i], &shank = pose.shank[i];
    shank = wrapped(shank, -half_turn);
    thigh = shank - wrapped(shank - thigh, low);
    trunk = pose.thigh_seen[i] ? thigh + wrapped(trunk - thigh, low) : wrapped(trunk, -half_turn);
  }
}

void drop_impossible(SagittalPose& pose) {
  constexpr double fold_least = -70 * degree, fold_most = 170 * degree;
  constexpr double knee_least = -30 * degree, knee_most = 170 * degree;
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    const double fold = pose.trunk[i] - pose.thigh[i], knee = pose.shank[i] - pose.thigh[i];
    const bool fold_possible =
        fold > fold_least && fold<fold_most, knee_possible = knee> knee_least && knee < knee_most;
    if (pose.thigh_seen[i] && !fold_possible) pose.trunk_seen[i] = pose.thigh_seen[i] = pose.leg_seen[i] = 0;
    if (!knee_possible) pose.thigh_seen[i] = pose.leg_seen[i] = 0;
  }
}

SagittalPose compute_side_pose(const Tracks& tracks, const Joints& joints, const std::vector<double>& quality,
                               LegGate gate) {
  const std::size_t n = tracks.frames();
  SagittalPose pose = make_pose(n);
  pose.joints = joints;
  for (std::size_t i = 0; i < n; ++i) {
    pose.trunk_seen[i] = joints.shoulder.seen[i] && joints.hip.seen[i];
    pose.leg_seen[i] = joints.hip.seen[i] && joints.knee.seen[i] && joints.ankle.seen[i] &&
                       (gate == LegGate::none || quality[i] >= quality_to_keep);
    pose.trunk[i] = inclination(joints.shoulder, joints.hip, i);
    pose.thigh[i] = inclination(joints.hip, joints.knee, i);
    pose.shank[i] = inclination(joints.knee, joints.ankle, i);
  }
  pose.thigh_seen = pose.leg_seen;
  set_trust(pose, [&](std::size_t i) { return gate == LegGate::none ? 2 : 2 * quality[i]; });
  choose_branches(pose);
  return pose;
}

SagittalPose join_sides(const std::array<SagittalPose, 2>& sides, const LegModel& legs, Side near_side, LegGate gate) {
  const auto n_index = static_cast<std::size_t>(near_side), f_index = 1 - n_index;
  const auto &near = sides[n_index], &far = sides[f_index];
  SagittalPose pose = near;
  if (gate == LegGate::none) return pose;
  const auto shift = side_difference(near, far, legs);
  enum class Leg : unsigned char { of_near, of_far, neither } leg = Leg::neither;
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    const double near_quality = legs.quality[n_index][i], far_quality = legs.quality[f_index][i];
    if (near_quality >= quality_to_take || (leg == Leg::of_near && near_quality >= quality_to_keep)) {
      leg = Leg::of_near;
    } else if (far_quality >= quality_to_take || (leg == Leg::of_far && far_quality >= quality_to_keep)) {
      leg = Leg::of_far;
    } else {
      leg = Leg::neither;
    }
    pose.leg_seen[i] = leg != Leg::neither && (leg == Leg::of_near ? near : far).leg_seen[i];
    if (leg != Leg::of_far || !far.leg_seen[i]) continue;
    pose.thigh[i] = far.thigh[i] + shift.thigh;
    pose.shank[i] = far.shank[i] + shift.shank;
    if (far.trunk_seen[i]) {
      pose.trunk[i] = far.trunk[i] + shift.trunk;
      pose.trunk_seen[i] = 1;
    }
    copy_frame(pose.joints.shoulder, far.joints.shoulder, i);
    copy_frame(pose.joints.hip, far.joints.hip, i);
    copy_frame(pose.joints.knee, far.joints.knee, i);
    copy_frame(pose.joints.ankle, far.joints.ankle, i);
  }
  pose.thigh_seen = pose.leg_seen;
  set_trust(pose, [&](std::size_t i) { return legs.quality[0][i] + legs.quality[1][i]; });
  choose_branches(pose);
  return pose;
}

}  // namespace hinge::kinematics
