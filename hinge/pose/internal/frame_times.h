#pragma once
// Presentation times as a file has them and as they can have been: a picture with its neighbour's time, beside a hole.
#include <cstddef>
#include <span>
#include <vector>

#include "hinge/base/units.h"

namespace hinge::pose {

struct FrameTimes {
  std::vector<Seconds> time;   ///< one per picture, rising over those that are kept
  std::vector<char> left_out;  ///< one per picture: it has another's time and there is no hole it could have come from
  std::size_t spread = 0;      ///< pictures that were given a time of their own
  std::size_t jumps = 0;       ///< steps of the clock so long that no film was running
};

/// `time` must not fall. Pictures closer together than a quarter of the usual step are set evenly between those around
/// them where as much time is missing there; else the first of them counts. A fast stretch of many pictures is one.
[[nodiscard]] FrameTimes settle_times(std::span<const Seconds> time);

}  // namespace hinge::pose
