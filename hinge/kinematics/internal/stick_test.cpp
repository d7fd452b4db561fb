#include "hinge/kinematics/internal/stick.h"

#include <gtest/gtest.h>

#include <cmath>

#include "hinge/body/joint.h"
#include "hinge/kinematics/compute_motion.h"
#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {
using body::Joint;
using test::stick_hinge;
using test::stick_recording;

constexpr double px_per_m = 250, rounding_m = 0.004;

/// Facing image left, a stick 0.12 m behind the line from hip to shoulder; `off_m` further at the hips while folded.
body::Recording with_stick(double off_m = 0) {
  auto recording = stick_recording(stick_hinge({.reps = 2}).frames, {.px_per_m = px_per_m, .facing = -1});
  recording.stick.resize(recording.frames.size());
  const auto shoulder = *recording.find_column(Joint::left_shoulder), hip = *recording.find_column(Joint::left_hip);
  for (std::size_t i = 0; i < recording.frames.size(); i += 5) {
    const auto &s = recording.frames[i].landmarks[shoulder].image, &h = recording.frames[i].landmarks[hip].image;
    const double x = h.x - s.x, y = h.y - s.y, length = std::hypot(x, y);
    const double back_x = y / length, back_y = -x / length;
    const double folded = std::abs(x) / length;  // sine of the trunk's lean
    const double behind = 0.12 * px_per_m, more = folded > 0.6 ? off_m * px_per_m : 0;
    recording.stick[i] = body::StickLine{{s.x + behind * back_x, s.y + behind * back_y},
                                         {h.x + (behind + more) * back_x, h.y + (behind + more) * back_y},
                                         1, 0.8};
  }
  return recording;
}

double greatest(const std::vector<Measured<double>>& gaps) {
  double most = -1;
  for (const auto& gap : gaps) most = gap.has_value() ? std::max(most, gap.value()) : most;
  return most;
}

Motion motion_of(const body::Recording& recording) { return compute_motion(recording, {}).value(); }

TEST(StickGaps, AreNothingWhileTheStickKeepsItsPlace) {
  const auto motion = motion_of(with_stick());
  ASSERT_TRUE(motion.stick.seen());
  EXPECT_NEAR(greatest(motion.stick.sacrum), 0, rounding_m);
  EXPECT_NEAR(greatest(motion.stick.upper_back), 0, rounding_m);
}

TEST(StickGaps, GrowWhereTheHipsLeaveTheStick) {
  const auto motion = motion_of(with_stick(0.06));
  EXPECT_GT(greatest(motion.stick.sacrum), 0.045);
  EXPECT_NEAR(greatest(motion.stick.upper_back), 0, rounding_m);
}

TEST(StickGaps, AreKnownBetweenTheLooksAndNotWhereTheStickWasHidden) {
  auto recording = with_stick();
  for (std::size_t i = 40; i < 80; ++i) recording.stick[i].reset();
  const auto motion = motion_of(recording);
  EXPECT_TRUE(motion.stick.sacrum[22].has_value());
  EXPECT_FALSE(motion.stick.sacrum[60].has_value());
}

TEST(StickGaps, AreMissingWithoutAStick) { EXPECT_FALSE(motion_of(stick_recording(stick_hinge({.reps = 1}).frames, {})).stick.seen()); }

}  // namespace
}  // namespace hinge::kinematics
