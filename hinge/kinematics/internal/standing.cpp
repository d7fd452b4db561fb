#include "hinge/kinematics/internal/standing.h"

#include <algorithm>
#include <cmath>

#include "hinge/kinematics/internal/constants.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

/// rad/s over a tenth of a second either side, within the stretch.
double trunk_speed(const Tracks& tracks, const SagittalPose& pose, const FrameRange& stretch, std::size_t i) {
  constexpr double half_window_s = 0.1;
  std::size_t low = i, high = i;
  while (low > stretch.first && pose.trunk_seen[low - 1] && tracks.time[i] - tracks.time[low] < half_window_s) --low;
  while (high < stretch.last && pose.trunk_seen[high + 1] && tracks.time[high] - tracks.time[i] < half_window_s) ++high;
  const double dt = tracks.time[high] - tracks.time[low];
  return dt > 1e-6 ? std::abs(pose.trunk[high] - pose.trunk[low]) / dt : 0;
}

/// How far the trunk may lean and still be called upright in this clip.
std::optional<double> upright_most(const SagittalPose& pose) {
  std::vector<double> trunks;
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    if (pose.trunk_seen[i]) trunks.push_back(pose.trunk[i]);
  }
  const auto least = signal::percentile(trunks, 0.05);
  if (!least) return std::nullopt;
  return std::min(*least + constants::standing_trunk_above_least, constants::standing_trunk_most);
}

/// The height of the shoulders that says "at the top"; nothing where no lift was seen to raise them.
std::optional<double> shoulders_at_top(const SagittalPose& pose) {
  std::vector<double> heights, lengths;
  const auto &hip = pose.joints.hip, &shoulder = pose.joints.shoulder;
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    if (!pose.trunk_seen[i]) continue;
    heights.push_back(shoulder.y[i]);
    lengths.push_back(std::hypot(shoulder.x[i] - hip.x[i], shoulder.y[i] - hip.y[i]));
  }
  const auto top = signal::percentile(heights, 0.95), bottom = signal::percentile(heights, 0.05);
  const auto trunk = signal::median(lengths);
  if (!top || *top - *bottom < constants::lockout_rise_least * *trunk) return std::nullopt;
  return *top - constants::lockout_shoulders_below_top * *trunk;
}

/// Legs that are believed must be straight; legs behind a plate say nothing, and the shoulders' height speaks for them.
bool legs_allow(const SagittalPose& pose, std::size_t i) {
  using namespace constants;
  if (!pose.thigh_seen[i] || pose.trust.knee[i] < least_leg_trust) return true;
  return std::abs(pose.thigh[i]) < standing_thigh_most && pose.shank[i] - pose.thigh[i] < standing_knee_most;
}

/// The part of an upright run that is within a few degrees of its most upright frame. Leaning back is not more upright.
FrameRange around_the_top(const SagittalPose& pose, const FrameRange& run) {
  using namespace constants;
  double least = pose.trunk[run.first];
  for (std::size_t i = run.first; i <= run.last; ++i) least = std::min(least, pose.trunk[i]);
  const double most = std::max(least, standing_trunk) + lockout_near_top;
  FrameRange top = run;
  while (pose.trunk[top.first] > most) ++top.first;
  while (pose.trunk[top.last] > most) --top.last;
  return top;
}

std::optional<double> median_over(const std::vector<double>& values, const std::vector<char>& seen,
                                  const FrameRange& range) {
  std::vector<double> kept;
  for (std::size_t i = range.first; i <= range.last; ++i) {
    if (seen[i]) kept.push_back(values[i]);
  }
  return signal::median(kept);
}

void shift_all(std::vector<double>& values, double by) {
  for (double& v : values) v += by;
}

}  // namespace

std::vector<FrameRange> find_stands(const Tracks& tracks, const SagittalPose& pose) {
  using namespace constants;
  std::vector<FrameRange> stands;
  const auto trunk_most = upright_most(pose);
  if (!trunk_most) return stands;
  for (const auto& stretch : tracks.stretches) {
    std::size_t start = 0;
    bool within = false;
    for (std::size_t i = stretch.first; i <= stretch.last + 1; ++i) {
      const bool quiet = i <= stretch.last && pose.trunk_seen[i] && pose.thigh_seen[i] && pose.trunk[i] < *trunk_most &&
                         pose.trunk[i] > -standing_trunk_most && std::abs(pose.thigh[i]) < standing_thigh_most &&
                         pose.shank[i] - pose.thigh[i] < standing_knee_most &&
                         trunk_speed(tracks, pose, stretch, i) < standing_trunk_speed;
      if (quiet && !within) start = i;
      if (within && !quiet && tracks.time[i - 1] - tracks.time[start] >= standing_least_s) {
        stands.push_back({start, i - 1});
      }
      within = quiet;
    }
  }
  return stands;
}

std::vector<FrameRange> find_lockouts(const Tracks& tracks, const SagittalPose& pose) {
  using namespace constants;
  std::vector<FrameRange> lockouts;
  const auto trunk_most = upright_most(pose), shoulders_least = shoulders_at_top(pose);
  if (!trunk_most || !shoulders_least || !tracks.floor_fixed) return lockouts;
  const auto upright = [&](const FrameRange& stretch, std::size_t i) {
    return pose.trunk_seen[i] && pose.trunk[i] < *trunk_most && pose.trunk[i] > -standing_trunk_most &&
           pose.joints.shoulder.y[i] > *shoulders_least && legs_allow(pose, i) &&
           trunk_speed(tracks, pose, stretch, i) < lockout_trunk_speed;
  };
  for (const auto& stretch : tracks.stretches) {
    std::optional<std::size_t> start;
    for (std::size_t i = stretch.first; i <= stretch.last + 1; ++i) {
      const bool within = i <= stretch.last && upright(stretch, i);
      if (within && !start) start = i;
      if (within || !start) continue;
      const auto top = around_the_top(pose, {*start, i - 1});
      if (tracks.time[top.last] - tracks.time[top.first] >= lockout_least_s - 1e-6) lockouts.push_back(top);
      start.reset();
    }
  }
  return lockouts;
}

void correct_by_standing(SagittalPose& pose, const FrameRange& standing) {
  using namespace constants;
  constexpr double both_legs_good = 1.2;  // of 2
  const auto trunk = median_over(pose.trunk, pose.trunk_seen, standing);
  const auto thigh = median_over(pose.thigh, pose.thigh_seen, standing);
  const auto shank = median_over(pose.shank, pose.thigh_seen, standing);
  if (!trunk || !thigh || !shank) return;
  const auto trust = median_over(pose.trust.shank, pose.thigh_seen, standing);
  shift_all(pose.trunk, -standing_shrink * (*trunk - standing_trunk));
  shift_all(pose.thigh, -standing_shrink * (*thigh - standing_thigh));
  if (*trust >= both_legs_good) shift_all(pose.shank, -standing_shrink * (*shank - standing_shank));
}

}  // namespace hinge::kinematics
