#pragma once
// Frames woven from two half-pictures tear a moving arm into combs; bwdif puts one whole picture in their place.
#include "hinge/base/result.h"
#include "hinge/media/internal/av_handles.h"

namespace hinge::media::internal {

class Deinterlacer {
 public:
  /// Set up from the first frame; `time_base` is the stream's, and output frames carry stamps in it again.
  [[nodiscard]] static Result<Deinterlacer> create(const AVFrame& like, AVRational time_base);
  /// nullptr ends the stream: what bwdif still holds comes out of pull(). False if bwdif refuses the frame.
  [[nodiscard]] bool push(FramePtr frame);
  /// nullptr if it needs another frame first (or has ended).
  [[nodiscard]] FramePtr pull();
  /// Whether a frame of this shape may be pushed.
  [[nodiscard]] bool takes(const AVFrame& frame) const;

 private:
  GraphPtr graph_;
  AVFilterContext* source_ = nullptr;  // owned by graph_
  AVFilterContext* sink_ = nullptr;
  AVRational time_base_{1, 1};
  int width_px_ = 0, height_px_ = 0, format_ = AV_PIX_FMT_NONE;
};

}  // namespace hinge::media::internal
