#include "hinge/kinematics/internal/camera_roll.h"

#include <array>
#include <cmath>
#include <optional>

#include "hinge/kinematics/internal/constants.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

using body::Part;
using body::Side;

struct Middles {
  Point2<Sagittal> shoulder, hip, ankle;
};

std::optional<Middles> middles_at(const Tracks& tracks, std::size_t i) {
  const auto middle = [&](Part part) -> std::optional<Point2<Sagittal>> {
    const auto &l = tracks.of(Side::left, part), &r = tracks.of(Side::right, part);
    if (!l.seen[i] || !r.seen[i]) return std::nullopt;
    return Point2<Sagittal>{(l.x[i] + r.x[i]) / 2, (l.y[i] + r.y[i]) / 2};
  };
  const auto shoulder = middle(Part::shoulder), hip = middle(Part::hip), ankle = middle(Part::ankle);
  if (!shoulder || !hip || !ankle) return std::nullopt;
  return Middles{*shoulder, *hip, *ankle};
}

double lean(Point2<Sagittal> lower, Point2<Sagittal> upper, double facing) {
  return std::atan2(facing * (upper.x - lower.x), upper.y - lower.y);
}

}  // namespace

double compute_camera_roll(const Tracks& unfaced, double facing) {
  using namespace constants;
  std::vector<double> bodies, soles;
  for (std::size_t i = 0; i < unfaced.frames(); ++i) {
    const auto m = middles_at(unfaced, i);
    if (!m) continue;
    const double body_lean = lean(m->ankle, m->shoulder, facing);
    const bool straight = std::abs(lean(m->hip, m->shoulder, facing) - lean(m->ankle, m->hip, facing)) < straight_body;
    if (!straight || std::abs(body_lean) > roll_most) continue;
    bodies.push_back(body_lean - standing_body);
    for (const Side side : {Side::left, Side::right}) {
      const auto &heel = unfaced.of(side, Part::heel), &toe = unfaced.of(side, Part::toe);
      if (!heel.seen[i] || !toe.seen[i]) continue;
      const double toes_down = std::atan2(heel.y[i] - toe.y[i], facing * (toe.x[i] - heel.x[i]));
      if (std::abs(toes_down) < roll_most) soles.push_back(toes_down);
    }
  }
  if (bodies.size() < roll_frames_least || soles.size() < bodies.size()) return 0;
  const double body = *signal::median(bodies), sole = *signal::median(soles);
  const bool agree = body * sole > 0 && std::abs(body - sole) < roll_agreement;
  const double trust_body = 1 / (standing_body_sd * standing_body_sd), trust_sole = 1 / (sole_sd * sole_sd);
  const double roll = (trust_body * body + trust_sole * sole) / (trust_body + trust_sole);
  return agree && std::abs(roll) > roll_least ? facing * roll : 0;
}

}  // namespace hinge::kinematics
