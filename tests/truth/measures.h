#pragma once
// How far Hinge is from the truth over all shipped recordings, in numbers that tests/truth/bounds.toml bounds.
#include <map>
#include <span>
#include <string>

#include "tests/truth/judged.h"

namespace hinge::truth {

/// What may be too great on both sides (a bias), above (an error) or below (a share that was measured).
enum class Bounded : unsigned char { both_sides, above, below };

struct Measure {
  double value = 0;
  Bounded bounded = Bounded::both_sides;
  double room = 0;  ///< how far beyond what was measured it may go
};

/// "hip_fold leaning bias_deg" to its measure. Standing: hip fold and trunk under 15 degrees; leaning: trunk beyond 30.
[[nodiscard]] std::map<std::string, Measure> measure(std::span<const Judged* const> recordings);
[[nodiscard]] std::map<std::string, Measure> measure_all();

}  // namespace hinge::truth
