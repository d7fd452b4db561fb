#include "hinge/movement/internal/held.h"

#include <cmath>

namespace hinge::movement::internal {
namespace {

constexpr double least_fold = degrees(45);
constexpr double still = degrees(8);  // breathing hard sways a few degrees; a rep moves thirty (docs/science.md 6.1)
constexpr double least_s = 1.5;

}  // namespace

std::optional<Rep> find_held(const Signals& s) {
  const auto usual = quantile(s.hip_fold, 0.5);
  if (!usual || *usual < least_fold) return std::nullopt;
  std::optional<kinematics::FrameRange> longest;
  std::optional<std::size_t> first;
  for (std::size_t i = 0; i < s.frames(); ++i) {
    const bool holds = s.hip_fold[i].has_value() && std::abs(s.hip_fold[i].value() - *usual) < still;
    if (!holds) {
      first.reset();
      continue;
    }
    if (!first) first = i;
    if (!longest || i - *first > longest->last - longest->first) longest = {*first, i};
  }
  if (!longest || (s.time[longest->last] - s.time[longest->first]).value() < least_s) return std::nullopt;
  Rep rep;
  rep.start = longest->first;
  rep.end = longest->last;
  rep.bottom = longest->first + (longest->last - longest->first) / 2;
  rep.phases = {{PhaseName::bottom, *longest}};
  return rep;
}

}  // namespace hinge::movement::internal
