#include "hinge/kinematics/internal/eye_features.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "hinge/kinematics/internal/numbers.h"
#include "tests/support/painted_back.h"
#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {

using namespace hinge::literals;
using test::stick_hinge;
using test::stick_recording;
using test::StickCamera;

body::Recording painted(const StickCamera& camera, double side_px) {
  auto recording = stick_recording(stick_hinge({.reps = 1}).frames, camera);
  test::paint_backs(recording, camera.facing, [](std::size_t) { return [](double) { return 0.25; }; },
                    {.cells = 128, .side_px = side_px});
  return recording;
}

std::size_t lowest(const body::Recording& recording) {
  const auto height = [](const body::Frame& frame) {
    return frame.landmarks[static_cast<std::size_t>(body::Joint::left_shoulder)].image.y;
  };
  return static_cast<std::size_t>(std::ranges::max_element(recording.frames, {}, height) - recording.frames.begin());
}

void expect_alike(const EyeInput& a, const EyeInput& b, double tolerance) {
  for (std::size_t k = 0; k < eye_feature_count; ++k) EXPECT_NEAR(a.features[k], b.features[k], tolerance) << "feature " << k;
  EXPECT_NEAR(a.raw.trunk, b.raw.trunk, tolerance);
  EXPECT_NEAR(a.raw.thigh, b.raw.thigh, tolerance);
  EXPECT_NEAR(a.raw.shank, b.raw.shank, tolerance);
}

TEST(EyeFeatures, AreTheSameOfWhoFacesTheOtherWay) {
  const auto right = painted({.facing = 1}, 520), left = painted({.facing = -1}, 520);
  const std::size_t i = lowest(right);
  const auto a = read_eye_input(right, i, {1, 0}), b = read_eye_input(left, i, {-1, 0});
  ASSERT_TRUE(a && b);
  expect_alike(*a, *b, .02);
}

TEST(EyeFeatures, AreTheSameInALargerPicture) {
  const auto small = painted({}, 520), large = painted({.px_per_m = 500, .width_px = 2560, .height_px = 1440}, 1040);
  const std::size_t i = lowest(small);
  const auto a = read_eye_input(small, i, {1, 0}), b = read_eye_input(large, i, {1, 0});
  ASSERT_TRUE(a && b);
  expect_alike(*a, *b, .02);
}

TEST(EyeFeatures, HoldTheInclinationsOfTheLandmarks) {
  const auto run = stick_hinge({.reps = 1});
  const auto recording = stick_recording(run.frames);
  const std::size_t i = lowest(recording);
  const auto input = read_eye_input(recording, i, {1, 0});
  ASSERT_TRUE(input);
  EXPECT_NEAR(input->raw.trunk, to_radians(run.frames[i].posture.trunk).value(), 1e-6);
  EXPECT_NEAR(input->raw.thigh, to_radians(run.frames[i].posture.thigh).value(), 1e-6);
  EXPECT_NEAR(input->raw.shank, to_radians(run.frames[i].posture.shank).value(), 1e-6);
}

// The fit drops outlines on purpose (NO_OUTLINE in bench/fit/eye/people.py) and must do it as a recording without them does.
TEST(EyeFeatures, SayThatThereIsNoOutline) {
  constexpr std::size_t outline_first = 94, distances = 58, tangents = 18;
  const auto recording = stick_recording(stick_hinge({.reps = 1}).frames);
  const auto input = read_eye_input(recording, 0, {1, 0});
  ASSERT_TRUE(input);
  std::size_t k = outline_first;
  for (std::size_t end = k + distances; k < end; ++k) EXPECT_FLOAT_EQ(input->features[k], .3F) << k;
  for (std::size_t end = k + tangents; k < end; ++k) EXPECT_FLOAT_EQ(input->features[k], 0) << k;
  EXPECT_FLOAT_EQ(input->features[k++], 3);
  EXPECT_FLOAT_EQ(input->features[k++], 3);
  EXPECT_FLOAT_EQ(input->features[k++], 5);
  EXPECT_FLOAT_EQ(input->features[k++], 5);
  EXPECT_EQ(k, eye_feature_count);
}

TEST(EyeFeatures, AreNothingWhereNobodyIsOrALandmarkIsNoNumber) {
  auto recording = stick_recording(stick_hinge({.reps = 1}).frames);
  recording.frames[0].landmarks.clear();
  recording.frames[1].landmarks[static_cast<std::size_t>(body::Joint::right_knee)].image.x = std::nan("");
  const auto inputs = read_eye_inputs(recording, {1, 0});
  EXPECT_FALSE(inputs[0]);
  EXPECT_FALSE(inputs[1]);
  EXPECT_TRUE(inputs[2]);
}

TEST(EyeFeatures, AreNothingForOtherColumns) {
  auto recording = stick_recording(stick_hinge({.reps = 1}).frames);
  std::swap(recording.names[0], recording.names[1]);
  EXPECT_TRUE(std::ranges::none_of(read_eye_inputs(recording, {1, 0}), [](const auto& input) { return input.has_value(); }));
}

}  // namespace
}  // namespace hinge::kinematics
