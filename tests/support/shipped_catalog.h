#pragma once
// The knowledge that ships, read once.
#include <filesystem>
#include <vector>

#include "hinge/catalog/load.h"

namespace hinge::test {

[[nodiscard]] inline const catalog::Catalog& shipped_catalog() {
  static const catalog::Catalog catalog = [] {
    const std::vector<std::filesystem::path> folders{std::filesystem::path(HINGE_SOURCE_DIR) / "knowledge"};
    return catalog::load_catalog(folders).value();
  }();
  return catalog;
}

}  // namespace hinge::test
