#include "hinge/media/internal/frame_source.h"

#include <utility>

extern "C" {
#include <libavutil/mathematics.h>
}

namespace hinge::media::internal {
namespace {

// A decoder that fails this often in a row while being emptied will not recover.
constexpr int most_failures_in_a_row = 256;
// Demuxers may ask for patience, but not for ever.
constexpr int most_retries = 1000;
constexpr std::int64_t sound_overhang_us = AV_TIME_BASE;

}  // namespace

FrameSource::FrameSource(Input input, CodecPtr codec) : input_(std::move(input)), codec_(std::move(codec)), packet_(make_packet()) {}

Result<FrameSource> FrameSource::open(const ClipFile& file, int threads) {
  HINGE_TRY(Input input, open_input(file));
  HINGE_TRY(CodecPtr codec, open_decoder(input, file.name(), threads));
  return FrameSource(std::move(input), std::move(codec));
}

bool FrameSource::seek(std::int64_t stamp) {
  if (av_seek_frame(input_.format.get(), input_.stream_index, stamp, AVSEEK_FLAG_BACKWARD) < 0) return false;
  avcodec_flush_buffers(codec_.get());
  draining_ = cut_off_ = false;
  return true;
}

void FrameSource::feed() {
  for (int retries = 0; !draining_; ) {
    av_packet_unref(packet_.get());
    const int code = av_read_frame(input_.format.get(), packet_.get());
    if (code == AVERROR(EAGAIN) && ++retries < most_retries) continue;
    if (code < 0) {
      cut_off_ = code != AVERROR_EOF || input_.io->error < 0;
      const AVStream& video = stream();
      const int entries = avformat_index_get_entries_count(&video);
      if (entries > 0 && last_dts_ != AV_NOPTS_VALUE) {
        const auto* last = avformat_index_get_entry(&input_.stream(), entries - 1);
        cut_off_ = cut_off_ || last->timestamp > last_dts_;
      }
      draining_ = true;
      avcodec_send_packet(codec_.get(), nullptr);
      return;
    }
    // An empty packet (AVI's "repeat the last picture") would tell the decoder that the stream has ended.
    if (packet_->stream_index != input_.stream_index || packet_->size == 0) continue;
    if (packet_->dts != AV_NOPTS_VALUE) last_dts_ = packet_->dts;
    if ((packet_->flags & AV_PKT_FLAG_CORRUPT) != 0) ++broken_;
    if (avcodec_send_packet(codec_.get(), packet_.get()) < 0) ++broken_;
    return;
  }
}

FramePtr FrameSource::next() {
  auto frame = make_frame();
  for (int failures = 0; failures < most_failures_in_a_row; ) {
    const int code = avcodec_receive_frame(codec_.get(), frame.get());
    if (code == 0) {
      if ((frame->flags & AV_FRAME_FLAG_DISCARD) == 0 && frame->width > 0 && frame->height > 0) return frame;
      av_frame_unref(frame.get());
      continue;
    }
    if (code == AVERROR_EOF) return nullptr;
    if (code != AVERROR(EAGAIN)) {
      ++broken_;
      ++failures;
    } else if (draining_) {
      return nullptr;
    }
    feed();
  }
  cut_off_ = true;
  return nullptr;
}

std::optional<std::int64_t> FrameSource::announced_end() const {
  const AVStream& video = stream();
  const std::int64_t begin = video.start_time == AV_NOPTS_VALUE ? 0 : video.start_time;
  if (video.duration != AV_NOPTS_VALUE && video.duration > 0) return begin + video.duration;
  // Matroska tells the longest stream's length only; sound may outlast the pictures a little.
  const AVFormatContext& format = *input_.format;
  if (format.duration_estimation_method != AVFMT_DURATION_FROM_STREAM || format.duration <= sound_overhang_us) return std::nullopt;
  return begin + av_rescale_q(format.duration - sound_overhang_us, {1, AV_TIME_BASE}, video.time_base);
}

}  // namespace hinge::media::internal
