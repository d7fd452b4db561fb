#pragma once
// Looks for a stick along the back a few times a second, while the picture's pixels are there.
#include <optional>
#include <span>

#include "hinge/body/implement.h"
#include "hinge/body/recording.h"
#include "hinge/media/picture.h"
#include "hinge/pose/internal/stick_finder.h"

namespace hinge::pose {

/// What one picture offers. `looked` is false for most: five looks a second are enough for a slow drill.
struct StickSighting {
  Seconds time;
  bool looked = false;
  double trunk_tilt = 0;    ///< of hip to shoulder from the picture's vertical, rad, + clockwise on screen
  double stick_tilt = 0;    ///< the same of the line
  double behind_trunk = 0;  ///< from the middle of the trunk to the line, in trunk lengths
  std::optional<body::StickLine> line;
};

/// One per run of pictures.
class StickWatch {
public:
  [[nodiscard]] StickSighting look(const media::YuvView& yuv, media::QuarterTurn turn, Seconds time,
                                   std::span<const body::Landmark> landmarks);
  /// Nobody is there.
  [[nodiscard]] static StickSighting look_away(Seconds time);

private:
  GreyStrip strip_;
  std::optional<Seconds> last_look_;
};

}  // namespace hinge::pose
