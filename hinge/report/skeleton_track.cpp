#include "hinge/report/skeleton_track.h"

#include "hinge/base/expect.h"

namespace hinge::report {
namespace {

using body::Part;
using body::Side;

PartPoints side_points(const body::Frame& frame, const std::array<std::optional<std::size_t>, body::part_count>& columns) {
  PartPoints points;
  if (!frame.has_person()) return points;
  for (std::size_t part = 0; part < body::part_count; ++part) {
    if (!columns[part]) continue;
    const body::Landmark& landmark = frame.landmarks.at(*columns[part]);
    if (landmark.measured) points[part] = Point2<ImagePx>{landmark.image.x, landmark.image.y};
  }
  return points;
}

std::array<std::optional<std::size_t>, body::part_count> side_columns(const body::Recording& recording, Side side) {
  std::array<std::optional<std::size_t>, body::part_count> columns;
  for (std::size_t part = 0; part < body::part_count; ++part) {
    columns[part] = recording.find_column(body::on_side(static_cast<Part>(part), side));
  }
  return columns;
}

}  // namespace

std::vector<Skeleton> compute_skeleton_track(const body::Recording& recording, const kinematics::CameraView& view) {
  std::vector<Skeleton> track(recording.frames.size());
  if (recording.space != body::Space::image) return track;
  const auto near = side_columns(recording, view.near_side);
  const auto far = side_columns(recording, body::other(view.near_side));
  for (std::size_t i = 0; i < track.size(); ++i) {
    track[i].near_side = side_points(recording.frames[i], near);
    track[i].far_side = side_points(recording.frames[i], far);
  }
  return track;
}

double compute_overlay_unit(const body::Recording& recording, const kinematics::BodyScale& scale) {
  // Thigh and shank are 0.495 of standing height (de Leva 1996, men: (422.2 + 440.3) / 1741 mm; docs/science.md 2.1).
  constexpr double leg_per_height = 0.495;
  constexpr double u_per_height = 0.008;
  if (scale.leg_length.value() > 0) return u_per_height * scale.leg_length.value() / leg_per_height;
  return 0.0075 * std::max(1, recording.source.height_px);
}

}  // namespace hinge::report
