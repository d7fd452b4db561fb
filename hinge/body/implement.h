#pragma once
// A round weight in the hands, as the camera sees it: a plate of a bar, the bell of a kettlebell.
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

}  // namespace hinge::body
