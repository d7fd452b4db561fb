#include "hinge/mocap/openpose.h"

#include <gtest/gtest.h>

#include <array>

#include "hinge/mocap/internal/skeletons.h"

namespace hinge::mocap {
namespace {

using body::Joint;
using body::Recording;

struct Spot {
  double x, y;
};

/// A standing person of `height` px with the given BODY_25 points; the rest are not found.
std::string person25(double x, double y, double height) {
  std::array<Spot, 25> spots{};
  spots[0] = {x, y};
  spots[1] = {x, y + 0.15 * height};
  spots[2] = {x - 0.1 * height, y + 0.15 * height};
  spots[5] = {x + 0.1 * height, y + 0.15 * height};
  spots[8] = {x, y + 0.45 * height};
  spots[9] = {x - 0.05 * height, y + 0.45 * height};
  spots[11] = {x - 0.05 * height, y + height};
  spots[12] = {x + 0.05 * height, y + 0.45 * height};
  spots[14] = {x + 0.05 * height, y + height};
  spots[15] = {x - 0.02 * height, y - 0.02 * height};
  spots[16] = {x + 0.02 * height, y - 0.02 * height};
  std::string numbers;
  for (const Spot& spot : spots) {
    const bool found = spot.x != 0 || spot.y != 0;
    numbers += (numbers.empty() ? "" : ",") + std::to_string(spot.x) + "," + std::to_string(spot.y) + "," + (found ? "0.75" : "0");
  }
  return R"({"person_id":[-1],"pose_keypoints_2d":[)" + numbers + "]}";
}

NamedText file(int number, const std::string& people) {
  return {"lift_" + std::to_string(number) + "_keypoints.json", R"({"version":1.3,"people":[)" + people + "]}"};
}
Recording read(const std::vector<NamedText>& files) { return parse_openpose(files, 25).value(); }
std::string error_of(const std::vector<NamedText>& files) {
  const auto result = parse_openpose(files, 25);
  return result ? "no error" : to_string(result.error());
}
std::string error_of_text(const std::string& text) { return error_of({{"a_0_keypoints.json", text}}); }

TEST(OpenPose, ReadsBody25) {
  const auto recording = read({file(0, person25(500, 100, 800))});
  EXPECT_EQ(recording.estimator, "openpose-body25");
  EXPECT_EQ(recording.space, body::Space::image);
  const auto& shoulder = recording.frames[0].landmarks[*recording.find_column(Joint::left_shoulder)];
  EXPECT_EQ(shoulder.image, (Point3<ImagePx>{580, 220, 0}));
  EXPECT_EQ(shoulder.visibility, 0.75);
  EXPECT_TRUE(shoulder.measured);
}

TEST(OpenPose, TakesZerosAsNotMeasured) {
  const auto recording = read({file(0, person25(500, 100, 800))});
  EXPECT_FALSE(recording.frames[0].landmarks[*recording.find_column(Joint::left_heel)].measured);
}

TEST(OpenPose, TellsBody25BFromBody25) {
  std::vector<Keypoint> person(25);
  person[0] = {500, 100, 1};                            // nose
  person[1] = {510, 90, 1};                             // an eye in BODY_25B
  person[15] = {480, 900, 1};                           // an ankle in BODY_25B
  EXPECT_EQ(find_skeleton(25, {{person}})->estimator, "openpose-body25b");
  person[1] = {};
  EXPECT_EQ(find_skeleton(25, {{person}})->estimator, "openpose-body25b");
  person[15] = {510, 90, 1};
  person[11] = {480, 900, 1};
  EXPECT_EQ(find_skeleton(25, {{person}})->estimator, "openpose-body25");
}

TEST(OpenPose, KnowsTheOtherSkeletonsByTheirSize) {
  EXPECT_EQ(find_skeleton(18, {})->estimator, "openpose-coco18");
  EXPECT_EQ(find_skeleton(26, {})->names[19], "mid_hip");
  EXPECT_EQ(find_skeleton(17, {})->names[16], "right_ankle");
  EXPECT_EQ(find_skeleton(24, {}), nullptr);
}

TEST(OpenPose, OrdersFramesByTheirNumber) {
  const auto recording = read({file(10, person25(510, 100, 800)), file(9, person25(500, 100, 800))});
  EXPECT_EQ(recording.frames[0].landmarks[0].image.x, 500);
  EXPECT_NEAR(recording.frames[1].time.value(), 0.04, 1e-12);
}

TEST(OpenPose, CountsFramesLeftOutAsTime) {
  EXPECT_NEAR(read({file(0, ""), file(50, "")}).source.duration.value(), 2, 1e-12);
}

TEST(OpenPose, SaysThatItAssumed30FramesASecond) {
  const auto recording = parse_openpose(std::vector{file(0, person25(500, 100, 800)), file(3, "")}, std::nullopt).value();
  EXPECT_NEAR(recording.frames[1].time.value(), 0.1, 1e-12);
  EXPECT_EQ(recording.warnings.at(0).code, "fps_assumed");
}

TEST(OpenPose, FollowsTheLargePersonWhateverTheOrder) {
  const auto large = person25(500, 100, 800), small = person25(1200, 300, 300);
  const auto recording = read({file(0, large + "," + small), file(1, small + "," + large), file(2, small)});
  EXPECT_EQ(recording.frames[0].landmarks[0].image.x, 500);
  EXPECT_EQ(recording.frames[1].landmarks[0].image.x, 500);
  EXPECT_FALSE(recording.frames[2].has_person());
  EXPECT_EQ(recording.people, 2);
  EXPECT_EQ(recording.warnings.at(0).code, "two_people");
}

TEST(OpenPose, IsNotDrawnAwayBySomebodyLargeForAMoment) {
  std::vector<NamedText> files;
  for (int i = 0; i < 30; ++i) {
    const auto passing = i == 15 ? "," + person25(1500, 50, 950) : "";
    files.push_back(file(i, person25(500, 100, 800) + passing));
  }
  for (const auto& frame : read(files).frames) EXPECT_EQ(frame.landmarks.at(0).image.x, 500);
}

TEST(OpenPose, MarksWhereThePersonMayHaveChanged) {
  std::vector<NamedText> files;
  for (int i = 0; i < 20; ++i) files.push_back(file(i, person25(300, 100, 800)));
  for (int i = 20; i < 40; ++i) files.push_back(file(i, person25(1500, 100, 800)));
  const auto recording = read(files);
  EXPECT_TRUE(recording.frames[30].has_person());
  ASSERT_EQ(recording.cuts.size(), 1U);
  EXPECT_NEAR(recording.cuts[0].value(), 0.8, 1e-12);
}

TEST(OpenPose, HasEmptyFramesWhereNobodyWasFound) {
  const auto recording = read({file(0, ""), file(1, R"({"pose_keypoints_2d":[]})")});
  EXPECT_EQ(recording.frames.size(), 2U);
  EXPECT_FALSE(recording.frames[1].has_person());
  EXPECT_EQ(recording.people, 0);
}

TEST(OpenPose, ExplainsWhatIsWrong) {
  const std::string where = "a_0_keypoints.json: ";
  EXPECT_EQ(error_of_text("{\"people\":["), where + "is not valid JSON (at byte 12)");
  EXPECT_EQ(error_of_text("[]"), where + "is not OpenPose's JSON: there is no list \"people\"");
  EXPECT_EQ(error_of_text(R"({"people":[5]})"), where + "a person has no pose_keypoints_2d");
  EXPECT_EQ(error_of_text(R"({"people":[{"pose_keypoints_2d":[1,2]}]})"),
            where + "pose_keypoints_2d is not a list of x, y, confidence triples");
  EXPECT_EQ(error_of_text(R"({"people":[{"pose_keypoints_2d":[1,2,null]}]})"),
            where + "point 0 of pose_keypoints_2d is not made of numbers");
  EXPECT_EQ(error_of_text(R"({"people":[{"pose_keypoints_2d":[1e9,2,1]}]})"),
            where + "point 0 of pose_keypoints_2d is out of any picture");
  EXPECT_EQ(error_of_text(R"({"people":[{"pose_keypoints_2d":[100,200,1]}]})"),
            where + "people have 1 points; known are 17, 18, 25, 26, 37");
  EXPECT_EQ(error_of_text(R"({"people":[{"pose_keypoints_2d":[0.5,0.5,1]}]})"),
            where + "coordinates are fractions of the picture, whose size the file does not give; write them in pixels "
                    "(OpenPose: --keypoint_scale 0)");
  EXPECT_EQ(error_of({}), "there are no OpenPose files to read");
}

TEST(OpenPose, RefusesFilesOfTwoRecordings) {
  EXPECT_EQ(error_of({{"a_0_keypoints.json", "{}"}, {"b_1_keypoints.json", "{}"}}),
            "b_1_keypoints.json: belongs to another recording than a_0_keypoints.json; put each into its own folder");
  EXPECT_EQ(error_of({{"a_0_keypoints.json", "{}"}, {"a_00.json", "{}"}}),
            "a_00.json: has the same frame number as a_0_keypoints.json");
}

/// Hip, knee and ankle of both sides and shoulders in space, y down, in millimetres.
std::string person_in_space(double x) {
  std::array<std::array<double, 3>, 25> spots{};
  for (const int side : {0, 3}) {
    const double z = side == 0 ? 100 : -100;
    spots[2 + side] = {x, -1400, z};
    spots[9 + side] = {x, -900, z};
    spots[10 + side] = {x + 20, -500, z};
    spots[11 + side] = {x, -80, z};
  }
  std::string numbers;
  for (const auto& spot : spots) {
    for (const double value : spot) numbers += (numbers.empty() ? "" : ",") + std::to_string(value);
    numbers += spot[1] != 0 ? ",0.8" : ",0";
  }
  return R"({"person_id":[-1],"pose_keypoints_2d":[],"pose_keypoints_3d":[)" + numbers + "]}";
}

TEST(OpenPose, InSpaceIsAWorldInMetresWithYUp) {
  const auto recording = read({file(0, person_in_space(100)), file(1, person_in_space(110))});
  EXPECT_EQ(recording.space, body::Space::world);
  const auto hip = recording.find_column(Joint::right_hip).value();
  EXPECT_NEAR(recording.frames[1].landmarks[hip].world.x, 0.11, 1e-9);
  EXPECT_NEAR(recording.frames[1].landmarks[hip].world.y, 0.9, 1e-9);
  EXPECT_FALSE(recording.frames[0].landmarks[recording.find_column(Joint::nose).value()].measured);
}

TEST(OpenPose, InSpaceOfNoHumanSizeIsRefused) {
  auto text = person_in_space(100);
  for (auto at = text.find("-500."); at != std::string::npos; at = text.find("-500.")) text.replace(at, 5, "-9.00");
  for (auto at = text.find("-900."); at != std::string::npos; at = text.find("-900.")) text.replace(at, 5, "-9.01");
  for (auto at = text.find("20.0"); at != std::string::npos; at = text.find("20.0")) text.replace(at, 4, "00.0");
  for (auto at = text.find("-80."); at != std::string::npos; at = text.find("-80.")) text.replace(at, 4, "-9.0");
  const auto recording = parse_openpose(std::vector{file(0, text)}, 25);
  ASSERT_FALSE(recording);
  EXPECT_NE(recording.error().what.find("no leg of human length"), std::string::npos);
}

TEST(OpenPose, WrittenComesBack) {
  const auto once = read({file(0, person25(500, 100, 800)), file(1, ""), file(2, person25(510, 100, 800))});
  const auto files = render_openpose(once, "set");
  EXPECT_EQ(files[2].name, "set_000000000002_keypoints.json");
  const auto again = read(files);
  ASSERT_EQ(again.frames.size(), 3U);
  EXPECT_FALSE(again.frames[1].has_person());
  EXPECT_EQ(again.names, once.names);
  for (std::size_t i = 0; i < once.names.size(); ++i) {
    EXPECT_EQ(again.frames[2].landmarks[i].image, once.frames[2].landmarks[i].image);
    EXPECT_EQ(again.frames[2].landmarks[i].measured, once.frames[2].landmarks[i].measured);
  }
  const auto space = read({file(0, person_in_space(100))});
  EXPECT_NEAR(read(render_openpose(space, "set")).frames[0].landmarks[9].world.y, 0.9, 1e-9);
}

}  // namespace
}  // namespace hinge::mocap
