#include "hinge/pose/internal/implement_path.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace hinge::pose {
namespace {

// All ours, in shares of an outline: what a circle must show to be worth following, what a picture without it costs,
// and what it costs to lose it and start anew elsewhere.
constexpr double worth_following = 0.30, cost_of_a_miss = 0.06, cost_of_a_loss = 1.0;
constexpr Seconds longest_miss{0.4};
// How far a weight may stray from where the hands' own step takes it, in metres and in parts of that step: landmarks
// jitter by a centimetre or two, and a plate before the body moves up to half as far again in the picture.
constexpr double stray_m = 0.025, stray_per_step = 0.5;
// Sizes are tried in classes this wide; within one clip the distance to the camera hardly changes.
constexpr double class_ratio = 1.06, class_half_width = 0.11;

struct Link {
  std::size_t frame = 0, circle = 0;
};
struct State {
  double reward = -std::numeric_limits<double>::infinity();
  std::optional<Link> before;
};
struct End {
  double reward = 0;
  std::optional<Link> at;
};

// More of a plate's outline is there to be seen than of its hub's: a long outline counts for more than a short one.
double reward_of(const ImplementSighting& sighting, const body::ImplementPoint& circle) {
  constexpr double usual_m = 0.12, most = 1.5;
  const double length = std::min(most, circle.radius_px / (usual_m * sighting.metre_px));
  const double x = (circle.centre.x - sighting.hands.x) / sighting.metre_px;
  const double y = (circle.centre.y - sighting.hands.y) / sighting.metre_px;
  // The hands hold it: it hangs at or below them, or is turned a little above.
  const double above = std::max(0.0, -y - 0.10) / 0.10, apart = std::hypot(x, y) / 0.5;
  return (circle.score - worth_following) * length - 0.05 * (above * above + apart * apart);
}

double step_cost(const ImplementSighting& from, const body::ImplementPoint& a, const ImplementSighting& to,
                 const body::ImplementPoint& b) {
  const double hand_x = to.hands.x - from.hands.x, hand_y = to.hands.y - from.hands.y;
  const double x = b.centre.x - a.centre.x - hand_x, y = b.centre.y - a.centre.y - hand_y;
  const double allowed = stray_m * to.metre_px + stray_per_step * std::hypot(hand_x, hand_y);
  const double stray = std::hypot(x, y) / allowed, growth = std::log(b.radius_px / a.radius_px) / 0.05;
  return 0.05 * (stray * stray + growth * growth);
}

bool is_cut_between(Seconds earlier, Seconds later, std::span<const Seconds> cuts) {
  return std::ranges::any_of(cuts, [&](Seconds cut) { return cut > earlier && cut <= later; });
}

/// The best way through the circles of one size.
class SizeClass {
public:
  SizeClass(std::span<const ImplementSighting> sightings, std::span<const Seconds> cuts, double radius_px)
      : sightings_(sightings), cuts_(cuts), radius_px_(radius_px), states_(sightings.size()) {}

  [[nodiscard]] double solve() {
    End best;  // of everything up to where a miss would be too long to bridge
    std::size_t settled = 0;
    for (std::size_t t = 0; t < sightings_.size(); ++t) {
      for (; settled < t && !is_bridged(settled, t); ++settled) take_best(settled, best);
      states_[t].resize(sightings_[t].circles.size());
      for (std::size_t i = 0; i < states_[t].size(); ++i) {
        if (is_in_class(sightings_[t].circles[i])) states_[t][i] = reach(t, i, best);
      }
    }
    for (; settled < sightings_.size(); ++settled) take_best(settled, best);
    end_ = best;
    return best.reward;
  }

