#pragma once
// Things the person holds, as the camera sees them: a plate of a bar or the bell of a kettlebell, a stick along the back.
#include <optional>
#include <vector>

#include "hinge/base/units.h"

namespace hinge::body {

/// The outline of a plate or bell in one picture.
struct ImplementPoint {
  Point2<ImagePx> centre;
  double radius_px = 0;  ///< upright half axis: a plate turned away from the camera is narrower, not lower
  double score = 0;      ///< share of the outline that was seen, [0,1]
};

/// One entry per frame of the recording, where it was seen. Empty: no round weight moves with the hands.
using ImplementTrack = std::vector<std::optional<ImplementPoint>>;

/// A thin straight stick behind the trunk in one picture: the stretch of it that was seen.
struct StickLine {
  Point2<ImagePx> head_end, hip_end;
  double residual_px = 0;  ///< rms of what was seen of it from the straight line
  double score = 0;        ///< share of the stretch that was seen, [0,1]
};

/// One entry per frame of the recording; only a few pictures a second are searched. Empty: no stick turns with the trunk.
using StickTrack = std::vector<std::optional<StickLine>>;

}  // namespace hinge::body
