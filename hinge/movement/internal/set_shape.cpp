#include "hinge/movement/internal/set_shape.h"

#include <algorithm>
#include <cmath>

namespace hinge::movement::internal {
namespace {

/// Where the hands are from the trunk's line at the bottom: behind the back, in front, at the hips.
void add_hands_against_trunk(const Signals& s, const Set& set, SetShape& shape) {
  std::vector<double> before, from_hip;
  for (const auto& c : set.cycles) {
    const auto hand_x = near(minus(s.wrist_x, s.hip_x), c.bottom), hand_y = near(minus(s.wrist_y, s.hip_y), c.bottom);
    const auto lean = near(s.trunk, c.bottom);
    if (!hand_x || !hand_y) continue;
    from_hip.push_back(std::hypot(*hand_x, *hand_y));
    if (lean) before.push_back(*hand_x * std::cos(*lean) - *hand_y * std::sin(*lean));
  }
  shape.wrist_before_trunk = median(std::move(before));
  shape.wrist_from_hip = median(std::move(from_hip));
}

double usual_sd(const Curve& curve) {
  std::vector<double> sds;
  for (const auto& v : curve) {
    if (v.has_value()) sds.push_back(v.sd());
  }
  return median(std::move(sds)).value_or(0.0);
}

/// Sitting at the beginning: knees bent, hips folded, yet the trunk nearly upright and the shins too.
bool begins_seated(const Signals& s, const Set& set) {
  if (set.driver != Driver::hip || set.cycles.empty()) return false;
  const kinematics::FrameRange before{0, set.cycles.front().start};
  const auto knee = quantile(s.knee, 0.5, before), fold = quantile(s.hip_fold, 0.5, before);
  const auto trunk = quantile(s.trunk, 0.5, before), shank = quantile(s.shank, 0.5, before);
  return knee && fold && trunk && *knee > degrees(65) && *fold > degrees(50) && std::abs(*trunk) < degrees(25) &&
         (!shank || *shank < degrees(20));
}

}  // namespace

std::optional<double> hands_fly(const Signals& s, const std::vector<Cycle>& cycles, std::size_t k) {
  const std::size_t until = k + 1 < cycles.size() ? cycles[k + 1].bottom : cycles[k].top_last;
  return quantile(minus(s.wrist_y, s.hip_y), 0.95, {cycles[k].bottom, until});
}

Curve stance_of(const Signals& s) {
  Curve stance = s.hip_x;
  for (std::size_t i = 0; i < stance.size(); ++i) {
    if (!stance[i].has_value()) continue;
    const auto& ankle = s.ankle_x[i];
    const double from = ankle.has_value() ? ankle.value() : 0.0;
    stance[i] = Measured<double>::seen(std::abs(stance[i].value() - from), std::hypot(stance[i].sd(), ankle.has_value() ? ankle.sd() : 0.0));
  }
  return stance;
}

SetShape shape_of(const Signals& seen, const Set& set) {
  Signals s = seen;
  const auto legs = with_inferred_legs(seen);
  s.knee = legs.knee;
  s.shank = legs.shank;
  s.hip_fold = whole_fold(seen);
  SetShape shape;
  shape.driver = set.driver;
  shape.seated_start = begins_seated(seen, set);
  shape.from_bottom = !set.cycles.empty() && set.cycles.front().down_was_cut_off;
  shape.yaw = seen.yaw;
  shape.reps = static_cast<int>(set.cycles.size());
  const auto at = [&](const Curve& curve, auto&& frame_of) {
    std::vector<double> values;
    for (const auto& c : set.cycles) {
      if (const auto v = near(curve, frame_of(c))) values.push_back(*v);
    }
    return median(std::move(values));
  };
  // Where the rep is deepest, and where it is at the top. A cycle whose way down was cut off has its top at the end.
  const auto bottom = [](const Cycle& c) { return c.bottom; };
  const auto top = [](const Cycle& c) { return c.down_was_cut_off ? c.end : c.start; };
  shape.fold = at(s.hip_fold, bottom);
  shape.knee = at(s.knee, bottom);
  shape.trunk = at(s.trunk, bottom);
  shape.shank = at(s.shank, bottom);
  shape.trunk_top = at(s.trunk, top);
  shape.elbow_bottom = at(s.elbow, bottom);
  shape.wrist_height = at(s.wrist_y, bottom);  // paths begin at the planted ankle, seen or not (motion.h)
  shape.wrist_ahead = at(s.wrist_x, bottom);
  shape.wrist_below_shoulder = at(minus(s.shoulder_y, s.wrist_y), bottom);
  std::vector<double> flights;
  for (std::size_t k = 0; k < set.cycles.size(); ++k) {
    if (const auto flight = hands_fly(s, set.cycles, k)) flights.push_back(*flight);
  }
  shape.wrist_above_hip_top = median(std::move(flights));
  shape.shoulder_above_hip_top = at(minus(s.shoulder_y, s.hip_y), top);
  shape.wrist_above_shoulder_top = at(minus(s.wrist_y, s.shoulder_y), top);
  const auto from_x = at(minus(s.wrist_x, s.shoulder_x), bottom), from_y = at(minus(s.wrist_y, s.shoulder_y), bottom);
  if (from_x && from_y) shape.wrist_from_shoulder = std::hypot(*from_x, *from_y);
  add_hands_against_trunk(s, set, shape);
  shape.stance_split = at(stance_of(s), top);
  std::vector<double> folds, knees, spacing;
  for (std::size_t i = 0; i < set.cycles.size(); ++i) {
    const auto& c = set.cycles[i];
    if (const auto v = change(s.hip_fold, top(c), c.bottom)) folds.push_back(*v);
    if (const auto v = change(s.knee, top(c), c.bottom)) knees.push_back(*v);
    if (i > 0) spacing.push_back((s.time[c.bottom] - s.time[set.cycles[i - 1].bottom]).value());
  }
  shape.fold_range = median(std::move(folds));
  shape.knee_range = median(std::move(knees));
  shape.cycle_s = median(std::move(spacing));
  shape.elbow_range = spread(s.elbow);

  const auto gap = at(s.wall_gap, bottom);
  shape.touches_wall = gap && *gap < kinematics::touching_m;
  // A weight that is there for a moment belongs to the set before or after.
  constexpr double held_share = 0.2;
  if (seen_share(s.weight_diameter) >= held_share) shape.weight_diameter = quantile(s.weight_diameter, 0.5);

  shape.angle_sd = usual_sd(s.hip_fold);
  shape.seen = seen_share(seen.hip_fold);
  shape.fold_held = quantile(s.hip_fold, 0.5);
  shape.knee_held = quantile(s.knee, 0.5);
  shape.travel = spread(s.hip_x);
  shape.arm_swing = spread(minus(s.wrist_x, s.shoulder_x));
  const auto knee_x = quantile(minus(s.wrist_x, s.knee_x), 0.5), knee_y = quantile(minus(s.wrist_y, s.knee_y), 0.5);
  if (knee_x && knee_y) shape.wrist_to_knee = std::hypot(*knee_x, *knee_y);
  return shape;
}

}  // namespace hinge::movement::internal
