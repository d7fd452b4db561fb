#include "hinge/movement/recognise.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "hinge/movement/internal/classify.h"
#include "hinge/movement/internal/cycles.h"
#include "hinge/movement/internal/held.h"
#include "hinge/movement/internal/set_shape.h"
#include "hinge/movement/internal/signals.h"
#include "hinge/movement/internal/timing.h"
#include "hinge/movement/internal/track.h"

namespace hinge::movement {
namespace {

using namespace internal;  // NOLINT(google-build-using-namespace): this file is the door of its own room

// docs/science.md 6.1: least range, speed at the start.
constexpr CycleRules hip_rules{degrees(25), degrees(10)};
// docs/science.md 8: push and pull move the elbow at least 60 degrees.
constexpr CycleRules arm_rules{degrees(60), degrees(15)};
// A bridge lifts the hips by 25 degrees of hip fold at least, about a tenth of a leg; the same for a push-up's
// shoulders. The velocity is to the range as it is for hinges; a height is steadier than a fold, so a slower arrival
// shows.
constexpr CycleRules height_rules{0.10, 0.03, 0.12};
// The shoulders' sinking alone: 45 degrees of lean, or a quarter squat.
constexpr CycleRules sink_rules{0.15, 0.03, 0.12};

/// Feet, hips and shoulders in a row along the floor: lying, bridging or in a plank. Bent over, the shoulders are on
/// the feet's side of the hips; sitting, nearly above them. Nothing where they are not seen.
std::optional<bool> is_lying_at(const Signals& s, std::size_t frame) {
  constexpr double apart = 0.3;
  const auto &hip = s.hip_x[frame], &shoulder = s.shoulder_x[frame], &ankle = s.ankle_x[frame];
  if (!hip.has_value() || !shoulder.has_value() || !ankle.has_value()) return std::nullopt;
  const double to_shoulder = shoulder.value() - hip.value(), to_ankle = ankle.value() - hip.value();
  return to_shoulder * to_ankle < 0 && std::abs(to_shoulder) > apart && std::abs(to_ankle) > apart;
}

bool is_lying(const Signals& s) {
  std::size_t seen = 0, lying = 0;
  for (std::size_t i = 0; i < s.frames(); ++i) {
    const auto now = is_lying_at(s, i);
    seen += now.has_value();
    lying += now.value_or(false);
  }
  return seen > 0 && lying * 10 >= seen * 7;
}

/// Standing movements end where they began, on their feet, and either lean the trunk or sink the hips; a step does
/// neither.
bool is_done_in_place(const Signals& s, const Cycle& c) {
  // Standing up from a seat moves the hips half a leg, a stride well over one.
  constexpr double same_place = 0.75, sunk = 0.12;
  constexpr double leaned = degrees(15);
  for (const auto* place : {&s.hip_x, &s.shoulder_x}) {
    if (c.down_was_cut_off) break;  // from the bottom to the top the hips come forward and the shoulders back
    if (const auto moved = change(*place, c.start, c.end); moved && std::abs(*moved) > same_place) return false;
  }
  // Up is when the trunk stands rather than lies; an inchworm's and a crawl's way up ends on the hands.
  constexpr double stands = degrees(60);
  if (const auto top = near(s.trunk, c.end); top && std::abs(*top) > stands) return false;
  const auto lean = change(s.trunk, c.start, c.bottom);
  const auto sink = change(s.hip_y, c.start, c.bottom);
  const auto rise = change(s.hip_y, c.bottom, c.end), straighten = change(s.trunk, c.bottom, c.end);
  if (!lean && !sink && !rise && !straighten) return true;
  return (lean && std::abs(*lean) > leaned) || (sink && *sink < -sunk) ||
         (straighten && std::abs(*straighten) > leaned) || (rise && *rise > sunk);
}

/// Down is well below standing: leaning back and swaying forward again is no way up.
bool is_down(const Curve& depth, const Cycle& c) {
  const auto deepest = near(depth, c.bottom);
  return deepest && *deepest > hip_rules.least_range;
}

/// Shoulder and hip are seen for most of it: of somebody of whom only hands are seen nothing is counted.
bool is_seen(const Signals& s, const Cycle& c) {
  constexpr double mostly = 0.6;
  std::size_t seen = 0;
  for (std::size_t i = c.start; i <= c.end; ++i) seen += s.trunk[i].has_value();
  return static_cast<double>(seen) >= mostly * static_cast<double>(c.end - c.start + 1);
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

/// Only values a body can have.
Curve within(Curve curve, double least, double most) {
  for (auto& v : curve) {
    if (v.has_value() && (v.value() < least || v.value() > most)) v = Measured<double>::missing(Unmeasured::implausible);
  }
  return curve;
}

Curve scaled(Curve curve, double from, double factor) {
  for (auto& v : curve) {
    if (v.has_value()) v = Measured<double>::seen((v.value() - from) * factor, std::abs(factor) * v.sd());
  }
  return curve;
}

double middle_of(double a, double b, double c) { return std::max(std::min(a, b), std::min(std::max(a, b), c)); }

/// How deep the person is, in radians of hip fold, from three signs that fail in different films: the fold itself (a
/// plate before the legs takes it), the trunk's lean (a squat hardly leans) and how far the shoulders have sunk (a camera
/// that moves, feet out of the picture). The middle one of three, the mean of two; what is unseen for a while is filled
/// from the others.
Curve depth_of(const Signals& s) {
  // docs/science.md 2.1's lengths: a hinge of 85 degrees leans the trunk by 65 and sinks the shoulders by 0.4 of a leg, a
  // squat of 115 degrees sinks them by 0.65.
  constexpr double fold_per_leg = std::numbers::pi, fold_per_lean = 1.3;
  const double tallest = 2.2;  // shoulders over ankles, in legs: 1.6 standing, hands overhead and a rough scale included
  Curve fold = within(whole_fold(s), degrees(-60), degrees(170));
  Curve lean = scaled(within(s.trunk, degrees(-60), degrees(150)), 0, fold_per_lean);
  const Curve height = within(s.shoulder_y, 0, tallest);
  Curve sunk = scaled(height, quantile(height, 0.95).value_or(0.0), -fold_per_leg);
  sunk = completed(sunk, fold, lean);
  lean = completed(lean, fold, sunk);
  fold = completed(fold, lean, sunk);
  Curve depth;
  depth.reserve(fold.size());
  for (std::size_t i = 0; i < fold.size(); ++i) {
    std::array<double, 3> seen{};
    std::size_t count = 0;
    for (const auto* sign : {&fold, &lean, &sunk}) {
      if ((*sign)[i].has_value()) seen[count++] = (*sign)[i].value();
    }
    if (count == 0) {
      depth.push_back(Measured<double>::missing(Unmeasured::occluded));
    } else {
      const double value = count == 3 ? middle_of(seen[0], seen[1], seen[2])
                           : count == 2 ? (seen[0] + seen[1]) / 2
                                        : seen[0];
      depth.push_back(Measured<double>::seen(value, degrees(5)));
    }
  }
  return depth;
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

/// Swings end with the weight up in front. The last dip of a set, which parks it, does not: hands stay below the hips.
void drop_unfinished_swings(const Signals& s, std::vector<Cycle>& cycles) {
  if (cycles.size() < 3) return;
  std::vector<double> flights;
  for (std::size_t k = 0; k < cycles.size(); ++k) {
    if (const auto flight = hands_fly(s, cycles, k)) flights.push_back(*flight);
  }
  if (flights.empty()) return;
  std::sort(flights.begin(), flights.end());
  const double usual = flights[flights.size() / 2];
  const auto last = hands_fly(s, cycles, cycles.size() - 1);
  if (usual > flies_at_least && last && *last < usual / 2) cycles.pop_back();
}

/// One dip of the shoulders is chance unless it is deep and the knees bend for it.
bool is_plain_sink(const Signals& s, const Cycle& c) {
  constexpr double half_squat = 0.25, bent = degrees(45);
  const auto knees = change(s.knee, c.bottom, c.end);
  return c.up > half_squat && knees && *knees < -bent;
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

Set find_set(const Signals& s) {
  if (is_lying(s)) {
    const bool straight_legs = quantile(s.knee, 0.5).value_or(0.0) < degrees(45);
    const auto any = [](const Cycle&) { return true; };
    if (straight_legs) return {Driver::plank, cycles_of(s, negated(s.shoulder_y), height_rules, any)};
    return {Driver::bridge, cycles_of(s, with_inferred_legs(s).hip_y, height_rules, any)};
  }
  const Curve depth = depth_of(s);
  const auto in_place = [&](const Cycle& c) { return is_seen(s, c) && is_done_in_place(s, c); };
  auto by_hip = cycles_of(s, depth, hip_rules, [&](const Cycle& c) { return is_down(depth, c) && in_place(c); });
  const auto by_height = cycles_of(s, negated(s.shoulder_y), sink_rules, in_place);
  constexpr std::size_t a_set = 2;
  if (by_height.size() > by_hip.size() && are_alike(by_height) &&
      (by_height.size() >= a_set || is_plain_sink(s, by_height.front())))
    by_hip = by_height;
  drop_set_up(s, by_hip);
  drop_unfinished_swings(s, by_hip);
  settle_bottoms(s, by_hip);
  settle_ends(s, whole_fold(s), by_hip);
  const auto by_arms = cycles_of(s, s.elbow, arm_rules, [&](const Cycle& c) { return is_seen(s, c) && is_arms_only(s, c); });
  const auto bent_over = [&](const Cycle& c) { return is_bent_over(s, c); };
  const bool pulls = !by_arms.empty() && std::ranges::all_of(by_arms, bent_over) && std::ranges::all_of(by_hip, bent_over);
  if (pulls && by_arms.size() >= by_hip.size()) return {Driver::arms, by_arms};
  if (by_arms.size() >= a_set && by_arms.size() > by_hip.size()) return {Driver::arms, by_arms};
  if (!by_hip.empty()) return {Driver::hip, by_hip};
  return {};
}

/// A lunge sinks before its hip folds, so its times come from height (docs/science.md 6.1), its count stays.
std::vector<Cycle> timed_by_height(const Signals& s, std::vector<Cycle> by_fold) {
  auto by_height =
      cycles_of(s, negated(s.shoulder_y), height_rules, [&](const Cycle& c) { return is_done_in_place(s, c); });
  if (by_height.size() != by_fold.size()) return by_fold;
  for (std::size_t k = 0; k < by_fold.size(); ++k)
    by_height[k].bottom = std::clamp(by_fold[k].bottom, by_height[k].start, by_height[k].end);
  return by_height;
}

void add_phase(Rep& rep, PhaseName name, std::size_t first, std::size_t last) {
  if (last > first) rep.phases.push_back({name, {first, last}});
}

/// Standing still just before the first rep.
std::size_t set_up_start(const Signals& s, const Curve& curve, const Cycle& c) {
  constexpr double longest_s = 3.0;
  const double level = near(curve, c.start).value_or(0.0);
  std::size_t first = c.start;
  while (first > 0 && curve[first - 1].has_value() && std::abs(curve[first - 1].value() - level) < degrees(5) &&
         (s.time[c.start] - s.time[first - 1]).value() < longest_s) {
    --first;
  }
  return first;
}

/// Down to the bottom and up again.
Rep rep_from_top(const Cycle& c) {
  Rep rep;
  rep.start = c.start;
  rep.bottom = c.bottom;
  rep.end = c.end;
  add_phase(rep, PhaseName::descent, c.start, c.bottom_first);
  add_phase(rep, PhaseName::bottom, c.bottom_first, c.bottom_last);
  add_phase(rep, PhaseName::ascent, c.bottom_last, c.end);
  add_phase(rep, PhaseName::lockout, c.end, c.top_last);
  return rep;
}

/// Up from the floor, the top, and down to where the next lift begins.
Rep rep_from_bottom(const Cycle& c, std::size_t down_first, std::size_t down_last) {
  Rep rep;
  rep.start = c.bottom_last;
  rep.bottom = c.bottom_last;
  rep.end = down_last;
  add_phase(rep, PhaseName::ascent, c.bottom_last, c.end);
  add_phase(rep, PhaseName::lockout, c.end, std::max(c.end, std::min(c.top_last, down_first)));
  add_phase(rep, PhaseName::descent, down_first, down_last);
  return rep;
}

/// A bridge: the cycle's deep point is the hips' highest, its ends are the hips on the floor. They lie still there, and
/// which frame is lowest is chance: the bottom is the middle of the rest that follows, of one second at most.
Rep rep_of_bridge(const Signals& s, const Cycle& c, std::size_t rest_last) {
  constexpr double longest_s = 1.0;
  while (rest_last > c.end && (s.time[rest_last] - s.time[c.end]).value() > longest_s) --rest_last;
  Rep rep;
  rep.start = c.start;
  rep.bottom = c.end + (std::max(rest_last, c.end) - c.end) / 2;
  rep.end = c.end;
  add_phase(rep, PhaseName::ascent, c.start, c.bottom_first);
  add_phase(rep, PhaseName::lockout, c.bottom_first, c.bottom_last);
  add_phase(rep, PhaseName::descent, c.bottom_last, c.end);
  return rep;
}

/// The last way down of a set that began at the bottom: from leaving the top until it stops or the person is lost.
kinematics::FrameRange last_way_down(const Signals& s, const Cycle& c) {
  for (const auto& stretch : smooth_stretches(s.time, whole_fold(s))) {
    if (c.end < stretch.first || c.end >= stretch.first + stretch.size()) continue;
    std::size_t i = c.top_last - stretch.first;
    const std::size_t last = stretch.size() - 1;
    std::size_t deepest = i;
    for (std::size_t j = i; j <= last; ++j) {
      if (stretch.value[j] > stretch.value[deepest]) deepest = j;
    }
    if (stretch.value[deepest] - stretch.value[i] < hip_rules.least_range) return {c.end, c.end};
    std::size_t stopped = deepest;
    while (stopped > i && std::abs(stretch.velocity[stopped - 1]) < hip_rules.quiet_velocity) --stopped;
    return {i + stretch.first, stopped + stretch.first};
  }
  return {c.end, c.end};
}

std::vector<Rep> reps_of(const Signals& s, const Set& set, bool lifts_first) {
  std::vector<Rep> reps;
  for (std::size_t k = 0; k < set.cycles.size(); ++k) {
    const auto& c = set.cycles[k];
    if (set.driver == Driver::bridge) {
      const bool last = k + 1 == set.cycles.size();
      reps.push_back(rep_of_bridge(s, c, last ? c.top_last : set.cycles[k + 1].start));
    } else if (lifts_first) {
      const bool last = k + 1 == set.cycles.size();
      const auto down =
          last ? last_way_down(s, c) : kinematics::FrameRange{set.cycles[k + 1].start, set.cycles[k + 1].bottom_first};
      reps.push_back(rep_from_bottom(c, down.first, down.last));
    } else {
      reps.push_back(rep_from_top(c));
    }
    reps.back().index = static_cast<int>(k) + 1;
  }
  return reps;
}

std::string why_no_reps(const Signals& s, const kinematics::Motion& motion, const SetShape& shape) {
  if (motion.tracked_fraction <= 0 || seen_share(s.shoulder_y) + seen_share(s.hip_fold) <= 0) return "nobody was found";
  if (shape.travel.value_or(0) > 1.7) return "the person walks; no repetitions were found";
  if (spread(s.trunk).value_or(0) > hip_rules.least_range) return "the person moved; no whole repetition was seen";
  if (shape.fold_held.value_or(0) > degrees(45)) return "the position was held; no repetitions were found";
  return "no movement found";
}

/// The first thing that happens in the set is a lift: the curve begins within a quarter of the deepest point.
bool begins_at_bottom(const Set& set) {
  if (set.driver != Driver::hip || set.cycles.empty()) return false;
  const auto& first = set.cycles.front();
  return first.down_was_cut_off && first.down < 0.25 * first.up;
}

/// Part of a recording, looked at as if it were all; frames count from its first.
struct Part {
  kinematics::FrameRange frames;  ///< of the recording
  Signals signals;
  Set set;
  SetShape shape;
  Recognition recognition;
};

Part look_at(const Signals& whole, kinematics::FrameRange frames, const MovementOptions& options) {
  Part part{frames, slice(whole, frames), {}, {}, {}};
  part.set = find_set(part.signals);
  part.shape = shape_of(part.signals, part.set);
  part.recognition = classify(part.shape, options);
  return part;
}

/// Two exercises, and not one that is done worse and worse: another pattern or another way of moving, each of them
/// plain. Exercises of one pattern (a hinge with and without a bar) are one set.
bool are_two_sets(const Part& a, const Part& b) {
  constexpr std::size_t least_reps = 2;
  constexpr double plain = 0.3;
  for (const auto* part : {&a, &b}) {
    if (part->set.cycles.size() < least_reps || part->recognition.confidence < plain) return false;
    if (part->recognition.exercise == "unknown" || part->recognition.pattern == Pattern::none) return false;
  }
  return a.recognition.pattern != b.recognition.pattern || a.set.driver != b.set.driver ||
         is_ballistic(a.shape) != is_ballistic(b.shape);
}

/// Where one set may end and another begin: the person lies down or gets up, and pauses well longer than the usual
/// ones. A fault that comes with tiredness comes without such a pause.
std::vector<std::size_t> possible_borders(const Part& part) {
  const auto& s = part.signals;
  std::vector<std::size_t> borders;
  constexpr double steady_s = 2;  // getting down and up takes about that long
  std::optional<bool> posture;
  std::size_t since = 0;
  std::optional<bool> held;
  for (std::size_t i = 0; i < s.frames(); ++i) {
    const auto now = is_lying_at(s, i);
    if (!now) continue;
    if (posture != now) since = i;
    posture = now;
    if ((s.time[i] - s.time[since]).value() < steady_s || held == now) continue;
    if (held) borders.push_back(since);
    held = now;
  }
  const auto& cycles = part.set.cycles;
  if (cycles.empty()) return borders;
  const auto pause = [&](std::size_t k) { return (s.time[cycles[k + 1].start] - s.time[cycles[k].end]).value(); };
  std::vector<double> pauses;
  for (std::size_t k = 0; k + 1 < cycles.size(); ++k) pauses.push_back(pause(k));
  constexpr double least_s = 1.0, longer = 1.5;
  const double least = std::max(least_s, longer * median(pauses).value_or(0.0));
  for (std::size_t k = 0; k + 1 < cycles.size(); ++k) {
    if (pauses[k] >= least) borders.push_back((cycles[k].end + cycles[k + 1].start) / 2);
  }
  borders.push_back(cycles.front().start);  // before and after may lie movements that these reps outshine
  borders.push_back(cycles.back().end);
  return borders;
}

/// Splits at the border that leaves the two plainest sets, until none is left.
void split(const Signals& whole, Part part, const MovementOptions& options, std::vector<Part>& sets) {
  std::optional<std::pair<Part, Part>> best;
  const auto plainness = [](const std::pair<Part, Part>& p) {
    return p.first.recognition.confidence + p.second.recognition.confidence;
  };
  for (const auto border : possible_borders(part)) {
    if (border == 0 || border + 1 >= part.frames.size()) continue;
    const std::size_t middle = part.frames.first + border;
    std::pair<Part, Part> two{look_at(whole, {part.frames.first, middle}, options),
                              look_at(whole, {middle + 1, part.frames.last}, options)};
    if (are_two_sets(two.first, two.second) && (!best || plainness(two) > plainness(*best))) best = std::move(two);
  }
  if (!best) {
    sets.push_back(std::move(part));
    return;
  }
  split(whole, std::move(best->first), options, sets);
  split(whole, std::move(best->second), options, sets);
}

/// Reps, phases and name of one part; frames of the recording.
ExerciseSet conclude(Part part, const MovementOptions& options) {
  ExerciseSet result;
  result.frames = part.frames;
  result.recognition = classify(part.shape, options);
  auto& set = part.set;
  const auto pattern = result.recognition.pattern;
  if (pattern == Pattern::lunge) set.cycles = timed_by_height(part.signals, std::move(set.cycles));
  const bool lifts_first = begins_at_bottom(set) && !part.shape.seated_start;
  result.reps = reps_of(part.signals, set, lifts_first);
  if (!result.reps.empty() && set.driver == Driver::hip && !lifts_first) {
    auto& first = result.reps.front();
    const auto from = set_up_start(part.signals, part.signals.hip_fold, set.cycles.front());
    if (from < first.start) first.phases.insert(first.phases.begin(), Phase{PhaseName::setup, {from, first.start}});
  }
  result.ballistic = set.driver == Driver::hip && is_ballistic(part.shape);
  result.from_floor = pattern == Pattern::hinge && set.driver == Driver::hip && !result.ballistic &&
                      (lifts_first || hands_reach_floor(part.shape));
  const std::size_t first = part.frames.first;
  for (auto& rep : result.reps) {
    for (auto* frame : {&rep.start, &rep.bottom, &rep.end}) *frame += first;
    for (auto& phase : rep.phases) phase.frames = {phase.frames.first + first, phase.frames.last + first};
  }
  if (!result.reps.empty()) result.frames = {result.reps.front().start, result.reps.back().end};
  return result;
}

/// The set that is what the user said it would be, else the one with most reps.
std::size_t set_to_judge(const std::vector<Part>& sets, const MovementOptions& options) {
  const auto wanted = [&](const Part& part) {
    for (const auto& candidate : part.recognition.candidates) {
      if (options.exercise == candidate.exercise) return candidate.confidence;
    }
    return 0.0;
  };
  const auto is_less = [&](const Part& a, const Part& b) {
    if (options.exercise && wanted(a) != wanted(b)) return wanted(a) < wanted(b);
    return a.set.cycles.size() < b.set.cycles.size();
  };
  return static_cast<std::size_t>(std::max_element(sets.begin(), sets.end(), is_less) - sets.begin());
}

}  // namespace

Movement recognise_movement(const kinematics::Motion& motion, const MovementOptions& options) {
  const Signals signals = extract_signals(motion);
  MovementOptions unsaid = options;
  unsaid.exercise.reset();
  std::vector<Part> parts;
  if (signals.frames() > 0) {
    const kinematics::FrameRange all{0, signals.frames() - 1};
    split(signals, look_at(signals, all, unsaid), unsaid, parts);
  } else {
    parts.push_back({{}, signals, {}, {}, {}});
  }
  Movement movement;
  movement.judged_set = set_to_judge(parts, options);
  const SetShape shape = parts[movement.judged_set].shape;
  for (std::size_t k = 0; k < parts.size(); ++k)
    movement.sets.push_back(conclude(std::move(parts[k]), k == movement.judged_set ? options : unsaid));
  const auto& judged = movement.sets[movement.judged_set];
  movement.recognition = judged.recognition;
  movement.reps = judged.reps;
  movement.from_floor = judged.from_floor;
  movement.ballistic = judged.ballistic;
  if (movement.reps.empty()) {
    movement.why_no_reps = why_no_reps(signals, motion, shape);
    movement.sets.clear();
    if (movement.recognition.pattern == Pattern::hinge) movement.held = find_held(signals);
  }
  return movement;
}

}  // namespace hinge::movement
