#include "hinge/kinematics/internal/eye.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "hinge/kinematics/internal/eye_pose.h"
#include "hinge/kinematics/internal/eye_weights.h"
#include "hinge/kinematics/internal/numbers.h"
#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {

using namespace hinge::literals;
using test::stick_hinge;
using test::stick_recording;

std::vector<std::optional<EyeReading>> readings_of(const SagittalPose& pose, double trunk_off, double sd) {
  std::vector<std::optional<EyeReading>> readings;
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    EyeReading one;
    one.trunk = pose.trunk[i] + trunk_off;
    one.thigh = pose.thigh[i];
    one.shank = pose.shank[i];
    one.trunk_sd = one.thigh_sd = one.shank_sd = sd;
    readings.emplace_back(one);
  }
  return readings;
}

/// A hinge to a fold of 90 degrees in 60 frames, all seen.
SagittalPose hinge_pose() {
  SagittalPose pose = make_pose(60);
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    const double down = std::sin(std::numbers::pi * static_cast<double>(i) / 59);
    pose.trunk[i] = 70 * degree * down;
    pose.thigh[i] = -20 * degree * down;
    pose.trunk_seen[i] = pose.thigh_seen[i] = pose.leg_seen[i] = 1;
    pose.trust.trunk[i] = pose.trust.knee[i] = pose.trust.shank[i] = pose.trust.fold[i] = 2;
  }
  return pose;
}

// Two roundings are between what the fit computed and this: of the weights, which it took into account, and of the sample.
TEST(Eye, SaysWhatTheFitsOwnNetworkSays) {
  const auto sample = eye_weights::sample();
  EyeInput input;
  ASSERT_EQ(sample.features.size(), eye_feature_count);
  std::ranges::copy(sample.features, input.features.begin());
  const auto reading = look(input);
  constexpr double tolerance = .02 * degree;
  const std::array said{reading.trunk, reading.thigh, reading.shank, reading.pelvis, reading.lumbar, reading.thoracic};
  ASSERT_EQ(sample.corrections_deg.size(), said.size());
  for (std::size_t k = 0; k < said.size(); ++k)
    EXPECT_NEAR(said[k], static_cast<double>(sample.corrections_deg[k]) * degree, tolerance) << k;
  const std::array sds{reading.trunk_sd, reading.thigh_sd, reading.shank_sd, reading.fold_sd,
                       reading.knee_sd,  reading.pelvis_sd, reading.lumbar_sd, reading.thoracic_sd};
  ASSERT_EQ(sample.sd_deg.size(), sds.size());
  for (std::size_t k = 0; k < sds.size(); ++k)
    EXPECT_NEAR(sds[k], static_cast<double>(sample.sd_deg[k]) * degree, tolerance) << k;
}

TEST(Eye, ReadsEveryFrameThatHasAPersonAndNoOther) {
  auto recording = stick_recording(stick_hinge({.reps = 1}).frames);
  recording.frames[3].landmarks.clear();
  const auto readings = read_with_eye(recording, {1, 0});
  ASSERT_EQ(readings.size(), recording.frames.size());
  for (std::size_t i = 0; i < readings.size(); ++i) {
    EXPECT_EQ(readings[i].has_value(), i != 3) << i;
    if (!readings[i]) continue;
    EXPECT_TRUE(std::isfinite(readings[i]->trunk + readings[i]->thigh + readings[i]->shank + readings[i]->lumbar)) << i;
    EXPECT_GT(readings[i]->trunk_sd, 0) << i;
  }
}

TEST(FollowTheEye, MeetsItBetweenWhereLandmarksAndEyeAreAsSure) {
  auto pose = hinge_pose();
  const auto before = pose;
  follow_the_eye(readings_of(pose, 6 * degree, 4 * degree), 4 * degree, pose);
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    const double turned = (pose.trunk[i] - before.trunk[i]) / degree;
    EXPECT_GT(turned, 2.5) << i;
    EXPECT_LT(turned, 5) << i;
    EXPECT_NEAR(pose.thigh[i], before.thigh[i], 1e-9) << i;
  }
}

TEST(FollowTheEye, HardlyMovesWhereTheEyeIsUnsure) {
  auto pose = hinge_pose();
  const auto before = pose;
  follow_the_eye(readings_of(pose, 20 * degree, 40 * degree), 4 * degree, pose);
  for (std::size_t i = 0; i < pose.frames(); ++i) EXPECT_NEAR(pose.trunk[i], before.trunk[i], 1 * degree) << i;
}

// A plate that takes the hip with it for a while must not turn the whole clip.
TEST(FollowTheEye, IsNotLedByAFewFramesThatStray) {
  auto pose = hinge_pose(), strayed = pose;
  auto readings = readings_of(pose, 3 * degree, 4 * degree);
  follow_the_eye(readings, 4 * degree, pose);
  for (std::size_t i = 25; i < 32; ++i) readings[i]->trunk += 70 * degree;
  follow_the_eye(readings, 4 * degree, strayed);
  for (std::size_t i = 0; i < pose.frames(); ++i) EXPECT_NEAR(strayed.trunk[i], pose.trunk[i], 1.5 * degree) << i;
}

// Where a plate held the legs' landmarks all the time, the eye saw them there as well.
TEST(FollowTheEye, HardlyMovesLegsThatWereNeverTrusted) {
  auto pose = hinge_pose();
  std::ranges::fill(pose.trust.knee, .02);
  auto readings = readings_of(pose, 0, 4 * degree);
  for (auto& reading : readings) reading->thigh -= 20 * degree;
  const auto before = pose;
  follow_the_eye(readings, 4 * degree, pose);
  for (std::size_t i = 0; i < pose.frames(); ++i) EXPECT_NEAR(pose.thigh[i], before.thigh[i], 2 * degree) << i;
}

TEST(FollowTheEye, ChangesNothingWithoutReadings) {
  auto pose = hinge_pose();
  const auto before = pose;
  follow_the_eye(std::vector<std::optional<EyeReading>>(pose.frames()), 4 * degree, pose);
  for (std::size_t i = 0; i < pose.frames(); ++i) {
    EXPECT_NEAR(pose.trunk[i], before.trunk[i], 1e-12) << i;
    EXPECT_NEAR(pose.shank[i], before.shank[i], 1e-12) << i;
  }
}

}  // namespace
}  // namespace hinge::kinematics
