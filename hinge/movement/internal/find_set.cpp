#include "hinge/movement/internal/find_set.h"

#include <algorithm>
#include <cmath>

#include "hinge/movement/internal/depth.h"
#include "hinge/movement/internal/fit.h"
#include "hinge/movement/internal/timing.h"
#include "hinge/movement/internal/track.h"

namespace hinge::movement::internal {
namespace {

// docs/science.md 8: push and pull move the elbow at least 60 degrees.
constexpr CycleRules arm_rules{degrees(60), degrees(15)};
// A bridge lifts the hips by 25 degrees of hip fold at least, about a tenth of a leg; the same for a push-up's
// shoulders. The velocity is to the range as it is for hinges; a height is steadier than a fold, so a slower arrival
// shows.
constexpr CycleRules height_rules{0.10, 0.03, 0.12};
// The shoulders' sinking alone: 45 degrees of lean, or a quarter squat.
constexpr CycleRules sink_rules{0.15, 0.03, 0.12};

bool is_lying(const Signals& s) {
  std::size_t seen = 0, lying = 0;
  for (std::size_t i = 0; i < s.frames(); ++i) {
    const auto now = is_lying_at(s, i);
    seen += now.has_value();
    lying += now.value_or(false);
  }
  return seen > 0 && lying * 10 >= seen * 7;
}

/// Up is when the trunk stands rather than lies; an inchworm's and a crawl's way up ends on the hands.
bool stands_at(const Signals& s, std::size_t frame) {
  constexpr double stands = degrees(60);
  const auto trunk = near(s.trunk, frame);
  return !trunk || !is_possible_lean(*trunk) || std::abs(*trunk) <= stands;
}

/// Either leans the trunk or sinks the hips, and ends upright; a step does neither.
bool goes_down_and_up(const Signals& s, const Cycle& c) {
  constexpr double sunk = 0.12;
  constexpr double leaned = degrees(15);
  if (!stands_at(s, c.end)) return false;
  const auto lean = change(s.trunk, c.start, c.bottom);
  const auto sink = change(s.hip_y, c.start, c.bottom);
  const auto rise = change(s.hip_y, c.bottom, c.end), straighten = change(s.trunk, c.bottom, c.end);
  if (!lean && !sink && !rise && !straighten) return true;
  return (lean && std::abs(*lean) > leaned) || (sink && *sink < -sunk) ||
         (straighten && std::abs(*straighten) > leaned) || (rise && *rise > sunk);
}

/// Standing movements end where they began, on their feet.
bool is_done_in_place(const Signals& s, const Cycle& c) {
  // Standing up from a seat moves the hips half a leg, a stride well over one.
  constexpr double same_place = 0.75;
  for (const auto* place : {&s.hip_x, &s.shoulder_x}) {
    if (c.down_was_cut_off) break;  // from the bottom to the top the hips come forward and the shoulders back
    if (const auto moved = change(*place, c.start, c.end); moved && std::abs(*moved) > same_place) return false;
  }
  return goes_down_and_up(s, c);
}

/// Down is well below standing: leaning back and swaying forward again is no way up.
bool is_down(const Curve& depth, const Cycle& c) {
  const auto deepest = near(depth, c.bottom);
  return deepest && *deepest > hip_rules.least_range;
}

bool is_mostly_seen(const Signals& s, std::size_t first, std::size_t last) {
  constexpr double mostly = 0.6;
  std::size_t seen = 0;
  for (std::size_t i = first; i <= last; ++i) seen += s.trunk[i].has_value();
  return static_cast<double>(seen) >= mostly * static_cast<double>(last - first + 1);
}

/// Shoulder and hip are seen for most of it, and for most of the way up, which is what counts: of somebody of whom only
/// hands are seen, or who was lost at the bottom and found lying, nothing is counted.
bool is_seen(const Signals& s, const Cycle& c) {
  return is_mostly_seen(s, c.start, c.end) && is_mostly_seen(s, c.bottom, c.end);
}

/// Down on hands or knees and stretched out on the way: an inchworm, a burpee, somebody who gets up from the floor.
bool goes_to_the_floor(const Signals& s, const Cycle& c) {
  constexpr double a_while_s = 0.25, level = degrees(60);
  std::optional<std::size_t> since;
  for (std::size_t i = c.start; i <= c.end; ++i) {
    const auto lies = is_lying_at(s, i);
    if (!lies || !s.trunk[i].has_value()) continue;
    if (!*lies || std::abs(s.trunk[i].value()) < level) since.reset();
    else if (!since) since = i;
    if (since && (s.time[i] - s.time[*since]).value() >= a_while_s) return true;
  }
  return false;
}

/// The trunk is never near upright: a row's, not a deadlift's.
bool is_bent_over(const Signals& s, const Cycle& c) {
  constexpr double forward = degrees(25);
  const auto least = quantile(s.trunk, 0.05, {c.start, c.end});
  return least && *least > forward;
}

/// Only the arms move; or the trunk is held forward all the while, however much it sways with the pull.
bool is_arms_only(const Signals& s, const Cycle& c) {
  const auto spread_of = [&](const Curve& curve) {
    const auto low = quantile(curve, 0.0, {c.start, c.end}), high = quantile(curve, 1.0, {c.start, c.end});
    return low && high ? *high - *low : 0.0;
  };
  const auto moved = change(s.hip_x, c.start, c.end);
  if (moved && std::abs(*moved) > 0.3) return false;
  const double folds = spread_of(s.hip_fold);
  return folds < degrees(35) || (folds < degrees(60) && is_bent_over(s, c));  // docs/science.md 8 (2)
}

std::vector<Cycle> cycles_of(const Signals& s, const Curve& curve, const CycleRules& rules, const CycleFilter& keep) {
  return find_cycles(smooth_stretches(s.time, curve), rules, keep);
}

/// Picking the weight up and putting it down bracket a set: deeper than its reps, and with far more knee.
void drop_set_up(const Signals& s, std::vector<Cycle>& cycles) {
  constexpr std::size_t enough_to_tell = 4;
  if (cycles.size() < enough_to_tell) return;
  const auto median_of = [&](auto&& value) {
    std::vector<double> values;
    for (std::size_t i = 1; i + 1 < cycles.size(); ++i) values.push_back(value(cycles[i]));
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
  };
  const auto knee_at = [&](const Cycle& c) { return near(s.knee, c.bottom).value_or(0.0); };
  const double usual_up = median_of([](const Cycle& c) { return c.up; });
  const double usual_knee = median_of(knee_at);
  const auto brackets = [&](const Cycle& c) { return c.up > 1.25 * usual_up && knee_at(c) > usual_knee + degrees(30); };
  if (brackets(cycles.back())) cycles.pop_back();
  if (brackets(cycles.front())) cycles.erase(cycles.begin());
}

/// A weight that hangs at the bottom and flies up between two of them. Hands that stay on the shoulders do not hang.
std::optional<double> flight_of(const Signals& s, const std::vector<Cycle>& cycles, std::size_t k) {
  constexpr double hangs = 0.3;  // straight arms hang 0.6 of a leg below the shoulders, less where the bell goes back
  const auto below = near(minus(s.shoulder_y, s.wrist_y), cycles[k].bottom);
  return below && *below > hangs ? hands_fly(s, cycles, k) : std::nullopt;
}

/// Swings end with the weight up in front. The last dip of a set of them, which parks it, does not: hands stay below the
/// hips. After repetitions that are no swings it is one like the others.
void drop_unfinished_swings(const Signals& s, std::vector<Cycle>& cycles) {
  if (cycles.size() < 3) return;
  const std::size_t last = cycles.size() - 1;
  const auto parked = flight_of(s, cycles, last), before = flight_of(s, cycles, last - 1);
  std::vector<double> flights;
  for (std::size_t k = 0; k < cycles.size(); ++k) {
    if (const auto flight = flight_of(s, cycles, k)) flights.push_back(*flight);
  }
  const double usual = median(std::move(flights)).value_or(0.0);
  if (usual > flies_at_least && parked && before && *before > usual / 2 && *parked < usual / 2) cycles.pop_back();
}

/// What the trunk carries comes up in the picture too. Heights are counted from the ankle, and a foot that is lifted for a
/// step would sink the shoulders above it.
bool comes_up(const Signals& s, const Cycle& c) {
  constexpr double least_rise = 0.08;
  const auto rise = change(s.upper_y, c.bottom, c.end);
  return !rise || *rise > least_rise;
}

/// One dip of the shoulders is chance unless it is deep and the knees bend for it.
bool is_plain_sink(const Signals& s, const Cycle& c) {
  constexpr double half_squat = 0.25, bent = degrees(45);
  const kinematics::FrameRange cycle{c.start, c.end};
  const auto most = quantile(s.knee, 0.95, cycle), least = quantile(s.knee, 0.05, cycle);
  return c.up > half_squat && most && least && *most - *least > bent;
}

/// A stride that sinks deep. Legs take turns, so that the near hip folds in every other one only, and the near foot, from
/// which heights are counted, is put elsewhere each time: how far the person sinks is told from the picture.
bool is_walking_lunge(const Signals& s, const Cycle& c) {
  return is_plain_sink(s, c) && is_seen(s, c) && goes_down_and_up(s, c) && !goes_to_the_floor(s, c);
}

/// None goes much less far than the others.
bool are_alike(const std::vector<Cycle>& cycles) {
  constexpr double alike = 0.7;
  double least = 1e9, most = 0;
  for (const auto& c : cycles) {
    least = std::min(least, c.up);
    most = std::max(most, c.up);
  }
  return least > alike * most;
}

/// Of somebody who walks about a stride sinks too; and where the trunk already hangs below the horizontal, hands walk out
/// along the floor or a plank begins.
bool may_be_of_a_lift(const Signals& s, const Cycle& way) {
  constexpr double walks = 1.7, hangs = degrees(95);
  const auto lean = near(s.trunk, way.start);
  return spread(s.hip_x).value_or(0.0) < walks && !(lean && *lean > hangs);
}

/// A way down played backwards is a way up, which is what cycles are found by.
std::vector<Stretch> reversed(const std::vector<Stretch>& stretches, std::size_t frames) {
  std::vector<Stretch> result;
  for (auto s : stretches) {
    s.first = frames - (s.first + s.size());
    std::ranges::reverse(s.time_s);
    std::ranges::reverse(s.value);
    std::ranges::reverse(s.velocity);
    for (double& t : s.time_s) t = -t;
    for (double& v : s.velocity) v = -v;
    result.push_back(std::move(s));
  }
  std::ranges::reverse(result);
  return result;
}

/// The clip ends before the person comes up again: what was done can be named, but nothing is counted.
std::optional<Cycle> find_way_down(const Signals& s, const std::vector<Stretch>& stretches, const Curve& depth) {
  const std::size_t last = s.frames() - 1;
  const auto turned = [&](const Cycle& c) {
    Cycle way;
    way.start = last - c.end;
    way.bottom = way.bottom_first = way.bottom_last = way.near_first = way.near_last = way.end = way.top_last =
        last - c.bottom;
    way.down = c.up;
    return way;
  };
  const auto ways = find_cycles(reversed(stretches, s.frames()), hip_rules, [&](const Cycle& c) {
    const Cycle way = turned(c);
    return is_down(depth, way) && is_mostly_seen(s, way.start, way.bottom) && stands_at(s, way.start) &&
           may_be_of_a_lift(s, way);
  });
  if (ways.empty()) return std::nullopt;
  return turned(*std::ranges::max_element(ways, {}, &Cycle::up));
}

}  // namespace

std::optional<bool> is_lying_at(const Signals& s, std::size_t frame) {
  constexpr double apart = 0.3;
  const auto &hip = s.hip_x[frame], &shoulder = s.shoulder_x[frame], &ankle = s.ankle_x[frame];
  if (!hip.has_value() || !shoulder.has_value() || !ankle.has_value()) return std::nullopt;
  const double to_shoulder = shoulder.value() - hip.value(), to_ankle = ankle.value() - hip.value();
  return to_shoulder * to_ankle < 0 && std::abs(to_shoulder) > apart && std::abs(to_ankle) > apart;
}

Set find_set(const Signals& s) {
  if (is_lying(s)) {
    const bool straight_legs = quantile(s.knee, 0.5).value_or(0.0) < degrees(45);
    const auto any = [](const Cycle&) { return true; };
    if (straight_legs) return {Driver::plank, cycles_of(s, negated(s.shoulder_y), height_rules, any), {}, {}};
    return {Driver::bridge, cycles_of(s, with_inferred_legs(s).hip_y, height_rules, any), {}, {}};
  }
  const Curve depth = depth_of(s);
  const auto in_place = [&](const Cycle& c) {
    return is_seen(s, c) && is_done_in_place(s, c) && !goes_to_the_floor(s, c);
  };
  auto by_hip = cycles_of(s, depth, hip_rules, [&](const Cycle& c) { return is_down(depth, c) && in_place(c); });
  const auto by_height = cycles_of(s, negated(s.shoulder_y), sink_rules,
                                   [&](const Cycle& c) { return in_place(c) && comes_up(s, c); });
  constexpr std::size_t a_set = 2;
  if (by_height.size() > by_hip.size() && are_alike(by_height) &&
      (by_height.size() >= a_set || is_plain_sink(s, by_height.front())))
    by_hip = by_height;
  const auto walking = cycles_of(s, negated(s.upper_y), sink_rules, [&](const Cycle& c) { return is_walking_lunge(s, c); });
  if (walking.size() >= a_set && walking.size() > by_hip.size() && are_alike(walking)) by_hip = walking;
  drop_set_up(s, by_hip);
  drop_unfinished_swings(s, by_hip);
  settle_bottoms(s, by_hip);
  settle_ends(s, whole_fold(s), by_hip);
  const auto by_arms = cycles_of(s, s.elbow, arm_rules, [&](const Cycle& c) { return is_seen(s, c) && is_arms_only(s, c); });
  const auto bent_over = [&](const Cycle& c) { return is_bent_over(s, c); };
  const bool pulls = !by_arms.empty() && std::ranges::all_of(by_arms, bent_over) && std::ranges::all_of(by_hip, bent_over);
  if (pulls && by_arms.size() >= by_hip.size()) return {Driver::arms, by_arms, {}, {}};
  if (by_arms.size() >= a_set && by_arms.size() > by_hip.size()) return {Driver::arms, by_arms, {}, {}};
  const auto stretches = smooth_stretches(s.time, depth);
  if (!by_hip.empty()) return {Driver::hip, by_hip, find_half_cycles(stretches, hip_rules, by_hip, in_place), {}};
  return {Driver::none, {}, {}, find_way_down(s, stretches, depth)};
}

std::vector<Cycle> timed_by_height(const Signals& s, std::vector<Cycle> by_fold) {
  auto by_height =
      cycles_of(s, negated(s.shoulder_y), height_rules, [&](const Cycle& c) { return is_done_in_place(s, c); });
  if (by_height.size() != by_fold.size()) return by_fold;
  for (std::size_t k = 0; k < by_fold.size(); ++k)
    by_height[k].bottom = std::clamp(by_fold[k].bottom, by_height[k].start, by_height[k].end);
  return by_height;
}

}  // namespace hinge::movement::internal
