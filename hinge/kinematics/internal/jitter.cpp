#include "hinge/kinematics/internal/jitter.h"

#include <algorithm>
#include <cmath>

#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

using body::Part;

/// Of one coordinate, in the tracks' unit.
double taken_away(const Track& raw, const Track& smooth) {
  std::vector<double> off;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (!raw.seen[i] || !smooth.seen[i]) continue;
    off.push_back(raw.x[i] - smooth.x[i]);
    off.push_back(raw.y[i] - smooth.y[i]);
  }
  return signal::sd_per_mad * signal::median_deviation(off).value_or(0);
}

double length_between(const Track& a, const Track& b) {
  std::vector<double> lengths;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a.seen[i] && b.seen[i]) lengths.push_back(std::hypot(a.x[i] - b.x[i], a.y[i] - b.y[i]));
  }
  return signal::median(lengths).value_or(0);
}

double frame_rate(const Tracks& tracks) {
  std::vector<double> steps;
  for (std::size_t i = 1; i < tracks.frames(); ++i) {
    if (tracks.time[i] > tracks.time[i - 1]) steps.push_back(tracks.time[i] - tracks.time[i - 1]);
  }
  const auto step = signal::median(steps);
  return step ? 1 / *step : 0;
}

}  // namespace

Jitter compute_jitter(const Tracks& raw, const Tracks& smooth, body::Side side, double cutoff_hz) {
  const double rate = frame_rate(raw);
  if (!(rate > 0)) return {};
  constexpr double most_let_through = 0.8;  // of the band: above it too little is taken away to tell the noise from it
  const double let_through = std::min(most_let_through, 2 * cutoff_hz / rate);
  const double left_per_taken = std::sqrt(let_through / (1 - let_through));
  const auto of = [&](Part upper, Part lower) {
    const double length = length_between(smooth.of(side, upper), smooth.of(side, lower));
    if (!(length > 0)) return 0.0;
    const double upper_sd = taken_away(raw.of(side, upper), smooth.of(side, upper)),
                 lower_sd = taken_away(raw.of(side, lower), smooth.of(side, lower));
    return left_per_taken * std::hypot(upper_sd, lower_sd) / length;
  };
  return {of(Part::shoulder, Part::hip), of(Part::hip, Part::knee), of(Part::knee, Part::ankle)};
}

}  // namespace hinge::kinematics
