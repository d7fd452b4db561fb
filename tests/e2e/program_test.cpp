// The whole way on shipped clips, by the real program.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "hinge/media/video_reader.h"
#include "tests/e2e/program.h"
#include "tests/support/schema.h"
#include "tests/support/temp_folder.h"

namespace hinge::test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// One run with everything, shared by the tests that look at its results.
class Demo : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TempFolder;
    outcome_ = new Outcome(run_hinge({"analyze", test_clip("demo_hinge.mp4").string(), "--out", out().string(), "--model", "lite", "--end", "9"}));
  }
  static void TearDownTestSuite() {
    delete outcome_;
    delete folder_;
  }
  static fs::path out() { return folder_->path() / "out"; }
  static TempFolder* folder_;
  static Outcome* outcome_;
};
TempFolder* Demo::folder_ = nullptr;
Outcome* Demo::outcome_ = nullptr;

TEST_F(Demo, Succeeds) { EXPECT_EQ(outcome_->code, 0) << outcome_->err; }

TEST_F(Demo, EndsWithThePathOfTheReport) {
  EXPECT_TRUE(outcome_->out.ends_with("Report: " + (out() / "report.html").string() + "\n")) << outcome_->out;
}

TEST_F(Demo, WritesEveryResultAndNothingElse) {
  EXPECT_EQ(files_below(out()), (std::vector<std::string>{"analysis.json", "annotated.mp4", "clip.hinge", "landmarks.trc", "report.html", "series.csv"}));
}

TEST_F(Demo, WritesAnAnalysisThatFollowsItsSchema) {
  EXPECT_EQ(schema_problems("analysis.schema.json", bytes_of(out() / "analysis.json")), "");
}

TEST_F(Demo, CountsTheTwoRepsOfTheFirstNineSeconds) {
  EXPECT_EQ(json::parse(bytes_of(out() / "analysis.json"))["set"]["reps"], 2);
}

TEST_F(Demo, TellsPlainProgressWhereThereIsNoTerminal) {
  EXPECT_NE(outcome_->err.find(" 50 %"), std::string::npos) << outcome_->err;
  EXPECT_EQ(outcome_->err.find('\r'), std::string::npos);
}

TEST_F(Demo, AnnotatesEveryFrameAtItsOwnTime) {
  const auto info = media::probe_video(out() / "annotated.mp4");
  ASSERT_TRUE(info) << info.error().what;
  EXPECT_EQ(info->width_px, 1280);
  EXPECT_EQ(info->frames, 270);  // nine seconds at 30
  EXPECT_NEAR(info->duration.value(), 9.0, 0.04);
}

TEST_F(Demo, PutsItsPicturesIntoTheReport) {
  const std::string html = bytes_of(out() / "report.html");
  EXPECT_NE(html.find("data:image/jpeg;base64,"), std::string::npos);
  EXPECT_EQ(html.find("HINGE_DATA*/null"), std::string::npos);
}

TEST_F(Demo, JudgesItsOwnRecordingAlike) {
  const auto again = folder_->path() / "again";
  const auto outcome = run_hinge({"analyze", (out() / "clip.hinge").string(), "--out", again.string(), "--only", "json", "--quiet"});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  // clip.hinge keeps coordinates as 32-bit floats: the last digit of an angle may differ, what is concluded may not.
  const json first = json::parse(bytes_of(out() / "analysis.json")), second = json::parse(bytes_of(again / "analysis.json"));
  ASSERT_EQ(first["reps"].size(), second["reps"].size());
  for (std::size_t rep = 0; rep < first["reps"].size(); ++rep) {
    EXPECT_EQ(first["reps"][rep]["phases"], second["reps"][rep]["phases"]);
    for (std::size_t f = 0; f < first["reps"][rep]["findings"].size(); ++f) {
      EXPECT_EQ(first["reps"][rep]["findings"][f]["verdict"], second["reps"][rep]["findings"][f]["verdict"]);
    }
  }
  EXPECT_EQ(first["source"], second["source"]);
  EXPECT_EQ(first["coaching"], second["coaching"]);
}

TEST_F(Demo, SaysThatARecordingHasNoPictures) {
  const auto again = folder_->path() / "pictureless";
  const auto outcome = run_hinge({"analyze", (out() / "clip.hinge").string(), "--out", again.string()});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_NE(outcome.err.find("holds landmarks and no pictures"), std::string::npos);
  EXPECT_FALSE(fs::exists(again / "annotated.mp4"));
}