  [[nodiscard]] body::ImplementTrack track() const {
    body::ImplementTrack track(sightings_.size());
    for (auto link = end_.at; link; link = states_[link->frame][link->circle].before)
      track[link->frame] = sightings_[link->frame].circles[link->circle];
    return track;
  }

private:
  [[nodiscard]] bool is_in_class(const body::ImplementPoint& circle) const {
    return std::abs(std::log(circle.radius_px / radius_px_)) < class_half_width;
  }
  [[nodiscard]] bool is_bridged(std::size_t from, std::size_t to) const {
    const Seconds earlier = sightings_[from].time, later = sightings_[to].time;
    return later - earlier <= longest_miss && !is_cut_between(earlier, later, cuts_);
  }
  void take_best(std::size_t frame, End& best) const {
    for (std::size_t i = 0; i < states_[frame].size(); ++i) {
      if (states_[frame][i].reward > best.reward) best = {states_[frame][i].reward, Link{frame, i}};
    }
  }
  [[nodiscard]] State reach(std::size_t t, std::size_t i, const End& settled) const {
    const auto& now = sightings_[t];
    State state{0, std::nullopt};
    if (settled.reward > cost_of_a_loss) state = {settled.reward - cost_of_a_loss, settled.at};
    for (std::size_t from = t; from-- > 0 && is_bridged(from, t);) {
      const double misses = static_cast<double>(t - from - 1) * cost_of_a_miss;
      for (std::size_t j = 0; j < states_[from].size(); ++j) {
        const double before = states_[from][j].reward - misses;
        if (before <= state.reward) continue;
        const double reward =
            before - step_cost(sightings_[from], sightings_[from].circles[j], now, now.circles[i]);
        if (reward > state.reward) state = {reward, Link{from, j}};
      }
    }
    state.reward += reward_of(now, now.circles[i]);
    return state;
  }

  std::span<const ImplementSighting> sightings_;
  std::span<const Seconds> cuts_;
  double radius_px_;
  std::vector<std::vector<State>> states_;
  End end_;
};

struct Range {
  double least = std::numeric_limits<double>::infinity(), greatest = 0;
  void include(double value) {
    least = std::min(least, value);
    greatest = std::max(greatest, value);
  }
};

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

// What was followed while the weight was out of sight: further from its usual place at the hands than a bell's handle
// and an arm's swing explain.
void drop_strays(std::span<const ImplementSighting> sightings, body::ImplementTrack& track) {
  constexpr double farthest_m = 0.35;
  std::vector<double> x, y;
  for (std::size_t i = 0; i < track.size(); ++i) {
    if (!track[i]) continue;
    x.push_back(track[i]->centre.x - sightings[i].hands.x);
    y.push_back(track[i]->centre.y - sightings[i].hands.y);
  }
  if (x.empty()) return;
  const double usual_x = median_of(std::move(x)), usual_y = median_of(std::move(y));
  for (std::size_t i = 0; i < track.size(); ++i) {
    if (track[i] && std::hypot(track[i]->centre.x - sightings[i].hands.x - usual_x,
                               track[i]->centre.y - sightings[i].hands.y - usual_y) >
                        farthest_m * sightings[i].metre_px)
      track[i].reset();
  }
}

// The widest outline about one and the same centre, as a multiple of what was followed there; 1: there is none.
double wider_at(const ImplementSighting& sighting, const body::ImplementPoint& followed) {
  constexpr double least_wider = 1.3, off_centre = 0.5;  // of the radius followed: a rim's fit errs more than a hub's
  double widest = 1;
  for (const auto& circle : sighting.circles) {
    const double ratio = circle.radius_px / followed.radius_px;
    const double apart = std::hypot(circle.centre.x - followed.centre.x, circle.centre.y - followed.centre.y);
    if (ratio > least_wider && apart < off_centre * followed.radius_px) widest = std::max(widest, ratio);
  }
  return widest;
}

// A hub with a plain edge is followed more easily than the dim rim about it, but the weight ends at the rim: where one
// about the same centre is seen again and again, as many times as wide, the track is widened to it. Outlines of the
// background lie about the centre by chance, and then at any size.
void widen_to_rim(std::span<const ImplementSighting> sightings, body::ImplementTrack& track) {
  constexpr double least_share = 0.25, same = 0.06;
  std::vector<double> ratios;
  double followed = 0;
  for (std::size_t i = 0; i < track.size(); ++i) {
    if (!track[i]) continue;
    ++followed;
    if (const double ratio = wider_at(sightings[i], *track[i]); ratio > 1) ratios.push_back(ratio);
  }
  if (ratios.empty()) return;
  const double usual = median_of(ratios);
  const auto alike = std::ranges::count_if(ratios, [&](double ratio) { return std::abs(std::log(ratio / usual)) < same; });
  if (static_cast<double>(alike) < least_share * followed) return;
  for (auto& point : track) {
    if (point) point->radius_px *= usual;
  }
}

}  // namespace

