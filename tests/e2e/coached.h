#pragma once
// One person's coach by the real program: a database of the test's own, and sets filmed by nobody but drawn, so that a
// whole year of commands takes seconds.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "hinge/mocap/clip_file.h"
#include "tests/e2e/program.h"
#include "tests/support/stick_lifter.h"
#include "tests/support/temp_folder.h"

namespace hinge::test {

[[nodiscard]] inline std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

[[nodiscard]] inline bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// The text between two others; empty when they are not there.
[[nodiscard]] inline std::string between(const std::string& text, const std::string& before, const std::string& after) {
  const auto from = text.find(before);
  if (from == std::string::npos) return "";
  const auto begin = from + before.size();
  const auto end = text.find(after, begin);
  return end == std::string::npos ? "" : text.substr(begin, end - begin);
}

class Coached : public ::testing::Test {
 protected:
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] virtual std::string database() const { return (folder() / "hinge.db").string(); }

  [[nodiscard]] Outcome hinge(std::vector<std::string> words) const {
    words.insert(words.end(), {"--db", database()});
    return run_hinge(words);
  }
  /// What it printed; the test fails when it failed.
  [[nodiscard]] std::string said(const std::vector<std::string>& words) const {
    const auto outcome = hinge(words);
    EXPECT_EQ(outcome.code, 0) << words[0] << ": " << outcome.err << outcome.out;
    return outcome.out;
  }
  void does(const std::vector<std::string>& words) const { static_cast<void>(said(words)); }
  [[nodiscard]] nlohmann::json told(const std::vector<std::string>& words) const {
    const auto out = said(words);
    auto json = nlohmann::json::parse(out, nullptr, false);
    EXPECT_FALSE(json.is_discarded()) << out;
    return json;
  }

  /// A drawn set as `hinge analyze` keeps one.
  [[nodiscard]] std::filesystem::path draw_set(const std::string& name, const StickSet& set = {}) const {
    auto file = folder() / (name + ".hinge");
    EXPECT_TRUE(mocap::save_clip(stick_recording(stick_hinge(set).frames), file));
    return file;
  }
  [[nodiscard]] std::vector<std::string> analyze(const std::filesystem::path& clip, std::vector<std::string> more = {}) const {
    std::vector<std::string> words{"analyze", clip.string(), "--only", "json", "--out", (folder() / "out").string(), "--person", "Ana"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

 private:
  TempFolder folder_;
};

}  // namespace hinge::test
