#pragma once
// `hinge analyze`: clips in, a folder of results each.
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/console.h"
#include "app/exit_code.h"
#include "app/resources.h"
#include "hinge/body/athlete.h"
#include "hinge/pose/model.h"

namespace hinge::app {

enum class Output : unsigned char { json, html, video, csv, trc, clip };

struct AnalyzeOptions {
  std::vector<std::filesystem::path> clips;
  std::string exercise = "auto";
  pose::Model model = pose::Model::full;
  body::Athlete athlete;
  std::optional<std::filesystem::path> out;  ///< absent: hinge-out/<clip>
  std::set<Output> outputs{Output::json, Output::html, Output::video, Output::csv, Output::trc, Output::clip};
  int threads = 0;  ///< 0: one for each core
  Seconds start{0};
  std::optional<Seconds> end;
  std::vector<std::filesystem::path> knowledge;  ///< added to, or replacing parts of, the shipped one
  Verbosity verbosity = Verbosity::normal;
};

/// Goes on after a clip that cannot be read; the exit code is that of the first one that failed.
[[nodiscard]] ExitCode analyze(const AnalyzeOptions& options, const Resources& resources);

}  // namespace hinge::app
