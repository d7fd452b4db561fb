#include "hinge/movement/internal/signals.h"

#include <algorithm>
#include <cmath>

#include "hinge/base/expect.h"

namespace hinge::movement::internal {
namespace {

Curve plain(const kinematics::AngleSeries& series) {
  Curve curve;
  curve.reserve(series.size());
  for (const auto& angle : series) {
    curve.push_back(angle.has_value() ? Measured<double>::seen(angle.value().value(), angle.sd().value())
                                      : Measured<double>::missing(angle.why()));
  }
  return curve;
}

Curve coordinate(const kinematics::Motion& motion, body::Part part, double Point2<Sagittal>::*axis) {
  Curve curve;
  curve.reserve(motion.frames());
  for (const auto& point : motion.path_of(part)) {
    curve.push_back(point.has_value() ? Measured<double>::seen(point.value().*axis, point.sd().*axis)
                                      : Measured<double>::missing(point.why()));
  }
  curve.resize(motion.frames());
  return curve;
}

}  // namespace

Signals extract_signals(const kinematics::Motion& motion) {
  using body::Part;
  constexpr auto x = &Point2<Sagittal>::x;
  constexpr auto y = &Point2<Sagittal>::y;
  Signals s;
  s.time = motion.time;
  s.hip_fold = plain(motion.hip_fold.camera_side);
  s.knee = plain(motion.knee_flexion.camera_side);
  s.trunk = plain(motion.trunk_inclination);
  s.shank = plain(motion.shank_inclination);
  s.elbow = plain(motion.elbow_flexion);
  for (auto* curve : {&s.hip_fold, &s.knee, &s.trunk, &s.shank, &s.elbow}) curve->resize(motion.frames());
  s.hip_x = coordinate(motion, Part::hip, x);
  s.hip_y = coordinate(motion, Part::hip, y);
  s.shoulder_x = coordinate(motion, Part::shoulder, x);
  s.shoulder_y = coordinate(motion, Part::shoulder, y);
  s.wrist_x = coordinate(motion, Part::wrist, x);
  s.wrist_y = coordinate(motion, Part::wrist, y);
  s.ankle_x = coordinate(motion, Part::ankle, x);
  s.ankle_y = coordinate(motion, Part::ankle, y);
  s.knee_x = coordinate(motion, Part::knee, x);
  s.knee_y = coordinate(motion, Part::knee, y);
  return s;
}

Curve minus(const Curve& a, const Curve& b) {
  HINGE_EXPECT(a.size() == b.size());
  Curve difference;
  difference.reserve(a.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!a[i].has_value() || !b[i].has_value()) {
      difference.push_back(a[i].has_value() ? b[i] : a[i]);
    } else {
      difference.push_back(Measured<double>::seen(a[i].value() - b[i].value(), std::hypot(a[i].sd(), b[i].sd())));
    }
  }
  return difference;
}

Curve negated(const Curve& a) {
  Curve result;
  result.reserve(a.size());
  for (const auto& v : a) result.push_back(v.has_value() ? Measured<double>::seen(-v.value(), v.sd()) : v);
  return result;
}

double seen_share(const Curve& curve) {
  if (curve.empty()) return 0;
  const auto seen = std::count_if(curve.begin(), curve.end(), [](const auto& v) { return v.has_value(); });
  return static_cast<double>(seen) / static_cast<double>(curve.size());
}

std::optional<double> quantile(const Curve& curve, double share, kinematics::FrameRange frames) {
  std::vector<double> seen;
  for (std::size_t i = frames.first; i <= frames.last && i < curve.size(); ++i) {
    if (curve[i].has_value()) seen.push_back(curve[i].value());
  }
  if (seen.empty()) return std::nullopt;
  const auto rank = static_cast<std::ptrdiff_t>(share * static_cast<double>(seen.size() - 1) + 0.5);
  std::nth_element(seen.begin(), seen.begin() + rank, seen.end());
  return seen[static_cast<std::size_t>(rank)];
}

std::optional<double> quantile(const Curve& curve, double share) {
  if (curve.empty()) return std::nullopt;
  return quantile(curve, share, {0, curve.size() - 1});
}

std::optional<double> spread(const Curve& curve) {
  const auto low = quantile(curve, 0.05);
  const auto high = quantile(curve, 0.95);
  if (!low || !high) return std::nullopt;
  return *high - *low;
}

std::optional<double> near(const Curve& curve, std::size_t frame) {
  constexpr std::size_t reach = 3;
  for (std::size_t d = 0; d <= reach; ++d) {
    if (frame + d < curve.size() && curve[frame + d].has_value()) return curve[frame + d].value();
    if (frame >= d && frame - d < curve.size() && curve[frame - d].has_value()) return curve[frame - d].value();
  }
  return std::nullopt;
}

}  // namespace hinge::movement::internal
