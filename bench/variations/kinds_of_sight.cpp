#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "bench/variations/kinds.h"

namespace hinge::bench {
namespace {

using Random = std::mt19937;

/// Every landmark of every frame, with its frame's number and its column.
template <class Function>
void each_mark(Take& take, Function change) {
  for (std::size_t i = 0; i < take.recording.frames.size(); ++i) {
    auto& marks = take.recording.frames[i].landmarks;
    for (std::size_t j = 0; j < marks.size(); ++j) change(i, j, marks[j]);
  }
}

/// What is held goes where the picture goes; upright lines of the room are looked for in another picture, so forgotten.
template <class Map>
void carry_things(Take& take, double scale, Map map) {
  for (auto& thing : take.recording.implement) {
    if (!thing) continue;
    thing->centre = map(thing->centre);
    thing->radius_px *= scale;
  }
  for (auto& stick : take.recording.stick) {
    if (!stick) continue;
    stick->head_end = map(stick->head_end);
    stick->hip_end = map(stick->hip_end);
    stick->residual_px *= scale;
  }
  take.recording.uprights.clear();
}

/// A metre of the body in pixels; from shoulder to ankle it is about 1.35 m.
double px_per_m(const Take& take) { return body_px(take) / 1.35; }

/// White noise and a slow drift of each landmark, 0.2 to 2 % of the body.
std::optional<Take> noisy(const Take& source, int, Random& random) {
  Take take = source;
  const double sd_px = uniform(random, 0.002, 0.02) * body_px(source), rate = rate_hz(source);
  const double metres = 1 / std::max(1.0, px_per_m(source));
  std::normal_distribution<double> normal;
  const double keep = std::exp(-1 / (0.5 * rate));  // drift forgets itself in half a second
  std::vector<std::array<double, 2>> drift(source.recording.names.size(), {0, 0});
  each_mark(take, [&](std::size_t, std::size_t j, body::Landmark& mark) {
    for (double& d : drift[j]) d = keep * d + std::sqrt(1 - keep * keep) * 0.9 * sd_px * normal(random);
    const double dx = drift[j][0] + 0.45 * sd_px * normal(random), dy = drift[j][1] + 0.45 * sd_px * normal(random);
    mark.image.x += dx;
    mark.image.y += dy;
    mark.metric.x += dx * metres;
    mark.metric.y += dy * metres;
  });
  return take;
}

std::optional<Take> tilted(const Take& source, int, Random& random) {
  Take take = source;
  const double angle = uniform(random, -8, 8) * std::numbers::pi / 180, c = std::cos(angle), s = std::sin(angle);
  const double cx = source.recording.source.width_px / 2.0, cy = source.recording.source.height_px / 2.0;
  each_mark(take, [&](std::size_t, std::size_t, body::Landmark& mark) {
    const double x = mark.image.x - cx, y = mark.image.y - cy;
    mark.image.x = cx + c * x - s * y;
    mark.image.y = cy + s * x + c * y;
    const double mx = mark.metric.x, my = mark.metric.y;
    mark.metric.x = c * mx - s * my;
    mark.metric.y = s * mx + c * my;
  });
  carry_things(take, 1, [&](Point2<ImagePx> p) {
    return Point2<ImagePx>{cx + c * (p.x - cx) - s * (p.y - cy), cy + s * (p.x - cx) + c * (p.y - cy)};
  });
  return take;
}

std::string other_side(std::string name) {
  const auto swap = [&](const std::string& from, const std::string& to) {
    const auto at = name.find(from);
    if (at == std::string::npos) return false;
    name.replace(at, from.size(), to);
    return true;
  };
  if (!swap("left", "right")) swap("right", "left");
  return name;
}

std::optional<Take> mirrored(const Take& source, int, Random&) {
  Take take = source;
  const auto& names = source.recording.names;
  const double width = source.recording.source.width_px;
  carry_things(take, 1, [&](Point2<ImagePx> p) { return Point2<ImagePx>{width - p.x, p.y}; });
  for (auto& frame : take.recording.frames) {
    const auto marks = frame.landmarks;
    for (std::size_t j = 0; j < marks.size(); ++j) {
      const auto twin = static_cast<std::size_t>(std::ranges::find(names, other_side(names[j])) - names.begin());
      frame.landmarks[j] = marks[twin];
      frame.landmarks[j].image.x = width - marks[twin].image.x;
      frame.landmarks[j].metric.x = -marks[twin].metric.x;
    }
  }
  return take;
}

/// The same person further away, elsewhere in the picture: a third of the size, with the same noise in pixels.
std::optional<Take> smaller(const Take& source, int, Random& random) {
  Take take = source;
  const double factor = uniform(random, 0.3, 0.7), dx = uniform(random, 0, 0.3) * source.recording.source.width_px;
  const double dy = uniform(random, 0, 0.3) * source.recording.source.height_px;
  std::normal_distribution<double> noise(0, 0.5);
  each_mark(take, [&](std::size_t, std::size_t, body::Landmark& mark) {
    mark.image.x = dx + factor * mark.image.x + noise(random);
    mark.image.y = dy + factor * mark.image.y + noise(random);
    mark.image.z *= factor;
  });
  carry_things(take, factor, [&](Point2<ImagePx> p) { return Point2<ImagePx>{dx + factor * p.x, dy + factor * p.y}; });
  return take;
}

/// The camera sways in a hand: up to a twentieth of the body, a few times in ten seconds.
std::optional<Take> handheld(const Take& source, int, Random& random) {
  Take take = source;
  take.recording.uprights.clear();  // not looked for where the camera moves
  const double reach = uniform(random, 0.01, 0.05) * body_px(source);
  const std::array hz{uniform(random, 0.2, 0.5), uniform(random, 0.5, 1.2)};
  const std::array phase{uniform(random, 0, 6), uniform(random, 0, 6)};
  const auto moved = [&](std::size_t i, auto p) {
    const double t = 2 * std::numbers::pi * take.recording.frames[i].time.value();
    p.x += reach * std::sin(hz[0] * t + phase[0]);
    p.y += 0.5 * reach * std::sin(hz[1] * t + phase[1]);
    return p;
  };
  each_mark(take, [&](std::size_t i, std::size_t, body::Landmark& mark) { mark.image = moved(i, mark.image); });
  for (std::size_t i = 0; i < take.recording.implement.size(); ++i) {
    if (auto& thing = take.recording.implement[i]) thing->centre = moved(i, thing->centre);
  }
  for (std::size_t i = 0; i < take.recording.stick.size(); ++i) {
    if (auto& stick = take.recording.stick[i]) {
      stick->head_end = moved(i, stick->head_end);
      stick->hip_end = moved(i, stick->hip_end);
    }
  }
  return take;
}

/// A plate of a loaded bar stands before shin and knee, or before the hip at the top: what it hides snaps to its middle
/// and is believed less.
std::optional<Take> behind_plate(const Take& source, int number, Random& random) {
  if (source.label.patterns.front() != "hinge" || !source.label.hips_drive) return std::nullopt;
  Take take = source;
  const std::size_t wrist = column_of(take, "left_wrist"), other_wrist = column_of(take, "right_wrist");
  std::vector<std::size_t> hidden;
  for (const auto* name : {"left_knee", "right_knee", "left_hip", "right_hip", "left_ankle", "right_ankle"})
    hidden.push_back(column_of(take, name));
  const double radius = 0.16 * body_px(source) * (number % 2 == 0 ? 1.0 : 0.7);
  std::normal_distribution<double> normal;
  for (auto& frame : take.recording.frames) {
    if (!frame.has_person()) continue;
    const double x = (frame.landmarks[wrist].image.x + frame.landmarks[other_wrist].image.x) / 2;
    const double y = (frame.landmarks[wrist].image.y + frame.landmarks[other_wrist].image.y) / 2;
    for (const std::size_t j : hidden) {
      auto& mark = frame.landmarks[j];
      const double away = std::hypot(mark.image.x - x, mark.image.y - y);
      if (away > radius) continue;
      const double pull = 0.5 * (1 - away / radius);
      mark.image.x += pull * (x - mark.image.x) + 0.05 * radius * normal(random);
      mark.image.y += pull * (y - mark.image.y) + 0.05 * radius * normal(random);
      mark.visibility = std::min(mark.visibility, uniform(random, 0.2, 0.6));
    }
  }
  return take;
}

/// Somebody passes, a rack's post hides the legs, the tracker loses the person: gaps of 0.2 to 0.8 s.
std::optional<Take> lost_for_moments(const Take& source, int, Random& random) {
  Take take = source;
  const double length = length_s(source);
  for (int k = 0; k < 2; ++k) {
    const double from = uniform(random, 0, length), to = from + uniform(random, 0.2, 0.8);
    for (auto& frame : take.recording.frames) {
      if (frame.time.value() >= from && frame.time.value() < to) frame.landmarks.clear();
    }
    // Without a depth to follow, a repetition of which a third is not seen need not be counted.
    for (std::size_t rep = 0; rep < source.tops_s.size(); ++rep) {
      const double begins = source.starts_s[rep], ends = std::max(source.tops_s[rep], source.bottoms_s[rep]);
      const double hidden = std::min(to, ends) - std::max(from, begins);
      if (hidden > (ends - begins) / 3) take.label.least = std::max(0, take.label.least - 1);
    }
  }
  return take;
}

/// Somebody walks between camera and lifter: a stripe a third of the body wide crosses the picture; what is behind it is
/// guessed by the network.
std::optional<Take> passer_by(const Take& source, int, Random& random) {
  Take take = source;
  const double size = body_px(source), width = 0.33 * size, length = length_s(source);
  const double begins = uniform(random, 0.1, 0.7) * length, speed_px_s = size * (uniform(random, 0, 1) < 0.5 ? 1.0 : -1.0);
  const double middle = source.recording.source.width_px / 2.0;
  std::normal_distribution<double> normal;
  each_mark(take, [&](std::size_t i, std::size_t, body::Landmark& mark) {
    const double stripe = middle + speed_px_s * (take.recording.frames[i].time.value() - begins - 1);
    if (std::abs(mark.image.x - stripe) > width / 2) return;
    mark.image.x += 0.02 * size * normal(random);
    mark.image.y += 0.02 * size * normal(random);
    mark.visibility = std::min(mark.visibility, uniform(random, 0.1, 0.5));
  });
  return take;
}

std::optional<Take> legs_unseen(const Take& source, int, Random& random) {
  if (!source.label.hips_drive) return std::nullopt;
  Take take = source;
  const auto& names = source.recording.names;
  const double from = uniform(random, 0, 0.5) * length_s(source), to = from + uniform(random, 0.5, 2.5);
  each_mark(take, [&](std::size_t i, std::size_t j, body::Landmark& mark) {
    const double t = take.recording.frames[i].time.value();
    if (t < from || t > to) return;
    if (names[j].find("knee") != std::string::npos || names[j].find("ankle") != std::string::npos) mark.measured = false;
  });
  return take;
}

}  // namespace

std::vector<Kind> kinds_of_sight() {
  return {{"landmark noise", 4, noisy},        {"tilted camera", 3, tilted},   {"mirrored", 1, mirrored},
          {"small and elsewhere", 2, smaller}, {"hand-held", 3, handheld},     {"behind a plate", 2, behind_plate},
          {"lost for moments", 3, lost_for_moments}, {"a passer-by", 2, passer_by}, {"legs unseen", 2, legs_unseen}};
}

}  // namespace hinge::bench
