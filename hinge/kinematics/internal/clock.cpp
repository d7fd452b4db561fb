#include "hinge/kinematics/internal/clock.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <vector>

#include "hinge/kinematics/internal/constants.h"
#include "hinge/signal/interpolate.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

// How large a movement is and how much of it is done in a second while it is fastest.
struct Pace {
  double range = 0;
  double share_per_s = 0;
};

Pace pace_of(const AngleSeries& angles, const std::vector<Seconds>& time) {
  constexpr double short_s = 0.2, long_s = 0.35;  // over which landmarks' jitter is small against a movement
  std::vector<double> values, speeds;
  std::size_t j = 0;
  for (std::size_t i = 0; i < angles.size(); ++i) {
    if (!angles[i]) continue;
    values.push_back(angles[i].value().value());
    while (j < i && (!angles[j] || (time[i] - time[j]).value() > long_s)) ++j;
    const double dt = (time[i] - time[j]).value();
    if (j < i && dt > short_s) speeds.push_back(std::abs(values.back() - angles[j].value().value()) / dt);
  }
  constexpr std::size_t fewest = 10;
  if (values.size() < fewest || speeds.empty()) return {};
  const double range = *signal::percentile(values, 0.97) - *signal::percentile(values, 0.03);
  return {range, range > 0 ? *signal::percentile(speeds, 0.95) / range : 0};
}

// A movement to and fro of period T goes through its range at most at pi/T a second; 0.3 is 10 s for a repetition, twice
// what a deliberately slow one takes (4 s down, 1 s up). The limit is argued from that, not fitted.
constexpr double slowest_share_per_s = 0.3;
constexpr double a_movement = 40 * degree;

bool is_slower_than_people_move(const Motion& motion) {
  bool moved = false;
  for (const auto* angles : {&motion.hip_fold.camera_side, &motion.trunk_inclination, &motion.knee_flexion.camera_side}) {
    const Pace pace = pace_of(*angles, motion.time);
    if (pace.range < a_movement) continue;
    if (pace.share_per_s == 0 || pace.share_per_s >= slowest_share_per_s) return false;
    moved = true;
  }
  return moved;
}

double rate_hz(const Motion& motion) {
  std::vector<double> time;
  for (const Seconds one : motion.time) time.push_back(one.value());
  return signal::typical_rate_hz(time);
}

}  // namespace

Clock judge_clock(const body::Source& source, const Motion& motion) {
  constexpr double clearly_faster = 1.5, slowest_hz = 8;  // the low-pass of 5 Hz needs more pictures than this
  const double rate = rate_hz(motion);
  if (!source.time_scale) {
    if (source.capture_fps > clearly_faster * rate && source.capture_fps > clearly_faster * source.fps) return Clock::slowed;
    if (is_slower_than_people_move(motion)) return Clock::slowed;
  }
  return rate > 0 && rate < slowest_hz ? Clock::sparse : Clock::trusted;
}

}  // namespace hinge::kinematics
