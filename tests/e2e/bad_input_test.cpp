// What goes wrong in real life: each gives one line naming the file and the remedy, the documented status, no partial files.
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "hinge/media/video_writer.h"
#include "tests/e2e/program.h"
#include "tests/support/temp_folder.h"

namespace hinge::test {
namespace {

namespace fs = std::filesystem;

constexpr int usage = 2, input = 3, output = 5, cancelled = 130;

class BadInput : public ::testing::Test {
 protected:
  fs::path file(const std::string& name, const std::string& bytes) {
    const fs::path path = folder_.path() / name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }
  fs::path out() const { return folder_.path() / "out"; }
  Outcome analyze(const fs::path& clip, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments{"analyze", clip.string(), "--out", out().string(), "--model", "lite", "--only", "json,csv", "--quiet"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_hinge(arguments);
  }
  /// One line on stderr that names the file, nothing on stdout, that status, and nothing written.
  void expect_refused(const Outcome& outcome, int code, const std::string& named) {
    EXPECT_EQ(outcome.code, code) << outcome.err;
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_NE(outcome.err.find(named), std::string::npos) << outcome.err;
    EXPECT_EQ(outcome.out, "");
    EXPECT_EQ(files_below(out()), std::vector<std::string>{});
  }
  /// A clip of flat grey.
  fs::path grey_clip(const std::string& name, int width, int height, int frames) {
    const fs::path path = folder_.path() / name;
    media::VideoWriter::Options options;
    options.width_px = width;
    options.height_px = height;
    auto writer = media::VideoWriter::create(path, options);
    EXPECT_TRUE(writer) << writer.error().what;
    const media::RgbImage image{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3, 120)};
    for (int i = 0; i < frames; ++i) EXPECT_TRUE(writer->write(image, Seconds{i / 30.0}));
    EXPECT_TRUE(writer->finish());
    return path;
  }
  static std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  /// It ran, found nothing to judge, and said so: an answer.
  void expect_no_reps(const Outcome& outcome) {
    EXPECT_EQ(outcome.code, 0) << outcome.err;
    const std::string json = bytes_of(out() / "analysis.json");
    EXPECT_NE(json.find("\"reps\": []"), std::string::npos) << json;
    EXPECT_EQ(json.find("\"why_no_reps\": \"\""), std::string::npos) << json;
  }

