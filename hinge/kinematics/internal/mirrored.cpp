#include "hinge/kinematics/internal/mirrored.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "hinge/kinematics/internal/leg_model.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

using body::Joint;
using body::Part;
using body::Side;

std::vector<FrameRange> between_cuts(const body::Recording& recording) {
  std::vector<FrameRange> ranges;
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    const bool cut = i > 0 && std::ranges::any_of(recording.cuts, [&](Seconds at) {
      return at > recording.frames[i - 1].time && at <= recording.frames[i].time;
    });
    if (i == 0 || cut) ranges.push_back({i, i});
    ranges.back().last = i;
  }
  return ranges;
}

/// Which way the head lies from the hips, in leg lengths; nullopt unless the trunk lies for most of the range. On hands
/// or back the feet point down or up, and say nothing of the side.
std::optional<double> lying_vote(const Tracks& unfaced, const FrameRange& range, double reach) {
  constexpr double lies = 1.7;  // of its own height: 60 degrees from the upright
  std::vector<double> ahead, height;
  for (const Side side : {Side::left, Side::right}) {
    const auto &shoulder = unfaced.of(side, Part::shoulder), &hip = unfaced.of(side, Part::hip);
    for (std::size_t i = range.first; i <= range.last; ++i) {
      if (!shoulder.seen[i] || !hip.seen[i]) continue;
      ahead.push_back(shoulder.x[i] - hip.x[i]);
      height.push_back(std::abs(shoulder.y[i] - hip.y[i]));
    }
  }
  const auto along = signal::median(ahead), up = signal::median(height);
  if (!along || !up || std::abs(*along) < lies * *up) return std::nullopt;
  return *along / reach;
}

/// In leg lengths, as compute_facing() votes: about 0.6 for a person seen from the side, near 0 from the front.
double facing_vote(const Tracks& unfaced, const FrameRange& range, double reach) {
  std::vector<double> feet, face;
  for (const Side side : {Side::left, Side::right}) {
    const auto &heel = unfaced.of(side, Part::heel), &toe = unfaced.of(side, Part::toe), &ear = unfaced.of(side, Part::ear);
    for (std::size_t i = range.first; i <= range.last; ++i) {
      if (heel.seen[i] && toe.seen[i]) feet.push_back(toe.x[i] - heel.x[i]);
      if (unfaced.nose.seen[i] && ear.seen[i]) face.push_back(unfaced.nose.x[i] - ear.x[i]);
    }
  }
  return (2 * signal::median(feet).value_or(0) + signal::median(face).value_or(0)) / reach;
}

void mirror(body::RegionOfInterest& region, double width) {
  region.centre.x = width - region.centre.x;
  region.rotation = Radians{-region.rotation.value()};
}

void mirror(body::Silhouette& silhouette, double width) {
  if (silhouette.empty()) return;
  auto cells = body::unpack_silhouette(silhouette);
  if (!cells) return;
  for (auto row = cells->begin(); row != cells->end(); row += silhouette.cells) std::reverse(row, row + silhouette.cells);
  auto region = silhouette.region;
  mirror(region, width);
  silhouette = body::pack_silhouette(region, silhouette.cells, *cells);
}

/// For each column the one of the other side; its own for the nose.
std::vector<std::size_t> other_columns(const body::Recording& recording) {
  std::vector<std::size_t> other;
  for (std::size_t i = 0; i < recording.names.size(); ++i) {
    std::string name = recording.names[i];
    const auto left = name.find("left"), right = name.find("right");
    if (left != std::string::npos) name.replace(left, 4, "right");
    else if (right != std::string::npos) name.replace(right, 5, "left");
    const auto found = std::ranges::find(recording.names, name);
    other.push_back(found == recording.names.end() ? i : static_cast<std::size_t>(found - recording.names.begin()));
  }
  return other;
}

void mirror(body::Recording& recording, std::size_t i, const std::vector<std::size_t>& other) {
  const double width = recording.source.width_px;
  auto& frame = recording.frames[i];
  auto turned = frame.landmarks;
  for (std::size_t k = 0; k < turned.size(); ++k) {
    turned[k] = frame.landmarks[other[k]];
    turned[k].image.x = width - turned[k].image.x;
    turned[k].metric.x = -turned[k].metric.x;
  }
  frame.landmarks = std::move(turned);
  mirror(frame.silhouette, width);
  if (i < recording.implement.size() && recording.implement[i]) recording.implement[i]->centre.x = width - recording.implement[i]->centre.x;
  if (i < recording.stick.size() && recording.stick[i]) {
    recording.stick[i]->head_end.x = width - recording.stick[i]->head_end.x;
    recording.stick[i]->hip_end.x = width - recording.stick[i]->hip_end.x;
  }
}

}  // namespace

std::optional<MirroredStretches> find_mirrored(const body::Recording& recording, const Tracks& unfaced) {
  if (recording.cuts.empty() || recording.space != body::Space::image) return std::nullopt;
  const double reach = std::max(compute_reach(unfaced, Side::left), compute_reach(unfaced, Side::right));
  if (!(reach > 0)) return std::nullopt;
  const auto ranges = between_cuts(recording);
  const auto longest = std::ranges::max_element(ranges, {}, &FrameRange::size);
  constexpr double clear_vote = 0.25;  // half of what a person seen from the side gives; a slant gives less
  const auto usual_lying = lying_vote(unfaced, *longest, reach);
  const double usual_facing = facing_vote(unfaced, *longest, reach);
  std::vector<char> mirrored(recording.frames.size(), 0);
  for (const auto& range : ranges) {
    const auto lying = lying_vote(unfaced, range, reach);
    const double vote = lying && usual_lying ? *lying : facing_vote(unfaced, range, reach);
    const double usual = lying && usual_lying ? *usual_lying : usual_facing;
    if (std::min(std::abs(vote), std::abs(usual)) < clear_vote || vote * usual > 0) continue;
    std::fill(mirrored.begin() + static_cast<std::ptrdiff_t>(range.first), mirrored.begin() + static_cast<std::ptrdiff_t>(range.last) + 1, char{1});
  }
  if (std::ranges::count(mirrored, char{1}) == 0) return std::nullopt;
  MirroredStretches stretches{recording, std::move(mirrored)};
  const auto other = other_columns(recording);
  for (std::size_t i = 0; i < stretches.mirrored.size(); ++i) {
    if (stretches.mirrored[i] != 0) mirror(stretches.recording, i, other);
  }
  return stretches;
}

void show_as_filmed(const MirroredStretches& stretches, Motion& motion) {
  const double width = stretches.recording.source.width_px;
  const auto back = [&](Point2<ImagePx>& point) { point.x = width - point.x; };
  for (std::size_t i = 0; i < motion.back.size() && i < stretches.mirrored.size(); ++i) {
    if (stretches.mirrored[i] == 0 || !motion.back[i]) continue;
    std::ranges::for_each(motion.back[i]->outline, back);
    for (auto* tangent : {&motion.back[i]->sacrum, &motion.back[i]->ribs}) {
      back(tangent->at);
      tangent->inclination = Radians{-tangent->inclination.value()};
    }
  }
}

}  // namespace hinge::kinematics
