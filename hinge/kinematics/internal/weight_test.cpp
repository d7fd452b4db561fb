#include "hinge/kinematics/internal/weight.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "hinge/kinematics/compute_motion.h"
#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {
using test::stick_hinge;
using test::stick_recording;

constexpr double px_per_m = 250;
// A zero-lag low-pass at 6 Hz takes this much of a movement of 0.3 Hz, and of its speed.
constexpr double filtered_m = 0.002, filtered_m_per_s = 0.01;

/// A plate of 0.45 m before the lifter, seen `larger` times as large as the body's scale says, that goes up and down
/// 0.5 m in a sine of 0.3 Hz from a place 0.1 m beside the hands' own.
constexpr double rate_hz = 0.3, reach_m = 0.25;
double height_at(Seconds time) { return reach_m * (1 - std::cos(2 * std::numbers::pi * rate_hz * time.value())); }
double speed_at(Seconds time) {
  const double w = 2 * std::numbers::pi * rate_hz;
  return reach_m * w * std::sin(w * time.value());
}

body::Recording with_plate(double larger = 1.2, double diameter_m = 0.45) {
  auto recording = stick_recording(stick_hinge({.reps = 3}).frames, {.px_per_m = px_per_m, .facing = -1});
  for (auto& frame : recording.frames) {
    const double scale = px_per_m * larger;
    for (const auto joint : {body::Joint::left_wrist, body::Joint::right_wrist})
      frame.landmarks[static_cast<std::size_t>(joint)].image.y = 450 - px_per_m * height_at(frame.time);
    recording.implement.push_back(
        body::ImplementPoint{{600, 500 - scale * height_at(frame.time)}, scale * diameter_m / 2, 0.9});
  }
  return recording;
}

Motion motion_of(const body::Recording& recording, const body::Athlete& athlete = {}) {
  return compute_motion(recording, athlete).value();
}

TEST(WeightPath, HasTheSpeedOfAPlateOfKnownDiameter) {
  const auto recording = with_plate(1.37);
  const auto motion = motion_of(recording, {.height = {}, .mass = {}, .load = {}, .plate_diameter = Metres{0.45}});
  EXPECT_EQ(motion.weight.source, WeightSource::round);
  EXPECT_EQ(motion.weight.scale, WeightScale::diameter);
  for (std::size_t i = 10; i + 10 < motion.frames(); ++i) {
    ASSERT_TRUE(motion.weight.velocity[i].has_value());
    EXPECT_NEAR(motion.weight.velocity[i].value(), speed_at(motion.time[i]), filtered_m_per_s) << i;
    EXPECT_NEAR(motion.weight.height[i].value(), height_at(motion.time[i]), filtered_m) << i;
  }
}

TEST(WeightPath, LiesInThePictureWhereThePlateWasSeen) {
  const auto recording = with_plate();
  const auto motion = motion_of(recording);
  ASSERT_EQ(motion.weight.in_picture.size(), motion.frames());
  for (std::size_t i = 10; i + 10 < motion.frames(); ++i) {
    ASSERT_TRUE(motion.weight.in_picture[i].has_value());
    EXPECT_NEAR(motion.weight.in_picture[i]->x, recording.implement[i]->centre.x, 1) << i;
    EXPECT_NEAR(motion.weight.in_picture[i]->y, recording.implement[i]->centre.y, 1) << i;
  }
}

TEST(WeightPath, HasTheDiameterThatThePictureShows) {
  const auto motion = motion_of(with_plate(1.2, 0.45));
  const double leg_m = motion.scale.leg_length.value() / px_per_m;  // the stick lifter's, in its own metres
  ASSERT_TRUE(motion.weight.diameter);
  EXPECT_NEAR(*motion.weight.diameter, 1.2 * 0.45 / leg_m, 1e-3);
  EXPECT_FALSE(motion_of(stick_recording(stick_hinge({.reps = 3}).frames)).weight.diameter);
}

TEST(WeightPath, OfAPlateOfUnknownDiameterIsRightWithinItsDeviation) {
  const double leg_m = 0.84, height_m = leg_m / 0.480;  // docs/science.md 2.1
  for (const double larger : {1.12, 1.2, 1.28}) {
    const auto motion = motion_of(with_plate(larger), {.height = Metres{height_m}, .mass = {}, .load = {}});
    EXPECT_EQ(motion.weight.scale, WeightScale::body);
    const std::size_t fast = 25;
    const auto velocity = motion.weight.velocity[fast];
    EXPECT_NEAR(velocity.value(), speed_at(motion.time[fast]), 1.5 * velocity.sd()) << larger;
  }
}

TEST(WeightPath, GoesOnWithTheHandsWhileThePlateIsHidden) {
  auto recording = with_plate();
  for (std::size_t i = 30; i < 40; ++i) recording.implement[i].reset();
  const auto motion = motion_of(recording, {.height = {}, .mass = {}, .load = {}, .plate_diameter = Metres{0.45}});
  for (std::size_t i = 25; i < 45; ++i) EXPECT_TRUE(motion.weight.height[i].has_value()) << i;
  EXPECT_GT(motion.weight.velocity[35].sd(), motion.weight.velocity[20].sd());
}

