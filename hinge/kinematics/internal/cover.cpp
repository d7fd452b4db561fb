#include "hinge/kinematics/internal/cover.h"

#include <algorithm>
#include <cmath>

namespace hinge::kinematics {

Cover find_cover(const body::Recording& recording, const Plane& plane) {
  Cover cover(recording.implement.size());
  for (std::size_t i = 0; i < cover.size(); ++i) {
    const auto& seen = recording.implement[i];
    if (!seen || !(seen->radius_px > 0)) continue;
    const auto along = [&](const auto& axis) { return axis[0] * seen->centre.x + axis[1] * seen->centre.y; };
    cover[i] = Disc{{along(plane.forward), along(plane.up)}, seen->radius_px};
  }
  return cover;
}

double clear_of(const Cover& cover, std::size_t frame, Point2<Sagittal> point, const constants::Clearance& clearance) {
  if (frame >= cover.size() || !cover[frame]) return 1;
  const auto& disc = *cover[frame];
  const double radii = std::hypot(point.x - disc.centre.x, point.y - disc.centre.y) / disc.radius;
  return std::clamp((radii - clearance.hidden) / (clearance.clear - clearance.hidden), 0.0, 1.0);
}

}  // namespace hinge::kinematics
