// Clips that break what decodes them, among good ones: by the real program in a tree whose hinge-decode misbehaves where a
// clip says so (hinge/media/internal/faulty_decode.cpp).
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>

#include "tests/e2e/program.h"
#include "tests/support/fault_mark.h"
#include "tests/support/temp_folder.h"

namespace hinge::test {
namespace {

namespace fs = std::filesystem;

constexpr int input = 3, cancelled = 130;

class BadDecoder : public ::testing::Test {
 protected:
  BadDecoder() {
    const fs::path built = hinge_program().parent_path();
    fs::create_directories(tree() / "libexec/hinge");
    fs::create_directories(tree() / "share");
    fs::copy_file(built / "hinge", tree() / "hinge");
    fs::copy_file(built / "libexec/hinge/hinge-video", tree() / "libexec/hinge/hinge-video");
    fs::copy_file(built / "faulty/libexec/hinge/hinge-decode", tree() / "libexec/hinge/hinge-decode");
    fs::create_directory_symlink(built / "share/hinge", tree() / "share/hinge");
  }
  [[nodiscard]] fs::path tree() const { return folder_.path() / "tree"; }
  [[nodiscard]] fs::path out() const { return folder_.path() / "out"; }
  [[nodiscard]] fs::path clip(const std::string& name, const Fault& fault = {}) const {
    const fs::path path = folder_.path() / name;
    fs::copy_file(test_clip("12_standing.mp4"), path);
    mark_with_fault(path, fault);
    return path;
  }
  [[nodiscard]] std::vector<std::string> analyze(const std::vector<fs::path>& clips) const {
    std::vector<std::string> words{"analyze"};
    for (const auto& clip : clips) words.push_back(clip.string());
    for (const std::string& word : {std::string("--out"), out().string(), std::string("--model"), std::string("lite"), std::string("--end"),
                                    std::string("0.6"), std::string("--only"), std::string("json,csv")}) {
      words.push_back(word);
    }
    return words;
  }
  void expect_one_lost(const Fault& fault, const std::string& said) const {
    const auto bad = clip("bad.mp4", fault);
    auto words = analyze({clip("first.mp4"), bad, clip("last.mp4")});
    words.emplace_back("--quiet");
    const auto outcome = run_copy(tree() / "hinge", words);
    EXPECT_EQ(outcome.code, input);
    EXPECT_EQ(outcome.err, "hinge: " + bad.string() + ": " + said + "\n");
    const std::vector<std::string> both{"first/analysis.json", "first/series.csv", "last/analysis.json", "last/series.csv"};
    EXPECT_EQ(files_below(out()), both);
    EXPECT_FALSE(fs::exists(out() / "bad"));
  }

 private:
  TempFolder folder_;
};

TEST_F(BadDecoder, OneThatCrashesCostsItsClipAndNoOther) {
  expect_one_lost({"crash", 4},
                  "its decoder crashed at 0.1 s (Segmentation fault); the file may be damaged: copy it again from the phone, or convert it to H.264");
}

TEST_F(BadDecoder, OneThatCrashesOnOpeningCostsItsClipAndNoOther) {
  expect_one_lost({"abort", 0},
                  "its decoder crashed while the file was opened (Aborted); the file may be damaged: copy it again from the phone, or convert it to H.264");
}

TEST_F(BadDecoder, OneThatHangsIsStoppedByCtrlC) {
  const auto begin = std::chrono::steady_clock::now();
  const auto outcome = run_copy_and_signal(tree() / "hinge", analyze({clip("first.mp4"), clip("bad.mp4", {"hang", 0}), clip("last.mp4")}), "(2 of 3)", SIGINT);
  EXPECT_EQ(outcome.code, cancelled) << outcome.err;
  EXPECT_NE(outcome.err.find("stopped on request"), std::string::npos) << outcome.err;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(50)) << "it waited until the decoder was given up";
  EXPECT_EQ(files_below(out()), (std::vector<std::string>{"first/analysis.json", "first/series.csv"}));
}

}  // namespace
}  // namespace hinge::test
