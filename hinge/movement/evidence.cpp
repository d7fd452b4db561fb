#include "hinge/movement/evidence.h"

#include <array>

#include "hinge/base/expect.h"
#include "hinge/base/units.h"

namespace hinge::movement {
namespace {

// Ranges hold what people of one exercise do (docs/science.md 8); beyond them belief falls with what one camera's angles
// are good for, 8 to 10 degrees and a little more for the knee (section 10). A wrist is good to half a hand, 5 cm of a
// leg of 0.88 m.
constexpr double angle = to_radians(Degrees{12}).value();
constexpr double breadth = 0.06;

using enum Evidence;
using enum EvidenceUnit;
constexpr std::array table{
    EvidenceInfo{hip_fold, "hip_fold", rad, angle, "Thigh against trunk line at the bottom."},
    EvidenceInfo{knee_flexion, "knee_flexion", rad, angle, "Bend of the knee at the bottom."},
    EvidenceInfo{trunk_inclination, "trunk_inclination", rad, angle, "Lean of the trunk at the bottom."},
    EvidenceInfo{shank_inclination, "shank_inclination", rad, angle, "Lean of the shin at the bottom."},
    EvidenceInfo{hip_fold_range, "hip_fold_range", rad, angle, "Hip fold at the bottom minus at the top."},
    EvidenceInfo{knee_flexion_range, "knee_flexion_range", rad, angle, "Knee bend at the bottom minus at the top."},
    EvidenceInfo{hip_to_knee_ratio, "hip_to_knee_ratio", ratio, 0.4,
                 "How many degrees the hips fold for each degree the knees bend."},
    EvidenceInfo{trunk_inclination_top, "trunk_inclination_top", rad, angle, "Lean of the trunk at the top."},
    EvidenceInfo{elbow_flexion, "elbow_flexion", rad, angle, "Bend of the elbow at the bottom."},
    EvidenceInfo{elbow_flexion_range, "elbow_flexion_range", rad, angle, "Greatest minus least bend of the elbow."},
    EvidenceInfo{hand_height, "hand_height", leg_lengths, breadth, "Wrist above the ankle at the bottom."},
    EvidenceInfo{hand_ahead_of_ankle, "hand_ahead_of_ankle", leg_lengths, breadth,
                 "Wrist ahead of the ankle at the bottom."},
    EvidenceInfo{hand_before_trunk, "hand_before_trunk", leg_lengths, breadth,
                 "Wrist in front of the line from hip to shoulder at the bottom; below zero behind the back."},
    EvidenceInfo{hand_from_shoulder, "hand_from_shoulder", leg_lengths, breadth,
                 "Distance from wrist to shoulder at the bottom."},
    EvidenceInfo{hand_below_shoulder, "hand_below_shoulder", leg_lengths, breadth,
                 "How far the wrist hangs below the shoulder at the bottom; 0.6 for straight arms."},
    EvidenceInfo{hand_from_hip, "hand_from_hip", leg_lengths, breadth, "Distance from wrist to hip at the bottom."},
    EvidenceInfo{hand_above_hip_top, "hand_above_hip_top", leg_lengths, breadth,
                 "Highest wrist above the hip between two bottoms."},
    EvidenceInfo{hand_above_shoulder_top, "hand_above_shoulder_top", leg_lengths, breadth,
                 "Wrist above the shoulder at the top."},
    EvidenceInfo{shoulder_above_hip_top, "shoulder_above_hip_top", leg_lengths, breadth,
                 "Shoulder above the hip where the rep begins; near zero lying flat."},
    EvidenceInfo{stance_split, "stance_split", leg_lengths, breadth,
                 "Distance along the floor from the near foot to below the hips at the top."},
    EvidenceInfo{cycle, "cycle", s, 0.4, "Time from bottom to bottom."},
    EvidenceInfo{starts_seated, "starts_seated", ratio, 0.4, "1 when the recording begins on a seat, else 0."},
    EvidenceInfo{touches_wall, "touches_wall", ratio, 0.4,
                 "1 when the hips end at the edge of a wall that is seen behind the heels, else 0."},
    EvidenceInfo{hip_fold_held, "hip_fold_held", rad, angle, "Usual hip fold of the whole recording."},
    EvidenceInfo{knee_flexion_held, "knee_flexion_held", rad, angle, "Usual knee bend of the whole recording."},
    EvidenceInfo{travel, "travel", leg_lengths, 0.3, "How far the hips travel along the floor."},
    EvidenceInfo{arm_swing, "arm_swing", leg_lengths, breadth, "How far the wrist swings along the floor."},
    EvidenceInfo{hand_from_knee, "hand_from_knee", leg_lengths, breadth, "Usual distance from wrist to knee."},
    EvidenceInfo{weight_diameter, "weight_diameter", leg_lengths, breadth,
                 "Across the plate or bell that was followed, as the camera shows it; says nothing where none was, and nothing of the pattern."},
    EvidenceInfo{load, "load", kg, 1, "The load that was told; says nothing where none was."},
};

}  // namespace

std::span<const EvidenceInfo> evidence_table() { return table; }

const EvidenceInfo& info_of(Evidence evidence) {
  const auto index = static_cast<std::size_t>(evidence);
  HINGE_EXPECT(index < table.size() && table[index].id == evidence);
  return table[index];
}

std::string_view to_string(Moves moves) {
  switch (moves) {
    case Moves::hips:
      return "hips";
    case Moves::arms:
      return "arms";
    case Moves::lying_hips:
      return "lying_hips";
    case Moves::plank:
      return "plank";
    case Moves::nothing:
      return "nothing";
  }
  return "nothing";
}

}  // namespace hinge::movement
