#pragma once
// Turns decoded frames of any pixel format into Pictures of one size with planar YUV.
#include "hinge/base/result.h"
#include "hinge/media/internal/av_handles.h"
#include "hinge/media/internal/stream_facts.h"
#include "hinge/media/picture.h"

namespace hinge::media {

struct Picture::Holder {
  std::shared_ptr<const void> memory;  ///< what the frames look into, where they do not own it
  internal::FramePtr decoded;          ///< as the decoder gave it: to_rgb() converts from this, once
  internal::FramePtr planar;           ///< only if `decoded` is not planar YUV of the clip's size
  internal::Size size;                 ///< stored orientation, square pixels
};

namespace internal {

/// A converter set to the frame's own matrix and range on both sides (RGB is full range by nature).
/// nullptr when swscale cannot do it.
[[nodiscard]] SwsPtr make_converter(const AVFrame& from, AVPixelFormat to, Size size, int sws_flags);

/// Whether YuvView can show it as it is.
[[nodiscard]] bool is_planar_yuv(AVPixelFormat format);

/// The picture that the holder's frames are.
[[nodiscard]] Picture make_picture(std::shared_ptr<const Picture::Holder> holder, QuarterTurn turn, Seconds time);

class PictureMaker {
 public:
  PictureMaker(Size size, QuarterTurn turn) : size_(size), turn_(turn) {}

  /// A frame of another size than the clip's (anamorphic, or changed midway) is scaled to it.
  /// Error: a pixel format that swscale does not know.
  [[nodiscard]] Result<Picture> make(FramePtr frame, Seconds time);

 private:
  Size size_;
  QuarterTurn turn_;
  SwsPtr converter_;               // to planar, kept as long as frames look alike
  int converts_from_ = AV_PIX_FMT_NONE;
  Size converts_size_;
};

}  // namespace internal
}  // namespace hinge::media
