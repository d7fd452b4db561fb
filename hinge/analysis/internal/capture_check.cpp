#include "hinge/analysis/internal/capture_check.h"

#include <array>
#include <cmath>
#include <cstddef>

namespace hinge::analysis::internal {
namespace {

using body::Joint;
using body::Part;
using body::Side;

/// How far the ankle lies above the shoulder in the picture, as a share of the way along trunk and leg.
std::optional<double> feet_above_shoulders(const body::Recording& recording, const body::Frame& frame, Side side) {
  std::array<Point2<ImagePx>, 4> chain;
  constexpr std::array parts{Part::shoulder, Part::hip, Part::knee, Part::ankle};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto column = recording.find_column(on_side(parts[i], side));
    if (!column || *column >= frame.landmarks.size() || !frame.landmarks[*column].measured) return std::nullopt;
    const auto& at = frame.landmarks[*column].image;
    chain[i] = {at.x, at.y};
  }
  double length = 0;
  for (std::size_t i = 1; i < chain.size(); ++i)
    length += std::hypot(chain[i].x - chain[i - 1].x, chain[i].y - chain[i - 1].y);
  if (length <= 0) return std::nullopt;
  return (chain.front().y - chain.back().y) / length;  // y grows downwards
}

}  // namespace

std::optional<body::Warning> find_upside_down(const body::Recording& recording) {
  // Standing is -1, lying 0; feet on a chair stay below 0.3, and the lowest hinge has its shoulders above the ankles.
  constexpr double turned = 0.4;
  constexpr double mostly = 0.6;
  if (recording.space != body::Space::image) return std::nullopt;
  std::size_t seen = 0, above = 0;
  for (const auto& frame : recording.frames) {
    for (const Side side : {Side::left, Side::right}) {
      const auto share = feet_above_shoulders(recording, frame, side);
      seen += share.has_value();
      above += share.value_or(0) > turned;
    }
  }
  if (seen == 0 || static_cast<double>(above) < mostly * static_cast<double>(seen)) return std::nullopt;
  return body::Warning{"upside_down",
                       "The person is upside down in the picture, so nothing was counted. Turn the video by 180 "
                       "degrees and analyse it again."};
}

}  // namespace hinge::analysis::internal
