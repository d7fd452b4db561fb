#pragma once
// What an exercise looks like to the camera, as plain values: somebody else reads them from files, recognition only
// compares a set with them and knows no exercise by name.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/movement/evidence.h"
#include "hinge/movement/movement.h"

namespace hinge::movement {

/// At least one end is given.
struct ExpectedRange {
  Evidence of = Evidence::hip_fold;
  std::optional<double> from, to;
};

struct Look {
  Moves moves = Moves::hips;
  double usual = 1;  ///< (0,1]: how often people film it rather than something else that looks the same
  double surest = 1;  ///< (0,1]: never surer than this, where what tells it from its like cannot be seen
  std::vector<ExpectedRange> ranges;
};

struct Prototype {
  std::string exercise;
  Pattern pattern = Pattern::none;
  Traits traits;
  std::vector<Look> looks;  ///< the best one counts; none: never recognised, only named by the user
};

}  // namespace hinge::movement
