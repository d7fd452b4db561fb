#pragma once
// The numbers of a set that recognition weighs, under the names that exercise files use.
#include <span>
#include <string>
#include <string_view>

namespace hinge::movement {

/// What drives the repetitions.
enum class Moves : unsigned char { hips, arms, lying_hips, plank, nothing };
[[nodiscard]] std::string_view to_string(Moves moves);

/// One number of a whole set, mostly the median over its reps. docs/handbook/recognition.md lists them.
enum class Evidence : unsigned char {
  hip_fold,
  knee_flexion,
  trunk_inclination,
  shank_inclination,
  hip_fold_range,
  knee_flexion_range,
  hip_to_knee_ratio,
  trunk_inclination_top,
  elbow_flexion,
  elbow_flexion_range,
  hand_height,
  hand_ahead_of_ankle,
  hand_before_trunk,
  hand_from_shoulder,
  hand_below_shoulder,
  hand_from_hip,
  hand_above_hip_top,
  hand_above_shoulder_top,
  shoulder_above_hip_top,
  stance_split,
  cycle,
  starts_seated,
  touches_wall,
  hip_fold_held,
  knee_flexion_held,
  travel,
  arm_swing,
  hand_from_knee,
  weight_diameter,
  load,
};

/// What `from` and `to` of a range are in.
enum class EvidenceUnit : unsigned char { rad, leg_lengths, s, ratio, kg };

struct EvidenceInfo {
  Evidence id;
  std::string_view name;  ///< snake_case, the word an exercise file may use
  EvidenceUnit unit;
  double edge;            ///< how far outside a range halves belief, about; in the unit
  std::string_view meaning;
};
/// In the order of Evidence.
[[nodiscard]] std::span<const EvidenceInfo> evidence_table();
[[nodiscard]] const EvidenceInfo& info_of(Evidence evidence);

}  // namespace hinge::movement
