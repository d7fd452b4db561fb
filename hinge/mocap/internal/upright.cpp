#include "hinge/mocap/internal/upright.h"

#include <algorithm>

namespace hinge::mocap {

bool has_pixels_only(const body::Recording& recording) {
  if (recording.space == body::Space::world) return false;
  const bool anybody = std::ranges::any_of(recording.frames, &body::Frame::has_person);
  return anybody && !std::ranges::any_of(recording.frames, [](const body::Frame& frame) {
    return std::ranges::any_of(frame.landmarks, [](const body::Landmark& l) { return l.metric != Point3<HipCentred>{}; });
  });
}

Point3<World> upright_metres(const body::Landmark& landmark, body::Space space) {
  if (space == body::Space::world) return landmark.world;
  return {landmark.metric.x, -landmark.metric.y, -landmark.metric.z};
}

}  // namespace hinge::mocap
