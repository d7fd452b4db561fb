#pragma once
// The still body solved by Simbody, for the tests: plain numbers, because Simbody's headers are C++17 and ours are not.

namespace hinge::dynamics::oracle {

/// Inclinations from the vertical, + leaning forward, rad; lengths over trunk length.
struct Pose {
  double shank = 0, thigh = 0, trunk = 0, upper_arm = 0, forearm = 0, hand = 0;
  double shank_length = .85, thigh_length = .82, upper_arm_length = .55, forearm_length = .52, hand_length = .17;
  double head_length = .37, foot_ahead = .08, foot_below = .05;
};

/// One part: both sides' share of the body's mass; its centre, share of its length from the end nearer the head.
struct Part {
  double mass = 0, com = 0;
};

struct Parts {
  Part trunk, upper_arm, forearm, hand, thigh, shank;
  double head = 0, foot = 0, load = 0;
  double pelvis = 0;            ///< mass below L5/S1, part of the trunk
  double pelvis_above_hip = 0;  ///< place of its centre from hip to shoulder
  double l5s1_above_hip = 0;
  double gravity = 0;
};

/// Moments that hold each joint still, signs as Statics.
struct Held {
  double hip = 0, knee = 0, ankle = 0, l5s1 = 0, com_x = 0, com_y = 0;
};

[[nodiscard]] Held hold_still(const Pose& pose, const Parts& parts);

}  // namespace hinge::dynamics::oracle
