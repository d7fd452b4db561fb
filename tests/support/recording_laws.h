#pragma once
// The same movement recorded otherwise: from the mirrored side, elsewhere and larger in the picture, later, at another rate.
// No judgement may depend on any of it.
#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "hinge/body/recording.h"

namespace hinge::test {

using PointChange = std::function<Point2<ImagePx>(Point2<ImagePx>)>;

/// Every place in the picture but those of the outlines' regions, which turn and grow as well.
inline void change_points(body::Recording& recording, const PointChange& change) {
  for (auto& frame : recording.frames) {
    for (auto& landmark : frame.landmarks) {
      const auto moved = change({landmark.image.x, landmark.image.y});
      landmark.image.x = moved.x;
      landmark.image.y = moved.y;
    }
    frame.silhouette.region.centre = change(frame.silhouette.region.centre);
  }
  for (auto& seen : recording.implement) {
    if (seen) seen->centre = change(seen->centre);
  }
  for (auto& line : recording.stick) {
    if (!line) continue;
    line->head_end = change(line->head_end);
    line->hip_end = change(line->hip_end);
  }
  for (auto& upright : recording.uprights) {
    upright.top = change(upright.top);
    upright.bottom = change(upright.bottom);
  }
}

inline body::Silhouette mirrored_outline(const body::Silhouette& outline) {
  if (outline.empty()) return outline;
  auto cells = body::unpack_silhouette(outline).value();
  for (auto row = cells.begin(); row != cells.end(); row += outline.cells) std::reverse(row, row + outline.cells);
  auto region = outline.region;
  region.rotation = -region.rotation;
  return body::pack_silhouette(region, outline.cells, cells);
}

/// As in a mirror: what was left is right, in the picture and of the body.
inline body::Recording mirrored(body::Recording recording) {
  const double width = recording.source.width_px;
  change_points(recording, [width](Point2<ImagePx> p) { return Point2<ImagePx>{width - p.x, p.y}; });
  const auto swap_name = [](std::string name) {
    for (const auto& [from, to] : {std::pair{"left", "right"}, std::pair{"right", "left"}}) {
      const std::size_t at = name.find(from);
      if (at != std::string::npos) return name.replace(at, std::string(from).size(), to);
    }
    return name;
  };
  std::vector<std::size_t> partner;
  for (const auto& name : recording.names) {
    partner.push_back(static_cast<std::size_t>(std::ranges::find(recording.names, swap_name(name)) - recording.names.begin()));
  }
  for (auto& frame : recording.frames) {
    frame.silhouette = mirrored_outline(frame.silhouette);
    const auto before = frame.landmarks;
    for (std::size_t column = 0; column < frame.landmarks.size(); ++column) {
      frame.landmarks[column] = before.at(partner[column]);
      frame.landmarks[column].metric.x *= -1;
    }
  }
  return recording;
}

/// The picture `factor` times as large, and everything in it moved by so many pixels.
inline body::Recording scaled(body::Recording recording, double factor, double right_px, double down_px) {
  change_points(recording, [=](Point2<ImagePx> p) { return Point2<ImagePx>{factor * p.x + right_px, factor * p.y + down_px}; });
  recording.source.width_px = static_cast<int>(std::lround(factor * recording.source.width_px + 2 * std::abs(right_px)));
  recording.source.height_px = static_cast<int>(std::lround(factor * recording.source.height_px + 2 * std::abs(down_px)));
  for (auto& frame : recording.frames) {
    for (auto& landmark : frame.landmarks) landmark.image.z *= factor;
    frame.silhouette.region.side_px *= factor;
  }
  for (auto& seen : recording.implement) {
    if (seen) seen->radius_px *= factor;
  }
  for (auto& line : recording.stick) {
    if (line) line->residual_px *= factor;
  }
  return recording;
}

inline body::Recording later(body::Recording recording, Seconds by) {
  for (auto& frame : recording.frames) frame.time += by;
  for (auto& cut : recording.cuts) cut += by;
  return recording;
}

template <class Track>
void keep_entries(Track& track, const std::vector<std::size_t>& kept) {
  if (track.empty()) return;
  Track rest;
  for (const std::size_t i : kept) rest.push_back(track[i]);
  track = rest;
}

/// The frames a camera of that rate would have taken, each with its own time; never more than there are.
inline body::Recording sampled(body::Recording recording, double rate_hz) {
  if (recording.frames.empty()) return recording;
  std::vector<std::size_t> kept;
  const double first_s = recording.frames.front().time.value();
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    const double due_s = first_s + static_cast<double>(kept.size()) / rate_hz;
    const double next_s = i + 1 < recording.frames.size() ? recording.frames[i + 1].time.value() : due_s + 1;
    const double here_s = recording.frames[i].time.value();
    if (std::abs(here_s - due_s) <= std::abs(next_s - due_s) && here_s > due_s - 0.5 / rate_hz) kept.push_back(i);
  }
  keep_entries(recording.frames, kept);
  keep_entries(recording.implement, kept);
  keep_entries(recording.stick, kept);
  recording.source.frames = static_cast<std::int64_t>(kept.size());
  recording.source.fps = rate_hz;
  return recording;
}

}  // namespace hinge::test
