#pragma once
// What can be said of a set of repetitions in numbers: the evidence that recognition weighs.
#include <optional>
#include <vector>

#include "hinge/movement/internal/cycles.h"
#include "hinge/movement/internal/signals.h"

namespace hinge::movement::internal {

/// What drives the set's repetitions; decides where they are looked for.
enum class Driver : unsigned char { hip, arms, bridge, plank, none };

struct Set {
  Driver driver = Driver::none;
  std::vector<Cycle> cycles;
  std::vector<Cycle> halves;       ///< begun like the others and given up: named, not counted
  std::optional<Cycle> way_down;   ///< where there is no cycle: the deepest way down, for naming only
};

/// Medians over the set's reps; absent where nothing was seen.
struct SetShape {
  Driver driver = Driver::none;
  std::optional<double> fold, knee, trunk, shank;  ///< at the bottom
  std::optional<double> fold_range, knee_range;    ///< bottom minus top
  std::optional<double> trunk_top;                 ///< at the top
  std::optional<double> elbow_bottom, elbow_range;
  std::optional<double> wrist_height;          ///< above the ankle, at the bottom
  std::optional<double> wrist_ahead;           ///< of the ankle, at the bottom
  std::optional<double> wrist_before_trunk;    ///< in front of the line from hip to shoulder, at the bottom
  std::optional<double> wrist_from_shoulder;   ///< distance at the bottom
  std::optional<double> wrist_from_hip;        ///< distance at the bottom
  std::optional<double> wrist_below_shoulder;  ///< at the bottom
  std::optional<double> wrist_above_hip_top;   ///< the highest between two bottoms
  std::optional<double> wrist_above_shoulder_top;
  std::optional<double> shoulder_above_hip_top;
  std::optional<double> stance_split;  ///< hip ahead of or behind the ankle at the top, absolute
  std::optional<double> cycle_s;       ///< bottom to bottom
  std::optional<double> weight_diameter;  ///< of the plate or bell that was followed
  bool seated_start = false;
  bool touches_wall = false;  ///< in most reps, at the bottom
  // For sets without reps.
  std::optional<double> fold_held;      ///< median over the recording
  std::optional<double> knee_held;      ///< median over the recording
  std::optional<double> travel;         ///< of the hips along the floor
  std::optional<double> arm_swing;      ///< wrist against shoulder, along the floor
  std::optional<double> wrist_to_knee;  ///< median distance
  int reps = 0;
  bool from_bottom = false;  ///< its first repetition begins with the way up
  double yaw = 0;       ///< of the camera, radians in [0, pi/2]
  double angle_sd = 0;  ///< of the angles at the bottom, in radians: what the view costs
  double seen = 1;      ///< share of frames whose hip fold was seen and not inferred, [0,1]
};

[[nodiscard]] SetShape shape_of(const Signals& seen, const Set& set);

/// How far along the floor the hips are from the near ankle, where it is now or, unseen, where it was planted.
[[nodiscard]] Curve stance_of(const Signals& s);

/// How far the hands get above the hips between this cycle's way up and the next one's bottom, in legs.
[[nodiscard]] std::optional<double> hands_fly(const Signals& s, const std::vector<Cycle>& cycles, std::size_t k);

}  // namespace hinge::movement::internal
