#include "hinge/analysis/internal/capture_check.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "hinge/signal/statistics.h"

namespace hinge::analysis::internal {
namespace {

using body::Joint;
using body::Part;
using body::Side;

/// Shoulder, hip, knee and ankle of one side.
struct Chain {
  Point2<ImagePx> shoulder, hip, knee, ankle;

  [[nodiscard]] double leg() const { return length(hip - knee) + length(knee - ankle); }
  [[nodiscard]] double whole() const { return length(shoulder - hip) + leg(); }
};

std::optional<Chain> chain_of(const body::Recording& recording, const body::Frame& frame, Side side) {
  std::array<Point2<ImagePx>, 4> points;
  constexpr std::array parts{Part::shoulder, Part::hip, Part::knee, Part::ankle};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const auto column = recording.find_column(on_side(parts[i], side));
    if (!column || *column >= frame.landmarks.size() || !frame.landmarks[*column].measured) return std::nullopt;
    const auto& at = frame.landmarks[*column].image;
    points[i] = {at.x, at.y};
  }
  const Chain chain{points[0], points[1], points[2], points[3]};
  if (chain.whole() <= 0) return std::nullopt;
  return chain;
}

/// How far the ankle lies above the shoulder in the picture, as a share of the way along trunk and leg.
double feet_above_shoulders(const Chain& chain) {
  return (chain.shoulder.y - chain.ankle.y) / chain.whole();  // y grows downwards
}

/// Between the two lines, 0 where they continue one another.
double bend_deg(Point2<ImagePx> from, Point2<ImagePx> middle, Point2<ImagePx> to) {
  const double before = std::atan2(middle.y - from.y, middle.x - from.x);
  const double after = std::atan2(to.y - middle.y, to.x - middle.x);
  return std::abs(std::remainder(after - before, 2 * std::numbers::pi)) * 180 / std::numbers::pi;
}

double from_horizontal_deg(Point2<ImagePx> a, Point2<ImagePx> b) {
  return std::atan2(std::abs(b.y - a.y), std::abs(b.x - a.x)) * 180 / std::numbers::pi;
}

/// Middle of the hip or ankle over frames of one posture, and where the trunk pointed.
struct Posture {
  std::vector<double> hip_x, hip_y, ankle_x, ankle_y, shoulder_y, leg;

  void add(const Chain& chain) {
    hip_x.push_back(chain.hip.x);
    hip_y.push_back(chain.hip.y);
    ankle_x.push_back(chain.ankle.x);
    ankle_y.push_back(chain.ankle.y);
    shoulder_y.push_back(chain.shoulder.y);
    leg.push_back(chain.leg());
  }
};

double middle(const std::vector<double>& values) { return signal::median(values).value_or(0); }

/// What one leg's side shows of a person who stands across the picture.
struct Across {
  std::size_t seen = 0, upright = 0;
  Posture straight, folded;

  void add(const Chain& chain) {
    constexpr double straight_deg = 30, level_deg = 25, folded_deg = 60, shank_level_deg = 35;
    ++seen;
    const double hip = bend_deg(chain.shoulder, chain.hip, chain.knee), knee = bend_deg(chain.hip, chain.knee, chain.ankle);
    upright += from_horizontal_deg(chain.ankle, chain.shoulder) > 50 && from_horizontal_deg(chain.ankle, chain.hip) > 50;
    if (hip < straight_deg && knee < straight_deg && from_horizontal_deg(chain.ankle, chain.shoulder) < level_deg)
      straight.add(chain);
    else if (hip > folded_deg && from_horizontal_deg(chain.ankle, chain.knee) < shank_level_deg)
      folded.add(chain);
  }

  [[nodiscard]] bool stands() const {
    constexpr double least_share = 0.08, upright_most = 0.05, planted = 0.2, hip_goes_back = 0.15;
    const auto share = [this](std::size_t frames) { return static_cast<double>(frames) / static_cast<double>(seen); };
    if (seen == 0 || share(straight.leg.size()) < least_share || share(folded.leg.size()) < least_share ||
        share(upright) > upright_most)
      return false;
    const double leg = middle(straight.leg);
    const double ankle_moves = std::hypot(middle(folded.ankle_x) - middle(straight.ankle_x),
                                          middle(folded.ankle_y) - middle(straight.ankle_y));
    const double trunk_goes = middle(folded.shoulder_y) - middle(folded.hip_y);
    const double hip_goes = (middle(folded.hip_y) - middle(straight.hip_y)) * (trunk_goes > 0 ? -1 : 1);
    return ankle_moves < planted * leg && hip_goes > hip_goes_back * leg;
  }
};

}  // namespace

std::optional<body::Warning> find_upside_down(const body::Recording& recording) {
  // Standing is -1, lying 0; feet on a chair stay below 0.3, and the lowest hinge has its shoulders above the ankles.
  constexpr double turned = 0.4;
  constexpr double mostly = 0.6;
  if (recording.space != body::Space::image) return std::nullopt;
  // A pose that flashes up on a rack or a plate is often on its head: the person must be seen so for half of the clip.
  constexpr double of_the_clip = 0.5;
  std::size_t seen = 0, above = 0, frames_above = 0;
  for (const auto& frame : recording.frames) {
    bool either = false;
    for (const Side side : {Side::left, Side::right}) {
      const auto chain = chain_of(recording, frame, side);
      if (!chain) continue;
      const bool is_above = feet_above_shoulders(*chain) > turned;
      ++seen;
      above += is_above;
      either = either || is_above;
    }
    frames_above += either;
  }
  if (seen == 0 || static_cast<double>(above) < mostly * static_cast<double>(seen) ||
      static_cast<double>(frames_above) < of_the_clip * static_cast<double>(recording.frames.size()))
    return std::nullopt;
  return body::Warning{"upside_down",
                       "The person is upside down in the picture, so nothing was counted. Turn the video by 180 "
                       "degrees and analyse it again."};
}

std::optional<body::Warning> find_turned_picture(const body::Recording& recording) {
  if (recording.space != body::Space::image) return std::nullopt;
  for (const Side side : {Side::left, Side::right}) {
    Across across;
    for (const auto& frame : recording.frames)
      if (const auto chain = chain_of(recording, frame, side)) across.add(*chain);
    if (across.stands())
      return body::Warning{"picture_turned",
                           "The picture is turned by 90 degrees: a person who stands lies across it, so nothing was "
                           "counted. Turn the video upright and analyse it again."};
  }
  return std::nullopt;
}

}  // namespace hinge::analysis::internal
