#pragma once
// A few pictures out of a long clip: seeks to the nearest keyframe before each group instead of decoding everything.
#include <functional>
#include <vector>

#include "hinge/base/progress.h"
#include "hinge/base/result.h"
#include "hinge/media/video_reader.h"

namespace hinge::report::internal {

/// Calls `take(i, picture)` for each times[i], in time order. A time whose picture cannot be decoded any more (a damaged
/// tail) is left out. Errors: those of the reader, cancelled.
[[nodiscard]] Result<void> grab_frames(const media::VideoInfo& clip, const std::vector<Seconds>& times, const RunControl& control,
                                       const std::function<void(std::size_t, const media::RgbImage&)>& take);

}  // namespace hinge::report::internal
