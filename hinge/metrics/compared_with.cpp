#include "hinge/metrics/compared_with.h"

#include <algorithm>
#include <array>

namespace hinge::metrics {
namespace {

constexpr std::array<std::string_view, 6> from_the_back{"dowel_gap_sacrum", "hip_flexion",      "hip_share",
                                                        "lumbar_flexion",   "pelvis_tilt",      "thoracic_flexion"};
constexpr std::array<std::string_view, 12> from_the_joints{
    "dowel_gap_head",          "gluteus_lengthening", "hamstring_length_change",      "hip_fold_change",
    "knee_flexion_change",     "neck_flexion_change", "rectus_femoris_length_change", "shank_inclination_change",
    "stick_gap_head",          "stick_gap_sacrum",    "stick_gap_upper_back",         "trunk_inclination_change"};

}  // namespace

std::optional<kinematics::StandingKind> compared_with(const Trial& trial, std::string_view metric) {
  if (std::ranges::find(from_the_back, metric) != from_the_back.end()) return trial.motion.back_zero;
  const bool of_joints = std::ranges::find(from_the_joints, metric) != from_the_joints.end();
  if (!of_joints || !trial.motion.standing) return std::nullopt;
  return trial.motion.standing->kind;
}

}  // namespace hinge::metrics
