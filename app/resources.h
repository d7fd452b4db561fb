#pragma once
// What lies beside the program: found relative to it, so that an installed tree can be moved anywhere.
#include <filesystem>

namespace hinge::app {

struct Resources {
  std::filesystem::path video_program;     ///< hinge-video
  std::filesystem::path models;            ///< networks
  std::filesystem::path manifest;          ///< their SHA-256 and licences
  std::filesystem::path knowledge;         ///< exercises, rules, cues, drills
  std::filesystem::path report_page;       ///< the page that the report is inlined into
  std::filesystem::path analysis_schema;
  std::filesystem::path bash_completion;
};

/// The program's own file, with links resolved.
[[nodiscard]] std::filesystem::path find_program();

/// ROOT/share/hinge and ROOT/libexec/hinge, where the program is ROOT/hinge (build tree), ROOT/bin/hinge (installed tree) or
/// ROOT/libexec/hinge/hinge-video. What is missing there is found missing by whoever needs it, and by `hinge doctor`.
[[nodiscard]] Resources find_resources();

}  // namespace hinge::app
