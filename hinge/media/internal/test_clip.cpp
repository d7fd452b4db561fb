#include "hinge/media/internal/test_clip.h"

#include <cmath>
#include <stdexcept>

#include "hinge/media/internal/av_error.h"
#include "hinge/media/internal/stream_facts.h"

extern "C" {
#include <libavutil/display.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
}

namespace hinge::media::internal {
namespace {

// 60 pictures stay within limited range and three grey levels apart.
constexpr int darkest = 30, step = 3, bright = 225;

void check(int code, const char* doing) {
  if (code < 0) throw std::runtime_error(std::string(doing) + ": " + describe(code));
}

void put(AVFrame& frame, int plane, int x, int y, int value) {
  const auto* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  const int depth = format->comp[0].depth;
  auto* row = frame.data[plane] + static_cast<std::ptrdiff_t>(y) * frame.linesize[plane];
  if (depth > 8) {
    reinterpret_cast<std::uint16_t*>(row)[x] = static_cast<std::uint16_t>(value << (depth - 8));
  } else {
    row[x] = static_cast<std::uint8_t>(value);
  }
}

Size plane_size(const AVFrame& frame, int plane) {
  const auto* format = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(frame.format));
  if (plane == 0) return {frame.width, frame.height};
  const int interleaved = av_pix_fmt_count_planes(static_cast<AVPixelFormat>(frame.format)) == 2 ? 2 : 1;  // NV12
  return {interleaved * -(-frame.width >> format->log2_chroma_w), -(-frame.height >> format->log2_chroma_h)};
}

template <class Value>
void fill(AVFrame& frame, int plane, Value value) {
  const Size size = plane_size(frame, plane);
  for (int y = 0; y < size.height_px; ++y) {
    for (int x = 0; x < size.width_px; ++x) put(frame, plane, x, y, value(x, y));
  }
}

int planes_of(const AVFrame& frame) { return av_pix_fmt_count_planes(static_cast<AVPixelFormat>(frame.format)); }

void set_turn(AVStream& stream, const TestClip& clip) {
  if (clip.clockwise_deg == 0 && !clip.mirrored) return;
  auto* matrix = reinterpret_cast<std::int32_t*>(av_stream_new_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, 9 * sizeof(std::int32_t)));
  av_display_rotation_set(matrix, clip.clockwise_deg);
  if (clip.mirrored) av_display_matrix_flip(matrix, 1, 0);
}

CodecPtr open_encoder(const TestClip& clip, bool global_header) {
  const AVCodec* encoder = avcodec_find_encoder_by_name(clip.codec.c_str());
  if (encoder == nullptr) throw std::runtime_error("no encoder " + clip.codec);
  CodecPtr codec(avcodec_alloc_context3(encoder));
  codec->width = clip.width_px;
  codec->height = clip.height_px;
  codec->pix_fmt = clip.format;
  codec->time_base = {1, 25};
  codec->framerate = {25, 1};
  codec->gop_size = clip.keyframe_every;
  codec->max_b_frames = clip.b_frames;
  codec->sample_aspect_ratio = clip.sample_aspect;
  codec->colorspace = clip.matrix;
  codec->color_range = clip.range;
  codec->thread_count = 1;
  codec->global_quality = FF_QP2LAMBDA * 2;
  codec->flags |= AV_CODEC_FLAG_QSCALE;
  if (clip.interlaced) codec->flags |= AV_CODEC_FLAG_INTERLACED_DCT | AV_CODEC_FLAG_INTERLACED_ME;
  if (global_header) codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  if (clip.codec == "libx264") {
    av_opt_set(codec->priv_data, "preset", "ultrafast", 0);
    av_opt_set(codec->priv_data, "crf", "12", 0);
  }
  check(avcodec_open2(codec.get(), encoder, nullptr), "open encoder");
  return codec;
}

}  // namespace

std::vector<std::int64_t> even_stamps_ms(int count, double fps) {
  std::vector<std::int64_t> stamps;
  for (int i = 0; i < count; ++i) stamps.push_back(std::llround(1000 * i / fps));
  return stamps;
}

void paint_index(AVFrame& frame, int index) {
  fill(frame, 0, [&](int x, int y) { return x < frame.width / 2 && y < frame.height / 2 ? bright : darkest + step * index; });
  for (int plane = 1; plane < planes_of(frame); ++plane) fill(frame, plane, [](int, int) { return 128; });
}

