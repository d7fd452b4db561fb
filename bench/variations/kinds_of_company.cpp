#include <algorithm>
#include <cmath>

#include "bench/variations/kinds.h"

namespace hinge::bench {
namespace {

using Random = std::mt19937;

/// A half repetition or two at the end: down to a third of the way and up again. Named as such, not counted.
std::optional<Take> half_repetitions(const Take& source, int, Random& random) {
  // A swung bell does not turn round in mid-air.
  if (!source.label.hips_drive || source.bottoms_s.empty() || source.label.is_swung()) return std::nullopt;
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
  if (!source.label.hips_drive || source.bottoms_s.empty() || source.label.is_swung()) return std::nullopt;
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
  if (!source.label.hips_drive || source.bottoms_s.empty() || source.depth.back() > 0.1) return std::nullopt;
  const double bottom = source.bottoms_s.front(), top = source.tops_s.front();
  if (top - bottom < 0.4 || source.label.is_swung()) return std::nullopt;
  const Take down = play(source, {{top, bottom, 0.9}, {bottom, bottom, 1, 0.4}}, rate_hz(source), random);
  return join(source, down, 0.5);
}

/// Shifts about before the first repetition: bends a little and straightens, a few times, at its own pace.
std::optional<Take> fidgets(const Take& source, int, Random& random) {
  if (!source.label.hips_drive || !stands_at(source, 0)) return std::nullopt;
  const auto& frames = source.recording.frames;
  const double bend = uniform(random, 0.12, 0.22);
  std::size_t bent = 0;
  while (bent + 1 < frames.size() && source.depth[bent] < bend) ++bent;
  std::size_t up = bent;
  while (up > 0 && source.depth[up] > 0.02) --up;
  const double from = frames[up].time.value(), to = frames[bent].time.value();
  if (to - from < 0.1) return std::nullopt;
  std::vector<Stretch> path{{0, from}};
  const int times = 2 + static_cast<int>(random() % 3);
  for (int k = 0; k < times; ++k) {
    path.push_back({from, to, uniform(random, 0.4, 0.9)});
    path.push_back({to, from, uniform(random, 0.4, 0.9)});
    if (k % 2 == 0) path.push_back({from, from, 1, uniform(random, 0.2, 0.8)});
  }
  path.push_back({from, length_s(source)});
  return play(source, path, rate_hz(source), random);
}

/// Another's clip put where this one's person stands, at this one's size.
Take moved_to(const Take& other, std::size_t other_frame, const Take& take, std::size_t frame) {
  Take moved = other;
  const auto ankle = [](const Take& of, std::size_t at) {
    const auto &left = of.recording.frames[at].landmarks[column_of(of, "left_ankle")].image,
               &right = of.recording.frames[at].landmarks[column_of(of, "right_ankle")].image;
    return Point2<ImagePx>{(left.x + right.x) / 2, (left.y + right.y) / 2};
  };
  const auto there = ankle(take, frame), here = ankle(other, other_frame);
  const double scale = body_px(take) / body_px(other);
  const auto move = [&](auto& point) {
    point.x = there.x + scale * (point.x - here.x);
    point.y = there.y + scale * (point.y - here.y);
  };
  for (auto& f : moved.recording.frames) {
    for (auto& mark : f.landmarks) {
      move(mark.image);
      mark.image.z *= scale;
    }
  }
  for (auto& weight : moved.recording.implement) {
    if (!weight) continue;
    move(weight->centre);
    weight->radius_px *= scale;
  }
  for (auto& stick : moved.recording.stick) {
    if (!stick) continue;
    move(stick->head_end);
    move(stick->hip_end);
    stick->residual_px *= scale;
  }
  return moved;
}

/// Whether both face the same way across the picture.
bool face_alike(const Take& a, const Take& b) {
  const auto nose_ahead = [](const Take& take) {
    double ahead = 0;
    for (const auto& f : take.recording.frames) {
      if (!f.has_person()) continue;
      for (const auto* side : {"left_", "right_"})
        ahead += f.landmarks[column_of(take, std::string(side) + "foot_index")].image.x -
                 f.landmarks[column_of(take, std::string(side) + "heel")].image.x;
    }
    return ahead / static_cast<double>(take.recording.frames.size()) / std::max(1.0, body_px(take));
  };
  constexpr double alike = 0.05;  // of the body; a foot is about 0.19
  return std::abs(nose_ahead(a) - nose_ahead(b)) < alike;
}

/// Another exercise of the same person before or after, from the same side, standing between them.
std::optional<Take> another_exercise(const std::vector<Take>& all, const Take& source, int number, Random& random) {
  if (!source.label.hips_drive) return std::nullopt;
  const bool before = number % 2 == 0;
  std::vector<const Take*> others;
  for (const Take& other : all) {
    const bool same_person = std::abs(other.label.height_m - source.label.height_m) < 0.005;
    if (&other == &source || !other.label.hips_drive || !same_person || other.recording.names != source.recording.names) continue;
    if (other.label.exercises == source.label.exercises || !face_alike(other, source)) continue;
    const Take &first = before ? other : source, &second = before ? source : other;
    if (stands_at(first, first.depth.size() - 1) && stands_at(second, 0)) others.push_back(&other);
  }
  if (others.empty()) return std::nullopt;
  const Take& other = *others[random() % others.size()];
  const double pause_s = uniform(random, 0.5, 1);
  const std::size_t last = source.depth.size() - 1;
  Take both = before ? join(moved_to(other, other.depth.size() - 1, source, 0), source, pause_s)
                     : join(source, moved_to(other, 0, source, last), pause_s);
  both.label = source.label;
  both.label.patterns.insert(both.label.patterns.end(), other.label.patterns.begin(), other.label.patterns.end());
  both.label.exercises.insert(both.label.exercises.end(), other.label.exercises.begin(), other.label.exercises.end());
  return both;
}

}  // namespace

std::vector<Kind> kinds_of_company(const std::vector<Take>& all) {
  const auto another = [&all](const Take& source, int number, Random& random) {
    return another_exercise(all, source, number, random);
  };
  return {{"half repetitions", 2, half_repetitions}, {"hips move in the set-up", 2, set_up_with_hips_moving},
          {"a put-down at the end", 2, put_down},    {"fidgets before", 2, fidgets},
          {"another exercise", 2, another}};
}

}  // namespace hinge::bench
