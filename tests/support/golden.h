#pragma once
// Golden files: small, rounded, without clock or version. HINGE_UPDATE_GOLDEN=1 rewrites them; the diff is reviewed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

namespace hinge::test {

/// As expect_golden, for a text kept elsewhere in the tree: a page of docs/ that must say what the engine does.
inline void expect_file(const std::string& name, const std::string& text) {
  const auto path = std::filesystem::path(HINGE_SOURCE_DIR) / name;
  if (const char* update = std::getenv("HINGE_UPDATE_GOLDEN"); update != nullptr && std::string(update) == "1") {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  std::ifstream in(path, std::ios::binary);
  ASSERT_TRUE(in) << path << " is missing: run the test once with HINGE_UPDATE_GOLDEN=1 and review the file";
  std::ostringstream golden;
  golden << in.rdbuf();
  EXPECT_EQ(golden.str(), text) << "differs from " << path << "; if the change is meant, HINGE_UPDATE_GOLDEN=1 rewrites it";
}

inline void expect_golden(const std::string& name, const std::string& text) { expect_file("tests/golden/" + name, text); }

}  // namespace hinge::test
