#pragma once
// The landmarks of a recording as paths in the plane the person moves in: x the way the person faces, y up.
#include <array>
#include <cstddef>
#include <vector>

#include "hinge/base/units.h"
#include "hinge/body/recording.h"
#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

/// One landmark's path; one entry per frame of the recording.
struct Track {
  std::vector<double> x, y;   ///< pixels, or metres from a lab or from estimated depth; meaningless where not seen
  std::vector<double> trust;  ///< visibility, [0,1]
  std::vector<char> seen;

  [[nodiscard]] std::size_t size() const { return x.size(); }
  [[nodiscard]] Point2<Sagittal> at(std::size_t frame) const { return {x[frame], y[frame]}; }
};

using SideTracks = std::array<Track, body::part_count>;

struct Tracks {
  std::vector<double> time;           ///< seconds, not falling, not uniform
  std::vector<FrameRange> stretches;  ///< motion is continuous within each: between cuts and long losses
  std::array<SideTracks, 2> side;     ///< by body::Side, then body::Part
  Track nose;
  Track face;  ///< mean of the eleven points of the head, where all are there: steadier than any one of them
  bool floor_fixed = true;  ///< false: every frame has its own origin (mid-hip)

  [[nodiscard]] std::size_t frames() const { return time.size(); }
  [[nodiscard]] const Track& of(body::Side s, body::Part p) const {
    return side[static_cast<std::size_t>(s)][static_cast<std::size_t>(p)];
  }
  [[nodiscard]] Track& of(body::Side s, body::Part p) {
    return side[static_cast<std::size_t>(s)][static_cast<std::size_t>(p)];
  }
};

/// What a coordinate triple is projected on: x = forward . p, y = up . p.
struct Plane {
  std::array<double, 3> forward{1, 0, 0};
  std::array<double, 3> up{0, -1, 0};
};

enum class Coordinates : unsigned char { image, metric, world };

[[nodiscard]] Tracks extract_tracks(const body::Recording& recording, Coordinates coordinates, const Plane& plane);

/// The plane of a picture seen from the side.
[[nodiscard]] Plane image_plane(double facing, double roll = 0);
/// Back from the plane of movement, x forward and y up, to where it is in the picture.
[[nodiscard]] Point2<ImagePx> in_picture(Point2<Sagittal> point, const CameraView& view);
/// The plane across the line through hips and shoulders (its median over the recording); nothing without depth.
[[nodiscard]] std::optional<Plane> metric_plane(const body::Recording& recording);
/// Finds which way is up (y unless the body clearly stands along another axis) and forward from the hips' line.
[[nodiscard]] Plane world_plane(const body::Recording& recording);

}  // namespace hinge::kinematics
