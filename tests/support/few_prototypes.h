#pragma once
// A handful of descriptions for recognition, under names that ship nowhere: the engine must know none.
#include <vector>

#include "hinge/movement/prototype.h"

namespace hinge::test {

[[nodiscard]] inline const std::vector<movement::Prototype>& few_prototypes() {
  using enum movement::Evidence;
  using movement::Moves;
  using movement::Pattern;
  constexpr double d = 0.017453292519943295;  // a degree
  static const std::vector<movement::Prototype> few{
      {"fold", Pattern::hinge, {},
       {{Moves::hips, 1, 1,
         {{hip_fold, 45 * d, 115 * d}, {knee_flexion, 0.0, 40 * d}, {shank_inclination, -14 * d, 8 * d},
          {hand_below_shoulder, 0.4, {}}, {load, {}, 0.5}}}}},
      {"loaded_fold", Pattern::hinge, {},
       {{Moves::hips, 0.2, 1,
         {{hip_fold, 45 * d, 115 * d}, {knee_flexion, 0.0, 40 * d}, {shank_inclination, -14 * d, 8 * d},
          {hand_below_shoulder, 0.4, {}}, {load, 1.0, {}}}}}},
      {"lift", Pattern::hinge, {.from_floor = true},
       {{Moves::hips, 1, 0.4, {{hip_fold, 80 * d, 140 * d}, {hand_below_shoulder, 0.4, {}}}}}},
      {"sink", Pattern::squat, {},
       {{Moves::hips, 1, 1,
         {{knee_flexion, 80 * d, 145 * d}, {shank_inclination, 18 * d, 45 * d}, {hand_below_shoulder, {}, 0.4}}}}},
      {"pull_up_to_the_trunk", Pattern::pull, {}, {{Moves::arms, 1, 1, {{trunk_inclination, 30 * d, 95 * d}}}}},
      {"only_by_name", Pattern::push, {}, {}},
  };
  return few;
}

}  // namespace hinge::test
