#pragma once
// Where to look: a rotated square in the upright picture, from two points of the body.
#include <algorithm>
#include <vector>

#include "hinge/base/units.h"
#include "hinge/body/silhouette.h"

namespace hinge::pose {

using ImagePoint = Point2<ImagePx>;
using body::RegionOfInterest;

/// The networks' own alignment: the square is centred on the hips, its half side is the distance to the scale point
/// times `enlargement`, and it is turned so that the scale point lies straight above the hips. In pixels, not in
/// fractions of width and height: those are not isotropic.
[[nodiscard]] RegionOfInterest region_from_points(ImagePoint hips, ImagePoint scale_point, double enlargement);

/// MediaPipe's rect_transformation for poses: 1.25 times the circle around the body.
inline constexpr double region_enlargement = 1.25;

/// An upright part of the picture; by itself the whole of one.
struct PictureArea {
  double left = 0, top = 0, width = 0, height = 0;  ///< px

  [[nodiscard]] double shorter_side() const { return std::min(width, height); }
};

/// The smallest upright square that holds the area, centred on it (the detector's letterbox).
[[nodiscard]] RegionOfInterest letterbox(const PictureArea& area);

/// Squares as wide as the area's shorter side that cover it side by side, each sharing half of itself with the next:
/// there a person is larger than in the letterbox. None for an area that is nearly square.
[[nodiscard]] std::vector<RegionOfInterest> tiles(const PictureArea& area);
/// Squares of half the shorter side, half a square apart: a person of up to a quarter of it is whole in one of them.
[[nodiscard]] std::vector<RegionOfInterest> small_tiles(const PictureArea& area);

/// A point given in fractions of the square's side from its top-left corner.
[[nodiscard]] ImagePoint to_picture(const RegionOfInterest& region, double u, double v);

/// How far apart two regions are, in sides of the larger one.
[[nodiscard]] double distance_in_sides(const RegionOfInterest& a, const RegionOfInterest& b);

/// Could be the same person a moment later: near, and of about the same size.
[[nodiscard]] bool could_be_same_person(const RegionOfInterest& a, const RegionOfInterest& b);

/// A body does not turn head over heels from one picture to the next: a pose that does is somebody's reflection, or a
/// plate.
[[nodiscard]] bool is_head_over_heels(const RegionOfInterest& before, const RegionOfInterest& after);

/// False for a region no person in this picture can fill: not finite, a speck, or far outside.
[[nodiscard]] bool is_usable(const RegionOfInterest& region, int width_px, int height_px);

}  // namespace hinge::pose
