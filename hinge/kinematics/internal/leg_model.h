#pragma once
// What stays the same while a person hinges: the legs' lengths and the foot on the floor. Landmarks that contradict
// them have snapped to something else, most often a weight plate (docs/landmark-study.md 3).
#include <array>
#include <optional>
#include <vector>

#include "hinge/kinematics/internal/constants.h"
#include "hinge/kinematics/internal/cover.h"
#include "hinge/kinematics/internal/tracks.h"

namespace hinge::kinematics {

/// The four joint centres the angles hang on, displaced from their landmarks by the table's offsets.
struct Joints {
  Track shoulder, hip, knee, ankle;
};

/// 95th percentile of hip to ankle: the unit of the offset tables. 0 if no leg was ever seen.
[[nodiscard]] double compute_reach(const Tracks& tracks, body::Side side);

/// Landmarks of a side minus their offsets (in `reach`). No table: the landmarks themselves.
[[nodiscard]] Joints correct_landmarks(const Tracks& smooth, body::Side side, const constants::LegOffsets* offsets,
                                       double reach);

/// The far side's landmarks read with the near side's offsets. Where a plate holds the near leg's landmarks, the
/// network puts the far leg's on the leg that is left to see, which is the near one.
struct FarAsNear {
  body::Side far;
  Joints joints;
};

struct LegModel {
  double leg_length = 0;                          ///< thigh + shank, the tracks' unit; 0: never seen well
  bool planted = false;                           ///< an ankle stays in place most of the time
  std::array<Point2<Sagittal>, 2> planted_ankle;  ///< by body::Side; differ in a split stance
  /// By body::Side, one per frame, [0,1]: how well the leg agrees with the lengths and the planted foot; smoothed over
  /// 0.2 s. Left and right are judged alike: visibility says nothing about a leg glued to a plate.
  std::array<std::vector<double>, 2> quality;
  /// How far each joint is believed: as its leg, and more where it lies clear of a plate that is seen. By body::Side,
  /// then hip, knee, ankle; one per frame.
  std::array<std::array<std::vector<double>, 3>, 2> joint_quality;
};

/// `joints`: the far side becomes `far_as_near` in the frames in which it then agrees better with the rest of the clip.
[[nodiscard]] LegModel compute_leg_model(const Tracks& tracks, std::array<Joints, 2>& joints,
                                         const std::optional<FarAsNear>& far_as_near, double reach, const Cover& cover);

}  // namespace hinge::kinematics
