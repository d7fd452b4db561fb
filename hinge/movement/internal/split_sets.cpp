#include "hinge/movement/internal/split_sets.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "hinge/movement/internal/classify.h"
#include "hinge/movement/internal/find_set.h"
#include "hinge/movement/internal/fit.h"

namespace hinge::movement::internal {
namespace {

constexpr std::size_t least_reps = 2;

/// How knees, trunk and feet go with the hips: what tells two ways of moving apart, however deep each of them goes.
struct Way {
  std::optional<double> knee, trunk;  ///< at one hip fold that both reach, on the way up
  std::optional<double> stance;       ///< hips ahead of or behind the near ankle at the top, absolute
};

/// The frame of the way up in which the fold comes back through `level`.
std::optional<std::size_t> frame_at(const Curve& fold, const Cycle& c, double level) {
  for (std::size_t i = c.bottom; i < c.end; ++i) {
    if (fold[i].has_value() && fold[i].value() <= level) return i;
  }
  return std::nullopt;
}

Way way_of(const Part& part, double level) {
  const Signals& s = part.signals;
  const Curve fold = whole_fold(s);
  std::vector<double> knees, trunks;
  for (const auto& c : part.set.cycles) {
    const auto at = frame_at(fold, c, level);
    if (!at) continue;
    if (const auto knee = near(s.knee, *at)) knees.push_back(*knee);
    if (const auto trunk = near(s.trunk, *at)) trunks.push_back(*trunk);
  }
  Way way;
  const auto usual = [&](std::vector<double>& values) {  // seen in most repetitions, or not at all
    return 2 * values.size() >= part.set.cycles.size() ? median(std::move(values)) : std::nullopt;
  };
  way.knee = usual(knees);
  way.trunk = usual(trunks);
  way.stance = part.shape.stance_split;
  return way;
}

/// A cut lies between the first repetition of the one and the last of the other: what a camera that stands elsewhere
/// would change says nothing then.
bool are_of_one_shot(const Signals& whole, const Part& a, const Part& b) {
  const std::size_t from = a.frames.first + a.set.cycles.front().start, to = b.frames.first + b.set.cycles.back().end;
  return std::ranges::none_of(whole.cuts, [&](std::size_t cut) { return cut > from && cut <= to; });
}

/// Differences that two sets of one exercise do not have. Between people of one exercise knees differ by about 10 degrees
/// at one fold, and a camera adds what it costs the angles.
bool move_differently(const Signals& whole, const Part& a, const Part& b) {
  if (!a.shape.fold || !b.shape.fold) return false;
  constexpr double short_of_bottom = 0.9, at_least = degrees(25), slant = degrees(15), moved_feet = 0.2, blurred = 0.3;
  const double level = short_of_bottom * std::min(*a.shape.fold, *b.shape.fold);
  const Way one = way_of(a, level), other = way_of(b, level);
  const double share = std::pow(std::sin(whole.yaw), 2);
  const double sd = std::hypot(a.shape.angle_sd, b.shape.angle_sd, slant * share);
  const auto differ = [](const auto& x, const auto& y, double limit) { return x && y && std::abs(*x - *y) > limit; };
  // Both at one fold and at the bottom: the same way gone less far differs at the bottom only, and one that another view
  // folds less, at one fold only.
  const double limit = std::max(at_least, 2 * sd);
  if (differ(one.knee, other.knee, limit) && differ(a.shape.knee, b.shape.knee, limit)) return true;
  if (!are_of_one_shot(whole, a, b)) return false;
  return differ(one.trunk, other.trunk, limit) ||
         differ(one.stance, other.stance, std::hypot(moved_feet, blurred * share));
}

bool is_plain(const Part& part) {
  constexpr double plain = 0.3;
  return part.recognition.confidence >= plain && part.recognition.exercise != "unknown" &&
         part.recognition.pattern != Pattern::none;
}

/// The repetitions of one of them count for half ones beside the other's, and so are lost.
bool are_lost_together(const Part& a, const Part& b, const Part& together) {
  return a.set.cycles.size() + b.set.cycles.size() > together.set.cycles.size();
}

/// On the shoulders or the hips with the one and hanging with the other. Heights are the same from every view.
bool hold_differently(const Part& a, const Part& b) {
  constexpr double elsewhere = 0.3;  // of a leg; straight arms hang 0.6
  const auto &one = a.shape.wrist_below_shoulder, &other = b.shape.wrist_below_shoulder;
  return one && other && std::abs(*one - *other) > elsewhere && a.recognition.exercise != b.recognition.exercise;
}

/// Two exercises, and not one that is done worse and worse: the hands elsewhere, or another way of moving and with it
/// another pattern or repetitions that cannot be counted by one measure. Exercises of one pattern that are held alike (a
/// hinge with and without a bar) are one set.
bool are_two_sets(const Signals& whole, const Part& a, const Part& b, const Part& together) {
  if (a.set.cycles.size() < least_reps || b.set.cycles.size() < least_reps) return false;
  const bool plain = is_plain(a) && is_plain(b);
  const bool otherwise_driven = a.set.driver != b.set.driver || is_ballistic(a.shape) != is_ballistic(b.shape);
  if (otherwise_driven) return plain && a.recognition.exercise != b.recognition.exercise;
  if (hold_differently(a, b)) return true;
  const bool other_pattern = plain && a.recognition.pattern != b.recognition.pattern;
  return (other_pattern || are_lost_together(a, b, together)) && move_differently(whole, a, b);
}

/// The person lies down or gets up, and stays so.
void add_lying_down(const Signals& s, std::vector<std::size_t>& borders) {
  constexpr double steady_s = 2;  // getting down and up takes about that long
  std::optional<bool> posture, held;
  std::size_t since = 0;
  for (std::size_t i = 0; i < s.frames(); ++i) {
    const auto now = is_lying_at(s, i);
    if (!now) continue;
    if (posture != now) since = i;
    posture = now;
    if ((s.time[i] - s.time[since]).value() < steady_s || held == now) continue;
    if (held) borders.push_back(since);
    held = now;
  }
}

/// A pause that is well longer than the usual ones, or feet that are put elsewhere.
void add_between_reps(const Part& part, std::vector<std::size_t>& borders) {
  const auto& s = part.signals;
  const auto& cycles = part.set.cycles;
  const auto pause = [&](std::size_t k) { return (s.time[cycles[k + 1].start] - s.time[cycles[k].end]).value(); };
  const Curve feet = stance_of(s);
  const auto stance = [&](std::size_t frame) { return near(feet, frame).value_or(0.0); };
  std::vector<double> pauses;
  for (std::size_t k = 0; k + 1 < cycles.size(); ++k) pauses.push_back(pause(k));
  constexpr double least_s = 1.0, longer = 1.5, moved_feet = 0.2;
  const double least = std::max(least_s, longer * median(pauses).value_or(0.0));
  for (std::size_t k = 0; k + 1 < cycles.size(); ++k) {
    const bool steps = std::abs(stance(cycles[k + 1].start) - stance(cycles[k].start)) > moved_feet;
    if (pauses[k] >= least || steps) borders.push_back((cycles[k].end + cycles[k + 1].start) / 2);
  }
}

/// Where one set may end and another begin. A fault that comes with tiredness comes without any of these.
std::vector<std::size_t> possible_borders(const Part& part) {
  std::vector<std::size_t> borders = part.signals.cuts;
  add_lying_down(part.signals, borders);
  if (part.set.cycles.empty()) return borders;
  add_between_reps(part, borders);
  borders.push_back(part.set.cycles.front().start);  // before and after may lie movements that these reps outshine
  borders.push_back(part.set.cycles.back().end);
  return borders;
}

using Two = std::pair<Part, Part>;

std::optional<Two> split_at(const Signals& whole, const Part& part, std::size_t middle, const MovementOptions& options) {
  if (middle <= part.frames.first || middle + 1 >= part.frames.last) return std::nullopt;
  Two two{look_at(whole, {part.frames.first, middle}, options), look_at(whole, {middle + 1, part.frames.last}, options)};
  if (!are_two_sets(whole, two.first, two.second, part)) return std::nullopt;
  return two;
}

/// More repetitions are better, then plainer names.
bool is_better(const Two& a, const std::optional<Two>& b) {
  if (!b) return true;
  const auto reps = [](const Two& two) { return two.first.set.cycles.size() + two.second.set.cycles.size(); };
  const auto plainness = [](const Two& two) { return two.first.recognition.confidence + two.second.recognition.confidence; };
  return reps(a) != reps(*b) ? reps(a) > reps(*b) : plainness(a) > plainness(*b);
}

/// The other exercise's first repetition may lie before the border, where it looked like a half one of this one: looks
/// again with the border at the end of the first set and at the start of the second.
Two with_border_at_the_seam(const Signals& whole, const Part& part, Two two, const MovementOptions& options) {
  const std::array places{two.first.frames.first + two.first.set.cycles.back().end,
                          two.second.frames.first + two.second.set.cycles.front().start};
  for (const auto place : places) {
    auto moved = split_at(whole, part, place, options);
    if (moved && is_better(*moved, two)) two = *std::move(moved);
  }
  return two;
}

/// Splits at the border that leaves the two best sets, until none is left.
void split(const Signals& whole, Part part, const MovementOptions& options, std::vector<Part>& sets) {
  std::optional<Two> best;
  for (const auto border : possible_borders(part)) {
    auto two = split_at(whole, part, part.frames.first + border, options);
    if (two && is_better(*two, best)) best = std::move(two);
  }
  if (!best) {
    sets.push_back(std::move(part));
    return;
  }
  auto [first, second] = with_border_at_the_seam(whole, part, *std::move(best), options);
  split(whole, std::move(first), options, sets);
  split(whole, std::move(second), options, sets);
}

}  // namespace

Part look_at(const Signals& whole, kinematics::FrameRange frames, const MovementOptions& options) {
  Part part{frames, slice(whole, frames), {}, {}, {}};
  part.set = find_set(part.signals);
  Set shown = part.set;
  if (shown.way_down) {
    shown.driver = Driver::hip;
    shown.cycles.push_back(*shown.way_down);
  }
  part.shape = shape_of(part.signals, shown);
  part.recognition = classify(part.shape, options);
  return part;
}

std::vector<Part> split_sets(const Signals& whole, const MovementOptions& options) {
  std::vector<Part> sets;
  if (whole.frames() == 0) {
    sets.push_back({{}, whole, {}, {}, {}});
  } else {
    split(whole, look_at(whole, {0, whole.frames() - 1}, options), options, sets);
  }
  return sets;
}

}  // namespace hinge::movement::internal
