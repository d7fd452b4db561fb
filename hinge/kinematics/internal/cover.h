#pragma once
// What a plate or bell hides: a landmark behind it is the network's guess, and mostly one that lies on the plate.
#include <optional>
#include <vector>

#include "hinge/body/recording.h"
#include "hinge/kinematics/internal/constants.h"
#include "hinge/kinematics/internal/tracks.h"

namespace hinge::kinematics {

struct Disc {
  Point2<Sagittal> centre;
  double radius = 0;
};

/// One entry a frame, or empty: nothing round was seen in the hands.
using Cover = std::vector<std::optional<Disc>>;

/// The round weight's outline in the plane of a picture seen from the side.
[[nodiscard]] Cover find_cover(const body::Recording& recording, const Plane& plane);

/// 0 where the disc hides the point, 1 where it lies clear of it, even in between. 1 without a disc in that frame.
[[nodiscard]] double clear_of(const Cover& cover, std::size_t frame, Point2<Sagittal> point,
                              const constants::Clearance& clearance);

}  // namespace hinge::kinematics
