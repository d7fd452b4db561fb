#include "hinge/pose/internal/recording_warnings.h"

#include <gtest/gtest.h>

namespace hinge::pose {
namespace {
using body::Joint;
using body::Recording;

// A person in the middle of the picture, 30 frames a second.
Recording standing(std::size_t frames) {
  Recording recording;
  recording.source.width_px = 640;
  recording.source.height_px = 360;
  recording.source.fps = 30;
  recording.people = 1;
  recording.names = body::blazepose_names();
  for (std::size_t i = 0; i < frames; ++i) {
    body::Frame frame;
    frame.time = Seconds{static_cast<double>(i) / 30};
    frame.landmarks.resize(body::blazepose_joint_count);
    for (auto& landmark : frame.landmarks) landmark.image = {320, 180, 0};
    recording.frames.push_back(frame);
  }
  return recording;
}

std::vector<std::string> codes(const Recording& recording, const CaptureFacts& facts = {}) {
  std::vector<std::string> codes;
  for (const auto& warning : capture_warnings(recording, facts)) codes.push_back(warning.code);
  return codes;
}
void move_out(Recording& recording, Joint joint, std::size_t frames) {
  for (std::size_t i = 0; i < frames; ++i) recording.frames[i].landmarks[static_cast<std::size_t>(joint)].image.y = 400;
}

TEST(CaptureWarnings, AreNoneForAGoodClip) { EXPECT_TRUE(codes(standing(90)).empty()); }

TEST(CaptureWarnings, SayThatNobodyWasFoundAndNothingElseAboutPeople) {
  Recording recording = standing(90);
  for (auto& frame : recording.frames) frame.landmarks.clear();
  EXPECT_EQ(codes(recording), std::vector<std::string>{"nobody_found"});
}

TEST(CaptureWarnings, SayForHowLongThePersonWasLost) {
  Recording recording = standing(90);
  for (std::size_t i = 10; i < 46; ++i) recording.frames[i].landmarks.clear();
  const auto warnings = capture_warnings(recording, {});
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].code, "person_lost");
  EXPECT_EQ(warnings[0].text, "The person could not be followed for 1.2 s of the clip.");
}

TEST(CaptureWarnings, DoNotMindAShortLoss) {
  Recording recording = standing(90);
  for (std::size_t i = 10; i < 16; ++i) recording.frames[i].landmarks.clear();
  EXPECT_TRUE(codes(recording).empty());
}

TEST(CaptureWarnings, NameAFootOutsideThePictureInAThirdOfTheFrames) {
  Recording recording = standing(90);
  move_out(recording, Joint::left_heel, 40);
  EXPECT_TRUE(codes(recording).empty());  // the toes are still there
  move_out(recording, Joint::left_foot_index, 40);
  EXPECT_EQ(codes(recording), std::vector<std::string>{"feet_out_of_frame"});
}

TEST(CaptureWarnings, NameTheHeadOnlyWhenAllOfItIsOutside) {
  Recording recording = standing(90);
  for (const Joint joint : {Joint::nose, Joint::left_ear, Joint::right_ear}) move_out(recording, joint, 60);
  EXPECT_EQ(codes(recording), std::vector<std::string>{"head_out_of_frame"});
}

TEST(CaptureWarnings, DoNotCallAFilmSlowWhoseClockJumps) {
  Recording recording = standing(90);
  recording.source.fps = 90 / 86403.0;
  for (std::size_t i = 45; i < 90; ++i) recording.frames[i].time += Seconds{86400};
  EXPECT_EQ(codes(recording, {std::nullopt, 0, 0, 0, 1}), std::vector<std::string>{"clock_jump"});
}

TEST(CaptureWarnings, TellHowManyPicturesOnlyRepeatTheOneBefore) {
  const auto warnings = capture_warnings(standing(90), {std::nullopt, 0, 0, 30, 0});
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].text, "30 of 120 pictures only repeat the one before; the others were measured.");
}

TEST(CaptureWarnings, TellWhatTheFileItselfLacks) {
  Recording recording = standing(20);
  recording.source.fps = 12;
  for (std::size_t i = 0; i < recording.frames.size(); ++i) recording.frames[i].time = Seconds{static_cast<double>(i) / 12};
  recording.people = 2;
  EXPECT_EQ(
      codes(recording, {"the last 1.2 s could not be decoded", 3, 0, 0, 0}),
      (std::vector<std::string>{"more_than_one_person", "few_frames", "low_fps", "corrupt_tail", "repeated_times"}));
  EXPECT_EQ(capture_warnings(recording, {"the last 1.2 s could not be decoded", 0, 0, 0, 0})[3].text,
            "The file is damaged: the last 1.2 s could not be decoded.");
}

}  // namespace
}  // namespace hinge::pose
