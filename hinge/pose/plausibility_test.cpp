#include "hinge/pose/plausibility.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hinge::pose {
namespace {
using body::Joint;
using body::Recording;

constexpr double thigh_px = 80, shank_px = 80;

body::Frame upright_frame(double time_s) {
  body::Frame frame;
  frame.time = Seconds{time_s};
  frame.landmarks.resize(body::blazepose_joint_count);
  for (auto& landmark : frame.landmarks) {
    landmark.image = {320, 180, 0};
    landmark.measured = true;
  }
  const auto put = [&frame](Joint joint, double y) { frame.landmarks[static_cast<std::size_t>(joint)].image.y = y; };
  for (const int side : {0, 1}) {
    put(static_cast<Joint>(static_cast<int>(Joint::left_hip) + side), 150);
    put(static_cast<Joint>(static_cast<int>(Joint::left_knee) + side), 150 + thigh_px);
    put(static_cast<Joint>(static_cast<int>(Joint::left_ankle) + side), 150 + thigh_px + shank_px);
  }
  return frame;
}

Recording standing(int frames) {
  Recording recording;
  recording.source.width_px = 640;
  recording.source.height_px = 360;
  recording.names = body::blazepose_names();
  for (int i = 0; i < frames; ++i) recording.frames.push_back(upright_frame(i / 30.0));
  return recording;
}

bool is_measured(const Recording& recording, std::size_t frame, Joint joint) {
  return recording.frames[frame].landmarks[static_cast<std::size_t>(joint)].measured;
}
body::Landmark& landmark(Recording& recording, std::size_t frame, Joint joint) {
  return recording.frames[frame].landmarks[static_cast<std::size_t>(joint)];
}
std::ptrdiff_t count_unmeasured(const Recording& recording) {
  std::ptrdiff_t count = 0;
  for (const auto& frame : recording.frames)
    count += std::ranges::count(frame.landmarks, false, &body::Landmark::measured);
  return count;
}

TEST(ImplausibleLimbs, LeaveASteadyLegAlone) {
  Recording recording = standing(60);
  mark_implausible_limbs(recording);
  EXPECT_EQ(count_unmeasured(recording), 0);
}

TEST(ImplausibleLimbs, TakeBackTheLegBelowAHipWhoseKneeJumpsAway) {
  Recording recording = standing(60);
  for (std::size_t i = 20; i < 30; ++i) landmark(recording, i, Joint::left_knee).image.y += 40;
  mark_implausible_limbs(recording);
  for (const Joint joint : {Joint::left_knee, Joint::left_ankle, Joint::left_heel, Joint::left_foot_index}) {
    EXPECT_TRUE(is_measured(recording, 19, joint));
    EXPECT_FALSE(is_measured(recording, 20, joint));
    EXPECT_FALSE(is_measured(recording, 29, joint));
    EXPECT_TRUE(is_measured(recording, 30, joint));
  }
  EXPECT_TRUE(is_measured(recording, 25, Joint::left_hip));
  EXPECT_TRUE(is_measured(recording, 25, Joint::right_knee));
}

TEST(ImplausibleLimbs, AllowALegToShortenSlowlyAsItTurnsToTheCamera) {
  Recording recording = standing(90);
  for (std::size_t i = 0; i < 90; ++i) {
    // Down and up in 3 s; the thigh ends at 30 % of its length.
    const double foreshortening = 0.65 + 0.35 * std::cos(2 * std::numbers::pi * static_cast<double>(i) / 90);
    for (const Joint joint : {Joint::left_hip, Joint::right_hip})
      landmark(recording, i, joint).image.y = 150 + thigh_px * (1 - foreshortening);
  }
  mark_implausible_limbs(recording);
  EXPECT_EQ(count_unmeasured(recording), 0);
}

TEST(ImplausibleLimbs, JudgeNothingAcrossAGapInTime) {
  Recording recording = standing(60);
  for (std::size_t i = 30; i < 40; ++i) {
    landmark(recording, i, Joint::left_knee).image.y += 40;
  }
  for (std::size_t i = 30; i < 60; ++i) recording.frames[i].time += Seconds{1};
  for (std::size_t i = 40; i < 60; ++i) recording.frames[i].time += Seconds{1};
  mark_implausible_limbs(recording);
  EXPECT_EQ(count_unmeasured(recording), 0);
}

TEST(ImplausibleLimbs, AreTheSameWhenMarkedTwice) {
  Recording once = standing(60);
  for (std::size_t i = 20; i < 30; ++i) landmark(once, i, Joint::right_ankle).image.x += 90;
  mark_implausible(once);
  Recording twice = once;
  mark_implausible(twice);
  EXPECT_GT(count_unmeasured(once), 0);
  EXPECT_EQ(count_unmeasured(once), count_unmeasured(twice));
}

TEST(ImplausibleLimbs, SurviveFramesWithoutAPersonAndEmptyRecordings) {
  Recording recording = standing(30);
  recording.frames[10].landmarks.clear();
  mark_implausible(recording);
  EXPECT_EQ(count_unmeasured(recording), 0);
  Recording nothing;
  mark_implausible(nothing);
  EXPECT_TRUE(nothing.frames.empty());
}

TEST(Flashes, AreDroppedBetweenLossesAndKeptElsewhere) {
  Recording recording = standing(60);
  for (const std::size_t i : {10U, 11U, 14U, 15U, 40U, 50U}) recording.frames[i].landmarks.clear();
  mark_implausible(recording);
  EXPECT_FALSE(recording.frames[12].has_person());
  EXPECT_FALSE(recording.frames[13].has_person());
  EXPECT_TRUE(recording.frames[9].has_person());
  EXPECT_TRUE(recording.frames[45].has_person());  // 0.3 s between two losses
  EXPECT_TRUE(recording.frames[59].has_person());
}

TEST(OutsideThePicture, IsNotMeasured) {
  Recording recording = standing(3);
  landmark(recording, 1, Joint::left_ankle).image.y = 361;
  landmark(recording, 2, Joint::left_wrist).image.x = -0.5;
  mark_outside_picture(recording);
  EXPECT_FALSE(is_measured(recording, 1, Joint::left_ankle));
  EXPECT_FALSE(is_measured(recording, 2, Joint::left_wrist));
  EXPECT_EQ(count_unmeasured(recording), 2);
}

TEST(OutsideThePicture, MeansNothingForRecordingsFromALab) {
  Recording recording = standing(1);
  recording.space = body::Space::world;
  landmark(recording, 0, Joint::left_ankle).image.y = 5000;
  mark_implausible(recording);
  EXPECT_EQ(count_unmeasured(recording), 0);
}

}  // namespace
}  // namespace hinge::pose
