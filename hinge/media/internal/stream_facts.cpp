#include "hinge/media/internal/stream_facts.h"

#include <array>
#include <cmath>
#include <cstring>

extern "C" {
#include <libavutil/display.h>
#include <libavutil/pixdesc.h>
}

namespace hinge::media::internal {

QuarterTurn find_turn(const AVStream& stream) {
  std::size_t bytes = 0;
  const auto* data = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &bytes);
  std::array<std::int32_t, 9> matrix{};
  if (data == nullptr || bytes < sizeof matrix) return QuarterTurn::none;
  std::memcpy(matrix.data(), data, sizeof matrix);
  const double determinant = static_cast<double>(matrix[0]) * matrix[4] - static_cast<double>(matrix[1]) * matrix[3];
  if (determinant < 0) {  // mirrored first, then turned: undo the mirroring, keep the turn
    matrix[0] = -matrix[0];
    matrix[1] = -matrix[1];
  }
  const double clockwise_deg = -av_display_rotation_get(matrix.data());  // libav counts anticlockwise
  if (!std::isfinite(clockwise_deg)) return QuarterTurn::none;           // an all-zero matrix
  const int quarters = static_cast<int>(std::lround(clockwise_deg / 90.0));
  return static_cast<QuarterTurn>((quarters % 4 + 4) % 4);
}

Size to_square_pixels(Size stored, AVRational sample_aspect) {
  if (sample_aspect.num <= 0 || sample_aspect.den <= 0) return stored;
  const double aspect = av_q2d(sample_aspect);
  // Below 1 % nobody can see it; beyond 4:1 the header is nonsense.
  if (std::abs(aspect - 1) < 0.01 || aspect > 4 || aspect < 0.25) return stored;
  return {static_cast<int>(std::lround(stored.width_px * aspect)), stored.height_px};
}

ColourMatrix find_matrix(const AVFrame& frame) {
  switch (frame.colorspace) {
    case AVCOL_SPC_BT709: return ColourMatrix::bt709;
    case AVCOL_SPC_BT2020_NCL:
    case AVCOL_SPC_BT2020_CL: return ColourMatrix::bt2020;
    default: return ColourMatrix::bt601;  // unspecified too, as swscale does
  }
}

ColourRange find_range(const AVFrame& frame) {
  switch (frame.format) {
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ444P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ411P: return ColourRange::full;
    default: break;
  }
  const auto* description = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  if (description != nullptr) {
    const bool no_chroma = description->nb_components < 3;  // swscale reads grey as full range whatever the tag
    if (no_chroma || (description->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0) return ColourRange::full;
  }
  return frame.color_range == AVCOL_RANGE_JPEG ? ColourRange::full : ColourRange::limited;
}

const int* find_coefficients(ColourMatrix matrix) {
  switch (matrix) {
    case ColourMatrix::bt709: return sws_getCoefficients(SWS_CS_ITU709);
    case ColourMatrix::bt2020: return sws_getCoefficients(SWS_CS_BT2020);
    case ColourMatrix::bt601: break;
  }
  return sws_getCoefficients(SWS_CS_ITU601);
}

}  // namespace hinge::media::internal
