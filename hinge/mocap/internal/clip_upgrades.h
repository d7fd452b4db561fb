#pragma once
// Old clip files are lifted one format at a time, so each step is written once, tested once and never touched again.
#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>

#include "hinge/base/result.h"
#include "hinge/mocap/clip_file.h"

namespace hinge::mocap {

/// Turns a document of format n into one of format n + 1. Error: corrupt.
using ClipUpgrade = Result<void> (*)(nlohmann::json& document);

/// upgrades[0] lifts format 1 to 2, and so on; the last one reaches clip_format.
[[nodiscard]] inline std::span<const ClipUpgrade> clip_upgrades() { return {}; }

/// Applies what lies between `format` and the newest that `upgrades` reaches.
[[nodiscard]] inline Result<void> upgrade_document(nlohmann::json& document, std::uint32_t format,
                                                   std::span<const ClipUpgrade> upgrades) {
  for (std::size_t step = format - 1; step < upgrades.size(); ++step) {
    HINGE_TRY_VOID(upgrades[step](document));
  }
  return {};
}

}  // namespace hinge::mocap