body::ImplementTrack find_best_path(std::span<const ImplementSighting> sightings, std::span<const Seconds> cuts) {
  Range radii;
  for (const auto& sighting : sightings) {
    for (const auto& circle : sighting.circles) radii.include(circle.radius_px);
  }
  double best = 0;
  body::ImplementTrack track;
  for (double radius = radii.least; radius <= radii.greatest; radius *= class_ratio) {
    SizeClass size(sightings, cuts, radius);
    const double reward = size.solve();
    if (reward <= best) continue;
    best = reward;
    track = size.track();
  }
  drop_strays(sightings, track);
  return track;
}

bool moves_with_hands(std::span<const ImplementSighting> sightings, const body::ImplementTrack& track) {
  // Over 62 clips, rendered and filmed, weights score 0.53 and more, are there in 40 % of the pictures at least, follow
  // the hands' height with a correlation above 0.95 and a slope of 0.9 to 1.3, and hang within 0.1 m of straight below
  // them; nothing that is no weight has all of it (docs/decisions/0012-bar-plate-and-bell.md).
  constexpr double least_score = 0.50, least_share = 0.35, least_correlation = 0.9, farthest_sideways_m = 0.17;
  constexpr double least_travel_m = 0.10, least_slope = 0.6, most_slope = 1.8;
  constexpr std::size_t fewest = 8;
  std::vector<double> weight, hands, sideways;
  double with_hands = 0, score = 0, metre_px = 0;
  Range travel;
  for (std::size_t i = 0; i < sightings.size(); ++i) {
    with_hands += sightings[i].has_hands ? 1 : 0;
    if (i >= track.size() || !track[i]) continue;
    weight.push_back(track[i]->centre.y);
    hands.push_back(sightings[i].hands.y);
    sideways.push_back((track[i]->centre.x - sightings[i].hands.x) / sightings[i].metre_px);
    score += track[i]->score;
    metre_px += sightings[i].metre_px;
    travel.include(track[i]->centre.y);
  }
  const auto n = static_cast<double>(weight.size());
  if (weight.size() < fewest || n < least_share * with_hands || score < least_score * n) return false;
  if (travel.greatest - travel.least < least_travel_m * metre_px / n) return false;
  if (std::abs(median_of(std::move(sideways))) > farthest_sideways_m) return false;
  const double mean_y = std::accumulate(weight.begin(), weight.end(), 0.0) / n;
  const double mean_h = std::accumulate(hands.begin(), hands.end(), 0.0) / n;
  double yy = 0, hh = 0, yh = 0;
  for (std::size_t i = 0; i < weight.size(); ++i) {
    yy += (weight[i] - mean_y) * (weight[i] - mean_y);
    hh += (hands[i] - mean_h) * (hands[i] - mean_h);
    yh += (weight[i] - mean_y) * (hands[i] - mean_h);
  }
  return yh > least_correlation * std::sqrt(yy * hh) && yy > least_slope * least_slope * hh &&
         yy < most_slope * most_slope * hh;
}

body::ImplementTrack find_implement(std::span<const ImplementSighting> sightings, std::span<const Seconds> cuts) {
  // What is round and seen best may hang on the wall; then it is set aside, and the next best is looked at.
  constexpr int most_tries = 4;
  std::vector<ImplementSighting> left(sightings.begin(), sightings.end());
  for (int i = 0; i < most_tries; ++i) {
    auto track = find_best_path(left, cuts);
    if (moves_with_hands(left, track)) {
      widen_to_rim(sightings, track);
      return track;
    }
    for (std::size_t t = 0; t < track.size(); ++t) {
      if (track[t]) std::erase_if(left[t].circles, [&](const auto& one) { return one.centre == track[t]->centre; });
    }
  }
  return {};
}

}  // namespace hinge::pose
