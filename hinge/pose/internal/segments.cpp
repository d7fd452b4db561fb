#include "hinge/pose/internal/segments.h"

#include <algorithm>
#include <cmath>

namespace hinge::pose {
namespace {
// Our choices. Long enough that starting afresh with the detector costs nothing, short enough to keep every core busy
// to the end; half that for short clips, so that two cores help there too.
constexpr Seconds usual_length{8};
constexpr Seconds shortest_split{4};
constexpr std::int64_t fewest_pictures = 60;  // in a segment: 8 s at the slowest rates we meet
constexpr double seam_may_move = 0.35;  // of a segment's length, to meet a keyframe

Seconds snap(Seconds seam, Seconds reach, const std::vector<Seconds>& keyframes) {
  const auto nearest =
      std::ranges::min_element(keyframes, {}, [seam](Seconds keyframe) { return std::abs((keyframe - seam).value()); });
  if (nearest == keyframes.end() || std::abs((*nearest - seam).value()) > reach.value()) return seam;
  return *nearest;
}
}  // namespace

std::vector<Segment> plan_segments(const media::VideoInfo& info, Seconds start, Seconds end) {
  const Seconds whole = end - start;
  auto count = static_cast<int>(std::lround(whole / usual_length));
  // A clock that jumps by a day adds no pictures: it is they that take work, and each segment takes a process.
  if (info.frames > 0) count = static_cast<int>(std::min<std::int64_t>(count, info.frames / fewest_pictures + 1));
  count = std::max(count, whole >= shortest_split ? 2 : 1);
  std::vector<Segment> segments{{start, end}};
  for (int i = 1; i < count; ++i) {
    const Seconds seam =
        snap(start + whole * (static_cast<double>(i) / count), whole * (seam_may_move / count), info.keyframes);
    if (seam <= segments.back().start || seam >= end) continue;
    segments.back().end = seam;
    segments.push_back({seam, end});
  }
  return segments;
}

}  // namespace hinge::pose
