#include "hinge/kinematics/internal/camera_height.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "hinge/kinematics/internal/constants.h"
#include "hinge/kinematics/internal/silhouette_field.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

using body::Part;

constexpr std::size_t columns = 9;  ///< across the front of the foot, from 60 % of the way from ankle to toe to its end
using Heights = std::array<std::optional<double>, columns>;

/// How far the person reaches above the sole over each column, in leg lengths.
Heights heights_in(const body::Silhouette& silhouette, Point2<Sagittal> ankle, Point2<Sagittal> toe, double leg,
                   const CameraView& view) {
  using namespace constants;
  Heights heights;
  const auto mask = body::unpack_silhouette(silhouette);
  if (!mask || silhouette.cells < 2 || !(silhouette.region.side_px > 0)) return heights;
  const SilhouetteField field(silhouette.region, silhouette.cells, *mask);
  constexpr double half = 127.5, step = .005;
  for (std::size_t c = 0; c < columns; ++c) {
    const double along = foot_front + (1 - foot_front) * static_cast<double>(c) / (columns - 1);
    const double x = ankle.x + along * (toe.x - ankle.x);
    std::optional<double> sole, top;
    for (double up = -foot_window; up <= foot_window; up += step) {
      const auto place = in_picture({x, ankle.y + up * leg}, view);
      if (!field.covers(place) || field.at(place) <= half) continue;
      if (!sole) sole = up;
      top = up;
    }
    if (sole) heights[c] = *top - *sole;
  }
  return heights;
}

}  // namespace

CameraHeight compute_camera_height(const body::Recording& recording, const Tracks& smooth, const LegModel& legs,
                                   const std::vector<FrameRange>& stands, const CameraView& view) {
  using namespace constants;
  const auto &ankle = smooth.of(view.near_side, Part::ankle), &toe = smooth.of(view.near_side, Part::toe);
  const auto& good = legs.quality[static_cast<std::size_t>(view.near_side)];
  // Who walks shows one foot ahead of the other, and a weight before the legs spoils their length, the unit here.
  if (!legs.planted || !recording.implement.empty()) return CameraHeight::unknown;
  std::array<std::vector<double>, columns> seen;
  for (const auto& stand : stands) {
    for (std::size_t i = stand.first; i <= stand.last; ++i) {
      if (!ankle.seen[i] || !toe.seen[i] || good[i] < height_leg_quality || legs.leg_length <= 0) continue;
      if (recording.frames[i].silhouette.empty()) continue;
      const auto heights = heights_in(recording.frames[i].silhouette, ankle.at(i), toe.at(i), legs.leg_length, view);
      for (std::size_t c = 0; c < columns; ++c) {
        if (heights[c]) seen[c].push_back(*heights[c]);
      }
    }
  }
  // The highest column: where the far foot stands further back, only a part of it shows.
  std::optional<double> highest;
  for (const auto& column : seen) {
    if (column.size() < height_frames_least) continue;
    highest = std::max(highest.value_or(0), *signal::median(column));
  }
  if (!highest) return CameraHeight::unknown;
  return *highest < one_shoe_high ? CameraHeight::near_floor : CameraHeight::usual;
}

}  // namespace hinge::kinematics
