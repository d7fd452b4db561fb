#pragma once
// What the engine says of a take, held against its truth.
#include <string>

#include "bench/variations/take.h"
#include "hinge/movement/recognise.h"

namespace hinge::bench {

struct Case {
  std::string kind, source;
  int number = 0;
  int least = 0, most = 0, found = 0;  ///< repetitions; found -1: the recording was refused
  int bottoms = 0, bottoms_met = 0;    ///< of those that certainly count: met within 0.15 s
  bool pattern = false, group = false; ///< group: the right exercise, its near relative, or the right one among two named
  bool negative = false, confidently_wrong = false;
  std::string said;  ///< pattern and exercise
  double confidence = 0;
  movement::Recognition recognition;  ///< as it was said, with all that was measured of the set
  std::vector<std::string> patterns, exercises;  ///< what a fair judge may say

  [[nodiscard]] bool exact() const { return found >= least && found <= most; }
  [[nodiscard]] bool within_one() const { return found >= least - 1 && found <= most + 1; }
};

[[nodiscard]] Case judge(const Take& take, const movement::MovementOptions& how);

}  // namespace hinge::bench
