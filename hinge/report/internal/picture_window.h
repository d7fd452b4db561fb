#pragma once
// Which part of the picture a still shows: one window per clip, so the body moves and the room does not.
#include <vector>

#include "hinge/report/overlay.h"

namespace hinge::report::internal {

/// In pixels of the upright picture; may reach beyond it when the person fills it.
struct Window {
  double left = 0, top = 0, width = 1, height = 1;
};
struct Windows {
  Window thumb, hero;
};

/// Holds the measured joints of all `frames` with room for head, hands and shoes. Aspects are width / height.
[[nodiscard]] Windows compute_windows(const std::vector<Skeleton>& track, const std::vector<std::size_t>& frames, double u_px,
                                      int picture_width_px, int picture_height_px, double thumb_aspect, double hero_aspect,
                                      bool faces_right);

}  // namespace hinge::report::internal
