#include "hinge/report/skeleton_track.h"

#include <algorithm>

#include "hinge/signal/smooth.h"

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

/// Each coordinate by itself, within the continuous stretch [first, last): never across a cut.
void smooth_stretch(std::vector<Skeleton>& track, const std::vector<double>& time_s, std::size_t first, std::size_t last,
                    PartPoints Skeleton::* side, std::size_t part) {
  signal::Series x(last - first), y(last - first);
  for (std::size_t i = first; i < last; ++i) {
    if (const auto& point = (track[i].*side)[part]) x[i - first] = point->x, y[i - first] = point->y;
  }
  const auto times = std::span(time_s).subspan(first, last - first);
  const auto smooth_x = signal::smooth(times, x), smooth_y = signal::smooth(times, y);
  for (std::size_t i = first; i < last; ++i) {
    auto& point = (track[i].*side)[part];
    // A bridged gap is good for an angle's continuity but not measured: it stays undrawn.
    if (point && smooth_x[i - first] && smooth_y[i - first]) point = Point2<ImagePx>{*smooth_x[i - first], *smooth_y[i - first]};
  }
}

void smooth_track(std::vector<Skeleton>& track, const body::Recording& recording) {
  std::vector<double> time_s;
  for (const auto& frame : recording.frames) time_s.push_back(frame.time.value());
  std::vector<std::size_t> borders{0};
  for (const Seconds cut : recording.cuts) {
    borders.push_back(static_cast<std::size_t>(std::lower_bound(time_s.begin(), time_s.end(), cut.value()) - time_s.begin()));
  }
  borders.push_back(track.size());
  std::sort(borders.begin(), borders.end());
  for (std::size_t b = 0; b + 1 < borders.size(); ++b) {
    if (borders[b] == borders[b + 1]) continue;
    for (std::size_t part = 0; part < body::part_count; ++part) {
      smooth_stretch(track, time_s, borders[b], borders[b + 1], &Skeleton::near_side, part);
      smooth_stretch(track, time_s, borders[b], borders[b + 1], &Skeleton::far_side, part);
    }
  }
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
  smooth_track(track, recording);
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
