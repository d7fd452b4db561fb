#include "hinge/mocap/marker_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "hinge/mocap/internal/joint_centres.h"
#include "hinge/mocap/internal/world_axes.h"

namespace hinge::mocap {
namespace {

using body::Joint;
using body::Recording;

std::string error_of(const std::string& text) {
  const auto set = parse_marker_set(text, "x.toml");
  return set ? "no error" : to_string(set.error());
}

std::vector<MarkerSet> shipped() { return load_marker_sets(std::string(HINGE_SOURCE_DIR) + "/knowledge/markersets").value(); }

/// A frame with these markers, metres.
Recording with(const std::vector<std::pair<std::string, Point3<World>>>& markers) {
  Recording recording;
  recording.space = body::Space::world;
  body::Frame frame;
  for (const auto& [name, at] : markers) {
    recording.names.push_back(name);
    body::Landmark landmark;
    landmark.world = at;
    landmark.visibility = landmark.presence = 1;
    landmark.measured = true;
    frame.landmarks.push_back(landmark);
  }
  recording.frames = {frame};
  return recording;
}
Point3<World> place(const Recording& recording, Joint joint) { return recording.frames[0].landmarks.at(recording.find_column(joint).value()).world; }

TEST(MarkerSet, ThatIsShippedIsWellFormedAndDistinct) {
  const auto sets = shipped();
  EXPECT_GE(sets.size(), 9U);
  for (const MarkerSet& set : sets) EXPECT_GE(set.meaning.size(), 11U) << set.title;
}

TEST(MarkerSet, IsFoundByWhatItKnows) {
  const auto sets = shipped();
  const auto title_for = [&](std::vector<std::string> names) {
    const auto* set = find_marker_set(names, sets);
    return set == nullptr ? std::string() : set->title;
  };
  EXPECT_EQ(title_for({"LASI", "RASI", "SACR", "LKNE", "RKNE", "LANK", "LHEE", "LTOE", "LTHI"}), "Plug-in Gait");
  EXPECT_EQ(title_for({"LASI", "RASI", "LPSI", "RPSI", "RLFC", "RMFC", "RLMAL", "RCAL", "LTH1"}), "Condyles and malleoli (OpenSim, Rajagopal 2015)");
  EXPECT_EQ(title_for({"R.ASIS", "L.ASIS", "V.Sacral", "R.Knee.Lat", "R.Knee.Med", "R.Heel"}), "OpenSim gait2392");
  EXPECT_EQ(title_for({"r.ASIS_study", "r_knee_study", "r_mknee_study", "RHJC_study", "C7_study"}), "OpenCap video");
  EXPECT_EQ(title_for({"r.ASIS", "L.ASIS", "r_knee", "L_knee", "r_calc", "R_HJC"}), "OpenCap laboratory");
  EXPECT_EQ(title_for({"LeftUpLeg", "LeftLeg", "LeftFoot", "LeftArm", "LeftShoulder"}), "BVH with UpLeg and ForeArm");
  EXPECT_EQ(title_for({"Nose", "Head", "LHip", "LKnee", "LAnkle", "LBigToe"}), "HALPE 26");
  EXPECT_EQ(title_for({"a", "b", "c", "d", "e"}), "");
}

TEST(MarkerSet, RenamesWithoutRegardToCaseSignsAndSubjects) {
  const auto set = parse_marker_set("title = \"t\"\n[markers]\nLASI = \"left_asis\"\n\"R.Knee\" = \"right_knee\"\n", "x").value();
  const std::vector<std::string> names{"Anna:lasi", "Anna:R_KNEE", "Anna:X1"};
  EXPECT_EQ(rename_markers(set, names), (std::vector<std::string>{"left_asis", "right_knee", "X1"}));
}

TEST(MarkerSet, KeepsSubjectsApartWhereThereAreTwo) {
  EXPECT_EQ(without_subject({"Anna:LASI", "Ben:LASI"}), (std::vector<std::string>{"Anna:LASI", "Ben:LASI"}));
  EXPECT_EQ(without_subject({"Anna:LASI", "Anna:RASI"}), (std::vector<std::string>{"LASI", "RASI"}));
}

TEST(MarkerSet, ThatIsWrongSaysWhere) {
  EXPECT_EQ(error_of("title = \"t\"\n[markers]\nLASI = \"left_axis\"\n"),
            "x.toml:3:8: \"left_axis\" is neither a joint nor a place on the skin that Hinge knows (docs/formats/marker-sets.md)");
  EXPECT_EQ(error_of("title = \"t\"\n[markers]\nLASI = \"left_asis\"\n\"L.ASI\" = \"left_asis\"\n"), "x.toml:3:8: marker LASI is given twice (case and signs do not count)");
  EXPECT_EQ(error_of("[markers]\nA = \"nose\"\n"), "x.toml:1:1: a marker set needs a title");
  EXPECT_EQ(error_of("title = \"t\"\n"), "x.toml:1:1: a marker set needs a table [markers]");
  EXPECT_NE(error_of("title = \n").find("x.toml:1:"), std::string::npos);
}

TEST(JointCentres, OfTheHipsFollowHarrington) {
  // A pelvis 240 mm wide and 150 mm deep, level, facing +x.
  auto recording = with({{"left_asis", {0.1, 1, -0.12}}, {"right_asis", {0.1, 1, 0.12}}, {"left_psis", {-0.05, 1, -0.04}}, {"right_psis", {-0.05, 1, 0.04}}});
  add_joint_centres(recording);
  const auto right = place(recording, Joint::right_hip), left = place(recording, Joint::left_hip);
  EXPECT_NEAR(right.x, 0.1 - 0.24 * 0.150 - 0.0099, 1e-9);
  EXPECT_NEAR(right.y, 1 - 0.30 * 0.240 - 0.0109, 1e-9);
  EXPECT_NEAR(right.z, 0.33 * 0.240 + 0.0073, 1e-9);
  EXPECT_NEAR(left.z, -right.z, 1e-9);
  EXPECT_EQ(recording.warnings.at(0).text, "Joint centres were computed from skin markers: hips from the pelvis's four spines (Harrington et al. 2007).");
}

TEST(JointCentres, TurnWithThePelvis) {
  auto recording = with({{"left_asis", {-0.12, 1, 0.1}}, {"right_asis", {0.12, 1, 0.1}}, {"sacrum", {0, 1, 0.25}}});  // facing -z
  add_joint_centres(recording);
  EXPECT_NEAR(place(recording, Joint::right_hip).x, 0.33 * 0.240 + 0.0073, 1e-9);
  EXPECT_NEAR(place(recording, Joint::right_hip).z, 0.1 + 0.24 * 0.150 + 0.0099, 1e-9);
}

TEST(JointCentres, LieBetweenBothSidesOrAtTheOuterOne) {
  auto recording = with({{"left_knee_lateral", {0, 0.5, -0.2}}, {"left_knee_medial", {0, 0.5, -0.1}}, {"right_knee_lateral", {0, 0.5, 0.2}},
                         {"left_trochanter", {0, 0.9, -0.2}}, {"right_trochanter", {0, 0.9, 0.2}}});
  add_joint_centres(recording);
  EXPECT_NEAR(place(recording, Joint::left_knee).z, -0.15, 1e-12);
  EXPECT_NEAR(place(recording, Joint::right_knee).z, 0.2 - 0.0952 / 2 - 0.007, 2e-3) << "inwards by the usual half breadth";
  EXPECT_NEAR(place(recording, Joint::left_hip).z, -0.1, 1e-12);
}

TEST(JointCentres, OfAKneeMarkedOutsideStayThereWhereTheHipsAreNotKnown) {
  auto recording = with({{"right_knee_lateral", {0, 0.5, 0.2}}});
  add_joint_centres(recording);
  EXPECT_NEAR(place(recording, Joint::right_knee).z, 0.2, 1e-12);
}

TEST(JointCentres, OfTheShouldersLieBelowTheAcromions) {
  auto recording = with({{"left_acromion", {0, 1.5, -0.2}}, {"right_acromion", {0, 1.5, 0.2}}, {"left_hip", {0, 0.9, -0.1}}, {"right_hip", {0, 0.9, 0.1}}});
  add_joint_centres(recording);
  EXPECT_NEAR(place(recording, Joint::left_shoulder).y, 1.5 - 0.17 * 0.4, 1e-9);
}

TEST(JointCentres, OfMarkersThatAreHardlyApartStayWithThem) {
  // So near each other that one over their distance is no number.
  const double nothing = 1e-320;
  auto recording = with({{"left_asis", {0, 1, 0}}, {"right_asis", {nothing, 1, 0}}, {"sacrum", {0, 1, nothing}}});
  add_joint_centres(recording);
  const auto hip = place(recording, Joint::left_hip);
  EXPECT_NEAR(hip.x, 0, 0.1);
  EXPECT_NEAR(hip.y, 1, 0.1);
  EXPECT_NEAR(hip.z, 0, 0.1);
}

TEST(JointCentres, ThatTheFileGivesAreLeftAlone) {
  auto recording = with({{"left_knee", {1, 2, 3}}, {"left_knee_lateral", {0, 0.5, -0.2}}});
  add_joint_centres(recording);
  EXPECT_EQ(recording.names.size(), 2U);
  EXPECT_TRUE(recording.warnings.empty());
}

TEST(JointCentres, AreMissingWhileAMarkerIs) {
  auto recording = with({{"left_asis", {0.1, 1, -0.12}}, {"right_asis", {0.1, 1, 0.12}}, {"sacrum", {-0.05, 1, 0}}});
  recording.frames.push_back(recording.frames[0]);
  recording.frames[1].landmarks[0].measured = false;
  add_joint_centres(recording);
  const auto column = *recording.find_column(Joint::left_hip);
  EXPECT_TRUE(recording.frames[0].landmarks[column].measured);
  EXPECT_FALSE(recording.frames[1].landmarks[column].measured);
}

TEST(WorldAxes, AreTurnedByThePelvisWhereThereIsNoHead) {
  auto recording = with({{"left_asis", {0, 0, 1}}, {"left_heel", {0, 0, 0.05}}});
  EXPECT_EQ(turn_y_up(recording), AxisTurn::z_up);
  EXPECT_NEAR(recording.frames[0].landmarks[0].world.y, 1, 1e-12);
}

TEST(WorldAxes, FollowTheFileWhereNoNameTells) {
  auto recording = with({{"m1", {0, 0, 1}}});
  EXPECT_EQ(turn_y_up(recording, UpHint::z), AxisTurn::z_up);
  auto unknown = with({{"m1", {0, 0, 1}}});
  EXPECT_EQ(turn_y_up(unknown), AxisTurn::none);
  EXPECT_EQ(unknown.warnings.at(0).code, "up_axis_assumed");
}

}  // namespace
}  // namespace hinge::mocap
