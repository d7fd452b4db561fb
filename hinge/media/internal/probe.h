#pragma once
// What a clip tells about itself, read in this process; probe_video() has it done in the box.
#include "hinge/media/internal/clip_file.h"
#include "hinge/media/internal/decoder.h"
#include "hinge/media/video_reader.h"

namespace hinge::media::internal {

/// Errors as probe_video()'s.
[[nodiscard]] Result<VideoInfo> probe_clip(const ClipFile& file, const StillHere& still_here = {});

}  // namespace hinge::media::internal
