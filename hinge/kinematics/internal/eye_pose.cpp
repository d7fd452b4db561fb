#include "hinge/kinematics/internal/eye_pose.h"

#include <algorithm>
#include <cmath>

#include "hinge/kinematics/internal/constants.h"
#include "hinge/kinematics/internal/numbers.h"

namespace hinge::kinematics {
namespace {

/// A correction that grows with how far the body is folded: landmarks sit beside the joints by what is the person's own, and slide
/// as the flesh over them folds. Most of what the eye errs by is the person's own too and stays from frame to frame: of its error on
/// stills the part that is constant in a person is 2 of 3 degrees, so that a clip, however long, is worth two of them.
constexpr double independent_looks = 2;
constexpr int rounds = 6;  ///< of weighing down frames that stray

/// One angle's correction: level + slope * folded, with what it strays from that.
struct Turn {
  double level = 0, slope = 0;
};

struct Look {
  double folded;      ///< hip fold, in quarter turns
  double correction;  ///< what the eye reads less what was fitted, radians
  double sd;
  double trust;  ///< of the landmarks that it was read from, 0 ... 1: where they sit on a plate, the eye saw them there too
};

Turn turn_of(const std::vector<Look>& looks, double prior_sd) {
  Turn turn;
  if (looks.empty()) return turn;
  const double share = independent_looks / static_cast<double>(looks.size());
  for (int round = 0; round < rounds; ++round) {
    double w = 1 / (prior_sd * prior_sd), wx = 0, wxx = w, wy = 0, wxy = 0;
    for (const auto& look : looks) {
      const double off = look.correction - turn.level - turn.slope * look.folded;
      const double strayed = round == 0 ? 0 : off / (2 * look.sd);
      const double weight = share * look.trust / (look.sd * look.sd * (1 + strayed * strayed));
      w += weight;
      wx += weight * look.folded;
      wxx += weight * look.folded * look.folded;
      wy += weight * look.correction;
      wxy += weight * look.folded * look.correction;
    }
    const double determinant = w * wxx - wx * wx;
    turn.level = (wxx * wy - wx * wxy) / determinant;
    turn.slope = (w * wxy - wx * wy) / determinant;
  }
  return turn;
}

}  // namespace

void follow_the_eye(const std::vector<std::optional<EyeReading>>& readings, double landmarks_sd, SagittalPose& pose) {
  const std::size_t n = pose.frames();
  std::vector<double> folded(n);
  for (std::size_t i = 0; i < n; ++i) folded[i] = (pose.trunk[i] - pose.thigh[i]) / (90 * degree);
  const auto read = [&](const std::vector<double>& fitted, double EyeReading::*angle, double EyeReading::*sd,
                        const std::vector<double>& trust) {
    std::vector<Look> looks;
    for (std::size_t i = 0; i < n && i < readings.size(); ++i) {
      if (!readings[i] || !pose.thigh_seen[i]) continue;
      const double correction = std::remainder((*readings[i]).*angle - fitted[i], 2 * std::numbers::pi);
      looks.push_back({folded[i], correction, (*readings[i]).*sd, std::clamp(trust[i], 0.0, 1.0)});
    }
    return turn_of(looks, landmarks_sd);
  };
  const auto trunk = read(pose.trunk, &EyeReading::trunk, &EyeReading::trunk_sd, pose.trust.trunk);
  const auto thigh = read(pose.thigh, &EyeReading::thigh, &EyeReading::thigh_sd, pose.trust.knee);
  const auto shank = read(pose.shank, &EyeReading::shank, &EyeReading::shank_sd, pose.trust.shank);
  for (std::size_t i = 0; i < n; ++i) {
    pose.trunk[i] += trunk.level + trunk.slope * folded[i];
    pose.thigh[i] += thigh.level + thigh.slope * folded[i];
    pose.shank[i] += shank.level + shank.slope * folded[i];
  }
  choose_branches(pose);
}

}  // namespace hinge::kinematics
