#pragma once
// Which pictures of a fast film are looked at: people move slowly for 60 and more pictures a second
// (docs/decisions/0042-pictures-that-carry-the-movement.md).
#include <cstdint>

#include "hinge/media/video_reader.h"

namespace hinge::pose {

/// Of so many pictures one is looked at: so many that 30 a second are left, 29 for a clock that says 29.97. 1 for a clip
/// of less than 58 a second, for a short one, and for one whose rate nobody knows.
[[nodiscard]] int pictures_per_look(const media::VideoInfo& info);

/// Counts the pictures of one segment.
class FrameChoice {
public:
  explicit FrameChoice(int pictures_per_look) : every_(pictures_per_look) {}
  /// The first of the segment is looked at, and then one in so many.
  [[nodiscard]] bool look_at_next() { return next_++ % every_ == 0; }

private:
  std::int64_t every_, next_ = 0;
};

}  // namespace hinge::pose
