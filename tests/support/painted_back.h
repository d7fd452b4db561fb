#pragma once
// Silhouettes painted onto a stick lifter: a back whose distance behind the hip-to-shoulder line is a known function,
// so that its tangents and its bulge have a closed form.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "hinge/base/units.h"
#include "hinge/body/recording.h"
#include "hinge/body/silhouette.h"

namespace hinge::test {

/// Station along hip (0) to shoulder (1) -> distance behind that line, in trunk lengths.
using BackProfile = std::function<double(double station)>;

struct PaintedRegion {
  int cells = 128;
  double side_px = 520;
  Degrees rotation{0};
};

/// The person is between the profile and a flat front, from below the hip to above the shoulder.
[[nodiscard]] inline body::Silhouette paint_back(Point2<ImagePx> hip, Point2<ImagePx> shoulder, double facing,
                                                 const BackProfile& back, const PaintedRegion& painted = {}) {
  constexpr double below = -0.35, above = 1.25, front = -0.25;
  const double length = std::hypot(shoulder.x - hip.x, shoulder.y - hip.y);
  const double ux = (shoulder.x - hip.x) / length, uy = (shoulder.y - hip.y) / length;
  const double bx = facing * uy, by = -facing * ux;  // backwards
  const body::RegionOfInterest region{
      {(hip.x + shoulder.x) / 2, (hip.y + shoulder.y) / 2}, painted.side_px, to_radians(painted.rotation)};
  const double c = std::cos(region.rotation.value()), s = std::sin(region.rotation.value());
  const double cell_px = painted.side_px / painted.cells;
  std::vector<std::uint8_t> probability;
  for (int row = 0; row < painted.cells; ++row) {
    for (int column = 0; column < painted.cells; ++column) {
      const double along = (column + 0.5) * cell_px - painted.side_px / 2,
                   down = (row + 0.5) * cell_px - painted.side_px / 2;
      const double x = region.centre.x + along * c - down * s - hip.x,
                   y = region.centre.y + along * s + down * c - hip.y;
      const double station = (x * ux + y * uy) / length, behind = (x * bx + y * by) / length;
      const double inside = std::min({station - below, above - station, behind - front, back(station) - behind});
      const double cells_inside = inside * length / cell_px;
      probability.push_back(static_cast<std::uint8_t>(std::lround(255 * std::clamp(0.5 + cells_inside, 0.0, 1.0))));
    }
  }
  return body::pack_silhouette(region, painted.cells, probability);
}

/// Every frame of a stick recording in side view gets a silhouette; `back(frame)` is that frame's profile.
inline void paint_backs(body::Recording& recording, double facing, const std::function<BackProfile(std::size_t)>& back,
                        const PaintedRegion& painted = {}) {
  const auto column = [&](body::Joint joint) { return *recording.find_column(joint); };
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    auto& frame = recording.frames[i];
    const auto middle = [&](body::Joint left, body::Joint right) {
      const auto &l = frame.landmarks[column(left)].image, &r = frame.landmarks[column(right)].image;
      return Point2<ImagePx>{(l.x + r.x) / 2, (l.y + r.y) / 2};
    };
    frame.silhouette =
        paint_back(middle(body::Joint::left_hip, body::Joint::right_hip),
                   middle(body::Joint::left_shoulder, body::Joint::right_shoulder), facing, back(i), painted);
  }
}

}  // namespace hinge::test
