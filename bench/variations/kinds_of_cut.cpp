#include "bench/variations/kinds.h"

namespace hinge::bench {
namespace {

using Random = std::mt19937;

std::optional<Take> cut(const Take& source, double from_s, double to_s, Random& random) {
  from_s = std::max(0.0, from_s);
  to_s = std::min(length_s(source), to_s);
  constexpr double shortest_s = 0.7;
  if (!source.label.hips_drive || to_s - from_s < shortest_s) return std::nullopt;
  // What follows the last repetition, such as a bell put away, looks like one where nothing else is seen.
  if (from_s > source.bottoms_s.back()) return std::nullopt;
  return play(source, {{from_s, to_s}}, rate_hz(source), random);
}

/// The lifts of a clip: from each bottom to the next moment the person is up.
struct Lift {
  double before_s, bottom_s, top_s, after_s;  ///< up before, deepest, up again, and deepest again or the end
};
std::vector<Lift> lifts_of(const Take& take) {
  std::vector<Lift> lifts;
  const auto& d = take.depth;
  const auto at = [&](std::size_t i) { return take.recording.frames[i].time.value(); };
  constexpr double up = 0.08;
  for (std::size_t k = 0; k < take.bottoms_s.size(); ++k) {
    Lift lift{0, take.bottoms_s[k], length_s(take), length_s(take)};
    for (std::size_t i = 0; i < d.size(); ++i) {
      if (at(i) < lift.bottom_s && d[i] < up) lift.before_s = at(i);
      if (at(i) > lift.bottom_s && d[i] < up) {
        lift.top_s = at(i);
        break;
      }
    }
    if (k + 1 < take.bottoms_s.size()) lift.after_s = take.bottoms_s[k + 1];
    lifts.push_back(lift);
  }
  return lifts;
}

/// One of the source's lifts, by chance.
std::optional<Lift> a_lift(const Take& source, Random& random) {
  if (!source.label.hips_drive) return std::nullopt;
  const auto lifts = lifts_of(source);
  if (lifts.empty()) return std::nullopt;
  return lifts[std::uniform_int_distribution<std::size_t>(0, lifts.size() - 1)(random)];
}

std::optional<Take> any_moment(const Take& source, int, Random& random) {
  const double length = length_s(source);
  const double from = uniform(random, 0, 0.6 * length), to = uniform(random, from + 0.25 * length, length);
  return cut(source, from, to, random);
}

std::optional<Take> standing_to_standing(const Take& source, int, Random& random) {
  const auto lift = a_lift(source, random);
  if (!lift) return std::nullopt;
  return cut(source, lift->before_s - uniform(random, 0, 0.5), lift->top_s + uniform(random, 0, 0.4), random);
}

std::optional<Take> bottom_to_lockout(const Take& source, int, Random& random) {
  const auto lift = a_lift(source, random);
  if (!lift) return std::nullopt;
  return cut(source, lift->bottom_s - uniform(random, 0, 0.2), lift->top_s + uniform(random, 0, 0.3), random);
}

/// A single from the floor: begins and ends with the weight down.
std::optional<Take> bottom_to_bottom(const Take& source, int, Random& random) {
  const auto lifts = lifts_of(source);
  if (!source.label.hips_drive || lifts.size() < 2) return std::nullopt;
  const std::size_t k = std::uniform_int_distribution<std::size_t>(0, lifts.size() - 2)(random);
  return cut(source, lifts[k].bottom_s - uniform(random, 0, 0.2), lifts[k].after_s, random);
}

std::optional<Take> from_the_bottom(const Take& source, int, Random& random) {
  const auto lift = a_lift(source, random);
  if (!lift) return std::nullopt;
  return cut(source, lift->bottom_s - uniform(random, 0, 0.1), length_s(source), random);
}

std::optional<Take> to_just_standing(const Take& source, int, Random& random) {
  const auto lift = a_lift(source, random);
  if (!lift) return std::nullopt;
  return cut(source, 0, lift->top_s + uniform(random, 0, 0.15), random);
}

std::optional<Take> from_half_way_up(const Take& source, int, Random& random) {
  const auto lift = a_lift(source, random);
  if (!lift) return std::nullopt;
  return cut(source, lift->bottom_s + uniform(random, 0.2, 0.8) * (lift->top_s - lift->bottom_s), length_s(source), random);
}

std::optional<Take> from_half_way(const Take& source, int, Random& random) {
  const auto lift = a_lift(source, random);
  if (!lift) return std::nullopt;
  return cut(source, (lift->before_s + lift->bottom_s) / 2 + uniform(random, -0.2, 0.2), length_s(source), random);
}

std::optional<Take> to_half_way(const Take& source, int, Random& random) {
  const auto lift = a_lift(source, random);
  if (!lift) return std::nullopt;
  return cut(source, 0, (lift->bottom_s + lift->top_s) / 2 + uniform(random, -0.2, 0.2), random);
}

std::optional<Take> way_down_only(const Take& source, int, Random& random) {
  const auto lift = a_lift(source, random);
  if (!lift) return std::nullopt;
  return cut(source, lift->before_s - uniform(random, 0, 0.5), lift->bottom_s, random);
}

}  // namespace

std::vector<Kind> kinds_of_cut() {
  return {{"cut at any moment", 10, any_moment},
          {"one, standing to standing", 3, standing_to_standing},
          {"one, bottom to lockout", 3, bottom_to_lockout},
          {"one, bottom to bottom", 3, bottom_to_bottom},
          {"begins at the bottom", 2, from_the_bottom},
          {"begins half-way down", 2, from_half_way},
          {"begins half-way up", 2, from_half_way_up},
          {"ends just standing", 2, to_just_standing},
          {"ends half-way up", 2, to_half_way},
          {"a way down only", 2, way_down_only}};
}

}  // namespace hinge::bench
