#pragma once
// What a small network, taught on rendered people with known joints, reads from one frame: the inclinations of trunk,
// thigh and shank and the shape of the back, each with its own standard deviation (docs/decisions/0033-a-learnt-eye.md).
#include <optional>
#include <vector>

#include "hinge/body/recording.h"
#include "hinge/kinematics/internal/eye_features.h"

namespace hinge::kinematics {

/// Radians.
struct EyeReading {
  double trunk = 0, thigh = 0, shank = 0;
  double pelvis = 0, lumbar = 0, thoracic = 0;  ///< 0 as people stand
  double trunk_sd = 0, thigh_sd = 0, shank_sd = 0, fold_sd = 0, knee_sd = 0;
  double pelvis_sd = 0, lumbar_sd = 0, thoracic_sd = 0;
};

[[nodiscard]] EyeReading look(const EyeInput& input);
/// One entry per frame; nothing where there was too little to see.
[[nodiscard]] std::vector<std::optional<EyeReading>> read_with_eye(const body::Recording& recording, const EyeView& view);

}  // namespace hinge::kinematics
