#include "hinge/kinematics/internal/wall.h"

#include <optional>
#include <utility>
#include <vector>

#include "hinge/kinematics/internal/constants.h"
#include "hinge/kinematics/internal/tracks.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

struct Fit {
  WallBehind wall;
  double nearest = 0;  ///< gap, m
};

double x_at(const body::Upright& upright, double y) {
  const double share = (y - upright.top.y) / (upright.bottom.y - upright.top.y);
  return upright.top.x + share * (upright.bottom.x - upright.top.x);
}

/// Nothing, if it does not stand where the heels do, is too low, or the hips pass it.
std::optional<Fit> fit_to(const body::Upright& upright, const SagittalPose& pose, const Motion& motion) {
  using namespace constants;
  const double leg = motion.scale.leg_length.value(), metre = motion.scale.leg_length_m.value().value() / leg;
  Fit fit{{upright.top, upright.bottom, {}, {}}, 0};
  std::vector<double> gaps, ankle_y, hip_y, behind;
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    fit.wall.gap.push_back(Measured<double>::missing(Unmeasured::occluded));
    if (!pose.trunk_seen[i]) continue;
    const auto hip = in_picture(pose.joints.hip.at(i), motion.view);
    const auto ankle = in_picture(pose.joints.ankle.at(i), motion.view);
    const double x = x_at(upright, hip.y);
    gaps.push_back((hip.x - x) * motion.view.facing * metre - buttock_behind_hip_m);
    fit.wall.gap.back() = Measured<double>::seen(gaps.back(), wall_sd_m);
    ankle_y.push_back(ankle.y), hip_y.push_back(hip.y);
    behind.push_back((ankle.x - x) * motion.view.facing * metre);
  }
  const auto nearest = signal::percentile(gaps, stray_share), floor = signal::median(ankle_y);
  if (!nearest || *nearest < -touching_m) return std::nullopt;
  if (upright.bottom.y < *floor - wall_foot_above_ankle * leg) return std::nullopt;
  if (upright.top.y > *signal::percentile(hip_y, stray_share) - wall_above_hips * leg) return std::nullopt;
  fit.wall.behind_ankle = Measured<double>::seen(*signal::median(behind), wall_sd_m);
  fit.nearest = *nearest;
  return fit;
}

}  // namespace

void fill_wall(const body::Recording& recording, const SagittalPose& pose, Motion& motion) {
  const bool side = motion.view.view == View::sagittal_left || motion.view.view == View::sagittal_right;
  if (!side || !(motion.scale.leg_length.value() > 0) || !motion.scale.leg_length_m.has_value()) return;
  std::optional<Fit> best;
  for (const auto& upright : recording.uprights) {
    auto fit = fit_to(upright, pose, motion);
    if (fit && (!best || fit->nearest < best->nearest)) best = std::move(fit);
  }
  if (best) motion.wall = std::move(best->wall);
}

}  // namespace hinge::kinematics
