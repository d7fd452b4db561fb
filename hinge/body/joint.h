#pragma once
// The joints Hinge speaks of, in BlazePose's order so that a landmark's column is its Joint for recordings from video.
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace hinge::body {

enum class Joint : unsigned char {
  nose, left_eye_inner, left_eye, left_eye_outer, right_eye_inner, right_eye, right_eye_outer, left_ear, right_ear,
  mouth_left, mouth_right, left_shoulder, right_shoulder, left_elbow, right_elbow, left_wrist, right_wrist, left_pinky,
  right_pinky, left_index, right_index, left_thumb, right_thumb, left_hip, right_hip, left_knee, right_knee, left_ankle,
  right_ankle, left_heel, right_heel, left_foot_index, right_foot_index,
  // Beyond BlazePose: joints that other sources give.
  neck, mid_hip, left_small_toe, right_small_toe
};
inline constexpr std::size_t blazepose_joint_count = 33;
inline constexpr std::size_t joint_count = 37;

enum class Side : unsigned char { left, right };
[[nodiscard]] constexpr Side other(Side side) { return side == Side::left ? Side::right : Side::left; }

/// A joint that exists on both sides.
enum class Part : unsigned char { ear, shoulder, elbow, wrist, hip, knee, ankle, heel, toe };
inline constexpr std::size_t part_count = 9;

[[nodiscard]] constexpr Joint on_side(Part part, Side side) {
  constexpr std::array<Joint, part_count> left{Joint::left_ear, Joint::left_shoulder, Joint::left_elbow,
                                               Joint::left_wrist, Joint::left_hip, Joint::left_knee,
                                               Joint::left_ankle, Joint::left_heel, Joint::left_foot_index};
  const auto joint = left[static_cast<std::size_t>(part)];
  return side == Side::left ? joint : static_cast<Joint>(static_cast<unsigned char>(joint) + 1);
}

/// "left_hip"; the same spelling in files and in C++.
[[nodiscard]] std::string_view to_string(Joint joint);
[[nodiscard]] std::string_view to_string(Side side);
/// The joint of that exact name, if it is one of ours.
[[nodiscard]] std::optional<Joint> find_joint(std::string_view name);

}  // namespace hinge::body
