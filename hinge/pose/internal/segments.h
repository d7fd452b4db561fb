#pragma once
// Splits a clip into pieces that can be worked on side by side. The seams depend on the clip alone, never on how many
// workers there are, so that the result does not either.
#include <vector>

#include "hinge/media/video_reader.h"

namespace hinge::pose {

struct Segment {
  Seconds start, end;  ///< [start, end)
};

/// Covers [start, end) without gaps; at least one segment. About 8 s each, seams on keyframes where one is near.
[[nodiscard]] std::vector<Segment> plan_segments(const media::VideoInfo& info, Seconds start, Seconds end);

}  // namespace hinge::pose