  TempFolder folder_;
};

TEST_F(BadInput, FileThatDoesNotExist) { expect_refused(analyze(folder_.path() / "gone.mp4"), input, "gone.mp4: no such file"); }

TEST_F(BadInput, EmptyFile) { expect_refused(analyze(file("empty.mp4", "")), input, "empty.mp4"); }

TEST_F(BadInput, TextRenamedToVideo) { expect_refused(analyze(file("notes.mp4", "monday: three sets of five\n")), input, "notes.mp4"); }

TEST_F(BadInput, VideoWithoutItsIndex) {
  // The file's type and its pictures, as when the phone died before it wrote the index behind them.
  const std::string bytes = bytes_of(test_clip("12_standing.mp4"));
  const std::string cut = bytes.substr(0, bytes.find("moov") - 4) + bytes.substr(bytes.find("mdat") - 4);
  expect_refused(analyze(file("cut.mp4", cut)), input, "cut.mp4");
}

TEST_F(BadInput, CutOffTailKeepsWhatWasDecodableAndSaysSo) {
  const std::string whole = bytes_of(test_clip("12_standing.mp4"));
  const auto outcome = analyze(file("cut.mp4", whole.substr(0, whole.size() / 2)));
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_NE(bytes_of(out() / "analysis.json").find("\"corrupt_tail\""), std::string::npos);
}

TEST_F(BadInput, VideoWithoutASinglePicture) {
  // The index of a clip whose pictures were never written.
  const std::string bytes = bytes_of(test_clip("12_standing.mp4"));
  expect_refused(analyze(file("hollow.mp4", bytes.substr(0, bytes.find("mdat") - 4))), input, "hollow.mp4");
}

TEST_F(BadInput, VideoOf16By16IsTooSmall) { expect_refused(analyze(grey_clip("tiny.mp4", 16, 16, 10)), input, "tiny.mp4"); }

TEST_F(BadInput, FolderWithoutRecordings) {
  fs::create_directories(folder_.path() / "frames");
  expect_refused(analyze(folder_.path() / "frames"), input, "frames");
}

TEST_F(BadInput, BrokenRecording) { expect_refused(analyze(file("clip.hinge", "HINGE\0 not really")), input, "clip.hinge"); }

TEST_F(BadInput, TrcWithAMissingColumn) {
  const std::string trc =
      "PathFileType\t4\t(X/Y/Z)\tset.trc\nDataRate\tCameraRate\tNumFrames\tNumMarkers\tUnits\tOrigDataRate\tOrigDataStartFrame\tOrigNumFrames\n"
      "30\t30\t2\t2\tm\t30\t1\t2\nFrame#\tTime\tRHip\t\t\tRKnee\t\t\n\t\tX1\tY1\tZ1\tX2\tY2\tZ2\n\n1\t0.0\t0\t1\t0\t0\t0.5\t0\n2\t0.033\t0\t1\t0\t0\n";
  expect_refused(analyze(file("set.trc", trc)), input, "set.trc:");
}

TEST_F(BadInput, UnknownExerciseSaysTheNearestOne) {
  const auto outcome = analyze(test_clip("12_standing.mp4"), {"--exercise", "romanian_deadlif"});
  expect_refused(outcome, usage, "romanian_deadlift");
}

TEST_F(BadInput, HeightOfAGiant) {
  expect_refused(analyze(test_clip("12_standing.mp4"), {"--height-cm", "1780"}), usage, "--height-cm");
}

TEST_F(BadInput, EndBeforeStart) {
  expect_refused(analyze(test_clip("12_standing.mp4"), {"--start", "3", "--end", "2"}), usage, "--end 2 does not lie after --start 3");
}

TEST_F(BadInput, StartBehindTheEndOfTheClip) {
  expect_refused(analyze(test_clip("12_standing.mp4"), {"--start", "600"}), usage, "12_standing.mp4");
  expect_refused(analyze(test_clip("36_low_camera.hinge"), {"--start", "600"}), usage, "36_low_camera.hinge");
}

TEST_F(BadInput, UnknownOption) { expect_refused(analyze(test_clip("12_standing.mp4"), {"--fast"}), usage, "--fast"); }

TEST_F(BadInput, KnowledgeFolderThatDoesNotExist) {
  expect_refused(analyze(test_clip("12_standing.mp4"), {"--knowledge", (folder_.path() / "rules").string()}), usage, "rules");
}

TEST_F(BadInput, OutputFolderThatIsAFile) {
  const auto blocked = file("taken", "x");
  const auto outcome = run_hinge({"analyze", test_clip("12_standing.mp4").string(), "--out", blocked.string(), "--quiet"});
  expect_refused(outcome, output, "taken");
}

TEST_F(BadInput, OutputFolderBelowAFile) {
  const auto outcome = run_hinge({"analyze", test_clip("12_standing.mp4").string(), "--out", "/proc/hinge-out", "--quiet"});
  expect_refused(outcome, output, "/proc/hinge-out");
}

TEST_F(BadInput, FullOutputFolder) {
  // Root gets a disk of 64 kB. Nobody else can make one; the same path is then taken through a folder that refuses to grow.
  const fs::path disk = folder_.path() / "disk";
  fs::create_directories(disk);
  const bool mounted = ::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=64k") == 0;
  const fs::path target = mounted ? disk / "out" : fs::path("/sys/kernel/hinge-out");
  const auto outcome = run_hinge({"analyze", test_clip("12_standing.mp4").string(), "--out", target.string(), "--quiet"});
  const auto left = files_below(disk);
  if (mounted) ::umount(disk.c_str());
  expect_refused(outcome, output, target.string());
  EXPECT_EQ(left, std::vector<std::string>{});
}

TEST_F(BadInput, ARunThatIsStoppedLeavesNothingHalfWritten) {
  const auto outcome = run_hinge_and_signal(
      {"analyze", test_clip("demo_hinge.mp4").string(), "--out", out().string(), "--model", "lite", "--threads", "1"}, " %", SIGINT);
  EXPECT_EQ(outcome.code, cancelled) << outcome.err;
  EXPECT_NE(outcome.err.find("stopped on request"), std::string::npos) << outcome.err;
  EXPECT_EQ(files_below(out()), std::vector<std::string>{});
  EXPECT_FALSE(fs::exists(out()));
}

TEST_F(BadInput, ABadClipAmongGoodOnesDoesNotStopTheOthers) {
  const auto bad = file("empty.mp4", "");
  const auto outcome = run_hinge({"analyze", bad.string(), test_clip("12_standing.mp4").string(), "--out", out().string(), "--model", "lite",
                                  "--end", "0.6", "--only", "json", "--quiet"});
  EXPECT_EQ(outcome.code, input);
  EXPECT_EQ(files_below(out()), std::vector<std::string>{"12_standing/analysis.json"});
}

TEST_F(BadInput, OneFrameIsAnAnswerWithoutReps) { expect_no_reps(analyze(test_clip("12_standing.mp4"), {"--end", "0.02"})); }

TEST_F(BadInput, NobodyInTheRoomIsAnAnswer) { expect_no_reps(analyze(test_clip("13_empty_room.mp4"), {"--end", "1.5"})); }

TEST_F(BadInput, StillPictureIsAnAnswerOrRefusedByName) {
  const media::RgbImage image{640, 360, std::vector<std::uint8_t>(640 * 360 * 3, 120)};
  const auto clip = file("photo.jpg", media::encode_jpeg(image, 80).value());
  const auto outcome = analyze(clip);
  if (outcome.code == 0) expect_no_reps(outcome);
  else expect_refused(outcome, input, "photo.jpg");
}

TEST_F(BadInput, VideoOf8KIsReadOrRefusedByName) {
  const auto outcome = analyze(grey_clip("eight_k.mp4", 7680, 4320, 2));
  if (outcome.code == 0) expect_no_reps(outcome);
  else expect_refused(outcome, input, "eight_k.mp4");
}

TEST_F(BadInput, TwoPeopleAreReported) {
  const auto outcome = analyze(test_clip("28_two_people.mp4"));
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_NE(bytes_of(out() / "analysis.json").find("\"people\": 2"), std::string::npos);
}

}  // namespace
}  // namespace hinge::test
