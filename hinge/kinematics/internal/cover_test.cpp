// Legs behind a plate, through the room's door: what the plate hides and draws to itself must not move the legs.
#include "hinge/kinematics/internal/cover.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "hinge/kinematics/compute_motion.h"
#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {

using namespace hinge::literals;
using body::Part;
using body::Side;
using test::stick_hinge;
using test::stick_recording;
using test::StickCamera;

const StickCamera camera{.facing = 1};
constexpr Side near_side = Side::right, far_side = Side::left;
constexpr double leg_px = 0.84 * 250;

double degrees(Radians r) { return to_degrees(r).value(); }

Motion motion_of(const body::Recording& recording) {
  auto motion = compute_motion(recording, {}, {});
  EXPECT_TRUE(motion.has_value());
  return motion ? *std::move(motion) : Motion{};
}

/// A lift whose bottom is held three times as long as the person stands.
test::StickRun long_holds() { return stick_hinge({.stand = 1.0_s, .bottom = 1.8_s, .pause = 0.3_s}); }

body::Landmark& mark(body::Recording& recording, std::size_t frame, Part part, Side side) {
  return recording.frames[frame].landmarks[*recording.find_column(on_side(part, side))];
}

/// A plate on the shins while the trunk is low, at the thighs while it is up.
void hold_plate(body::Recording& recording, const std::vector<test::StickFrame>& frames) {
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const double low = std::clamp(frames[i].posture.trunk.value() / 60, 0.0, 1.0);
    const auto ankle = mark(recording, i, Part::ankle, near_side).image;
    recording.implement.push_back(
        body::ImplementPoint{{ankle.x + .15 * leg_px, ankle.y - (.75 - .45 * low) * leg_px}, .33 * leg_px, 0.95});
  }
}

/// Both ankles drawn up onto the plate, both knees to its middle, as long as it hangs before the shins.
void draw_low_legs_to_the_plate(body::Recording& recording, const std::vector<test::StickFrame>& frames) {
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (frames[i].posture.trunk < 30_deg) continue;
    for (const Side side : {Side::left, Side::right}) {
      mark(recording, i, Part::ankle, side).image.y -= .15 * leg_px;
      mark(recording, i, Part::knee, side).image.x += .15 * leg_px;
    }
  }
}

TEST(LegsBehindAPlate, StandWhereTheyAreSeenAndNotWhereThePlateHoldsThemLongest) {
  const auto run = long_holds();
  auto recording = stick_recording(run.frames, camera);
  hold_plate(recording, run.frames);
  draw_low_legs_to_the_plate(recording, run.frames);
  const auto motion = motion_of(recording);
  EXPECT_NEAR(motion.scale.leg_length.value(), leg_px, .03 * leg_px);
  for (std::size_t i = 0; i < run.frames.size(); ++i) {
    if (run.frames[i].posture.trunk > 5_deg) continue;
    ASSERT_TRUE(motion.knee_flexion.camera_side[i].has_value()) << i;
    EXPECT_NEAR(degrees(motion.knee_flexion.camera_side[i].value()), run.frames[i].posture.knee().value(), 3) << i;
  }
}

TEST(LegsBehindAPlate, GiveTheFoldAtTheBottomFromHipsThatLieClearOfIt) {
  const auto run = long_holds();
  auto recording = stick_recording(run.frames, camera);
  hold_plate(recording, run.frames);
  draw_low_legs_to_the_plate(recording, run.frames);
  const auto motion = motion_of(recording);
  for (std::size_t i = 0; i < run.frames.size(); ++i) {
    if (run.frames[i].posture.hip_fold() < 84_deg) continue;
    EXPECT_NEAR(degrees(motion.hip_fold.camera_side[i].value()), run.frames[i].posture.hip_fold().value(), 5) << i;
  }
}

TEST(LegsBehindAPlate, KeepTheirKneeWhereOnlyTheAnkleIsHidden) {
  const auto run = stick_hinge({.knee_bottom = 60_deg, .shank_bottom = 15_deg});
  auto recording = stick_recording(run.frames, camera);
  hold_plate(recording, run.frames);
  for (std::size_t i = 0; i < run.frames.size(); ++i) {
    if (run.frames[i].posture.trunk < 20_deg) continue;
    auto& plate = *recording.implement[i];
    const auto& ankle = mark(recording, i, Part::ankle, near_side).image;
    plate.centre = {ankle.x, ankle.y};
    plate.radius_px = .25 * leg_px;
    for (const Side side : {Side::left, Side::right}) mark(recording, i, Part::ankle, side).image.y -= .2 * leg_px;
  }
  const auto motion = motion_of(recording);
  for (std::size_t i = 0; i < run.frames.size(); ++i) {
    if (run.frames[i].posture.knee() < 55_deg) continue;
    ASSERT_TRUE(motion.knee_flexion.camera_side[i].has_value()) << i;
    EXPECT_NEAR(degrees(motion.knee_flexion.camera_side[i].value()), run.frames[i].posture.knee().value(), 5) << i;
  }
}

TEST(LegsBehindAPlate, AreTheFarLegsLandmarksWhereThoseLieOnTheNearLeg) {
  const StickCamera network{.facing = 1, .estimator = "blazepose-full"};
  const auto run = stick_hinge();
  auto near_alone = stick_recording(run.frames, network);
  auto glued = near_alone;
  for (std::size_t i = 0; i < run.frames.size(); ++i) {
    for (const Part part : {Part::hip, Part::knee, Part::ankle}) {
      mark(near_alone, i, part, far_side).measured = false;
      mark(glued, i, part, far_side) = mark(glued, i, part, near_side);
    }
    mark(glued, i, Part::knee, near_side).image.x += .2 * leg_px;
    mark(glued, i, Part::ankle, near_side).image.y -= .2 * leg_px;
  }
  const auto open = motion_of(near_alone), motion = motion_of(glued);
  EXPECT_NEAR(motion.scale.leg_length.value(), open.scale.leg_length.value(), .02 * leg_px);
  for (std::size_t i = 0; i < run.frames.size(); ++i) {
    EXPECT_NEAR(degrees(motion.hip_fold.camera_side[i].value()), degrees(open.hip_fold.camera_side[i].value()), 5) << i;
  }
}

TEST(Cover, HidesWhatLiesInTheDiscAndFreesWhatLiesClearOfIt) {
  body::Recording recording;
  recording.implement = {body::ImplementPoint{{100, 200}, 40, 1}, std::nullopt};
  constexpr constants::Clearance half{1.0, 1.2};
  const auto cover = find_cover(recording, image_plane(-1));
  EXPECT_EQ(clear_of(cover, 0, {-100, -200}, half), 0);
  EXPECT_EQ(clear_of(cover, 0, {-100, -160}, half), 0);
  EXPECT_NEAR(clear_of(cover, 0, {-100, -156}, half), 0.5, 1e-9);
  EXPECT_EQ(clear_of(cover, 0, {-100, -150}, half), 1);
  EXPECT_EQ(clear_of(cover, 1, {-100, -200}, half), 1);
  EXPECT_EQ(clear_of({}, 0, {-100, -200}, half), 1);
}

}  // namespace
}  // namespace hinge::kinematics
