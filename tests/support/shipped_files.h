#pragma once
// The knowledge that ships as files in memory, to break one at a time.
#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/files.h"
#include "hinge/catalog/load.h"

namespace hinge::test {

inline const std::filesystem::path shipped_knowledge = std::filesystem::path(HINGE_SOURCE_DIR) / "knowledge";

[[nodiscard]] inline std::vector<catalog::TextFile> shipped_files() {
  std::vector<catalog::TextFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(shipped_knowledge)) {
    if (entry.path().extension() != ".toml") continue;
    const std::string name = entry.path().lexically_relative(shipped_knowledge).generic_string();
    files.push_back({name, name, read_file(entry.path(), 1 << 20).value()});
  }
  std::ranges::sort(files, {}, &catalog::TextFile::name);
  return files;
}

[[nodiscard]] inline catalog::TextFile& file_named(std::vector<catalog::TextFile>& files, std::string_view name) {
  const auto found = std::ranges::find(files, name, &catalog::TextFile::name);
  if (found == files.end()) throw std::runtime_error("no such file in the test");
  return *found;
}

inline void replace_once(std::string& text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("nothing to replace in the test");
  text.replace(at, from.size(), to);
}

/// What the loader says after one change to one file.
[[nodiscard]] inline std::string problem_after(std::string_view name, std::string_view from, std::string_view to) {
  auto files = shipped_files();
  replace_once(file_named(files, name).text, from, to);
  const Result<catalog::Catalog> catalog = catalog::parse_catalog(files);
  return catalog ? "no problem" : catalog.error().what;
}

}  // namespace hinge::test
