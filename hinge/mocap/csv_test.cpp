#include "hinge/mocap/csv.h"

#include <gtest/gtest.h>

#include "hinge/mocap/internal/recording_difference.h"

namespace hinge::mocap {
namespace {

using body::Joint;
using body::Recording;

std::string map_error(const std::string& text) {
  const auto map = parse_column_map(text, "m.toml");
  return map ? "no error" : to_string(map.error());
}
std::string error_of(const std::string& text, const std::optional<ColumnMap>& map = std::nullopt) {
  const auto recording = parse_csv(text, "x.csv", map);
  return recording ? "no error" : to_string(recording.error());
}
Recording read(const std::string& text, const std::optional<ColumnMap>& map = std::nullopt) {
  auto recording = parse_csv(text, "x.csv", map);
  EXPECT_TRUE(recording) << to_string(recording.error());
  return recording ? *recording : Recording{};
}

const std::string kinovea_map =
    "unit = \"px\"\ntime = \"Time\"\nseparator = \";\"\ndecimal = \",\"\n[landmarks]\nleft_hip = [\"Body/hip/X\", \"Body/hip/Y\"]\n";
const std::string kinovea = "\"Time\";\"Body/hip/X\";\"Body/hip/Y\"\r\n\"0\";\"10,5\";\"20,25\"\r\n\"0,04\";\"\";\"21\"\r\n";

TEST(Csv, ComesBackAsItWasWritten) {
  Recording recording;
  recording.estimator = "csv";
  recording.names = {"left_hip", "right_hip"};
  for (int i = 0; i < 3; ++i) {
    body::Frame frame;
    frame.time = Seconds{0.04 * i};
    frame.landmarks = {{{10.5 + i, 20.25, 0}, {0.25, -0.5, 0.125 * i}, {}, 0.75, 1, true}, {}};
    recording.frames.push_back(frame);
  }
  recording.frames[1].landmarks.clear();
  recording.people = 1;
  recording.source = {.file = "x.csv", .sha256 = "", .duration = Seconds{0.08}, .frames = 3, .fps = 25, .time_scale = std::nullopt};
  auto back = read(render_csv(recording));
  back.source.fps = 25;
  EXPECT_EQ(difference(back, recording, {1e-9, 1e-9}), "");
}

TEST(Csv, InMetresIsAWorld) {
  const auto recording = read("time_s,a_x_m,a_y_m,a_z_m\n0,1,2,3\n0.5,,2,3\n");
  EXPECT_EQ(recording.space, body::Space::world);
  EXPECT_EQ(recording.frames[0].landmarks[0].world.z, 3);
  EXPECT_FALSE(recording.frames[1].has_person());
}

TEST(Csv, OfKinoveaIsReadByAMappingFile) {
  const auto map = parse_column_map(kinovea_map, "m.toml").value();
  const auto recording = read(kinovea, map);
  EXPECT_EQ(recording.space, body::Space::image);
  EXPECT_EQ(recording.frames[0].landmarks.at(*recording.find_column(Joint::left_hip)).image.y, 20.25);
  EXPECT_NEAR(recording.frames[1].time.value(), 0.04, 1e-12);
  EXPECT_FALSE(recording.frames[1].has_person());
}

TEST(Csv, OfMillimetresAndFramesWithoutTimesIsReadByAMappingFile) {
  const auto map = parse_column_map("unit = \"mm\"\nfps = 50\n[landmarks]\nknee = [\"kx\", \"ky\", \"kz\"]\n", "m.toml").value();
  const auto recording = read("kx,ky,kz\n100,500,0\n100,510,0\n", map);
  EXPECT_NEAR(recording.frames[1].landmarks[0].world.y, 0.51, 1e-12);
  EXPECT_NEAR(recording.frames[1].time.value(), 0.02, 1e-12);
}

TEST(Csv, CountedFromTheLowerEdgeIsTurned) {
  const auto map = parse_column_map("unit = \"px\"\nfps = 50\npicture_height_px = 720\n[landmarks]\nknee = [\"x\", \"y\"]\n", "m.toml").value();
  EXPECT_EQ(read("x,y\n5,20\n", map).frames[0].landmarks[0].image.y, 700);
}

TEST(Csv, ThatSaysTooLittleIsToldHow) {
  const std::string how = "write beside it a file with the same name and .columns.toml for .csv that names them (docs/formats/csv.md)";
  EXPECT_EQ(error_of("a,b\n1,2\n"), "x.csv: has no column time_s; if another one holds the time, " + how);
  EXPECT_EQ(error_of("time_s,b\n1,2\n"), "x.csv: has no columns like left_hip_x_m, left_hip_y_m, left_hip_z_m or left_hip_x_px, left_hip_y_px; if its columns are coordinates, " + how);
}

TEST(Csv, BrokenSaysWhere) {
  EXPECT_EQ(error_of("time_s,a_x_px,a_y_px\n0,1,x\n"), "x.csv:2:3: \"x\" is not a number");
  EXPECT_EQ(error_of("time_s,a_x_px,a_y_px\n1,1,2\n0,1,2\n"), "x.csv:3: time runs backwards here");
  EXPECT_EQ(error_of("time_s,a_x_px,a_y_px\n0,1,\"2\n"), "x.csv:2: ends within quotation marks");
  EXPECT_EQ(error_of("time_s,a_x_px,a_y_px\n0,1,\"2\"3\n"), "x.csv:2: has a quotation mark where none belongs");
  EXPECT_EQ(error_of("time_s,a_x_px,a_y_px\n0,1,1e9\n"), "x.csv:2:3: is out of any plausible range");
  EXPECT_EQ(error_of("time_s,a_x_px,a_y_px\n,1,2\n"), "x.csv:2:1: this row has no plausible time");
  EXPECT_EQ(error_of(""), "x.csv: holds no rows below its header");
  EXPECT_EQ(error_of("\"Time\";\"Body/hip/X\"\n0;1\n", parse_column_map(kinovea_map, "m").value()), "x.csv:1: has no column \"Body/hip/Y\"");
}

TEST(ColumnMap, ThatIsWrongSaysWhere) {
  EXPECT_EQ(map_error("unit = \"feet\"\n"), "m.toml:1:1: unit must be m, cm, mm or px");
  EXPECT_EQ(map_error("unit = \"m\"\n"), "m.toml:1:1: give either time, the name of a column, or fps");
  EXPECT_EQ(map_error("unit = \"m\"\nfps = 5\nseparator = \"ab\"\n"), "m.toml:3:13: separator must be a single sign");
  EXPECT_EQ(map_error("unit = \"m\"\nfps = 5\n"), "m.toml:1:1: a table [landmarks] must name the columns of each landmark");
  EXPECT_EQ(map_error("unit = \"m\"\nfps = 5\n[landmarks]\nknee = [\"x\", \"y\"]\n"), "m.toml:4:8: knee needs the names of 3 columns");
}

}  // namespace
}  // namespace hinge::mocap
