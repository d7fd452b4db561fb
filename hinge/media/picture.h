#pragma once
// One decoded picture. Pixels stay in the decoder's own planes until someone needs RGB.
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "hinge/base/units.h"

namespace hinge::media {

/// Clockwise quarter turns that make the stored picture upright.
enum class QuarterTurn : unsigned char { none, clockwise_90, half, clockwise_270 };
/// Whether upright width is stored height.
[[nodiscard]] constexpr bool swaps_axes(QuarterTurn turn) {
  return turn == QuarterTurn::clockwise_90 || turn == QuarterTurn::clockwise_270;
}

enum class ColourMatrix : unsigned char { bt601, bt709, bt2020 };
enum class ColourRange : unsigned char { limited, full };

/// Borrowed view of planar YUV as the decoder stored it, before rotation. Valid as long as the Picture lives.
struct YuvView {
  std::array<const std::byte*, 3> plane{};  ///< Y, U, V; samples of 1 byte, or 2 little-endian if bit_depth > 8
  std::array<std::ptrdiff_t, 3> stride_bytes{};
  int width_px = 0, height_px = 0;          ///< of the luma plane
  int chroma_shift_x = 0, chroma_shift_y = 0;
  int bit_depth = 8;
  ColourMatrix matrix = ColourMatrix::bt601;
  ColourRange range = ColourRange::limited;
};

[[nodiscard]] inline int upright_width_px(const YuvView& yuv, QuarterTurn turn) { return swaps_axes(turn) ? yuv.height_px : yuv.width_px; }
[[nodiscard]] inline int upright_height_px(const YuvView& yuv, QuarterTurn turn) { return swaps_axes(turn) ? yuv.width_px : yuv.height_px; }

/// Interleaved 8-bit RGB, upright.
struct RgbImage {
  int width_px = 0, height_px = 0;
  std::vector<std::uint8_t> data;  ///< width * height * 3, no padding
};

class Picture {
 public:
  struct Holder;  // owns the AVFrame; defined in media/internal
  Picture(std::shared_ptr<const Holder> holder, YuvView yuv, QuarterTurn turn, Seconds time)
      : holder_(std::move(holder)), yuv_(yuv), turn_(turn), time_(time) {}

  /// From the clip's first frame, by presentation timestamp.
  [[nodiscard]] Seconds time() const { return time_; }
  [[nodiscard]] const YuvView& yuv() const { return yuv_; }
  [[nodiscard]] QuarterTurn turn() const { return turn_; }
  /// Upright size.
  [[nodiscard]] int width_px() const { return upright_width_px(yuv_, turn_); }
  [[nodiscard]] int height_px() const { return upright_height_px(yuv_, turn_); }
  /// The decoder's frame, for media's own conversions.
  [[nodiscard]] const Holder& holder() const { return *holder_; }

 private:
  std::shared_ptr<const Holder> holder_;
  YuvView yuv_;
  QuarterTurn turn_;
  Seconds time_;
};

/// Upright RGB by swscale, the same conversion the reference implementation sees; costs about 5 ms for 1080p.
[[nodiscard]] RgbImage to_rgb(const Picture& picture);

}  // namespace hinge::media