void paint_gradient(AVFrame& frame, int index) {
  fill(frame, 0, [&](int x, int y) { return 16 + (2 * x + y + 5 * index) % 220; });
  for (int plane = 1; plane < planes_of(frame); ++plane) fill(frame, plane, [&](int x, int y) { return 64 + (x * plane + 3 * y + index) % 128; });
}

void paint_flat(AVFrame& frame, int y, int u, int v) {
  fill(frame, 0, [&](int, int) { return y; });
  fill(frame, 1, [&](int, int) { return u; });
  fill(frame, 2, [&](int, int) { return v; });
}

int read_index(const Picture& picture) {
  const YuvView& yuv = picture.yuv();
  double sum = 0, count = 0;
  for (int y = 3 * yuv.height_px / 4; y < yuv.height_px; ++y) {
    const auto* row = yuv.plane[0] + y * yuv.stride_bytes[0];
    for (int x = 3 * yuv.width_px / 4; x < yuv.width_px; ++x, ++count) {
      sum += yuv.bit_depth > 8 ? reinterpret_cast<const std::uint16_t*>(row)[x] / std::exp2(yuv.bit_depth - 8) : std::to_integer<int>(row[x]);
    }
  }
  return static_cast<int>(std::lround((sum / count - darkest) / step));
}

void write_clip(const std::filesystem::path& path, const TestClip& clip) {
  silence_libav();
  AVFormatContext* raw = nullptr;
  check(avformat_alloc_output_context2(&raw, nullptr, nullptr, path.c_str()), "container");
  const std::unique_ptr<AVFormatContext, void (*)(AVFormatContext*)> format(raw, avformat_free_context);
  auto codec = open_encoder(clip, (raw->oformat->flags & AVFMT_GLOBALHEADER) != 0);
  AVStream& stream = *avformat_new_stream(raw, nullptr);
  stream.time_base = codec->time_base;
  stream.avg_frame_rate = codec->framerate;
  stream.sample_aspect_ratio = clip.sample_aspect;
  check(avcodec_parameters_from_context(stream.codecpar, codec.get()), "parameters");
  set_turn(stream, clip);
  check(avio_open(&raw->pb, path.c_str(), AVIO_FLAG_WRITE), "open file");
  const IoPtr io(raw->pb);
  AVDictionary* options = nullptr;
  if (clip.fast_start) av_dict_set(&options, "movflags", "+faststart", 0);
  check(avformat_write_header(raw, &options), "header");
  av_dict_free(&options);

  // The encoder counts pictures (it refuses a repeated stamp); the file gets the wanted stamps.
  auto packet = make_packet();
  const auto drain = [&] {
    while (avcodec_receive_packet(codec.get(), packet.get()) >= 0) {
      if (clip.b_frames == 0) {
        packet->pts = clip.stamps_ms[static_cast<std::size_t>(packet->pts)];
        packet->dts = packet->pts;
        // Matroska keeps no decoding stamps, so even pictures whose stamps go back can be written.
        if ((raw->oformat->flags & AVFMT_TS_NONSTRICT) != 0) packet->dts = clip.stamps_ms.front();
      } else {
        packet->pts *= 40, packet->dts *= 40;  // 25 a second
      }
      packet->stream_index = 0;
      packet->duration = 0;
      av_packet_rescale_ts(packet.get(), {1, 1000}, stream.time_base);
      check(av_write_frame(raw, packet.get()), "write");
    }
  };
  for (int i = 0; i < static_cast<int>(clip.stamps_ms.size()); ++i) {
    auto frame = make_frame(clip.format, clip.width_px, clip.height_px);
    clip.paint(*frame, i);
    frame->pts = i;
    frame->quality = codec->global_quality;
    frame->interlaced_frame = clip.interlaced ? 1 : 0;
    frame->top_field_first = frame->interlaced_frame;
    frame->color_range = clip.range;
    frame->colorspace = clip.matrix;
    check(avcodec_send_frame(codec.get(), frame.get()), "encode");
    drain();
  }
  check(avcodec_send_frame(codec.get(), nullptr), "encode");
  drain();
  check(av_write_trailer(raw), "trailer");
}

}  // namespace hinge::media::internal
