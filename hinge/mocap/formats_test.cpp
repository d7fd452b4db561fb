#include "hinge/mocap/formats.h"

#include <gtest/gtest.h>

#include "hinge/base/files.h"
#include "hinge/mocap/csv.h"
#include "hinge/mocap/internal/recording_difference.h"
#include "tests/support/temp_folder.h"

namespace hinge::mocap {
namespace {

using body::Recording;

Recording one_frame() {
  Recording recording;
  recording.estimator = "blazepose-full";
  recording.names = {"nose", "left_hip"};
  body::Frame frame;
  frame.landmarks.resize(2);
  frame.landmarks[0] = {{10.5, 20.25, 0}, {0.5, -0.25, 0.125}, {}, 0.75, 1, true};
  recording.frames = {frame, {Seconds{0.5}, {}, {}}};
  return recording;
}

class Files : public testing::Test {
 protected:
  std::filesystem::path write(const std::string& name, const std::string& bytes) {
    const auto path = folder_.path() / name;
    EXPECT_TRUE(write_file(path, bytes));
    return path;
  }
  std::string import_error(const std::filesystem::path& path) {
    const auto result = import_recording(path);
    return result ? "no error" : result.error().what;
  }
  test::TempFolder folder_;
};

TEST_F(Files, GoOutAndComeBackAsClips) {
  const auto path = folder_.path() / "clip.hinge";
  ASSERT_TRUE(export_recording(one_frame(), path));
  EXPECT_EQ(difference(import_recording(path).value(), one_frame()), "");
}

TEST_F(Files, AreKnownByTheirContentWhateverTheirName) {
  ASSERT_TRUE(export_recording(one_frame(), folder_.path() / "a.hinge"));
  std::filesystem::rename(folder_.path() / "a.hinge", folder_.path() / "a.dat");
  EXPECT_EQ(import_recording(folder_.path() / "a.dat").value().estimator, "blazepose-full");
}

TEST_F(Files, AreExplainedByTheFormatTheirNameClaims) {
  EXPECT_EQ(import_error(write("broken.trc", "hello")), "is not a TRC file: it does not begin with PathFileType");
  EXPECT_EQ(import_error(write("broken.hinge", "hello")), "is not a clip.hinge file");
  EXPECT_EQ(import_error(write("empty.json", "")), "is not valid JSON (at byte 1)");
}

TEST_F(Files, OfNoFormatAreToldWhichThereAre) {
  EXPECT_EQ(import_error(write("notes.txt", "hello")), "is not motion data that Hinge can read; it reads " + readable_formats());
  EXPECT_EQ(import_error(folder_.path() / "nothing.trc"), "no such file");
}

TEST_F(Files, OfAFolderAreFramesOfOneRecording) {
  write("a_000.json", R"({"people":[]})");
  write("a_001.json", R"({"people":[]})");
  write("notes.txt", "not a frame");
  EXPECT_EQ(import_recording(folder_.path(), {.fps = 50}).value().source.fps, 50);
  EXPECT_EQ(import_recording(folder_.path()).value().frames.size(), 2U);
}

TEST_F(Files, OfAnEmptyFolderAreNone) {
  EXPECT_EQ(import_error(folder_.path()), "holds no .json files; a folder is read as OpenPose output, one file per frame");
}

TEST_F(Files, AreNotWrittenInUnknownFormats) {
  EXPECT_EQ(export_recording(one_frame(), folder_.path() / "a.fbx").error().what, "cannot be written: Hinge writes " + writable_formats());
  EXPECT_EQ(export_recording(one_frame(), folder_.path() / "a.bvh").error().what, "cannot be written: Hinge writes " + writable_formats());
  EXPECT_NE(writable_formats().find("C3D (motion laboratories) (.c3d); OpenSim's joint angles or markers (.mot, .sto)"), std::string::npos);
}

TEST_F(Files, OfOpenPoseAreAFolderThatAppearsWhole) {
  const auto folder = folder_.path() / "set";
  auto recording = one_frame();
  recording.frames[0].landmarks[1] = {{12, 60, 0}, {}, {}, 0.5, 1, true};  // one point alone is nobody
  ASSERT_TRUE(export_recording(recording, folder));
  EXPECT_TRUE(std::filesystem::exists(folder / "set_000000000001_keypoints.json"));
  const auto back = import_recording(folder, {.fps = 2}).value();
  EXPECT_EQ(back.frames.size(), 2U);
  EXPECT_EQ(back.frames[0].landmarks.at(back.find_column(body::Joint::nose).value()).image.x, 10.5);
  EXPECT_EQ(export_recording(one_frame(), folder).error().what, "exists already; name a folder that does not");
}

TEST_F(Files, OfEveryWritableFormatComeBackOrSayWhatTheyLost) {
  Recording recording;
  recording.space = body::Space::world;
  recording.names = {"left_hip", "left_knee", "left_ankle", "right_hip", "right_knee", "right_ankle", "left_shoulder", "right_shoulder"};
  for (int i = 0; i < 4; ++i) {
    body::Frame frame;
    frame.time = Seconds{0.02 * i + (i == 2 ? 0.005 : 0)};
    for (const Point3<World> at : {Point3<World>{0, 0.9, -0.1}, {0.02, 0.5, -0.1}, {0, 0.1, -0.1}, {0, 0.9, 0.1}, {0.02, 0.5, 0.1}, {0, 0.1, 0.1}, {0, 1.4, -0.2}, {0, 1.4, 0.2}}) {
      frame.landmarks.push_back({{}, {}, at, 1, 1, true});
    }
    recording.frames.push_back(frame);
  }
  for (const Format& format : formats()) {
    if (format.write == nullptr) continue;
    const auto path = folder_.path() / ("x" + std::string(format.is_folder ? "" : format.extension));
    const auto warnings = export_recording(recording, path);
    ASSERT_TRUE(warnings) << format.name << ": " << to_string(warnings.error());
    EXPECT_EQ(warnings->size(), format.has_times ? 0U : 1U) << format.name;
    if (format.read == nullptr) continue;
    const auto back = import_recording(path, {.fps = 50});
    ASSERT_TRUE(back) << format.name << ": " << to_string(back.error());
    EXPECT_EQ(back->frames.size(), 4U) << format.name;
    EXPECT_TRUE(back->frames[3].has_person()) << format.name;
  }
}

TEST_F(Files, OfCsvTakeTheMappingThatLiesBeside) {
  const auto path = write("set.csv", "t;a;b\n0;1;2\n1;1;3\n");
  EXPECT_FALSE(import_recording(path));
  write("set.columns.toml", "unit = \"px\"\ntime = \"t\"\nseparator = \";\"\n[landmarks]\nleft_hip = [\"a\", \"b\"]\n");
  EXPECT_EQ(import_recording(path).value().frames[1].landmarks[0].image.y, 3);
}

TEST(Formats, HaveEachNameAndExtensionOnce) {
  for (const Format& a : formats()) {
    for (const Format& b : formats()) {
      if (&a == &b) continue;
      EXPECT_NE(a.name, b.name);
      EXPECT_NE(a.extension, b.extension);
    }
    EXPECT_TRUE(a.read != nullptr || a.write != nullptr);
  }
}

TEST(Csv, HasOneRowAFrameAndEmptyCellsForWhatWasNotMeasured) {
  EXPECT_EQ(render_csv(one_frame()),
            "frame,time_s,nose_x_px,nose_y_px,nose_x_m,nose_y_m,nose_z_m,nose_visibility,"
            "left_hip_x_px,left_hip_y_px,left_hip_x_m,left_hip_y_m,left_hip_z_m,left_hip_visibility\n"
            "0,0.000000,10.500,20.250,0.500000,-0.250000,0.125000,0.7500,,,,,,\n"
            "1,0.500000,,,,,,,,,,,,\n");
}

TEST(Csv, QuotesNamesThatWouldBreakATable) {
  Recording recording;
  recording.space = body::Space::world;
  recording.names = {"a,\"b"};
  EXPECT_EQ(render_csv(recording), "frame,time_s,\"a,\"\"b_x_m\",\"a,\"\"b_y_m\",\"a,\"\"b_z_m\",\"a,\"\"b_visibility\"\n");
}

}  // namespace
}  // namespace hinge::mocap
