#include "hinge/media/internal/picture_maker.h"

#include <array>
#include <utility>

extern "C" {
#include <libavutil/imgutils.h>
#include <libavutil/pixdesc.h>
}

namespace hinge::media::internal {
namespace {

AVPixelFormat format_of(const AVFrame& frame) { return static_cast<AVPixelFormat>(frame.format); }
Size size_of(const AVFrame& frame) { return {frame.width, frame.height}; }

// Full chroma and depth kept where a format exists for it.
constexpr std::array planar_formats{AV_PIX_FMT_YUV420P,     AV_PIX_FMT_YUV422P,     AV_PIX_FMT_YUV444P,     AV_PIX_FMT_YUV420P10LE,
                                    AV_PIX_FMT_YUV422P10LE, AV_PIX_FMT_YUV444P10LE, AV_PIX_FMT_YUV420P12LE, AV_PIX_FMT_YUV422P12LE,
                                    AV_PIX_FMT_YUV444P12LE, AV_PIX_FMT_YUV420P16LE, AV_PIX_FMT_YUV422P16LE, AV_PIX_FMT_YUV444P16LE,
                                    AV_PIX_FMT_NONE};

AVPixelFormat nearest_planar(AVPixelFormat from) {
  const auto* format = av_pix_fmt_desc_get(from);
  if (is_planar_yuv(from)) return from;
  if (format != nullptr && format->comp[0].depth <= 8 && (format->flags & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0) return AV_PIX_FMT_YUV444P;
  int loss = 0;
  return avcodec_find_best_pix_fmt_of_list(planar_formats.data(), from, 0, &loss);
}

}  // namespace

// Three planes of whole little-endian samples, value in the low bits: what YuvView promises.
bool is_planar_yuv(AVPixelFormat pixel_format) {
  const auto* described = av_pix_fmt_desc_get(pixel_format);
  if (described == nullptr) return false;
  const AVPixFmtDescriptor& format = *described;
  constexpr std::uint64_t refused = AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_HWACCEL |
                                    AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_BAYER | AV_PIX_FMT_FLAG_FLOAT;
  if (format.nb_components < 3 || (format.flags & refused) != 0 || (format.flags & AV_PIX_FMT_FLAG_PLANAR) == 0) return false;
  for (int i = 0; i < 3; ++i) {
    const auto& component = format.comp[i];
    const int bytes = format.comp[0].depth > 8 ? 2 : 1;
    if (component.plane != i || component.step != bytes || component.shift != 0 || component.depth != format.comp[0].depth) return false;
  }
  return true;
}

SwsPtr make_converter(const AVFrame& from, AVPixelFormat to, Size size, int sws_flags) {
  SwsPtr converter(sws_getContext(from.width, from.height, format_of(from), size.width_px, size.height_px, to, sws_flags, nullptr, nullptr, nullptr));
  if (!converter) return nullptr;
  const int full = find_range(from) == ColourRange::full ? 1 : 0;
  const int* matrix = find_coefficients(find_matrix(from));
  constexpr int unity = 1 << 16;
  sws_setColorspaceDetails(converter.get(), matrix, full, matrix, full, 0, unity, unity);
  return converter;
}

Picture make_picture(std::shared_ptr<const Picture::Holder> holder, QuarterTurn turn, Seconds time) {
  const AVFrame& planar = holder->planar ? *holder->planar : *holder->decoded;
  const auto* format = av_pix_fmt_desc_get(format_of(planar));
  YuvView yuv;
  for (std::size_t i = 0; i < 3; ++i) {
    yuv.plane[i] = reinterpret_cast<const std::byte*>(planar.data[i]);
    yuv.stride_bytes[i] = planar.linesize[i];
  }
  yuv.width_px = planar.width;
  yuv.height_px = planar.height;
  yuv.chroma_shift_x = format->log2_chroma_w;
  yuv.chroma_shift_y = format->log2_chroma_h;
  yuv.bit_depth = format->comp[0].depth;
  yuv.matrix = find_matrix(*holder->decoded);
  yuv.range = find_range(*holder->decoded);
  return Picture(std::move(holder), yuv, turn, time);
}

Result<Picture> PictureMaker::make(FramePtr frame, Seconds time) {
  auto holder = std::make_shared<Picture::Holder>();
  holder->size = size_;
  const AVPixelFormat from = format_of(*frame);
  const AVPixelFormat to = nearest_planar(from);
  if (to != from || size_of(*frame) != size_) {
    if (!converter_ || converts_from_ != from || converts_size_ != size_of(*frame)) {
      converter_ = make_converter(*frame, to, size_, SWS_BICUBIC);
      converts_from_ = from;
      converts_size_ = size_of(*frame);
    }
    if (!converter_) return fail(Errc::unsupported, "has an unusual colour format; convert it to ordinary H.264");
    holder->planar = make_frame(to, size_.width_px, size_.height_px);
    sws_scale(converter_.get(), frame->data, frame->linesize, 0, frame->height, holder->planar->data, holder->planar->linesize);
  }
  holder->decoded = std::move(frame);
  return make_picture(std::move(holder), turn_, time);
}

}  // namespace hinge::media::internal
