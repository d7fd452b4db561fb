#include "hinge/mocap/bvh.h"

#include <gtest/gtest.h>

#include "hinge/mocap/marker_set.h"

namespace hinge::mocap {
namespace {

using body::Recording;

/// A root, a spine with a head, a leg; in centimetres. Channels in an order of its own for each joint.
const std::string skeleton =
    "HIERARCHY\nROOT Hips\n{\n OFFSET 0 0 0\n CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation\n"
    " JOINT Neck\n {\n  OFFSET 0 60 0\n  CHANNELS 3 Yrotation Xrotation Zrotation\n  End Site\n  {\n   OFFSET 0 25 0\n  }\n }\n"
    " JOINT LeftUpLeg\n {\n  OFFSET 10 0 0\n  CHANNELS 3 Xrotation Yrotation Zrotation\n"
    "  JOINT Left Leg\n  {\n   OFFSET 0 -45 0\n   CHANNELS 1 Xrotation\n   End Site\n   {\n    OFFSET 0 -45 0\n   }\n  }\n }\n}\n";
const std::string motion = "MOTION\nFrames: 2\nFrame Time: 0.02\n0 90 0 0 0 0 0 0 0 0 0 0 0\n0 90 0 0 0 90 0 0 0 -90 0 0 90\n";

Recording read(const std::string& text) {
  auto recording = parse_bvh(text, "x.bvh");
  EXPECT_TRUE(recording) << to_string(recording.error());
  return recording ? *recording : Recording{};
}
std::string error_of(const std::string& text) {
  const auto recording = parse_bvh(text, "x.bvh");
  return recording ? "no error" : to_string(recording.error());
}
std::string replaced(std::string text, const std::string& what, const std::string& by) {
  text.replace(text.find(what), what.size(), by);
  return text;
}
void expect_at(const body::Landmark& landmark, double x, double y, double z) {
  EXPECT_NEAR(landmark.world.x, x, 1e-9);
  EXPECT_NEAR(landmark.world.y, y, 1e-9);
  EXPECT_NEAR(landmark.world.z, z, 1e-9);
}

TEST(Bvh, PutsEveryJointWhereItsChannelsSay) {
  const auto recording = read(skeleton + motion);
  EXPECT_EQ(recording.names, (std::vector<std::string>{"Hips", "neck", "Neck_end", "LeftUpLeg", "Left_Leg", "Left_Leg_end"}));
  EXPECT_NEAR(recording.frames[1].time.value(), 0.02, 1e-12);
  expect_at(recording.frames[0].landmarks[5], 0.1, 0, 0);
  const auto& turned = recording.frames[1].landmarks;  // a quarter turn about y, the thigh raised, the knee bent
  expect_at(turned[1], 0, 1.5, 0);
  expect_at(turned[3], 0, 0.9, -0.1);
  expect_at(turned[4], 0.45, 0.9, -0.1);
  expect_at(turned[5], 0.45, 0.45, -0.1);
}

TEST(Bvh, TurnsInTheOrderOfItsChannels) {
  const std::string two = "HIERARCHY\nROOT R\n{\nOFFSET 0 0 0\nCHANNELS 2 ORDER\nEnd Site\n{\nOFFSET 0 1.7 0\n}\n}\nMOTION\nFrames: 1\nFrame Time: 0.1\n90 90\n";
  expect_at(read(replaced(two, "ORDER", "Xrotation Zrotation")).frames[0].landmarks[1], -1.7, 0, 0);
  expect_at(read(replaced(two, "ORDER", "Zrotation Xrotation")).frames[0].landmarks[1], 0, 0, 1.7);
}

TEST(Bvh, FindsItsUnitByTheHeight) {
  const std::string inches = "HIERARCHY\nROOT R\n{\nOFFSET 0 0 0\nCHANNELS 1 Xrotation\nEnd Site\n{\nOFFSET 0 68 0\n}\n}\nMOTION\nFrames: 1\nFrame Time: 0.1\n0\n";
  EXPECT_NEAR(read(inches).frames[0].landmarks[1].world.y, 68 * 0.0254, 1e-9);
  EXPECT_NEAR(read(replaced(inches, "68", "1.8")).frames[0].landmarks[1].world.y, 1.8, 1e-9);
  EXPECT_NEAR(read(replaced(inches, "68", "1750")).frames[0].landmarks[1].world.y, 1.75, 1e-9);
  EXPECT_EQ(read(inches).warnings.at(0).code, "unit_guessed");
  EXPECT_EQ(error_of(replaced(inches, "68", "12000")), "x.bvh: its skeleton is of no human's height in metres, centimetres, inches or millimetres");
}

TEST(Bvh, BrokenSaysWhere) {
  EXPECT_EQ(error_of("HIERARCHY\nROOT A\n{\nOFFSET 0 x 0\n"), "x.bvh:4: an offset is not a number: \"x\"");
  EXPECT_EQ(error_of("HIERARCHY\nJOINT A\n{\n"), "x.bvh:3: a joint stands outside the root");
  EXPECT_EQ(error_of("HIERARCHY\nROOT A\n{\n}\n"), "x.bvh:4: the file ends before its motion");
  EXPECT_EQ(error_of(skeleton + replaced(motion, "-90 0 0 90", "-90 0 0")), "x.bvh:34: this frame has 12 numbers where the skeleton has 13 channels");
  EXPECT_EQ(error_of(skeleton + "MOTION\nFrames: 0\nFrame Time: 0.1\n"), "x.bvh:32: there are no frames");
  EXPECT_EQ(error_of(skeleton + replaced(motion, "0.02", "0")), "x.bvh:32: the time of a frame is not plausible");
  EXPECT_EQ(error_of(replaced(skeleton, "Zrotation Xrotation", "Wrotation Xrotation") + motion), "x.bvh:5: \"Wrotation\" is no channel");
}

TEST(Bvh, CutOffInTheMiddleIsAnError) {
  for (std::size_t length = 0; length < skeleton.size() + motion.find("0 90 0"); ++length) {
    EXPECT_FALSE(parse_bvh((skeleton + motion).substr(0, length), "x.bvh")) << length;
  }
}

TEST(Bvh, WithFewerFramesThanPromisedIsReadWithAWarning) {
  EXPECT_EQ(read(skeleton + replaced(motion, "Frames: 2", "Frames: 20")).warnings.back().code, "fewer_frames");
}

}  // namespace
}  // namespace hinge::mocap
