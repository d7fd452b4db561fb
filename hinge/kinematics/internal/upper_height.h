#pragma once
// One number for how high the upper body is, from every landmark that it carries.
#include <vector>

#include "hinge/base/measured.h"
#include "hinge/kinematics/internal/tracks.h"

namespace hinge::kinematics {

/// See Motion::upper_height. `image`: the picture's tracks, unsmoothed; `reach`: a leg's length in them.
[[nodiscard]] std::vector<Measured<double>> compute_upper_height(const Tracks& image, double reach);

}  // namespace hinge::kinematics
