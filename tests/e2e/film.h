#pragma once
// A film judged by the real program with the lite network, and what it says of it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/e2e/program.h"
#include "tests/support/temp_folder.h"

namespace hinge::test {

/// Small pictures, 15 a second: what a test can wait for.
inline constexpr const char* small_film = "fps=15,scale=640:360,setsar=1";

/// ffmpeg with these arguments into a film of the folder.
inline std::filesystem::path run_ffmpeg(const TempFolder& folder, const std::string& arguments,
                                        const std::string& name = "film.mp4") {
  const std::filesystem::path path = folder.path() / name;
  const std::string command = "ffmpeg -v error -y " + arguments + " -an -c:v libx264 -preset ultrafast -crf 20 '" + path.string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0) << command;
  return path;
}

inline nlohmann::json analysis_of(const TempFolder& folder, const std::filesystem::path& clip,
                                  const std::vector<std::string>& more = {}) {
  const std::filesystem::path out = folder.path() / "out";
  std::vector<std::string> arguments{"analyze", clip.string(), "--out", out.string(), "--model", "lite", "--only", "json,clip", "--quiet"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Outcome outcome = run_hinge(arguments);
  EXPECT_EQ(outcome.code, 0) << outcome.err;
  std::ifstream file(out / "analysis.json");
  return outcome.code == 0 ? nlohmann::json::parse(file) : nlohmann::json::object();
}

inline bool warns(const nlohmann::json& analysis, const std::string& code) {
  const auto& codes = analysis.at("capture").at("warning_codes");
  return std::ranges::find(codes, nlohmann::json(code)) != codes.end();
}

}  // namespace hinge::test
