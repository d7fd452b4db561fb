#pragma once
// Single grey samples of a picture as a person sees it, whichever way its planes are stored.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "hinge/media/picture.h"
#include "hinge/pose/internal/sampler.h"

namespace hinge::pose {

/// Luma at a place of the upright picture, 8-bit steps; beyond the border the border repeats.
class Luma {
public:
  Luma(const media::YuvView& yuv, media::QuarterTurn turn) : yuv_(yuv), turn_(turn) {}  ///< borrows the planes

  [[nodiscard]] float at(double x, double y) const {
    const ImagePoint stored = to_stored({x, y}, yuv_, turn_);
    const auto c = static_cast<std::ptrdiff_t>(std::clamp(stored.x, 0.0, yuv_.width_px - 1.0));
    const auto r = static_cast<std::ptrdiff_t>(std::clamp(stored.y, 0.0, yuv_.height_px - 1.0));
    const std::byte* line = yuv_.plane[0] + r * yuv_.stride_bytes[0];
    if (yuv_.bit_depth <= 8) return static_cast<float>(std::to_integer<unsigned>(line[c]));
    std::uint16_t sample = 0;
    std::memcpy(&sample, line + 2 * c, sizeof sample);
    return static_cast<float>(sample) / static_cast<float>(1 << (yuv_.bit_depth - 8));
  }
  [[nodiscard]] int width_px() const { return media::upright_width_px(yuv_, turn_); }
  [[nodiscard]] int height_px() const { return media::upright_height_px(yuv_, turn_); }

private:
  const media::YuvView& yuv_;
  media::QuarterTurn turn_;
};

}  // namespace hinge::pose
