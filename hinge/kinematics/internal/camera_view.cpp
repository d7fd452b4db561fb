#include "hinge/kinematics/internal/camera_view.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

#include "hinge/kinematics/internal/constants.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

using body::Part;
using body::Side;

constexpr double quarter_turn = std::numbers::pi / 2;

Point2<Sagittal> middle(const Tracks& tracks, Part part, std::size_t i) {
  const auto l = tracks.of(Side::left, part).at(i), r = tracks.of(Side::right, part).at(i);
  return {(l.x + r.x) / 2, (l.y + r.y) / 2};
}
bool both_seen(const Tracks& tracks, Part part, std::size_t i) {
  return tracks.of(Side::left, part).seen[i] && tracks.of(Side::right, part).seen[i];
}

/// Frames with the trunk within 30 degrees of upright in the picture: there the shoulders' line is not hidden by the
/// fold. All frames, if the person is never upright.
std::vector<char> upright_frames(const Tracks& tracks) {
  constexpr double upright = 30 * degree;
  std::vector<char> found(tracks.frames(), 0);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!both_seen(tracks, Part::shoulder, i) || !both_seen(tracks, Part::hip, i)) continue;
    const auto s = middle(tracks, Part::shoulder, i), h = middle(tracks, Part::hip, i);
    found[i] = std::abs(std::atan2(s.x - h.x, s.y - h.y)) < upright;
  }
  if (std::ranges::none_of(found, [](char c) { return c != 0; })) found.assign(found.size(), 1);
  return found;
}

struct DepthYaw {
  double upright = 0;           ///< median over upright frames, hips and shoulders
  double shoulder_quarter = 0;  ///< 25th percentile over all frames, shoulders alone
  double spread = 0;            ///< half the middle 68 % over upright frames
};

/// docs/landmark-study.md 6: from the estimated depth of left against right.
std::optional<DepthYaw> yaw_from_depth(const body::Recording& recording, const std::vector<char>& upright) {
  const auto column = [&](Part part, Side side) { return recording.find_column(on_side(part, side)); };
  const auto ls = column(Part::shoulder, Side::left), rs = column(Part::shoulder, Side::right);
  const auto lh = column(Part::hip, Side::left), rh = column(Part::hip, Side::right);
  if (!ls || !rs || !lh || !rh) return std::nullopt;
  std::vector<double> both, shoulders;
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    const auto& marks = recording.frames[i].landmarks;
    if (marks.empty() || !marks[*ls].measured || !marks[*rs].measured) continue;
    const auto s = marks[*rs].metric - marks[*ls].metric, h = marks[*rh].metric - marks[*lh].metric;
    const double s_length = std::hypot(s.x, s.y, s.z), h_length = std::hypot(h.x, h.y, h.z);
    if (!(s_length > 0.01) || !(h_length > 0.01)) continue;  // no depth in this recording, or not finite
    shoulders.push_back(std::atan2(std::abs(s.x), std::abs(s.z)));
    if (!upright[i]) continue;
    both.push_back(std::atan2(std::abs(s.x / s_length + h.x / h_length), std::abs(s.z / s_length + h.z / h_length)));
  }
  if (both.empty()) return std::nullopt;
  return DepthYaw{*signal::median(both), *signal::percentile(shoulders, 0.25),
                  (*signal::percentile(both, 0.84) - *signal::percentile(both, 0.16)) / 2};
}

/// From the shoulders' distance in the picture over the trunk's length: about 0.66 when seen from the front
/// (docs/landmark-study.md 6).
std::optional<double> yaw_from_image(const Tracks& tracks, const std::vector<char>& upright) {
  constexpr double frontal_ratio = 0.66;
  std::vector<double> ratios;
  for (std::size_t i = 0; i < tracks.frames(); ++i) {
    if (!upright[i] || !both_seen(tracks, Part::shoulder, i) || !both_seen(tracks, Part::hip, i)) continue;
    const auto l = tracks.of(Side::left, Part::shoulder).at(i), r = tracks.of(Side::right, Part::shoulder).at(i);
    const auto s = middle(tracks, Part::shoulder, i), h = middle(tracks, Part::hip, i);
    const double trunk = std::hypot(s.x - h.x, s.y - h.y);
    if (trunk > 0) ratios.push_back(std::abs(l.x - r.x) / trunk);
  }
  const auto ratio = signal::median(ratios);
  if (!ratio) return std::nullopt;
  return std::asin(std::min(1.0, *ratio / frontal_ratio));
}

View classify(double yaw, Side near_side) {
  if (yaw > constants::frontal_yaw_least) return View::frontal;
  if (yaw > constants::sagittal_yaw_most) return View::oblique;
  return near_side == Side::left ? View::sagittal_left : View::sagittal_right;
}

}  // namespace

double compute_facing(const Tracks& unfaced) {
  std::vector<double> feet, face;
  const auto& nose = unfaced.nose;
  for (const Side side : {Side::left, Side::right}) {
    const auto &heel = unfaced.of(side, Part::heel), &toe = unfaced.of(side, Part::toe),
               &ear = unfaced.of(side, Part::ear);
    for (std::size_t i = 0; i < unfaced.frames(); ++i) {
      if (heel.seen[i] && toe.seen[i]) feet.push_back(toe.x[i] - heel.x[i]);
      if (nose.seen[i] && ear.seen[i]) face.push_back(nose.x[i] - ear.x[i]);
    }
  }
  // Both feet and both ears: 2 toe-heel + 0.5 * 2 nose-ear, as docs/landmark-study.md 3.1.
  const double vote = 2 * signal::median(feet).value_or(0) + signal::median(face).value_or(0);
  return vote < 0 ? -1 : 1;
}

CameraView compute_camera_view(const body::Recording& recording, const Tracks& unfaced, double facing) {
  CameraView view;
  view.facing = facing;
  // Who faces image left shows the left side, whichever way the body is turned otherwise.
  view.near_side = facing < 0 ? Side::left : Side::right;
  const auto upright = upright_frames(unfaced);
  const auto depth = yaw_from_depth(recording, upright);
  const auto image = yaw_from_image(unfaced, upright);
  view.yaw_sd = Radians{quarter_turn / 2};
  if (!depth && !image) return view;

  // Mean absolute errors of about 3 degrees on open clips (docs/landmark-study.md 6) make an sd of 4; the picture alone 8.
  double yaw = depth ? depth->upright : *image;
  double sd = depth ? std::hypot(4 * degree, depth->spread / 2) : 8 * degree;
  if (depth && depth->upright > constants::sagittal_yaw_most && depth->shoulder_quarter < 10 * degree) {
    yaw = depth->shoulder_quarter;  // plates drag the near landmarks about while standing; folded, they are free
    sd = 10 * degree;
  } else if (depth && image && std::abs(depth->upright - *image) > 20 * degree) {
    sd = std::max(sd, std::abs(depth->upright - *image) / 2);
  }
  view.yaw = Radians{std::clamp(yaw, 0.0, quarter_turn)};
  view.yaw_sd = Radians{sd};
  view.view = classify(yaw, view.near_side);
  return view;
}

}  // namespace hinge::kinematics