TEST_F(Demo, ConvertsItsRecording) {
  const auto csv = folder_->path() / "landmarks.csv";
  EXPECT_EQ(run_hinge({"convert", (out() / "clip.hinge").string(), csv.string()}).code, 0);
  EXPECT_TRUE(bytes_of(csv).starts_with("frame,time_s,"));
}

TEST(Program, SaysItsVersion) { EXPECT_TRUE(run_hinge({"--version"}).out.starts_with("hinge ")); }

TEST(Program, ExplainsEveryCommandWithAnExample) {
  for (const char* command : {"analyze", "doctor", "rules", "exercises", "knowledge", "learn", "convert", "schema", "completion"}) {
    const auto outcome = run_hinge({command, "--help"});
    EXPECT_EQ(outcome.code, 0) << command;
    EXPECT_NE(outcome.out.find("Example"), std::string::npos) << command;
  }
}

TEST(Program, RefusesACommandItDoesNotHave) { EXPECT_EQ(run_hinge({"judge"}).code, 2); }

TEST(Program, SuggestsTheCommandThatWasMeant) {
  EXPECT_EQ(run_hinge({"anlyze", "set.mp4"}).err, "hinge: there is no command 'anlyze'; did you mean 'analyze'? see `hinge --help`\n");
  EXPECT_EQ(run_hinge({"person", "delte", "Ana"}).err, "hinge: there is no command 'delte'; did you mean 'delete'? see `hinge person --help`\n");
}

TEST(Program, SuggestsTheOptionThatWasMeant) {
  const auto outcome = run_hinge({"analyze", "--heigth-cm", "170", "set.mp4"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "hinge: there is no option --heigth-cm; did you mean '--height-cm'? see `hinge analyze --help`\n");
  EXPECT_EQ(run_hinge({"log", "--peron", "Ana"}).err, "hinge: there is no option --peron; did you mean '--person'? see `hinge log --help`\n");
}

// `hinge export > ana.csv` on a full disk left half a table and said nothing.
TEST(Program, SaysWhenItsOutputGoesNowhere) {
  const std::string program = "'" + hinge_program().string() + "' ";
  for (const std::string command : {"rules", "schema", "--help"}) {
    const int status = std::system((program + command + " >/dev/full 2>/dev/null").c_str());
    ASSERT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 5) << command;
  }
}

TEST(Program, FindsEverythingItNeeds) {
  const auto outcome = run_hinge({"doctor"});
  EXPECT_EQ(outcome.code, 0) << outcome.out;
  EXPECT_NE(outcome.out.find("Everything Hinge needs is in place."), std::string::npos);
}

/// A tree as `cmake --install` lays it out, somewhere else.
class Installed : public ::testing::Test {
 protected:
  Installed() {
    for (const char* folder : {"usr/bin", "usr/libexec/hinge", "usr/share"}) fs::create_directories(root() / folder);
    fs::copy_file(hinge_program(), root() / "usr/bin/hinge");
    fs::create_directory_symlink(hinge_program().parent_path() / "share" / "hinge", root() / "usr/share/hinge");
  }
  void install(const std::string& program) const {
    fs::copy_file(hinge_program().parent_path() / "libexec/hinge" / program, root() / "usr/libexec/hinge" / program);
  }
  void install_video() const {
    install("hinge-video");
    install("hinge-decode");
  }
  [[nodiscard]] const fs::path& root() const { return folder_.path(); }
  [[nodiscard]] fs::path video() const { return root() / "usr/libexec/hinge/hinge-video"; }
  [[nodiscard]] Outcome hinge(const std::vector<std::string>& words) const { return run_copy(root() / "usr/bin/hinge", words); }

 private:
  TempFolder folder_;
};

TEST_F(Installed, FindsBothItsHalvesWhereverTheTreeIs) {
  install_video();
  const auto outcome = hinge({"doctor"});
  EXPECT_EQ(outcome.code, 0) << outcome.err << outcome.out;
  EXPECT_NE(outcome.out.find(video().string()), std::string::npos) << outcome.out;
}

