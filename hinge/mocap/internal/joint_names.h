#pragma once
// What other programs call our joints.
#include <string>
#include <vector>

namespace hinge::mocap {

/// Renames the columns that are clearly one of our joints ("RKnee", "r_knee_study", "RHJC") to our spelling; the rest
/// keep their names. Where several columns claim a joint, a joint centre wins over a skin marker, then the first.
[[nodiscard]] std::vector<std::string> to_joint_names(std::vector<std::string> names);

}  // namespace hinge::mocap
