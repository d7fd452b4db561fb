#include "hinge/media/video_writer.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

#include "hinge/base/expect.h"
#include "hinge/base/files.h"
#include "hinge/media/internal/av_error.h"
#include "hinge/media/internal/av_handles.h"
#include "hinge/media/internal/stream_facts.h"

extern "C" {
#include <libavutil/opt.h>
}

namespace hinge::media {
namespace {

using namespace internal;

// 90 kHz, the clock of MPEG: every common frame rate is a whole number of ticks.
constexpr int ticks_per_second = 90000;

struct FreeOutput {
  void operator()(AVFormatContext* format) const {
    avio_closep(&format->pb);
    avformat_free_context(format);
  }
};
using OutputPtr = std::unique_ptr<AVFormatContext, FreeOutput>;

int even(int side_px) { return side_px + side_px % 2; }

Result<void> check_options(const VideoWriter::Options& options, const std::filesystem::path& path) {
  const bool sane = options.width_px >= 2 && options.height_px >= 2 && options.width_px <= 16384 && options.height_px <= 16384;
  if (!sane) {
    return fail(Errc::invalid,
                "cannot hold pictures of " + std::to_string(options.width_px) + "x" + std::to_string(options.height_px) +
                    " pixels; H.264 takes 2 to 16384 a side",
                path.string());
  }
  return {};
}

// yuv420p, BT.709, limited range: what phones and browsers play without asking.
Result<CodecPtr> open_h264(const VideoWriter::Options& options, bool global_header, const std::filesystem::path& path) {
  const AVCodec* encoder = avcodec_find_encoder_by_name("libx264");
  if (encoder == nullptr) return fail(Errc::unsupported, "cannot be written: this FFmpeg has no libx264; install Debian's libavcodec", path.string());
  CodecPtr codec(avcodec_alloc_context3(encoder));
  if (!codec) throw std::bad_alloc();
  codec->width = even(options.width_px);
  codec->height = even(options.height_px);
  codec->pix_fmt = AV_PIX_FMT_YUV420P;
  codec->time_base = {1, ticks_per_second};
  codec->framerate = av_d2q(std::clamp(options.fps_hint, 1.0, 1000.0), 1001000);
  codec->colorspace = AVCOL_SPC_BT709;
  codec->color_primaries = AVCOL_PRI_BT709;
  codec->color_trc = AVCOL_TRC_BT709;
  codec->color_range = AVCOL_RANGE_MPEG;
  codec->thread_count = 1;  // the caller decides how many cores it takes by how many writers it runs
  if (global_header) codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  av_opt_set(codec->priv_data, "preset", "veryfast", 0);
  // A short look ahead and one B frame: 60 MB less held at 1080p than the preset's ten and three, and no larger a file.
  av_opt_set(codec->priv_data, "x264-params", "rc-lookahead=5:bframes=1", 0);
  av_opt_set(codec->priv_data, "crf", std::to_string(std::clamp(options.quality_crf, 0, 51)).c_str(), 0);
  const int code = avcodec_open2(codec.get(), encoder, nullptr);
  if (code < 0) return fail_av(code, "cannot be encoded", path);
  return codec;
}

SwsPtr make_to_709(const AVFrame& rgb) {
  SwsPtr sws(sws_getContext(rgb.width, rgb.height, AV_PIX_FMT_RGB24, rgb.width, rgb.height, AV_PIX_FMT_YUV420P, SWS_BICUBIC, nullptr, nullptr, nullptr));
  if (!sws) throw std::bad_alloc();
  constexpr int unity = 1 << 16;
  sws_setColorspaceDetails(sws.get(), find_coefficients(ColourMatrix::bt709), 1, find_coefficients(ColourMatrix::bt709), 0, 0, unity, unity);
  return sws;
}

// Copies the picture and repeats its last column and row where an odd size was padded.
void copy_padded(const RgbImage& image, AVFrame& rgb) {
  const auto row_bytes = static_cast<std::size_t>(image.width_px) * 3;
  for (int y = 0; y < rgb.height; ++y) {
    const auto* from = image.data.data() + static_cast<std::size_t>(std::min(y, image.height_px - 1)) * row_bytes;
    auto* to = rgb.data[0] + static_cast<std::ptrdiff_t>(y) * rgb.linesize[0];
    std::memcpy(to, from, row_bytes);
    if (rgb.width > image.width_px) std::memcpy(to + row_bytes, from + row_bytes - 3, 3);
  }
}

}  // namespace

struct VideoWriter::State {
  [[nodiscard]] Result<void> encode(const AVFrame* frame);

