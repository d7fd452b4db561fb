#pragma once
// Things that stand around the person, as the camera sees them.
#include "hinge/base/units.h"

namespace hinge::body {

/// The straight upright edge of something that stands still for the whole clip: the end of a wall, a post.
struct Upright {
  Point2<ImagePx> top, bottom;  ///< of the stretch that was seen
  double score = 0;             ///< share of it that was seen, [0,1]
};

}  // namespace hinge::body
