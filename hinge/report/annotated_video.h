#pragma once
// `annotated.mp4`: the clip with skeleton, angles, rep, phase and verdict drawn on, at its own presentation times.
#include <filesystem>
#include <optional>

#include "hinge/analysis/analysis.h"
#include "hinge/base/progress.h"
#include "hinge/base/result.h"
#include "hinge/catalog/catalog.h"
#include "hinge/media/video_reader.h"

namespace hinge::report {

struct VideoRange {
  Seconds start{0};
  std::optional<Seconds> end;
};

/// Pictures larger than 1920 on their long side are made smaller. Appears under its name only when complete.
[[nodiscard]] Result<void> write_annotated_video(const std::filesystem::path& path, const media::VideoInfo& clip,
                                                 const VideoRange& range, const body::Recording& recording,
                                                 const analysis::Analysis& analysis, const catalog::Catalog& catalog,
                                                 const RunControl& control);

}  // namespace hinge::report