  std::filesystem::path path;
  Options options;
  std::optional<AtomicFile> file;  // outlives `format`, which writes into its part file
  OutputPtr format;
  AVStream* stream = nullptr;  // owned by format
  CodecPtr codec;
  FramePtr rgb, yuv;
  SwsPtr to_yuv;
  PacketPtr packet = make_packet();
  std::int64_t last_tick = -1;
};

// nullptr empties the encoder.
Result<void> VideoWriter::State::encode(const AVFrame* frame) {
  int code = avcodec_send_frame(codec.get(), frame);
  if (code < 0) return fail_av(code, "cannot be encoded", path);
  while ((code = avcodec_receive_packet(codec.get(), packet.get())) >= 0) {
    packet->stream_index = 0;
    packet->duration = std::llround(ticks_per_second / av_q2d(codec->framerate));  // counts for the last picture only
    av_packet_rescale_ts(packet.get(), codec->time_base, stream->time_base);
    const int written = av_interleaved_write_frame(format.get(), packet.get());
    if (written < 0) return fail_av(written, "cannot be written", path);
    if (format->pb->error < 0) return fail_av(format->pb->error, "cannot be written", path);
  }
  if (code != AVERROR(EAGAIN) && code != AVERROR_EOF) return fail_av(code, "cannot be encoded", path);
  return {};
}

VideoWriter::VideoWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
VideoWriter::VideoWriter(VideoWriter&&) noexcept = default;
VideoWriter& VideoWriter::operator=(VideoWriter&&) noexcept = default;
VideoWriter::~VideoWriter() = default;

Result<VideoWriter> VideoWriter::create(const std::filesystem::path& path, const Options& options) {
  silence_libav();
  HINGE_TRY_VOID(check_options(options, path));
  auto state = std::make_unique<State>();
  state->path = path;
  state->options = options;
  HINGE_TRY(auto file, AtomicFile::create(path));
  state->file.emplace(std::move(file));

  const std::string url = "file:" + state->file->part_path().string();
  AVFormatContext* format = nullptr;
  int code = avformat_alloc_output_context2(&format, nullptr, "mp4", url.c_str());
  if (code < 0) return fail_av(code, "cannot be written", path);
  state->format.reset(format);
  HINGE_TRY(state->codec, open_h264(options, (format->oformat->flags & AVFMT_GLOBALHEADER) != 0, path));
  state->stream = avformat_new_stream(format, nullptr);
  if (state->stream == nullptr) throw std::bad_alloc();
  state->stream->time_base = state->codec->time_base;
  state->stream->avg_frame_rate = state->codec->framerate;
  code = avcodec_parameters_from_context(state->stream->codecpar, state->codec.get());
  if (code >= 0) code = avio_open(&format->pb, url.c_str(), AVIO_FLAG_WRITE);
  AVDictionary* muxer = nullptr;
  av_dict_set(&muxer, "movflags", "+faststart", 0);  // the index in front: plays while it still loads
  if (code >= 0) code = avformat_write_header(format, &muxer);
  av_dict_free(&muxer);
  if (code < 0) return fail_av(code, "cannot be written", path);

  state->rgb = make_frame(AV_PIX_FMT_RGB24, state->codec->width, state->codec->height);
  state->to_yuv = make_to_709(*state->rgb);
  return VideoWriter(std::move(state));
}

Result<void> VideoWriter::write(const RgbImage& image, Seconds time) {
  State& s = *state_;
  HINGE_EXPECT(s.file.has_value());  // not after finish()
  HINGE_EXPECT(image.width_px == s.options.width_px && image.height_px == s.options.height_px);
  HINGE_EXPECT(image.data.size() == static_cast<std::size_t>(image.width_px) * static_cast<std::size_t>(image.height_px) * 3);
  const std::int64_t tick = std::llround(time.value() * ticks_per_second);
  HINGE_EXPECT(tick >= s.last_tick - 1);  // a repeated time was moved one tick ahead
  copy_padded(image, *s.rgb);
  s.yuv = make_frame(AV_PIX_FMT_YUV420P, s.rgb->width, s.rgb->height);  // the encoder keeps the one before
  sws_scale(s.to_yuv.get(), s.rgb->data, s.rgb->linesize, 0, s.rgb->height, s.yuv->data, s.yuv->linesize);
  s.last_tick = s.yuv->pts = std::max(tick, s.last_tick + 1);
  return s.encode(s.yuv.get());
}

Result<void> VideoWriter::finish() {
  State& s = *state_;
  HINGE_EXPECT(s.file.has_value());  // once
  if (s.last_tick < 0) return fail(Errc::invalid, "cannot be written: not one picture was given for it", s.path.string());
  HINGE_TRY_VOID(s.encode(nullptr));
  int code = av_write_trailer(s.format.get());
  if (code >= 0) code = s.format->pb->error;
  const int closed = avio_closep(&s.format->pb);
  if (code >= 0) code = closed;
  if (code < 0) return fail_av(code, "cannot be written", s.path);
  HINGE_TRY_VOID(s.file->commit());
  s.file.reset();
  return {};
}

}  // namespace hinge::media
