#pragma once
// What one frame shows, as the numbers the eye was taught with (bench/fit/eye): landmarks, estimated depth and the
// outline of the trunk. The one implementation: the fit reads them from here too, so that what is learnt is what is seen.
#include <array>
#include <optional>
#include <vector>

#include "hinge/body/recording.h"
#include "hinge/kinematics/internal/tracks.h"

namespace hinge::kinematics {

inline constexpr std::size_t eye_feature_count = 174;
using EyeFeatures = std::array<float, eye_feature_count>;

/// Inclinations by the landmarks as they are, radians: trunk from both sides' middle, the legs by the near side. What
/// the eye says is added to them.
struct RawInclinations {
  double trunk = 0, thigh = 0, shank = 0;
};

struct EyeInput {
  EyeFeatures features{};
  RawInclinations raw;
  double outline_roughness = 0, outline_softness = 0;  ///< of the back; 1 where too little of it was found
};

/// How the picture was taken; one for the whole recording.
struct EyeView {
  double facing = 1;  ///< +1: the person faces image right
  double roll = 0;    ///< of the camera, radians
};

/// One entry per frame; nothing where a landmark of trunk or legs is missing, or the recording is no pose network's.
[[nodiscard]] std::vector<std::optional<EyeInput>> read_eye_inputs(const body::Recording& recording, const EyeView& view);
/// A single frame, for stills that stand side by side in a recording and face different ways.
[[nodiscard]] std::optional<EyeInput> read_eye_input(const body::Recording& recording, std::size_t frame,
                                                     const EyeView& view);

}  // namespace hinge::kinematics
