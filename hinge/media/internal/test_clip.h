#pragma once
// Clips made to order for the tests: any codec, stamps, turn, scan. Not part of the library.
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "hinge/media/internal/av_handles.h"
#include "hinge/media/picture.h"

namespace hinge::media::internal {

/// Luma tells the index, but for a bright top left quarter; no colour. 8 or more bits.
void paint_index(AVFrame& frame, int index);

struct TestClip {
  std::string codec = "libx264";
  AVPixelFormat format = AV_PIX_FMT_YUV420P;
  int width_px = 160, height_px = 120;
  std::vector<std::int64_t> stamps_ms;  ///< one per picture
  int keyframe_every = 10, b_frames = 0;
  double clockwise_deg = 0;             ///< display matrix: the turn that makes the picture upright
  bool mirrored = false, interlaced = false, fast_start = false;
  AVRational sample_aspect{1, 1};
  AVColorSpace matrix = AVCOL_SPC_UNSPECIFIED;
  AVColorRange range = AVCOL_RANGE_UNSPECIFIED;
  std::function<void(AVFrame&, int index)> paint = paint_index;  ///< fills a writable frame of `format`
};

/// 0, 1000/fps, …
[[nodiscard]] std::vector<std::int64_t> even_stamps_ms(int count, double fps);

/// A gradient that moves, with colour; 8 bits.
void paint_gradient(AVFrame& frame, int index);
/// Every sample of the three planes the same.
void paint_flat(AVFrame& frame, int y, int u, int v);

/// The index that paint_index wrote, from the picture's bottom right quarter as stored.
[[nodiscard]] int read_index(const Picture& picture);

/// Throws std::runtime_error with libav's reason.
void write_clip(const std::filesystem::path& path, const TestClip& clip);

}  // namespace hinge::media::internal
