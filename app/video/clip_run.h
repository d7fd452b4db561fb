#pragma once
// One clip through the whole house: recording, analysis, results in a folder.
#include <filesystem>

#include "app/video/analyze.h"
#include "hinge/analysis/analysis.h"
#include "hinge/base/progress.h"
#include "hinge/catalog/catalog.h"

namespace hinge::app {

struct ClipResult {
  analysis::Analysis analysis;
  std::filesystem::path folder;
  std::vector<std::string> not_made;  ///< plain sentences: what was asked for and could not be made from this input
};

[[nodiscard]] Outcome<ClipResult> run_clip(const std::filesystem::path& clip, const std::filesystem::path& folder,
                                           const AnalyzeOptions& options, const Resources& resources,
                                           const catalog::Catalog& catalog, const RunControl& control);

}  // namespace hinge::app
