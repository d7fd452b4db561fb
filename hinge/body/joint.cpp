#include "hinge/body/joint.h"

#include <algorithm>

namespace hinge::body {
namespace {
constexpr std::array<std::string_view, joint_count> names{
    "nose", "left_eye_inner", "left_eye", "left_eye_outer", "right_eye_inner", "right_eye", "right_eye_outer",
    "left_ear", "right_ear", "mouth_left", "mouth_right", "left_shoulder", "right_shoulder", "left_elbow",
    "right_elbow", "left_wrist", "right_wrist", "left_pinky", "right_pinky", "left_index", "right_index", "left_thumb",
    "right_thumb", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle", "right_ankle", "left_heel",
    "right_heel", "left_foot_index", "right_foot_index", "neck", "mid_hip", "left_small_toe", "right_small_toe"};
}  // namespace

std::string_view to_string(Joint joint) { return names[static_cast<std::size_t>(joint)]; }
std::string_view to_string(Side side) { return side == Side::left ? "left" : "right"; }

std::optional<Joint> find_joint(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Joint>(found - names.begin());
}

}  // namespace hinge::body