TEST_F(Installed, IsFoundThroughALink) {
  install_video();
  fs::create_symlink(root() / "usr/bin/hinge", root() / "coach");
  const auto outcome = run_copy(root() / "coach", {"analyze", "--help"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("Usage: hinge analyze"), std::string::npos) << outcome.out;
}

TEST_F(Installed, WithoutTheHalfThatReadsVideoSaysWhatIsMissingAndDoesTheRest) {
  const auto outcome = hinge({"analyze", "set.mp4"});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_EQ(outcome.err, "hinge: " + video().string() +
                             ": No such file or directory; `hinge analyze` needs it: run `make build` in the source tree, or install Hinge again\n");
  EXPECT_EQ(hinge({"rules"}).code, 0);
}

TEST_F(Installed, WithoutWhatDecodesSaysWhatIsMissing) {
  install("hinge-video");
  const auto outcome = hinge({"analyze", test_clip("12_standing.mp4").string(), "--out", (root() / "out").string()});
  EXPECT_EQ(outcome.code, 4);
  EXPECT_EQ(outcome.err, "hinge: " + (root() / "usr/libexec/hinge/hinge-decode").string() +
                             ": the program that decodes video is missing; run `make build` in the source tree, or install Hinge again\n");
  EXPECT_FALSE(fs::exists(root() / "out"));
  const auto doctor = hinge({"doctor"});
  EXPECT_EQ(doctor.code, 4);
  EXPECT_NE(doctor.out.find("MISSING decoding in a box"), std::string::npos) << doctor.out;
}

TEST(Program, TellsHowWellTheBoxHolds) {
  const auto out = run_hinge({"doctor"}).out;
  EXPECT_NE(out.find("hinge-decode, without rights to files, network and programs"), std::string::npos) << out;
}

TEST(Program, LoadsNeitherVideoNorNetworksBeforeTheyAreNeeded) {
  ::setenv("LD_TRACE_LOADED_OBJECTS", "1", 1);  // the dynamic linker's own list, as ldd prints it
  const std::string light = run_hinge({"--version"}).out;
  ::unsetenv("LD_TRACE_LOADED_OBJECTS");
  ASSERT_NE(light.find("libsqlite3.so"), std::string::npos) << light;
  for (const char* library : {"libavcodec", "libavutil", "libtensorflowlite", "libcairo", "libX11"}) {
    EXPECT_EQ(light.find(library), std::string::npos) << library;
  }
}

TEST(Program, PrintsTheSchemaThatShips) {
  EXPECT_EQ(run_hinge({"schema"}).out, bytes_of(fs::path(HINGE_SOURCE_DIR) / "docs" / "formats" / "analysis.schema.json"));
}

TEST(Program, ShowsARuleWithItsBandsAndWhoseTheyAre) {
  const auto outcome = run_hinge({"rules", "minimal_knee_bend"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_NE(outcome.out.find("our cut-off"), std::string::npos) << outcome.out;
}

TEST(Program, ListsTheExercises) { EXPECT_NE(run_hinge({"exercises"}).out.find("romanian_deadlift"), std::string::npos); }

TEST(Program, SuggestsTheRuleThatWasMeant) {
  const auto outcome = run_hinge({"rules", "knee_crep"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_NE(outcome.err.find("knee_creep"), std::string::npos) << outcome.err;
}

TEST_F(Demo, PrintsEveryMetricWithUnitUncertaintyAndSource) {
  const auto again = folder_->path() / "in_detail";
  const auto outcome = run_hinge({"analyze", (out() / "clip.hinge").string(), "--only", "json", "--detail", "full", "--out", again.string()});
  ASSERT_EQ(outcome.code, 0) << outcome.err;
  const std::size_t at = outcome.out.find("hip_fold_peak");
  ASSERT_NE(at, std::string::npos) << outcome.out;
  const std::string line = outcome.out.substr(at, outcome.out.find('\n', at) - at);
  EXPECT_NE(line.find("±"), std::string::npos) << line;
  EXPECT_NE(line.find(" deg "), std::string::npos) << line;
  EXPECT_NE(line.find("[docs/science.md 1.4]"), std::string::npos) << line;
}

TEST(Program, TeachesInTheTerminal) {
  EXPECT_NE(run_hinge({"learn"}).out.find("wall_tap"), std::string::npos);
  EXPECT_TRUE(run_hinge({"learn", "wall_tap"}).out.starts_with("Wall tap\n"));
}

TEST(Program, WritesThePageOfLessons) {
  const TempFolder folder;
  const auto page = folder.path() / "learn.html";
  EXPECT_EQ(run_hinge({"learn", "--html", "--out", page.string()}).code, 0);
  EXPECT_TRUE(bytes_of(page).starts_with("<!doctype html>"));
}

TEST(Program, SuggestsTheLessonThatWasMeant) {
  const auto outcome = run_hinge({"learn", "wall_tpa"});
  EXPECT_EQ(outcome.code, 2);
  EXPECT_EQ(outcome.err, "hinge: there is no lesson 'wall_tpa'; did you mean 'wall_tap'? `hinge learn` lists them\n");
}

TEST(Program, FindsNothingToMendInTheShippedKnowledge) {
  const auto outcome = run_hinge({"knowledge", "check"});
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  EXPECT_NE(outcome.out.find("no problem"), std::string::npos);
}

TEST(Program, SaysWhereKnowledgeIsBrokenByFileLineAndColumn) {
  const TempFolder folder;
  fs::create_directories(folder.path() / "drills");
  std::ofstream(folder.path() / "drills" / "hop.toml") << "format = 1\nid = \"hop\"\ntitle = \"Hop\"\ndose = \"Once.\"\nhow = \"Hop.\"\nnext = \"Rest.\"\nsource = \"nobody\"\n";
  const auto outcome = run_hinge({"knowledge", "check", folder.path().string()});
  EXPECT_EQ(outcome.code, 3);
  EXPECT_NE(outcome.err.find("hop.toml:7:10: there is no source 'nobody'"), std::string::npos) << outcome.err;
}

TEST(Program, ShowsAnEntryOfAnyKind) {
  const auto outcome = run_hinge({"knowledge", "show", "knee_creep"});
  EXPECT_EQ(outcome.code, 0);
  EXPECT_TRUE(outcome.out.starts_with("Rule\n")) << outcome.out;
  EXPECT_EQ(run_hinge({"knowledge", "show", "knee_crep"}).code, 2);
}

/// Every "--word" at the beginning of a line.
std::vector<std::string> options_in(const std::string& help) {
  std::vector<std::string> options;
  for (std::size_t at = help.find("\n  --"); at != std::string::npos; at = help.find("\n  --", at + 1)) {
    options.push_back(help.substr(at + 3, help.find_first_of(" ,\n", at + 3) - at - 3));
  }
  return options;
}

TEST(Program, CompletesEveryOptionOfWhatRemembers) {
  const std::string script = run_hinge({"completion", "bash"}).out;
  for (const char* command : {"next", "history", "compare", "log", "roster", "export"}) {
    const std::size_t begin = script.find("\n    " + std::string(command) + ")");
    ASSERT_NE(begin, std::string::npos) << command;
    const std::string words = script.substr(begin, script.find(";;", begin) - begin);
    const auto options = options_in(run_hinge({command, "--help"}).out);
    EXPECT_GT(options.size(), 3U) << command;
    for (const std::string& option : options) EXPECT_NE(words.find(option + " "), std::string::npos) << command << " " << option;
  }
  for (const char* part : {"add", "set", "consent", "export", "import", "delete"}) {
    for (const std::string& option : options_in(run_hinge({"person", part, "--help"}).out)) {
      EXPECT_NE(script.find(option + " "), std::string::npos) << part << " " << option;
    }
  }
}

TEST(Program, CompletesEveryOptionOfAnalyze) {
  const std::string help = run_hinge({"analyze", "--help"}).out, script = run_hinge({"completion", "bash"}).out;
  for (const char* option : {"--exercise", "--model", "--height-cm", "--mass-kg", "--load-kg", "--out", "--only", "--threads", "--start", "--end", "--knowledge", "--detail", "--quiet"}) {
    EXPECT_NE(help.find(option), std::string::npos) << option;
    EXPECT_NE(script.find(option), std::string::npos) << option;
  }
}

TEST(Strict, RefusesAVideoExactlyWhereTheDoctorSaysThatTheBoxDoesNotHold) {
  const bool holds = run_hinge({"doctor"}).out.find(" NOT ") == std::string::npos;
  const TempFolder folder;
  std::vector<std::string> words{"analyze", test_clip("12_standing.mp4").string(), "--out", folder.path().string(), "--model", "lite", "--end", "0.6", "--only", "json"};
  const auto told = run_hinge(words);
  EXPECT_EQ(told.err.find("decoded without") == std::string::npos, holds) << told.err;
  const auto warnings = json::parse(bytes_of(folder.path() / "analysis.json")).dump();
  EXPECT_EQ(warnings.find("decoded without") == std::string::npos, holds);
  EXPECT_NE(warnings.find("Only a part of this clip was looked at, from 0 s to 0.6 s."), std::string::npos);
  words.emplace_back("--strict");
  EXPECT_EQ(run_hinge(words).code, holds ? 0 : 4);
}

}  // namespace
}  // namespace hinge::test
