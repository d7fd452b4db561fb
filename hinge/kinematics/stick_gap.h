#pragma once
// How far a stick along the back is from the body, where the stick was seen.
#include <cstddef>
#include <optional>
#include <vector>

#include "hinge/base/measured.h"
#include "hinge/base/units.h"

namespace hinge::kinematics {

/// Empty series and no lines: no stick was seen.
struct StickGaps {
  struct Line {
    Point2<ImagePx> head_end, hip_end;
  };
  std::vector<std::optional<Line>> line;  ///< one per frame, where it was looked for and seen
  double residual_m = 0;                  ///< median rms of what was seen of it from a straight line
  // m, + away from the stick; change from the quiet stand, where it should touch all three. One per frame.
  std::vector<Measured<double>> head, upper_back, sacrum;

  [[nodiscard]] bool seen() const { return !line.empty(); }
};

}  // namespace hinge::kinematics
