#include "hinge/mocap/trc.h"

#include <gtest/gtest.h>

#include "hinge/mocap/internal/recording_difference.h"

namespace hinge::mocap {
namespace {

using body::Joint;
using body::Recording;
using body::Space;

constexpr double rounding = 1e-12;
constexpr double printed = 5.1e-7;  // six decimals

std::string header(const std::string& unit, const std::string& names, const std::string& labels) {
  return "PathFileType\t4\t(X/Y/Z)\tlift.trc\n"
         "DataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n"
         "100\t100\t2\t2\t" + unit + "\t100\t1\t2\n"
         "Frame#\tTime\t" + names + "\n" + labels + "\n";
}
const std::string two_names = "Nose\t\t\tRAnkle\t\t";
const std::string two_labels = "\t\tX1\tY1\tZ1\tX2\tY2\tZ2";
std::string two_markers(const std::string& unit, const std::string& rows) {
  return header(unit, two_names, two_labels) + "\n" + rows;
}

Recording read(const std::string& text) { return parse_trc(text, "lift.trc").value(); }
std::string error_of(const std::string& text) {
  const auto result = parse_trc(text, "lift.trc");
  return result ? "no error" : to_string(result.error());
}
Point3<World> at(const Recording& recording, Joint joint, std::size_t frame = 0) {
  return recording.frames.at(frame).landmarks.at(recording.find_column(joint).value()).world;
}

TEST(Trc, ReadsMillimetresAsMetres) {
  const auto recording = read(two_markers("mm", "1\t0.00\t100\t1700\t-20\t90\t80\t-10\n2\t0.01\t100\t1700\t-20\t90\t80\t-10\n"));
  EXPECT_EQ(recording.space, Space::world);
  EXPECT_NEAR(at(recording, Joint::nose).y, 1.7, rounding);
  EXPECT_NEAR(at(recording, Joint::right_ankle).z, -0.01, rounding);
  EXPECT_NEAR(recording.source.fps, 100, 1e-9);
  EXPECT_EQ(recording.people, 1);
  EXPECT_TRUE(recording.warnings.empty());
}

TEST(Trc, ReadsTheDialectOfSports2D) {  // metres, no blank line, frames from 0, trailing tabs absent
  const auto recording = read(header("m", two_names, two_labels) + "0\t0.0\t0.1\t1.7\t0\t0.1\t0.1\t0\n1\t0.04\t0.1\t1.7\t0\t0.1\t0.1\t0\n");
  EXPECT_EQ(recording.frames.size(), 2U);
  EXPECT_NEAR(at(recording, Joint::nose).y, 1.7, rounding);
}

TEST(Trc, ReadsTheDialectOfOpenCap) {  // CRLF, blanks in line 1, trailing tabs
  std::string text = two_markers("mm", "1\t0.0\t1\t1700\t3\t1\t80\t3\t\n2\t0.01\t1\t1700\t3\t1\t80\t3\t\n");
  text.replace(0, 19, "PathFileType  4\t(X/");
  for (std::size_t i = 0; (i = text.find('\n', i)) != std::string::npos; i += 2) text.replace(i, 1, "\r\n");
  EXPECT_NEAR(at(read(text), Joint::nose, 1).y, 1.7, rounding);
}

TEST(Trc, TakesEveryWayOfSayingMissing) {
  for (const std::string missing : {"", "NaN", "nan", "NAN", "-nan", "inf", "-1.#IND", " "}) {
    const auto recording = read(two_markers("m", "1\t0\t" + missing + "\t1\t0\t0\t0.1\t0\n2\t0.01\t0\t1\t0\t0\t0.1\t0\n"));
    EXPECT_FALSE(recording.frames[0].landmarks[0].measured) << missing;
    EXPECT_TRUE(recording.frames[0].landmarks[1].measured) << missing;
    EXPECT_EQ(recording.frames[0].landmarks[0].world, Point3<World>{}) << missing;
  }
}

TEST(Trc, HasNobodyInAFrameWithoutMarkers) {
  const auto recording = read(two_markers("m", "1\t0\t\t\t\t\t\t\n2\t0.01\t0\t1\t0\t0\t0\t0\n"));
  EXPECT_FALSE(recording.frames[0].has_person());
  EXPECT_TRUE(recording.frames[1].has_person());
}

TEST(Trc, CountsTimeFromTheFirstFrame) {
  const auto recording = read(two_markers("m", "500\t4.99\t0\t1\t0\t0\t0\t0\n501\t5.00\t0\t1\t0\t0\t0\t0\n"));
  EXPECT_EQ(recording.frames[0].time.value(), 0);
  EXPECT_NEAR(recording.frames[1].time.value(), 0.01, rounding);
}

TEST(Trc, TurnsHeightAlongZToY) {
  const auto recording = read(two_markers("m", "1\t0\t0.5\t0.25\t1.7\t0.5\t0.25\t0.1\n"));
  EXPECT_EQ(at(recording, Joint::nose), (Point3<World>{0.5, 1.7, -0.25}));
  ASSERT_EQ(recording.warnings.size(), 2U);  // the header promises two frames
  EXPECT_EQ(recording.warnings[0].text, "The file promises 2 frames and holds 1.");
  EXPECT_EQ(recording.warnings[1].code, "z_up");
}

TEST(Trc, LeavesSomebodyLyingDownAsTheyAre) {
  const auto recording = read(two_markers("m", "1\t0\t0.5\t0.1\t0.9\t0.5\t0.1\t-0.8\n"));
  EXPECT_EQ(at(recording, Joint::nose), (Point3<World>{0.5, 0.1, 0.9}));
}

TEST(Trc, ReadsPixelsUnderAFalseUnitAsPictureCoordinates) {
  const auto recording = read(two_markers("m", "0\t0\t640\t200\t0\t600\t900\t0\n1\t0.04\t640\t200\t0\t600\t900\t0\n"));
  EXPECT_EQ(recording.space, Space::image);
  EXPECT_EQ(recording.frames[0].landmarks[1].image, (Point3<ImagePx>{600, 900, 0}));
  EXPECT_EQ(recording.warnings.at(0).code, "pixels");
}

TEST(Trc, SaysWhenTheHeightHadToBeAssumed) {
  const auto recording = read(header("m", "A\t\t\tB\t\t", two_labels) + "1\t0\t1\t1\t1\t2\t2\t2\n2\t1\t1\t1\t1\t2\t2\t2\n");
  EXPECT_EQ(recording.warnings.at(0).code, "up_axis_assumed");
  EXPECT_EQ(recording.names, (std::vector<std::string>{"A", "B"}));
}

struct Complaint {
  const char* name;
  std::string text;
  std::string error;
};
void PrintTo(const Complaint& complaint, std::ostream* out) { *out << complaint.name; }
class TrcComplaint : public testing::TestWithParam<Complaint> {};
TEST_P(TrcComplaint, NamesThePlace) { EXPECT_EQ(error_of(GetParam().text), GetParam().error); }

const std::vector<Complaint> complaints{
    {"MissingColumn", two_markers("m", "1\t0\t0\t1\t0\t0\t0.1\t0\n2\t0.01\t0\t1\t0\t0\t0.1\n"),
     "lift.trc:8:8: this row has 7 columns where 8 belong (Frame#, Time and 3 for each of 2 markers); the first one "
     "missing is Z of RAnkle"},
    {"TooManyColumns", two_markers("m", "1\t0\t0\t1\t0\t0\t0.1\t0\t5\n"),
     "lift.trc:7:9: this row has 9 columns where 8 belong (Frame#, Time and 3 for each of 2 markers)"},
    {"MissingLabel", header("m", two_names, "\t\tX1\tY1\tZ1\tX2\tY2") + "\n1\t0\t0\t1\t0\t0\t0\t0\n",
     "lift.trc:5: has 5 coordinate labels where 6 belong (3 for each of 2 markers)"},
    {"NotANumber", two_markers("m", "1\t0\t0\tabc\t0\t0\t0.1\t0\n"), "lift.trc:7:4: \"abc\" is not a number"},
    {"NoTime", two_markers("m", "1\t\t0\t1\t0\t0\t0.1\t0\n"), "lift.trc:7:2: this row has no plausible time"},
    {"TimeBackwards", two_markers("m", "1\t1\t0\t1\t0\t0\t0\t0\n2\t0.5\t0\t1\t0\t0\t0\t0\n"),
     "lift.trc:8:2: time runs backwards here"},
    {"OddUnit", two_markers("feet", "1\t0\t0\t1\t0\t0\t0\t0\n"), "lift.trc:3: unit \"feet\" is not one of mm, cm, m"},
    {"NoUnit", "PathFileType\t4\nDataRate\n100\n", "lift.trc:3: there is no Units among the values of this line; give mm or m"},
    {"NoRows", two_markers("m", ""), "lift.trc:7: there are no rows of data"},
    {"NoMarkers", header("m", "", ""), "lift.trc:4: there are no marker names after Frame# and Time"},
    {"LongName", header("m", std::string(201, 'a'), "\t\tX1\tY1\tZ1"), "lift.trc:4: has a marker name of more than 200 characters"},
    {"ImpossibleTime", two_markers("m", "1\t5e5\t0\t1\t0\t0\t0\t0\n"), "lift.trc:7:2: this row has no plausible time"},
    {"FarAway", two_markers("m", "1\t0\t0\t1e9\t0\t0\t0\t0\n"), "lift.trc:7:4: is out of any plausible range"},
    {"Empty", "", "lift.trc: is not a TRC file: it does not begin with PathFileType"},
    {"HeaderOnly", "PathFileType\n", "lift.trc:3: the file ends before its third line; a TRC file needs a header of five lines"},
};
INSTANTIATE_TEST_SUITE_P(Broken, TrcComplaint, testing::ValuesIn(complaints),
                         [](const auto& complaint) { return complaint.param.name; });

TEST(TrcNames, AreOursWhereTheyAreClear) {
  const auto names = [](const std::string& name) {
    return read(header("m", name + "\t\t", "\t\tX1\tY1\tZ1") + "1\t0\t0\t0\t0\n").names.at(0);
  };
  EXPECT_EQ(names("RBigToe"), "right_foot_index");
  EXPECT_EQ(names("L_Shoulder"), "left_shoulder");
  EXPECT_EQ(names("r_knee_study"), "right_knee");
  EXPECT_EQ(names("knee_l"), "left_knee");
  EXPECT_EQ(names("right ankle"), "right_ankle");
  EXPECT_EQ(names("LEye"), "left_eye");
  EXPECT_EQ(names("REye"), "right_eye");
  EXPECT_EQ(names("CHip"), "mid_hip");
  EXPECT_EQ(names("LTH3"), "LTH3");
  EXPECT_EQ(names("heel"), "heel");
  EXPECT_EQ(names("hip"), "hip");
}

TEST(TrcNames, PreferAJointCentreToASkinMarker) {
  const auto recording = read(header("m", "RKNE\t\t\tRKJC\t\t", two_labels) + "1\t0\t1\t1\t1\t2\t2\t2\n2\t1\t1\t1\t1\t2\t2\t2\n");
  EXPECT_EQ(recording.names, (std::vector<std::string>{"RKNE", "right_knee"}));
}

Recording lab_recording() {
  Recording recording;
  recording.space = Space::world;
  recording.estimator = "trc";
  recording.people = 1;
  recording.names = {"nose", "right_ankle", "T10"};
  for (int i = 0; i < 5; ++i) {
    body::Frame frame;
    frame.time = Seconds{i / 29.97};
    frame.landmarks.resize(3);
    for (int j = 0; j < 3; ++j) {
      auto& landmark = frame.landmarks[static_cast<std::size_t>(j)];
      if (i == 2 && j == 1) continue;
      landmark.world = {0.1 * i / 3.0, 1.7 - 0.8 * j, -0.05 * j};
      landmark.visibility = landmark.presence = 1;
      landmark.measured = true;
    }
    recording.frames.push_back(frame);
  }
  recording.frames.push_back({Seconds{5 / 29.97}, {}, {}});
  return recording;
}

TEST(TrcOut, IsReadBackAsItWasWithinWhatIsPrinted) {
  auto original = lab_recording();
  const auto back = read(render_trc(original).value());
  original.source = back.source;  // TRC does not hold it
  EXPECT_EQ(difference(back, original, {printed, printed}), "");
}

TEST(TrcOut, LeavesUnmeasuredCellsEmpty) {
  const auto text = render_trc(lab_recording()).value();
  EXPECT_NE(text.find("\n3\t0.066733\t0.066667\t1.700000\t0.000000\t\t\t\t0.066667"), std::string::npos) << text;
}

TEST(TrcOut, TurnsHipCentredMetresUpright) {
  auto recording = lab_recording();
  recording.space = Space::image;
  for (auto& frame : recording.frames) {
    for (auto& landmark : frame.landmarks) landmark.metric = {0.25, -0.5, 0.125};
  }
  EXPECT_EQ(at(read(render_trc(recording).value()), Joint::nose), (Point3<World>{0.25, 0.5, -0.125}));
}

TEST(TrcOut, RefusesPixels) {
  auto recording = lab_recording();
  recording.space = Space::image;
  EXPECT_EQ(render_trc(recording).error().what, "the recording has pixels only and TRC holds metres; write a CSV file instead");
}

}  // namespace
}  // namespace hinge::mocap
