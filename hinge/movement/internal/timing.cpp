#include "hinge/movement/internal/timing.h"

#include <algorithm>
#include <cmath>

namespace hinge::movement::internal {
namespace {

constexpr double least_sink = 0.1;  // leg lengths: 30 degrees of lean from upright sink a shoulder so far

/// Moves each bottom to where `curve` is greatest within the cycle's hold, if it rose by `least_rise` on the way down.
void move_bottoms(const std::vector<Stretch>& curve, double least_rise, std::vector<Cycle>& cycles) {
  for (const auto& stretch : curve) {
    const auto at = [&](std::size_t frame) { return stretch.value[frame - stretch.first]; };
    for (auto& c : cycles) {
      if (c.near_first < stretch.first || c.near_last >= stretch.first + stretch.size()) continue;
      std::size_t most = c.near_first;
      for (std::size_t i = c.near_first; i <= c.near_last; ++i) {
        if (at(i) > at(most)) most = i;
      }
      if (at(most) - at(std::max(c.start, stretch.first)) < least_rise) continue;
      c.bottom = most;
      c.bottom_first = std::min(c.bottom_first, most);
      c.bottom_last = std::max(c.bottom_last, most);
    }
  }
}

/// A hold's turn lies in the half in which the deepest frame was found, but which frame of that half is chance again:
/// it goes half-way to the middle of the half, so that a wrong guess costs no more than a quarter of the hold.
void centre_in_half(const std::vector<Stretch>& curve, std::vector<Cycle>& cycles) {
  // Of the way: what jitter adds to a hold's own drift of half a degree. Rendered clips are timed alike for 2 to 4 %.
  constexpr double held_share = 0.03;
  for (const auto& s : curve) {
    for (auto& c : cycles) {
      if (c.near_first < s.first || c.near_last >= s.first + s.size()) continue;
      const std::size_t deepest = c.bottom - s.first;
      const std::size_t start = std::max(c.start, s.first) - s.first, end = std::min(c.end - s.first, s.size() - 1);
      const double range = s.value[deepest] - std::max(s.value[start], s.value[end]);
      if (range < least_sink) continue;
      const double held = s.value[deepest] - held_share * range;
      std::size_t first = deepest, last = deepest;
      while (first > c.near_first - s.first && s.value[first - 1] > held) --first;
      while (last < c.near_last - s.first && s.value[last + 1] > held) ++last;
      const double middle = (s.time_s[first] + s.time_s[last]) / 2, quarter = (s.time_s[last] - s.time_s[first]) / 4;
      const double half = middle + (s.time_s[deepest] > middle ? quarter : -quarter);
      const double turn = (s.time_s[deepest] + half) / 2;
      std::size_t nearest = first;
      for (std::size_t i = first; i <= last; ++i) {
        if (std::abs(s.time_s[i] - turn) < std::abs(s.time_s[nearest] - turn)) nearest = i;
      }
      c.bottom = nearest + s.first;
    }
  }
}

}  // namespace

void settle_bottoms(const Signals& s, std::vector<Cycle>& cycles) {
  // As short as the jitter of fifteen landmarks allows: longer, or without the single frames of a sharp turn, the
  // corner where a hold begins or ends is rounded off, and that is where the turn mostly is. About 4 Hz at half power,
  // the usual low-pass of slow lifts (docs/science.md 5.2).
  constexpr Steadying sharp{.weight_sd_s = 0.033, .removes_spikes = false};
  move_bottoms(smooth_stretches(s.time, s.trunk), degrees(15), cycles);
  const auto height = smooth_stretches(s.time, negated(s.upper_y), sharp);
  move_bottoms(height, least_sink, cycles);
  centre_in_half(height, cycles);
}

void settle_ends(const Signals& s, const Curve& fold, std::vector<Cycle>& cycles) {
  constexpr double least_lean = degrees(20);
  constexpr double quiet_share = 0.12;  // hip_rules' 10 degrees/s on a hinge's 85 degrees
  constexpr double least_fold = degrees(30);  // docs/science.md 6.1
  const auto folds = smooth_stretches(s.time, fold);
  const auto lean = smooth_stretches(s.time, s.trunk), height = smooth_stretches(s.time, negated(s.upper_y));
  for (std::size_t k = 0; k < cycles.size(); ++k) {
    auto& c = cycles[k];
    const std::size_t from = k > 0 ? cycles[k - 1].end : 0;
    const std::size_t until = k + 1 < cycles.size() ? cycles[k + 1].start : s.frames() - 1;
    if (const auto folded = find_edges(folds, c, from, until, quiet_share); folded && folded->range >= least_fold) {
      c.start = folded->start;
      c.end = folded->end;
    }
    const auto edges = find_edges(lean, c, from, until, quiet_share);
    if (!edges || edges->range < least_lean) continue;
    c.down_was_cut_off = false;  // the lean shows the way down that the fold missed
    const auto sunk = find_edges(height, c, from, until, quiet_share);
    if (sunk && sunk->range >= least_sink) {
      c.start = middle_of(c.start, edges->start, sunk->start);
      c.end = middle_of(c.end, edges->end, sunk->end);
    } else {
      c.start = std::min(c.start, edges->start);
      c.end = std::max(c.end, edges->end);
    }
    c.top_last = std::max(c.top_last, c.end);
  }
}

}  // namespace hinge::movement::internal
