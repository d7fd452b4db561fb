#include "hinge/movement/recognise.h"

#include <algorithm>
#include <cmath>

#include "hinge/movement/internal/classify.h"
#include "hinge/movement/internal/find_set.h"
#include "hinge/movement/internal/fit.h"
#include "hinge/movement/internal/held.h"
#include "hinge/movement/internal/signals.h"
#include "hinge/movement/internal/split_sets.h"
#include "hinge/movement/internal/track.h"

namespace hinge::movement {
namespace {

using namespace internal;  // NOLINT(google-build-using-namespace): this file is the door of its own room

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
  rep.phases.reserve(5);
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

std::string why_no_reps(const Signals& s, const kinematics::Motion& motion, const SetShape& shape, const Set& set) {
  if (motion.tracked_fraction <= 0 || seen_share(s.shoulder_y) + seen_share(s.hip_fold) <= 0) return "nobody was found";
  if (shape.travel.value_or(0) > 1.7) return "the person walks; no repetitions were found";
  if (set.way_down) return "only a way down was seen; no whole repetition";
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

/// From frames of a part to those of the recording.
void shift(Rep& rep, std::size_t first) {
  for (auto* frame : {&rep.start, &rep.bottom, &rep.end}) *frame += first;
  for (auto& phase : rep.phases) phase.frames = {phase.frames.first + first, phase.frames.last + first};
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
  for (auto& rep : result.reps) shift(rep, first);
  for (const auto& half : set.halves) result.half_reps.push_back(rep_from_top(half));
  for (auto& half : result.half_reps) shift(half, first);
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
  std::vector<Part> parts = split_sets(signals, unsaid);
  Movement movement;
  movement.judged_set = set_to_judge(parts, options);
  const SetShape shape = parts[movement.judged_set].shape;
  const Set set = parts[movement.judged_set].set;
  for (std::size_t k = 0; k < parts.size(); ++k)
    movement.sets.push_back(conclude(std::move(parts[k]), k == movement.judged_set ? options : unsaid));
  const auto& judged = movement.sets[movement.judged_set];
  movement.recognition = judged.recognition;
  movement.reps = judged.reps;
  movement.from_floor = judged.from_floor;
  movement.ballistic = judged.ballistic;
  if (movement.reps.empty()) {
    movement.why_no_reps = why_no_reps(signals, motion, shape, set);
    movement.sets.clear();
    if (movement.recognition.pattern == Pattern::hinge) movement.held = find_held(signals);
  }
  return movement;
}

}  // namespace hinge::movement
