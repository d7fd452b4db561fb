#include <algorithm>
#include <array>
#include <cmath>

#include "bench/variations/kinds.h"

namespace hinge::bench {
namespace {

using Random = std::mt19937;

std::optional<Take> at_speed(const Take& source, double speed, Random& random) {
  // Faster than people move: a swing's way up takes half a second, others' 0.6 s at least.
  for (std::size_t k = 0; k < source.bottoms_s.size(); ++k) {
    if ((source.tops_s[k] - source.bottoms_s[k]) / speed < 0.55) return std::nullopt;
  }
  Take take = play(source, {{0, length_s(source), speed}}, rate_hz(source), random);
  if (speed < 0.8 && source.label.is_swung()) take.label.exercises.emplace_back("*");  // a slowed swing is none
  return take;
}

std::optional<Take> slowed(const Take& source, int, Random& random) { return at_speed(source, uniform(random, 0.4, 0.9), random); }
std::optional<Take> hurried(const Take& source, int, Random& random) { return at_speed(source, uniform(random, 1.1, 2.5), random); }

std::optional<Take> other_rate(const Take& source, int number, Random& random) {
  constexpr std::array rates{10.0, 12.0, 15.0, 20.0, 24.0, 25.0, 50.0, 60.0};
  return play(source, {{0, length_s(source)}}, rates[static_cast<std::size_t>(number) % rates.size()], random);
}

/// Frames go missing, singly and a few in a row.
std::optional<Take> dropped(const Take& source, int, Random& random) {
  Take take = source;
  std::size_t kept = 0, drop = 0;
  for (std::size_t i = 0; i < source.depth.size(); ++i) {
    if (drop == 0 && uniform(random, 0, 1) < 0.08) drop = 1 + random() % 4;
    if (drop > 0 && i > 0 && i + 1 < source.depth.size()) {
      --drop;
      continue;
    }
    take.recording.frames[kept] = source.recording.frames[i];
    take.depth[kept] = source.depth[i];
    if (!take.recording.implement.empty()) take.recording.implement[kept] = source.recording.implement[i];
    if (!take.recording.stick.empty()) take.recording.stick[kept] = source.recording.stick[i];
    ++kept;
  }
  take.recording.frames.resize(kept);
  take.depth.resize(kept);
  if (!take.recording.implement.empty()) take.recording.implement.resize(kept);
  if (!take.recording.stick.empty()) take.recording.stick.resize(kept);
  return take;
}

/// Every picture is shown two or three times: a low frame rate saved as a higher one.
std::optional<Take> repeated(const Take& source, int number, Random&) {
  Take take = source;
  const std::size_t times = 2 + static_cast<std::size_t>(number) % 2;
  for (std::size_t i = 0; i < take.recording.frames.size(); ++i) {
    take.recording.frames[i].landmarks = source.recording.frames[i - i % times].landmarks;
  }
  return take;
}

std::optional<Take> rests(const Take& source, const std::vector<double>& moments, double longest_s, Random& random) {
  if (source.label.is_swung()) return std::nullopt;  // a bell in the air does not rest
  std::vector<Stretch> path;
  double from = 0;
  for (const double moment : moments) {
    if (moment <= from || moment >= length_s(source)) continue;
    path.push_back({from, moment});
    path.push_back({moment, moment, 1, uniform(random, 0.5, longest_s)});
    from = moment;
  }
  if (path.empty()) return std::nullopt;
  path.push_back({from, length_s(source)});
  return play(source, path, rate_hz(source), random);
}

std::optional<Take> rests_below(const Take& source, int, Random& random) { return rests(source, source.bottoms_s, 6, random); }
std::optional<Take> rests_above(const Take& source, int, Random& random) { return rests(source, source.tops_s, 6, random); }

/// A grinding lift: half-way up it all but stops.
std::optional<Take> sticks(const Take& source, int, Random& random) {
  if (!source.label.hips_drive) return std::nullopt;
  std::vector<double> moments;
  for (std::size_t k = 0; k < source.bottoms_s.size(); ++k)
    moments.push_back(source.bottoms_s[k] + uniform(random, 0.35, 0.65) * (source.tops_s[k] - source.bottoms_s[k]));
  return rests(source, moments, 1.5, random);
}

}  // namespace

std::vector<Kind> kinds_of_time() {
  return {{"slowed to 0.4-0.9", 4, slowed},      {"hurried to 1.1-2.5", 4, hurried}, {"10-60 frames a second", 8, other_rate},
          {"frames dropped", 3, dropped},        {"frames repeated", 2, repeated},   {"rests at the bottom", 4, rests_below},
          {"rests at the top", 4, rests_above}, {"sticks half-way up", 2, sticks}};
}

}  // namespace hinge::bench