TEST(WeightPath, ForgetsAnOutlineThatIsElsewhereForAMoment) {
  auto recording = with_plate();
  recording.implement[40]->centre.y -= 100;
  const auto motion = motion_of(recording, {.height = {}, .mass = {}, .load = {}, .plate_diameter = Metres{0.45}});
  EXPECT_NEAR(motion.weight.velocity[40].value(), speed_at(motion.time[40]), 5 * filtered_m_per_s);
}

TEST(WeightPath, HasNoSpikeWhereTheOutlineSlidOffThePlate) {
  auto recording = with_plate();
  // For a quarter of a second something on the floor is taken for it, half a metre lower.
  for (std::size_t i = 40; i < 48; ++i) recording.implement[i]->centre.y += 120;
  const auto motion = motion_of(recording, {.height = {}, .mass = {}, .load = {}, .plate_diameter = Metres{0.45}});
  const double fastest = 2 * std::numbers::pi * rate_hz * reach_m;
  for (std::size_t i = 20; i < 70; ++i) {
    const auto& velocity = motion.weight.velocity[i];
    EXPECT_LT(velocity.has_value() ? std::abs(velocity.value()) : 0, 1.4 * fastest) << i;
  }
  EXPECT_FALSE(motion.weight.in_picture[44].has_value());
}

TEST(WeightPath, IsNotMeasuredWhileThePlateIsAwayForLong) {
  auto recording = with_plate();
  for (std::size_t i = 30; i < 75; ++i) recording.implement[i].reset();  // a second and a half
  const auto motion = motion_of(recording, {.height = {}, .mass = {}, .load = {}, .plate_diameter = Metres{0.45}});
  EXPECT_FALSE(motion.weight.velocity[52].has_value());
  EXPECT_TRUE(motion.weight.velocity[20].has_value());
}

TEST(WeightPath, IsTheHandsWhereNoPlateWasSeen) {
  const auto motion = motion_of(stick_recording(stick_hinge({.reps = 3}).frames));
  EXPECT_EQ(motion.weight.source, WeightSource::hands);
  EXPECT_EQ(motion.weight.seen_share, 0);
  EXPECT_TRUE(motion.weight.velocity[20].has_value());
  EXPECT_GT(motion.weight.velocity[20].sd(), 0.05);
}

TEST(WeightPath, LiesOverTheFootWhereTheHandsAre) {
  // Where the end of the bar appears depends on the camera; the hands are where they are.
  const auto hands = motion_of(stick_recording(stick_hinge({.reps = 3}).frames, {.px_per_m = px_per_m, .facing = -1}));
  const auto plate = motion_of(with_plate());
  double sum = 0;
  for (std::size_t i = 0; i < plate.frames(); ++i)
    sum += plate.weight.ahead_of_midfoot[i].value() - hands.weight.ahead_of_midfoot[i].value();
  EXPECT_NEAR(sum / static_cast<double>(plate.frames()), 0, 0.05);
}

TEST(WeightPath, IsNotSaidAlongTheFootFromASlant) {
  const auto motion = motion_of(stick_recording(stick_hinge({.reps = 3}).frames, {.yaw = Degrees{45}}));
  EXPECT_EQ(motion.weight.ahead_of_midfoot[20].why(), Unmeasured::wrong_view);
  EXPECT_TRUE(motion.weight.velocity[20].has_value());
}

TEST(WeightPath, ChangesNoAngleOfLegsThatAreSeenThroughout) {
  constexpr double fit_deg = 0.01;  // joints that lie clear of the plate are weighted by that instead of by the leg
  const auto without = motion_of(stick_recording(stick_hinge({.reps = 3}).frames, {.px_per_m = px_per_m, .facing = -1}));
  const auto with = motion_of(with_plate());
  for (std::size_t i = 0; i < with.frames(); ++i)
    EXPECT_NEAR(to_degrees(with.hip_fold.camera_side[i].value()).value(),
                to_degrees(without.hip_fold.camera_side[i].value()).value(), fit_deg);
}

TEST(WeightPath, RefusesAPlateNobodyHas) {
  const auto result = compute_motion(with_plate(), {.height = {}, .mass = {}, .load = {}, .plate_diameter = Metres{4.5}});
  ASSERT_FALSE(result);
  EXPECT_EQ(to_string(result.error()), "a plate's diameter must lie between 0.1 and 0.6 m");
}

TEST(WeightPath, IsEmptyInAnEmptyRecording) {
  const auto motion = motion_of({});
  EXPECT_EQ(motion.weight.source, WeightSource::none);
  EXPECT_TRUE(motion.weight.velocity.empty());
}

}  // namespace
}  // namespace hinge::kinematics
