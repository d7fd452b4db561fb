#pragma once
// Names that say the same thing as far as one camera can tell; recognition may stop at the group.
#include <algorithm>
#include <string>
#include <vector>

namespace hinge::test {

inline const std::vector<std::vector<std::string>>& exercise_groups() {
  static const std::vector<std::vector<std::string>> groups{
      {"conventional_deadlift", "sumo_deadlift", "trap_bar_deadlift"},
      {"kettlebell_deadlift", "pick_up"},
      {"romanian_deadlift", "stiff_leg_deadlift"},
      {"bodyweight_hinge", "wall_tap_hinge", "dowel_hinge_vertical", "dowel_hinge_horizontal", "knee_block_hinge", "good_morning"},
      {"glute_bridge", "hip_thrust"},
      {"squat", "sit_to_stand"}};
  return groups;
}

/// The same exercise, or one of the same group.
inline bool are_alike(const std::string& one, const std::string& other) {
  const auto has = [](const std::vector<std::string>& group, const std::string& name) {
    return std::ranges::find(group, name) != group.end();
  };
  return one == other || std::ranges::any_of(exercise_groups(), [&](const auto& group) { return has(group, one) && has(group, other); });
}

}  // namespace hinge::test
