#include "hinge/kinematics/internal/held_weight.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

// Lengths in metres at the weight. From 20 filmed and rendered clips with a followed plate or bell, docs/decisions/0018.

/// From one sighting to the next a held weight goes where the hands go, but for their jitter and for a plate's being
/// nearer to the camera: more than this apart is a jump.
constexpr double jitter_m = 0.045, share_of_way = 0.5;
/// Longer out of sight, what comes back is asked anew.
constexpr double longest_miss_s = 0.5;
/// A stretch in which the hands go this far shows whether the weight goes with them: true ones go 0.58 to 1.0 as far
/// and more where a plate hangs nearer, false ones -0.1 to 0.3.
constexpr double telling_travel_m = 0.08, sure_travel_m = 0.15, least_share = 0.45;
constexpr double step_s = 0.2;
/// True stretches lie within 0.05 m of where the weight hangs as a rule, false ones 0.13 to 0.40.
constexpr double farthest_m = 0.07;

struct Sighting {
  std::size_t frame = 0;
  double time_s = 0;
  Point2<ImagePx> weight, hands;
};

/// The middle of the wrists, median of five frames: one wild landmark is no jump of the weight.
std::vector<std::optional<Point2<ImagePx>>> hands_of(const body::Recording& recording) {
  const auto left = recording.find_column(body::Joint::left_wrist), right = recording.find_column(body::Joint::right_wrist);
  std::vector<std::optional<Point2<ImagePx>>> raw(recording.frames.size());
  if (!left || !right) return raw;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    const auto& frame = recording.frames[i];
    if (!frame.has_person()) continue;
    const auto &a = frame.landmarks[*left].image, &b = frame.landmarks[*right].image;
    raw[i] = Point2<ImagePx>{(a.x + b.x) / 2, (a.y + b.y) / 2};
  }
  auto calm = raw;
  constexpr std::size_t reach = 2;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (!raw[i]) continue;
    std::vector<double> x, y;
    for (std::size_t k = i < reach ? 0 : i - reach; k <= i + reach && k < raw.size(); ++k) {
      if (raw[k]) x.push_back(raw[k]->x), y.push_back(raw[k]->y);
    }
    calm[i] = Point2<ImagePx>{*signal::median(x), *signal::median(y)};
  }
  return calm;
}

class Stretch {
public:
  explicit Stretch(Sighting first) : all_{first} {}
  bool jumps_in = false, jumps_out = false;  ///< begins, ends with a jump

  void add(Sighting next) { all_.push_back(next); }
  /// Beside a jump, what hangs elsewhere than the weight does: the path had slid off it before, unnoticed.
  void peel(Point2<ImagePx> usual, double most_px) {
    const auto strays = [&](const Sighting& one) { return away_px(one, usual) > most_px; };
    while (jumps_out && !all_.empty() && strays(all_.back())) all_.pop_back();
    const auto first = jumps_in ? std::ranges::find_if_not(all_, strays) : all_.begin();
    all_.erase(all_.begin(), first);
  }
  [[nodiscard]] const std::vector<Sighting>& all() const { return all_; }
  [[nodiscard]] const Sighting& last() const { return all_.back(); }

  [[nodiscard]] double hand_travel_px() const {
    const auto [low, high] = std::ranges::minmax(all_, {}, [](const Sighting& one) { return one.hands.y; });
    return high.hands.y - low.hands.y;
  }
  /// How far the weight goes for the hands' way, up and down: least squares over steps of 0.2 s.
  [[nodiscard]] double share_with_hands() const {
    double both = 0, hands = 0;
    std::size_t from = 0;
    for (const Sighting& now : all_) {
      while (now.time_s - all_[from].time_s > step_s) ++from;
      const double weight_y = now.weight.y - all_[from].weight.y, hands_y = now.hands.y - all_[from].hands.y;
      both += weight_y * hands_y;
      hands += hands_y * hands_y;
    }
    return hands > 0 ? both / hands : 0;
  }

private:
  static double away_px(const Sighting& one, Point2<ImagePx> usual) {
    return std::hypot(one.weight.x - one.hands.x - usual.x, one.weight.y - one.hands.y - usual.y);
  }
  std::vector<Sighting> all_;
};

bool jumps(const Sighting& from, const Sighting& to, double metres_per_px) {
  const double hand_x = to.hands.x - from.hands.x, hand_y = to.hands.y - from.hands.y;
  const double x = to.weight.x - from.weight.x - hand_x, y = to.weight.y - from.weight.y - hand_y;
  return std::hypot(x, y) * metres_per_px > jitter_m + share_of_way * std::hypot(hand_x, hand_y) * metres_per_px;
}

std::vector<Stretch> stretches_of(const body::Recording& recording, double metres_per_px) {
  const auto hands = hands_of(recording);
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < recording.implement.size(); ++i) {
    if (!recording.implement[i] || !hands[i]) continue;
    const Sighting now{i, recording.frames[i].time.value(), recording.implement[i]->centre, *hands[i]};
    const bool lost = stretches.empty() || now.time_s - stretches.back().last().time_s > longest_miss_s;
    const bool jump = !lost && jumps(stretches.back().last(), now, metres_per_px);
    if (!lost && !jump) {
      stretches.back().add(now);
      continue;
    }
    if (jump) stretches.back().jumps_out = true;
    stretches.emplace_back(now).jumps_in = jump;
  }
  return stretches;
}

bool is_proven(const Stretch& stretch, double metres_per_px) {
  return stretch.hand_travel_px() * metres_per_px >= sure_travel_m && stretch.share_with_hands() >= least_share;
}
bool is_refuted(const Stretch& stretch, double metres_per_px) {
  return stretch.hand_travel_px() * metres_per_px >= telling_travel_m && stretch.share_with_hands() < least_share;
}

/// Median of weight minus hands over the stretches.
std::optional<Point2<ImagePx>> usual_place(const std::vector<const Stretch*>& stretches) {
  std::vector<double> x, y;
  for (const Stretch* stretch : stretches) {
    for (const Sighting& one : stretch->all()) {
      x.push_back(one.weight.x - one.hands.x);
      y.push_back(one.weight.y - one.hands.y);
    }
  }
  if (x.empty()) return std::nullopt;
  return Point2<ImagePx>{*signal::median(x), *signal::median(y)};
}

}  // namespace

body::ImplementTrack keep_what_is_held(const body::Recording& recording, double metres_per_px) {
  auto stretches = stretches_of(recording, metres_per_px);
  std::vector<const Stretch*> proven;
  for (const Stretch& stretch : stretches) {
    if (is_proven(stretch, metres_per_px)) proven.push_back(&stretch);
  }
  body::ImplementTrack track(recording.implement.size());
  const auto usual = usual_place(proven);
  if (!usual) return track;
  for (Stretch& stretch : stretches) {
    if (!is_proven(stretch, metres_per_px)) {
      const auto place = *usual_place({&stretch});
      const double away_m = std::hypot(place.x - usual->x, place.y - usual->y) * metres_per_px;
      if (is_refuted(stretch, metres_per_px) || away_m > farthest_m) continue;
    }
    stretch.peel(*usual, farthest_m / metres_per_px);
    for (const Sighting& one : stretch.all()) track[one.frame] = recording.implement[one.frame];
  }
  return track;
}

}  // namespace hinge::kinematics
