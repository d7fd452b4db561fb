#pragma once
// How much the landmarks tremble in this clip, and what of it is left in the angles: noise taken from the clip itself.
#include "hinge/kinematics/internal/tracks.h"

namespace hinge::kinematics {

/// One standard deviation of each inclination after the low-pass, radians; 0 where it cannot be told.
struct Jitter {
  double trunk = 0, thigh = 0, shank = 0;
};

/// `raw` without its outliers and `smooth` through the low-pass of `cutoff_hz`. What the filter took away is taken for
/// white noise, of which it lets through the share of the band below its cut-off.
[[nodiscard]] Jitter compute_jitter(const Tracks& raw, const Tracks& smooth, body::Side side, double cutoff_hz);

}  // namespace hinge::kinematics
