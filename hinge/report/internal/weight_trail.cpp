#include "hinge/report/internal/weight_trail.h"

#include <algorithm>
#include <cmath>

#include "hinge/metrics/lift.h"

namespace hinge::report::internal {
namespace {

/// Below this the weight rests and its last direction goes on (m/s; the hands' jitter, docs/science.md 6.4).
constexpr double resting = 0.05;

}  // namespace

std::vector<std::optional<Point2<ImagePx>>> weight_places(const analysis::Analysis& analysis,
                                                          const std::vector<Skeleton>& track) {
  std::vector<std::optional<Point2<ImagePx>>> places(track.size());
  const metrics::Trial trial{analysis.motion, analysis.movement, analysis.athlete, &analysis.dynamics};
  if (metrics::why_no_lift(trial)) return places;
  const auto& weight = analysis.motion.weight;
  const bool followed = weight.source == kinematics::WeightSource::round;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (!followed) places[i] = track[i].near(body::Part::wrist);
    else if (i < weight.in_picture.size()) places[i] = weight.in_picture[i];
  }
  return places;
}

std::optional<WeightTrail> weight_trail(const kinematics::WeightPath& weight,
                                        const std::vector<std::optional<Point2<ImagePx>>>& places,
                                        const movement::Rep& rep, std::size_t last, std::size_t now) {
  WeightTrail trail;
  std::vector<std::vector<Point2<ImagePx>>>* open = nullptr;  // whose last run goes on
  std::optional<bool> rises;
  std::size_t seen = 0;
  for (std::size_t i = rep.start; i <= last && i < places.size(); ++i) {
    if (!places[i]) {
      open = nullptr;
      continue;
    }
    ++seen;
    const bool moves = i < weight.velocity.size() && weight.velocity[i].has_value() && std::abs(weight.velocity[i].value()) > resting;
    if (moves || !rises) rises = moves && weight.velocity[i].value() > 0;
    auto& side = *rises ? trail.up : trail.down;
    if (open == nullptr) {
      side.emplace_back();
    } else if (open != &side) {
      const auto turn = open->back().back();
      side.push_back({turn});  // where it turns, the line goes on
    }
    side.back().push_back(*places[i]);
    open = &side;
  }
  if (seen < 2) return std::nullopt;
  if (now < places.size()) trail.now = places[now];
  return trail;
}

}  // namespace hinge::report::internal
