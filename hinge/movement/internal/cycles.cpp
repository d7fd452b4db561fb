#include "hinge/movement/internal/cycles.h"

#include <algorithm>
#include <cmath>

namespace hinge::movement::internal {
namespace {

// A cycle counts from this share of the set's own typical range, and no smaller wobble may split one. Science 6.1 calls
// 50 to 80 % of the median a partial rep; in between lies the count. Lower, half attempts count; higher, tired reps go.
constexpr double counted_share = 0.60;
constexpr double least_half_share = 0.33;  // less is a shift of weight
// A stop on the way counts as the top only within this share of the whole way: a pause half-way down is not a start.
// Generous, because after leaning back at lockout a person rests well above the highest point reached.
constexpr double near_top_share = 0.30;
constexpr double near_bottom_share = 0.10;
// docs/science.md 6.1: 0.35 s between swings, lockout within 5 % (or 5 of 100 degrees).
constexpr double shortest_cycle_s = 0.35;
// A swing's way up takes half a second, a jerk of the landmarks or a step's swing phase less than this.
constexpr double shortest_way_up_s = 0.3;
constexpr double lockout_share = 0.05;

struct Turn {
  std::size_t at = 0;
  bool deep = false;
};

/// Alternating turning points whose neighbours lie at least `swing` apart; the last one is still open.
std::vector<Turn> turning_points(const std::vector<double>& u, double swing) {
  std::vector<Turn> turns;
  if (u.empty()) return turns;
  std::size_t lowest = 0, highest = 0;
  std::optional<bool> sinking;  // towards a deep turning point
  for (std::size_t i = 1; i < u.size(); ++i) {
    if (u[i] < u[lowest]) lowest = i;
    if (u[i] > u[highest]) highest = i;
    if (sinking != false && u[highest] - u[i] >= swing && (sinking || highest < i)) {
      turns.push_back({highest, true});
      sinking = false;
      lowest = i;
    } else if (sinking != true && u[i] - u[lowest] >= swing) {
      turns.push_back({lowest, false});
      sinking = true;
      highest = i;
    }
  }
  if (sinking) turns.push_back(*sinking ? Turn{highest, true} : Turn{lowest, false});
  return turns;
}

/// Frames of one cycle around a deep turning point, in the stretch's own numbering.
class Refiner {
public:
  Refiner(const Stretch& stretch, const CycleRules& rules)
      : s_(stretch), quiet_(rules.quiet_velocity), arrived_share_(rules.arrived_share) {}

  [[nodiscard]] std::size_t back_to_start(std::size_t deep, std::size_t top) const {
    const double near_top = s_.value[top] + near_top_share * (s_.value[deep] - s_.value[top]);
    std::size_t i = deep;
    while (i > top && (s_.value[i] > near_top || s_.velocity[i] > quiet_)) --i;
    return i < deep && is_nearer(i + 1, i, quiet_) ? i + 1 : i;
  }
  [[nodiscard]] bool is_near_bottom(std::size_t i, std::size_t deep, double range) const {
    return s_.value[i] > s_.value[deep] - near_bottom_share * range;
  }
  [[nodiscard]] std::size_t on_to_end(std::size_t deep, std::size_t top) const {
    const double near_top = s_.value[top] + near_top_share * (s_.value[deep] - s_.value[top]);
    const auto at = [&](std::size_t i) { return s_.velocity.begin() + static_cast<std::ptrdiff_t>(i); };
    const double fastest = -*std::min_element(at(deep), at(top) + 1);
    const double quiet = std::max(quiet_, arrived_share_ * fastest);
    std::size_t i = deep;
    while (i < top && (s_.value[i] > near_top || s_.velocity[i] < -quiet)) ++i;
    return i > deep && is_nearer(i - 1, i, quiet) ? i - 1 : i;
  }
  [[nodiscard]] bool is_bottom(std::size_t i, std::size_t deep, double range) const {
    return std::abs(s_.velocity[i]) < quiet_ && is_near_bottom(i, deep, range);
  }

private:
  /// Of two neighbours, one still moving and one at rest: is the moving one nearer to the moment the speed is passed?
  [[nodiscard]] bool is_nearer(std::size_t moving, std::size_t resting, double speed) const {
    const double fast = std::abs(s_.velocity[moving]) - speed, slow = speed - std::abs(s_.velocity[resting]);
    return fast >= 0 && slow >= 0 && fast < slow;
  }

