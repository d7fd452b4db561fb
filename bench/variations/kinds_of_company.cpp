#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "bench/variations/kinds.h"

namespace hinge::bench {
namespace {

using Random = std::mt19937;

double uniform(Random& random, double from, double to) { return std::uniform_real_distribution<double>(from, to)(random); }

struct Columns {
  explicit Columns(const body::Recording& recording) : names(recording.names) {}
  [[nodiscard]] std::size_t of(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
  }
  const std::vector<std::string>& names;
};

/// Turns marks about a joint, in the picture and in metres.
void turn(body::Frame& frame, std::size_t about, std::initializer_list<std::size_t> marks, double angle) {
  const auto centre = frame.landmarks[about];
  const double c = std::cos(angle), s = std::sin(angle);
  for (const std::size_t j : marks) {
    auto& mark = frame.landmarks[j];
    const double x = mark.image.x - centre.image.x, y = mark.image.y - centre.image.y;
    mark.image.x = centre.image.x + c * x - s * y;
    mark.image.y = centre.image.y + s * x + c * y;
    const double mx = mark.metric.x - centre.metric.x, my = mark.metric.y - centre.metric.y;
    mark.metric.x = centre.metric.x + c * mx - s * my;
    mark.metric.y = centre.metric.y + s * mx + c * my;
  }
}

/// Standing at the beginning or end of the source: the only posture from which one can walk.
bool stands_at(const Take& take, std::size_t frame) {
  return take.depth[frame] < 0.1 && take.recording.frames[frame].has_person() &&
         (take.label.hips_drive || take.label.patterns.front() == "pull" || take.label.patterns.front() == "push") &&
         take.label.exercises.front() != "push_up" && take.label.exercises.front() != "row" &&
         take.label.exercises.front() != "sit_to_stand";
}

/// A walk of some steps on the spot's line; `towards`: ends where the posture stands, else begins there. Hips swing 25
/// degrees to either side, the knee bends up to 60 in the swing (docs/science.md 8: gait), arms against the legs.
Take walk(const Take& source, std::size_t posture, bool towards, Random& random) {
  Take take = source;
  take.recording.frames.clear();
  take.recording.implement.clear();
  take.recording.stick.clear();
  take.depth.clear();
  const double rate = rate_hz(source), seconds = uniform(random, 1.2, 2.5), step_hz = uniform(random, 0.8, 1.0);
  const double speed_px_s = 0.75 * body_px(source) * (uniform(random, 0, 1) < 0.5 ? 1 : -1);
  const Columns at(source.recording);
  const double way = speed_px_s > 0 ? 1 : -1;
  const auto frames = static_cast<std::size_t>(seconds * rate);
  for (std::size_t k = 0; k < frames; ++k) {
    const double t = static_cast<double>(k) / rate, left = towards ? seconds - t : t;
    body::Frame frame{Seconds{t}, source.recording.frames[posture].landmarks, {}};
    const double fades = std::min(1.0, left / 0.4), swing = std::sin(2 * std::numbers::pi * step_hz * left);
    for (const auto* side : {"left_", "right_"}) {
      const bool is_left = std::string_view(side) == "left_";
      const double phase = is_left ? swing : -swing, s = fades * 25 * std::numbers::pi / 180 * phase;
      const std::string name(side);
      const std::size_t hip = at.of(name + "hip"), knee = at.of(name + "knee"), ankle = at.of(name + "ankle");
      const std::size_t heel = at.of(name + "heel"), toe = at.of(name + "foot_index");
      turn(frame, hip, {knee, ankle, heel, toe}, -way * s);
      const double rate_of_phase = std::cos(2 * std::numbers::pi * step_hz * left) * (is_left ? 1 : -1);
      turn(frame, knee, {ankle, heel, toe}, way * fades * 60 * std::numbers::pi / 180 * std::max(0.0, rate_of_phase));
      const std::size_t shoulder = at.of(name + "shoulder"), elbow = at.of(name + "elbow"), wrist = at.of(name + "wrist");
      turn(frame, shoulder, {elbow, wrist}, way * 0.6 * s);
    }
    const double shift = (towards ? -1 : 1) * speed_px_s * left;
    for (auto& mark : frame.landmarks) mark.image.x += shift;
    take.recording.frames.push_back(std::move(frame));
    take.depth.push_back(0);
  }
  return take;
}

std::optional<Take> walks_in_and_out(const Take& source, int number, Random& random) {
  const std::size_t last = source.depth.size() - 1;
  if (!stands_at(source, 0) || !stands_at(source, last)) return std::nullopt;
  Take take = source;
  if (number % 2 == 0) take = join(walk(source, 0, true, random), take, 0.2);
  return join(take, walk(source, last, false, random), 0.2);
}

std::optional<Take> only_walks(const Take& source, int, Random& random) {
  if (!stands_at(source, 0)) return std::nullopt;
  Take take = join(walk(source, 0, true, random), walk(source, 0, false, random), 0.5);
  take.label.patterns = {"none"};
  take.label.exercises = {"unknown", "carry"};
  return take;
}

/// Waves an arm beside the head, or scratches it, before it begins.
Take waving(const Take& source, std::size_t posture, Random& random) {
  Take take = play(source, {{source.recording.frames[posture].time.value(), source.recording.frames[posture].time.value(), 1, 2.5}},
                   rate_hz(source), random);
  const Columns at(source.recording);
  const std::string side = uniform(random, 0, 1) < 0.5 ? "left_" : "right_";
  const double hz = uniform(random, 0.8, 2.5);
  for (auto& frame : take.recording.frames) {
    const double t = frame.time.value(), lifted = std::min({1.0, t / 0.5, (2.5 - t) / 0.5});
    turn(frame, at.of(side + "shoulder"), {at.of(side + "elbow"), at.of(side + "wrist")}, -lifted * 2.3);
    turn(frame, at.of(side + "elbow"), {at.of(side + "wrist")}, lifted * 0.6 * std::sin(2 * std::numbers::pi * hz * t));
  }
  take.depth.assign(take.depth.size(), 0.0);
  return take;
}

std::optional<Take> waves_before(const Take& source, int, Random& random) {
  if (!stands_at(source, 0)) return std::nullopt;
  return join(waving(source, 0, random), source, 0.3);
}

std::optional<Take> only_waves(const Take& source, int, Random& random) {
  if (!stands_at(source, 0)) return std::nullopt;
  Take take = waving(source, 0, random);
  take.label.patterns = {"none"};
  take.label.exercises = {"unknown"};
  return take;
}

/// A half repetition or two at the end: down to a third of the way and up again. Named as such, not counted.
std::optional<Take> half_repetitions(const Take& source, int, Random& random) {
  if (!source.label.hips_drive || source.bottoms_s.empty()) return std::nullopt;
  // The last way down, played down to a third and back.
  const double bottom = source.bottoms_s.back();
  std::size_t deep = 0, top = 0;
  const auto& frames = source.recording.frames;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (frames[i].time.value() <= bottom) deep = i;
  }
  for (std::size_t i = deep; i > 0; --i) {
    if (source.depth[i] < 0.05) {
      top = i;
      break;
    }
  }
  std::size_t third = top;
  while (third < deep && source.depth[third] < 0.35) ++third;
  if (third == top || source.depth[top] > 0.05) return std::nullopt;
  const double from = frames[top].time.value(), to = frames[third].time.value();
  return play(source, {{0, from}, {from, to}, {to, from}, {from, to, 0.8}, {to, from, 0.8}, {from, length_s(source)}},
              rate_hz(source), random);
}

/// Hips up and down over the bar before the first lift.
std::optional<Take> set_up_with_hips_moving(const Take& source, int number, Random& random) {
  if (!source.label.hips_drive || source.bottoms_s.empty()) return std::nullopt;
  const double bottom = source.bottoms_s.front();
  const auto& frames = source.recording.frames;
  std::size_t risen = 0;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (frames[i].time.value() > bottom && source.depth[i] < 0.8) {
      risen = i;
      break;
    }
  }
  if (risen == 0) return std::nullopt;
  const double up = frames[risen].time.value();
  const double from = number % 2 == 0 ? 0 : bottom;
  return play(source, {{from, bottom}, {bottom, up}, {up, bottom}, {bottom, up, 0.7}, {up, bottom, 0.7}, {bottom, length_s(source)}},
              rate_hz(source), random);
}

/// The weight goes down at the end and the clip ends there.
std::optional<Take> put_down(const Take& source, int, Random& random) {
  if (!source.label.hips_drive || source.bottoms_s.empty()) return std::nullopt;
  const double bottom = source.bottoms_s.front(), top = source.tops_s.front();
  if (top - bottom < 0.4) return std::nullopt;
  return play(source, {{0, length_s(source)}, {length_s(source), length_s(source), 1, 0.1}, {top, bottom, 0.9}, {bottom, bottom, 1, 0.4}},
              rate_hz(source), random);
}

}  // namespace

std::vector<Kind> kinds_of_company() {
  return {{"walks in and out", 3, walks_in_and_out}, {"only walks", 2, only_walks},
          {"waves before", 2, waves_before},         {"only waves", 1, only_waves},
          {"half repetitions", 2, half_repetitions}, {"hips move in the set-up", 2, set_up_with_hips_moving},
          {"a put-down at the end", 2, put_down}};
}

}  // namespace hinge::bench
