#include "hinge/media/picture.h"

#include <cstring>

#include "hinge/base/expect.h"
#include "hinge/media/internal/picture_maker.h"

namespace hinge::media {
namespace {

constexpr std::size_t channels = 3;

// Writes the stored picture upright into `to`.
void turn_upright(const AVFrame& from, QuarterTurn turn, RgbImage& to) {
  const auto width = static_cast<std::size_t>(from.width), height = static_cast<std::size_t>(from.height);
  const auto out_width = static_cast<std::size_t>(to.width_px);
  for (std::size_t y = 0; y < height; ++y) {
    const std::uint8_t* row = from.data[0] + static_cast<std::ptrdiff_t>(y) * from.linesize[0];
    if (turn == QuarterTurn::none) {
      std::memcpy(to.data.data() + y * width * channels, row, width * channels);
      continue;
    }
    for (std::size_t x = 0; x < width; ++x) {
      std::size_t out_x = width - 1 - x, out_y = height - 1 - y;  // half a turn
      if (turn == QuarterTurn::clockwise_90) out_x = height - 1 - y, out_y = x;
      if (turn == QuarterTurn::clockwise_270) out_x = y, out_y = width - 1 - x;
      std::memcpy(to.data.data() + (out_y * out_width + out_x) * channels, row + x * channels, channels);
    }
  }
}

// The converter's tables cost as much as a small picture, so each thread keeps the one it used last.
struct CachedConverter {
  internal::SwsPtr converter;
  internal::FramePtr rgb;  // padded rows: swscale writes whole blocks past the last pixel
  int width = 0, height = 0, format = -1;
  internal::Size size;
  ColourMatrix matrix = ColourMatrix::bt601;
  ColourRange range = ColourRange::limited;
};

CachedConverter& find_converter(const AVFrame& frame, internal::Size size) {
  thread_local CachedConverter cache;
  const auto matrix = internal::find_matrix(frame);
  const auto range = internal::find_range(frame);
  const bool fits = cache.converter && cache.width == frame.width && cache.height == frame.height && cache.format == frame.format &&
                    cache.size == size && cache.matrix == matrix && cache.range == range;
  if (!fits) {
    // Bicubic is what the ffmpeg program uses; for even sizes it only selects swscale's plain table conversion.
    cache = {internal::make_converter(frame, AV_PIX_FMT_RGB24, size, SWS_BICUBIC),
             internal::make_frame(AV_PIX_FMT_RGB24, size.width_px, size.height_px),
             frame.width,
             frame.height,
             frame.format,
             size,
             matrix,
             range};
  }
  HINGE_EXPECT(cache.converter != nullptr);  // PictureMaker let only convertible formats through
  return cache;
}

}  // namespace

RgbImage to_rgb(const Picture& picture) {
  const auto& holder = picture.holder();
  const AVFrame& frame = *holder.decoded;
  const auto pixels = static_cast<std::size_t>(holder.size.width_px) * static_cast<std::size_t>(holder.size.height_px);
  auto& cache = find_converter(frame, holder.size);
  sws_scale(cache.converter.get(), frame.data, frame.linesize, 0, frame.height, cache.rgb->data, cache.rgb->linesize);
  RgbImage image{picture.width_px(), picture.height_px(), std::vector<std::uint8_t>(pixels * channels)};
  turn_upright(*cache.rgb, picture.turn(), image);
  return image;
}

}  // namespace hinge::media
