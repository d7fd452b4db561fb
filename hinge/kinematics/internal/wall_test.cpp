#include "hinge/kinematics/internal/wall.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "hinge/body/joint.h"
#include "hinge/kinematics/compute_motion.h"
#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {
using body::Joint;
using test::stick_hinge;
using test::stick_recording;

constexpr double px_per_m = 250, facing = -1;

Point2<ImagePx> place(const body::Recording& recording, std::size_t frame, Joint joint) {
  const auto& image = recording.frames[frame].landmarks[*recording.find_column(joint)].image;
  return {image.x, image.y};
}

/// Facing image left, so behind is to the right; the wall's end stands where the buttocks get furthest back, `off_m`
/// further away, and reaches from a metre above the hips to `foot_m` below the ankles.
body::Recording before_a_wall(double off_m = 0, double foot_m = 0.05) {
  auto recording = stick_recording(stick_hinge({.reps = 2}).frames, {.px_per_m = px_per_m, .facing = facing});
  double furthest = 0;
  for (std::size_t i = 0; i < recording.frames.size(); ++i)
    furthest = std::max(furthest, place(recording, i, Joint::left_hip).x);
  const double x = furthest + (buttock_behind_hip_m + off_m) * px_per_m;
  const auto ankle = place(recording, 0, Joint::left_ankle), hip = place(recording, 0, Joint::left_hip);
  recording.uprights = {{{x, hip.y - px_per_m}, {x, ankle.y + foot_m * px_per_m}, 0.9}};
  return recording;
}

Motion motion_of(const body::Recording& recording) { return compute_motion(recording, {}).value(); }

double nearest(const WallBehind& wall) {
  double least = 9;
  for (const auto& gap : wall.gap) least = gap.has_value() ? std::min(least, gap.value()) : least;
  return least;
}

TEST(Wall, IsTouchedWhereTheHipsEndAtIt) {
  const auto motion = motion_of(before_a_wall());
  ASSERT_TRUE(motion.wall);
  EXPECT_LT(std::abs(nearest(*motion.wall)), touching_m);
  EXPECT_EQ(motion.wall->gap.size(), motion.frames());
}

TEST(Wall, IsNotTouchedFromAHandsBreadthAway) {
  const auto motion = motion_of(before_a_wall(0.15));
  ASSERT_TRUE(motion.wall);
  EXPECT_GT(nearest(*motion.wall), 2 * touching_m);
}

TEST(Wall, ThatTheHipsPassIsFurtherFromTheCameraAndNoWall) { EXPECT_FALSE(motion_of(before_a_wall(-0.3)).wall); }

TEST(Wall, ThatMeetsTheFloorFurtherBackIsOutOfReach) { EXPECT_FALSE(motion_of(before_a_wall(0, -0.25)).wall); }

TEST(Wall, BeforeThePersonIsNotBehind) {
  auto recording = before_a_wall();
  for (double* x : {&recording.uprights[0].top.x, &recording.uprights[0].bottom.x}) *x -= 2 * px_per_m;
  EXPECT_FALSE(motion_of(recording).wall);
}

TEST(Wall, OfTwoUprightsIsTheNearer) {
  auto recording = before_a_wall(0.2);
  const auto near = before_a_wall().uprights[0];
  recording.uprights.push_back(near);
  const auto motion = motion_of(recording);
  ASSERT_TRUE(motion.wall);
  EXPECT_EQ(motion.wall->top.x, near.top.x);
}

}  // namespace
}  // namespace hinge::kinematics
