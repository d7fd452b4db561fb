#include "hinge/mocap/mot.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <numbers>

#include "hinge/mocap/internal/gait_model.h"
#include "hinge/mocap/trc.h"

namespace hinge::mocap {
namespace {

using body::Joint;
using body::Recording;
constexpr double degree = std::numbers::pi / 180;

const std::string squat =
    "Coordinates\nversion=1\nnRows=3\nnColumns=9\ninDegrees=yes\n\nUnits are S.I. units\n\nendheader\n"
    "time\tpelvis_tilt\tpelvis_ty\thip_flexion_r\tknee_angle_r\thip_flexion_l\tknee_angle_l\tlumbar_extension\tknee_angle_r_beta\n"
    "0.5\t0\t0.94\t0\t0\t0\t0\t0\t0\n"
    "0.51\t-30\t0.7\t90\t100\t90\t100\t-10\t90\n"
    "0.52\t0\t0.94\t10\t5\t10\t5\t0\t0\n";

Recording read(const std::string& text) {
  auto recording = parse_mot(text, "x.mot");
  EXPECT_TRUE(recording) << to_string(recording.error());
  return recording ? *recording : Recording{};
}
std::string error_of(const std::string& text) {
  const auto recording = parse_mot(text, "x.mot");
  return recording ? "no error" : to_string(recording.error());
}
std::string replaced(std::string text, const std::string& what, const std::string& by) {
  text.replace(text.find(what), what.size(), by);
  return text;
}
Recording posed(const Coordinates& coordinates, bool with_arms) {
  Recording recording;
  recording.space = body::Space::world;
  recording.names = gait_model_names(with_arms);
  body::Frame frame;
  frame.landmarks = pose_gait_model(coordinates, with_arms);
  recording.frames = {frame};
  return recording;
}
double knee_of(const Recording& recording, std::size_t frame) { return measure_coordinates(recording, frame).at("knee_angle_r") / degree; }

TEST(Mot, ShowsJointAnglesByABody) {
  const auto recording = read(squat);
  ASSERT_EQ(recording.frames.size(), 3U);
  EXPECT_NEAR(recording.frames[1].time.value(), 0.01, 1e-9);
  EXPECT_NEAR(knee_of(recording, 1), 100, 1e-9);
  EXPECT_TRUE(recording.find_column(Joint::left_ankle));
  EXPECT_FALSE(recording.find_column(Joint::left_wrist)) << "the file says nothing of the arms";
  EXPECT_EQ(recording.warnings.at(0).code, "generic_body");
}

TEST(Mot, StandsUprightAndBendsForward) {
  Coordinates bent{{"pelvis_tilt", -60 * degree}};
  const auto standing = posed({}, false), bowed = posed(bent, false);
  const auto shoulder = *standing.find_column(Joint::left_shoulder), ankle = *standing.find_column(Joint::left_ankle);
  const auto toe = *standing.find_column(Joint::left_foot_index), hip = *standing.find_column(Joint::left_hip);
  const auto& at = standing.frames[0].landmarks;
  EXPECT_GT(at[shoulder].world.y - at[ankle].world.y, 1.2);
  EXPECT_GT(at[toe].world.x, at[ankle].world.x);
  EXPECT_LT(at[hip].world.z, 0) << "left is at -z when facing +x";
  EXPECT_GT(bowed.frames[0].landmarks[shoulder].world.x, at[shoulder].world.x + 0.2);
}

TEST(Mot, WritesWhatItReads) {
  const auto ok = rc::check("coordinates go through the body and come back", [] {
    const auto within = [](double low, double high) { return degree * *rc::gen::inRange(static_cast<int>(low * 10), static_cast<int>(high * 10)) / 10; };
    Coordinates put{{"pelvis_tilt", within(-70, 40)},    {"pelvis_list", within(-25, 25)},     {"pelvis_rotation", within(-179, 179)},
                    {"hip_flexion_r", within(-20, 120)}, {"hip_adduction_r", within(-40, 20)}, {"knee_angle_r", within(-5, 140)},
                    {"ankle_angle_r", within(-40, 40)},  {"hip_flexion_l", within(-20, 120)},  {"hip_adduction_l", within(-40, 20)},
                    {"knee_angle_l", within(-5, 140)},   {"lumbar_extension", within(-60, 20)}, {"lumbar_bending", within(-25, 25)},
                    {"lumbar_rotation", within(-40, 40)}, {"elbow_flex_l", within(0, 140)},    {"pelvis_tx", 0.3}, {"pelvis_ty", 0.9}, {"pelvis_tz", -1.2}};
    const auto found = measure_coordinates(posed(put, true), 0);
    for (const auto& [name, value] : put) RC_ASSERT(std::abs(found.at(name) - value) < 1e-9);
  });
  EXPECT_TRUE(ok);
}

TEST(Mot, ComesBackFromItsOwnFile) {
  const auto once = read(squat);
  const auto again = read(render_mot(once).value());
  ASSERT_EQ(again.names, once.names);
  for (std::size_t i = 0; i < once.frames.size(); ++i) {
    for (std::size_t c = 0; c < once.names.size(); ++c) {
      EXPECT_NEAR(again.frames[i].landmarks[c].world.y, once.frames[i].landmarks[c].world.y, 1e-6);
    }
  }
}

TEST(Mot, InRadiansAndWithWholePathsIsTheSame) {
  auto text = replaced(squat, "inDegrees=yes", "inDegrees=no");
  text = replaced(text, "0.51\t-30\t0.7\t90\t100\t90\t100\t-10\t90", "0.51\t-0.5235987756\t0.7\t1.5707963268\t1.7453292520\t1.5707963268\t1.7453292520\t-0.17\t1.5");
  text = replaced(text, "0.52\t0\t0.94\t10\t5\t10\t5\t0\t0", "0.52\t0\t0.94\t0.1\t0.1\t0.1\t0.1\t0\t0");
  EXPECT_NEAR(knee_of(read(text), 1), 100, 1e-6);
  EXPECT_NEAR(knee_of(read(replaced(text, "\tknee_angle_r\t", "\t/jointset/knee_r/knee_angle_r/value\t")), 1), 100, 1e-6);
}

TEST(Mot, DegreesCalledRadiansAreFoundOut) {
  EXPECT_EQ(error_of(replaced(replaced(squat, "inDegrees=yes", "inDegrees=no"), "\t100\t90", "\t1000\t90")),
            "x.mot: knee_angle_r is out of any plausible range in row 2; does the file say inDegrees=yes where it should?");
}

TEST(Mot, OfModelsThatBendTheKneeNegativelyIsTurnedRound) {
  EXPECT_NEAR(knee_of(read(replaced(replaced(squat, "90\t100\t90\t100", "90\t-100\t90\t-100"), "10\t5\t10\t5", "10\t-5\t10\t-5")), 1), 100, 1e-9);
}

TEST(Mot, WithCarriageReturnsBlanksAndWrongCountsIsRead) {
  std::string text = replaced(squat, "nRows=3", "nRows=2");
  std::string crlf;
  for (const char c : text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(read(crlf).frames.size(), 3U);
  std::string blanks;
  for (const char c : text) blanks += c == '\t' ? std::string("   ") : std::string(1, c);
  EXPECT_EQ(read(blanks).frames.size(), 3U);
  EXPECT_EQ(read(replaced(squat, "nRows=3", "nRows=300")).warnings.at(1).code, "fewer_frames");
}

TEST(Mot, WithAMissingAngleShowsNobodyThere) {
  EXPECT_FALSE(read(replaced(squat, "\t100\t90", "\tnan\t90")).frames[1].has_person());
}

TEST(Mot, BrokenSaysWhere) {
  EXPECT_EQ(error_of("Coordinates\nversion=1\n"), "x.mot:2: there is no line \"endheader\" in front of the table");
  EXPECT_EQ(error_of(replaced(squat, "0.51\t-30", "0.51\tabc")), "x.mot:12:2: \"abc\" is not a number");
  EXPECT_EQ(error_of(replaced(squat, "0.51\t", "0.41\t")), "x.mot:12:1: time runs backwards here");
  EXPECT_EQ(error_of(replaced(squat, "\t-10\t90", "\t-10")), "x.mot:12:9: this row has 8 columns where the line of names has 9");
  EXPECT_EQ(error_of(replaced(squat, "\ntime\t", "\nframe\t")), "x.mot:10: the line of column names must begin with time");
}

TEST(Mot, OfForcesOrOfAnotherBodyIsRefusedWithTheReason) {
  EXPECT_EQ(error_of("x\nversion=1\nendheader\ntime\tground_force_vx\n0\t1\n"), "x.mot: holds forces and no motion; give the markers or joint angles of the same trial");
  EXPECT_EQ(error_of("x\nversion=1\nendheader\ntime\tclav_prot\n0\t1\n"),
            "x.mot: holds neither markers nor the joint angles of a whole body (hip_flexion_r, knee_angle_r, hip_flexion_l, knee_angle_l)");
}

TEST(Sto, HoldsMarkersAsVectorsOrColumns) {
  const auto vectors = read("DataType=Vec3\nversion=3\nendheader\ntime\tRKNE\tLKNE\n0\t0.1,0.5,0.2\t0.1,0.5,-0.2\n0.01\t0.1,0.6,0.2\tnan,nan,nan\n");
  EXPECT_EQ(vectors.names, (std::vector<std::string>{"right_knee", "left_knee"}));
  EXPECT_EQ(vectors.frames[1].landmarks[0].world.y, 0.6);
  EXPECT_FALSE(vectors.frames[1].landmarks[1].measured);
  const auto columns = read("x\nversion=1\nendheader\ntime\tRKNE_tx\tRKNE_ty\tRKNE_tz\n0\t0.1\t0.5\t0.2\n");
  EXPECT_EQ(columns.names, (std::vector<std::string>{"right_knee"}));
  EXPECT_EQ(error_of("DataType=Vec3\nversion=3\nendheader\ntime\ta\n0\t1,2\n"), "x.mot:5:2: is not three numbers with commas between");
  EXPECT_EQ(error_of("DataType=Quaternion\nversion=3\nendheader\ntime\ta\n0\t1\n"), "x.mot:1: holds cells of type quaternion; only double and Vec3 are read");
}

TEST(Mot, OfABodyWithoutPelvisMarkersHasNoLumbarColumns) {
  auto recording = posed({{"lumbar_extension", -20 * degree}, {"hip_flexion_r", 40 * degree}}, false);
  EXPECT_NE(render_mot(recording).value().find("lumbar_extension"), std::string::npos);
  for (auto& name : recording.names) {
    if (name.ends_with("asis") || name.ends_with("psis")) name = "x" + name;
  }
  const auto text = render_mot(recording).value();
  EXPECT_EQ(text.find("lumbar_extension"), std::string::npos);
  EXPECT_GT(measure_coordinates(recording, 0).at("hip_flexion_r"), 50 * degree) << "the fold of the hips holds the back's";
}

TEST(Mot, OfPixelsOrWithoutLegsIsNotWritten) {
  Recording recording;
  recording.space = body::Space::world;
  recording.names = {"nose"};
  EXPECT_EQ(render_mot(recording).error().code, Errc::unsupported);
}

}  // namespace
}  // namespace hinge::mocap