  const Stretch& s_;
  double quiet_, arrived_share_;
};

std::vector<Cycle> draft_cycles(const Stretch& s, const CycleRules& rules, double swing, double least) {
  const Refiner refine{s, rules};
  const auto turns = turning_points(s.value, swing);
  std::vector<Cycle> drafts;
  for (std::size_t k = 0; k + 1 < turns.size(); ++k) {
    if (!turns[k].deep) continue;
    const std::size_t deep = turns[k].at;
    const std::size_t after = turns[k + 1].at;
    Cycle c;
    c.up = s.value[deep] - s.value[after];
    c.down_was_cut_off = k == 0;
    const std::size_t before =
        k == 0 ? static_cast<std::size_t>(
                     std::min_element(s.value.begin(), s.value.begin() + static_cast<std::ptrdiff_t>(deep) + 1) -
                     s.value.begin())
               : turns[k - 1].at;
    c.down = s.value[deep] - s.value[before];
    // The way up is what counts. Shifting about over the bar before it is no way down.
    if (c.up < least) continue;
    c.down_was_cut_off = c.down_was_cut_off || c.down < least;

    const double range = c.down_was_cut_off ? c.up : std::min(c.down, c.up);
    c.bottom_first = c.bottom_last = deep;
    while (c.bottom_first > before && refine.is_bottom(c.bottom_first - 1, deep, range)) --c.bottom_first;
    while (c.bottom_last + 1 < after && refine.is_bottom(c.bottom_last + 1, deep, range)) ++c.bottom_last;
    c.near_first = c.near_last = deep;
    while (c.near_first > before && refine.is_near_bottom(c.near_first - 1, deep, range)) --c.near_first;
    while (c.near_last < after && refine.is_near_bottom(c.near_last + 1, deep, range)) ++c.near_last;
    c.bottom = deep;
    c.start = refine.back_to_start(deep, before);
    c.end = refine.on_to_end(deep, after);
    c.top_last = c.end;
    const double stays_under = s.value[c.end] + lockout_share * std::max(range, 1.0);
    while (c.top_last + 1 < s.size() && s.value[c.top_last + 1] <= stays_under) ++c.top_last;
    if (s.time_s[c.end] - s.time_s[c.start] < shortest_cycle_s) continue;
    if (s.time_s[c.end] - s.time_s[deep] < shortest_way_up_s) continue;

    for (auto* frame :
         {&c.start, &c.bottom, &c.bottom_first, &c.bottom_last, &c.near_first, &c.near_last, &c.end, &c.top_last}) {
      *frame += s.first;
    }
    drafts.push_back(c);
  }
  return drafts;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::vector<Cycle> all_cycles(const std::vector<Stretch>& stretches, const CycleRules& rules, double swing,
                              double least, const CycleFilter& keep) {
  std::vector<Cycle> cycles;
  for (const auto& stretch : stretches) {
    for (const auto& cycle : draft_cycles(stretch, rules, swing, least)) {
      if (keep(cycle)) cycles.push_back(cycle);
    }
  }
  return cycles;
}

/// A clip that ends half-way up a lift still shows how far down it went.
double longer_way(const Cycle& c) { return std::max(c.up, c.down); }

/// How far down the last, unfinished movement goes.
double open_way_down(const Stretch& s, double swing) {
  const auto turns = turning_points(s.value, swing);
  if (turns.size() < 2 || !turns.back().deep) return 0;
  return s.value[turns.back().at] - s.value[turns[turns.size() - 2].at];
}

}  // namespace

std::vector<Cycle> find_cycles(const std::vector<Stretch>& stretches, const CycleRules& rules,
                               const CycleFilter& keep) {
  // First everything that could be a rep, to learn the set's own range; then again by that range.
  const auto possible = all_cycles(stretches, rules, rules.least_range / 2, rules.least_range, keep);
  if (possible.empty()) return {};
  std::vector<double> ways;
  for (const auto& cycle : possible) ways.push_back(longer_way(cycle));
  for (const auto& stretch : stretches) ways.push_back(open_way_down(stretch, rules.least_range / 2));
  const double most = *std::max_element(ways.begin(), ways.end());
  std::erase_if(ways, [&](double way) { return way < most / 2; });
  const double wanted = std::max(rules.least_range, counted_share * median(ways));
  return all_cycles(stretches, rules, std::max(rules.least_range / 2, wanted), wanted, keep);
}

std::vector<Cycle> find_half_cycles(const std::vector<Stretch>& stretches, const CycleRules& rules,
                                    const std::vector<Cycle>& counted, const CycleFilter& keep) {
  if (counted.empty()) return {};
  std::vector<double> ways;
  for (const auto& cycle : counted) ways.push_back(longer_way(cycle));
  const double usual = median(ways), least = std::max(rules.least_range / 2, least_half_share * usual);
  const auto is_half = [&](const Cycle& c) {
    const bool apart = std::ranges::none_of(
        counted, [&](const Cycle& other) { return c.start < other.end && other.start < c.end; });
    return apart && !c.down_was_cut_off && c.up < counted_share * usual && c.down < counted_share * usual && keep(c);
  };
  return all_cycles(stretches, rules, least, least, is_half);
}

std::optional<Edges> find_edges(const std::vector<Stretch>& stretches, const Cycle& cycle, std::size_t from,
                                std::size_t until, double quiet_share) {
  for (const auto& s : stretches) {
    if (cycle.start < s.first || cycle.end >= s.first + s.size()) continue;
    const std::size_t deep = cycle.bottom - s.first;
    const std::size_t first = std::max(from, s.first) - s.first, last = std::min(until - s.first, s.size() - 1);
    const auto at = [&](std::size_t i) { return s.value.begin() + static_cast<std::ptrdiff_t>(i); };
    const auto before = static_cast<std::size_t>(std::min_element(at(first), at(deep) + 1) - s.value.begin());
    const auto after = static_cast<std::size_t>(std::min_element(at(deep), at(last) + 1) - s.value.begin());
    const double range = s.value[deep] - std::max(s.value[before], s.value[after]);
    const Refiner refine{s, CycleRules{0, std::max(quiet_share * range, 1e-6)}};
    return Edges{refine.back_to_start(deep, before) + s.first, refine.on_to_end(deep, after) + s.first, range};
  }
  return std::nullopt;
}

}  // namespace hinge::movement::internal
