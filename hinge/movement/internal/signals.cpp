#include "hinge/movement/internal/signals.h"

#include <algorithm>
#include <cmath>
#include <numbers>

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

/// How far the elbow is bent whichever way the picture shows it: forearm on upper arm is near half a turn either way,
/// and which side of it a frame falls on is noise.
Curve bend(const kinematics::AngleSeries& series) {
  Curve curve = plain(series);
  for (auto& v : curve) {
    if (v.has_value()) v = Measured<double>::seen(std::abs(std::remainder(v.value(), 2 * std::numbers::pi)), v.sd());
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
  s.cuts = motion.cuts;
  s.yaw = std::min(std::abs(motion.view.yaw.value()), std::numbers::pi / 2);
  s.hip_fold = plain(motion.hip_fold.camera_side);
  s.knee = plain(motion.knee_flexion.camera_side);
  s.trunk = plain(motion.trunk_inclination);
  s.shank = plain(motion.shank_inclination);
  s.elbow = bend(motion.elbow_flexion);
  for (auto* curve : {&s.hip_fold, &s.knee, &s.trunk, &s.shank, &s.elbow}) curve->resize(motion.frames());
  s.hip_x = coordinate(motion, Part::hip, x);
  s.hip_y = coordinate(motion, Part::hip, y);
  s.shoulder_x = coordinate(motion, Part::shoulder, x);
  s.shoulder_y = coordinate(motion, Part::shoulder, y);
  if (motion.wall) s.wall_gap = motion.wall->gap;
  s.wall_gap.resize(motion.frames());
  s.upper_y = motion.upper_height;
  s.upper_y.resize(motion.frames());
  s.wrist_x = coordinate(motion, Part::wrist, x);
  s.wrist_y = coordinate(motion, Part::wrist, y);
  s.ankle_x = coordinate(motion, Part::ankle, x);
  s.ankle_y = coordinate(motion, Part::ankle, y);
  s.knee_x = coordinate(motion, Part::knee, x);
  s.knee_y = coordinate(motion, Part::knee, y);
  s.weight_diameter.assign(motion.frames(), Measured<double>::missing(Unmeasured::occluded));
  for (std::size_t i = 0; i < motion.weight.in_picture.size() && i < motion.frames(); ++i) {
    if (motion.weight.in_picture[i] && motion.weight.diameter)
      s.weight_diameter[i] = Measured<double>::seen(*motion.weight.diameter, 0);
  }
  return s;
}

Signals slice(const Signals& signals, kinematics::FrameRange frames) {
  Signals part = signals;
  const auto cut = [&](auto& values) {
    if (values.empty()) return;
    const auto begin = values.begin();
    values = {begin + static_cast<std::ptrdiff_t>(frames.first), begin + static_cast<std::ptrdiff_t>(frames.last) + 1};
  };
  cut(part.time);
  for (auto* curve : {&part.hip_fold, &part.knee, &part.trunk, &part.shank, &part.elbow, &part.hip_x, &part.hip_y,
                      &part.shoulder_x, &part.shoulder_y, &part.wrist_x, &part.wrist_y, &part.ankle_x, &part.ankle_y,
                      &part.knee_x, &part.knee_y, &part.wall_gap, &part.upper_y, &part.weight_diameter}) {
    cut(*curve);
  }
  std::erase_if(part.cuts, [&](std::size_t at) { return at <= frames.first || at > frames.last; });
  for (std::size_t& at : part.cuts) at -= frames.first;
  return part;
}

Legs with_inferred_legs(const Signals& s) {
  std::vector<double> lengths;
  for (std::size_t i = 0; i < s.frames(); ++i) {
    if (!s.hip_x[i].has_value() || !s.shoulder_x[i].has_value()) continue;
    lengths.push_back(
        std::hypot(s.shoulder_x[i].value() - s.hip_x[i].value(), s.shoulder_y[i].value() - s.hip_y[i].value()));
  }
  double trunk_length = 0.598;  // legs; docs/science.md 2.1: trunk3 / (thigh + shank2)
  if (lengths.size() >= 10) {
    std::nth_element(lengths.begin(), lengths.begin() + static_cast<std::ptrdiff_t>(lengths.size() / 2), lengths.end());
    trunk_length = lengths[lengths.size() / 2];
  }
  Legs legs{s.knee, s.hip_fold, s.shank, s.hip_y};
  for (std::size_t i = 0; i < s.frames(); ++i) {
    const bool hidden = !s.knee[i].has_value() || !s.hip_fold[i].has_value() || !s.hip_y[i].has_value();
    if (!hidden || !s.trunk[i].has_value() || !s.shoulder_x[i].has_value()) continue;
    const double lean = s.trunk[i].value();
    const double hip_x = s.shoulder_x[i].value() - trunk_length * std::sin(lean);
    const double hip_y = s.shoulder_y[i].value() - trunk_length * std::cos(lean);
    const double half_bend = std::acos(std::min(1.0, std::hypot(hip_x, hip_y)));
    constexpr double sd = degrees(10);
    if (!s.hip_y[i].has_value()) legs.hip_y[i] = Measured<double>::seen(hip_y, 0.05);
    if (!s.knee[i].has_value()) legs.knee[i] = Measured<double>::seen(2 * half_bend, sd);
    if (!s.shank[i].has_value()) legs.shank[i] = Measured<double>::seen(std::atan2(hip_x, hip_y) + half_bend, sd);
    if (!s.hip_fold[i].has_value()) {
      legs.hip_fold[i] = Measured<double>::seen(lean - std::atan2(hip_x, hip_y) + half_bend, sd);
    }
  }
  return legs;
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

namespace {

/// Least squares of y on 1, a, b with a little ridge, so that two guides that say the same do not cancel into nonsense.
struct Relation {
  double mean_a = 0, mean_b = 0, mean_y = 0, slope_a = 0, slope_b = 0;
  [[nodiscard]] double at(double a, double b) const { return mean_y + slope_a * (a - mean_a) + slope_b * (b - mean_b); }
};

std::optional<Relation> learn(const Curve& y, const Curve& a, const Curve& b) {
  constexpr std::size_t least_frames = 10;
  constexpr double ridge = 1e-3;  // of the guides' own variance
  std::vector<std::size_t> both;
  for (std::size_t i = 0; i < y.size(); ++i) {
    if (y[i].has_value() && a[i].has_value() && b[i].has_value()) both.push_back(i);
  }
  if (both.size() < least_frames) return std::nullopt;
  const auto n = static_cast<double>(both.size());
  Relation r;
  for (const auto i : both) {
    r.mean_a += a[i].value() / n;
    r.mean_b += b[i].value() / n;
    r.mean_y += y[i].value() / n;
  }
  double aa = 0, ab = 0, bb = 0, ay = 0, by = 0;
  for (const auto i : both) {
    const double da = a[i].value() - r.mean_a, db = b[i].value() - r.mean_b, dy = y[i].value() - r.mean_y;
    aa += da * da / n;
    ab += da * db / n;
    bb += db * db / n;
    ay += da * dy / n;
    by += db * dy / n;
  }
  // Little moved while all were seen: nothing can be learned (a standard deviation of 8 degrees or 4 % of a leg).
  if (aa < degrees(8) * degrees(8) && bb < 0.04 * 0.04) return std::nullopt;
  aa *= 1 + ridge;
  bb *= 1 + ridge;
  const double determinant = aa * bb - ab * ab;
  if (determinant <= 1e-12) return std::nullopt;
  r.slope_a = (bb * ay - ab * by) / determinant;
  r.slope_b = (aa * by - ab * ay) / determinant;
  return r;
}

}  // namespace

Curve completed(const Curve& curve, const Curve& first, const Curve& second) {
  const auto relation = learn(curve, first, second);
  if (!relation) return curve;
  Curve result = curve;
  const auto guided = [&](std::size_t i) { return first[i].has_value() && second[i].has_value(); };
  const auto remainder = [&](std::size_t i) {
    return curve[i].value() - relation->at(first[i].value(), second[i].value());
  };
  std::optional<std::size_t> before;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    if (curve[i].has_value()) {
      if (guided(i)) before = i;
      continue;
    }
    std::size_t after = i;
    while (after < curve.size() && !(curve[after].has_value() && guided(after))) ++after;
    const auto from = before ? before : after < curve.size() ? std::optional{after} : std::nullopt;
    if (!from) return curve;
    const double left = remainder(*from);
    const double right = after < curve.size() ? remainder(after) : left;
    const std::size_t width = after < curve.size() && before ? after - *before : 1;
    for (; i < after && i < curve.size(); ++i) {
      if (curve[i].has_value() || !guided(i)) continue;
      const double share = before ? std::min(1.0, static_cast<double>(i - *before) / static_cast<double>(width)) : 0.0;
      const double value = relation->at(first[i].value(), second[i].value()) + left + share * (right - left);
      result[i] = Measured<double>::seen(value, curve[*from].sd());
    }
    --i;
  }
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

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::optional<double> change(const Curve& curve, std::size_t from, std::size_t to) {
  const auto a = near(curve, from), b = near(curve, to);
  if (!a || !b) return std::nullopt;
  return *b - *a;
}

Curve whole_fold(const Signals& s) {
  auto related = s;
  related.hip_fold = completed(s.hip_fold, s.trunk, s.shoulder_y);
  return with_inferred_legs(related).hip_fold;
}

}  // namespace hinge::movement::internal
