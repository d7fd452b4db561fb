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
  std::vector<double> trunks;
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    if (pose.trunk_seen[i]) trunks.push_back(pose.trunk[i]);
  }
  const auto least = signal::percentile(trunks, 0.05);
  std::vector<FrameRange> stands;
  if (!least) return stands;
  const double trunk_most = std::min(*least + standing_trunk_above_least, standing_trunk_most);
  for (const auto& stretch : tracks.stretches) {
    std::size_t start = 0;
    bool within = false;
    for (std::size_t i = stretch.first; i <= stretch.last + 1; ++i) {
      const bool quiet = i <= stretch.last && pose.trunk_seen[i] && pose.thigh_seen[i] && pose.trunk[i] < trunk_most &&
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
