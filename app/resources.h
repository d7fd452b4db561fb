#pragma once
// What lies beside the program: found relative to it, so that an installed tree can be moved anywhere.
#include <filesystem>

namespace hinge::app {

struct Resources {
  std::filesystem::path share;             ///< …/share/hinge
  std::filesystem::path models;            ///< networks
  std::filesystem::path manifest;          ///< their SHA-256 and licences
  std::filesystem::path knowledge;         ///< exercises, rules, cues, drills
  std::filesystem::path report_page;       ///< the page that the report is inlined into
  std::filesystem::path analysis_schema;
  std::filesystem::path bash_completion;
};

/// The program's own file, with links resolved.
[[nodiscard]] std::filesystem::path find_program();

/// `share/hinge` beside the program (build tree) or beside its folder (installed tree). What is missing there is found
/// missing by whoever needs it, and by `hinge doctor`.
[[nodiscard]] Resources find_resources();

}  // namespace hinge::app
