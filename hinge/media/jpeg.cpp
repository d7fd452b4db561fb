#include <algorithm>
#include <cmath>
#include <cstring>
#include <string>

#include "hinge/base/expect.h"
#include "hinge/media/internal/av_error.h"
#include "hinge/media/internal/av_handles.h"
#include "hinge/media/internal/stream_facts.h"
#include "hinge/media/video_writer.h"

namespace hinge::media {
namespace {

using namespace internal;

// The usual 1…100 scale (libjpeg's jpeg_quality_scaling) as FFmpeg's quantiser: both multiply a base table, libjpeg by
// 50/q below 50 and by 2 - q/50 above, FFmpeg by qscale/8.
int to_qscale(int quality) {
  const double scale = quality < 50 ? 50.0 / quality : 2.0 - quality / 50.0;
  return std::clamp(static_cast<int>(std::lround(8 * scale)), 1, 31);
}

// JFIF: BT.601, full range.
FramePtr to_jpeg_planes(const RgbImage& image) {
  auto rgb = make_frame(AV_PIX_FMT_RGB24, image.width_px, image.height_px);
  const auto row_bytes = static_cast<std::size_t>(image.width_px) * 3;
  for (int y = 0; y < image.height_px; ++y) {
    std::memcpy(rgb->data[0] + static_cast<std::ptrdiff_t>(y) * rgb->linesize[0], image.data.data() + static_cast<std::size_t>(y) * row_bytes, row_bytes);
  }
  auto yuv = make_frame(AV_PIX_FMT_YUVJ420P, image.width_px, image.height_px);
  SwsPtr sws(sws_getContext(image.width_px, image.height_px, AV_PIX_FMT_RGB24, image.width_px, image.height_px, AV_PIX_FMT_YUVJ420P, SWS_BICUBIC,
                            nullptr, nullptr, nullptr));
  if (!sws) throw std::bad_alloc();
  sws_scale(sws.get(), rgb->data, rgb->linesize, 0, image.height_px, yuv->data, yuv->linesize);
  return yuv;
}

}  // namespace

Result<std::string> encode_jpeg(const RgbImage& image, int quality) {
  HINGE_EXPECT(quality >= 1 && quality <= 100);
  HINGE_EXPECT(image.width_px > 0 && image.height_px > 0);
  HINGE_EXPECT(image.data.size() == static_cast<std::size_t>(image.width_px) * static_cast<std::size_t>(image.height_px) * 3);
  silence_libav();
  const AVCodec* encoder = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
  if (encoder == nullptr) return fail(Errc::unsupported, "this FFmpeg cannot write JPEG pictures; install Debian's libavcodec");
  CodecPtr codec(avcodec_alloc_context3(encoder));
  if (!codec) throw std::bad_alloc();
  codec->width = image.width_px;
  codec->height = image.height_px;
  codec->pix_fmt = AV_PIX_FMT_YUVJ420P;
  codec->color_range = AVCOL_RANGE_JPEG;
  codec->time_base = {1, 1};
  codec->thread_count = 1;
  codec->flags |= AV_CODEC_FLAG_QSCALE;
  codec->global_quality = FF_QP2LAMBDA * to_qscale(quality);
  codec->qmin = 1;
  int code = avcodec_open2(codec.get(), encoder, nullptr);
  auto yuv = to_jpeg_planes(image);
  yuv->quality = codec->global_quality;
  yuv->pts = 0;
  auto packet = make_packet();
  if (code >= 0) code = avcodec_send_frame(codec.get(), yuv.get());
  if (code >= 0) code = avcodec_send_frame(codec.get(), nullptr);
  if (code >= 0) code = avcodec_receive_packet(codec.get(), packet.get());
  if (code < 0) return fail(to_errc(code), "a JPEG picture could not be encoded: " + describe(code));
  return std::string(reinterpret_cast<const char*>(packet->data), static_cast<std::size_t>(packet->size));
}

}  // namespace hinge::media
