#include "hinge/media/internal/av_error.h"

#include <mutex>
#include <new>

#include "hinge/media/internal/av_handles.h"

extern "C" {
#include <libavutil/error.h>
#include <libavutil/log.h>
}

namespace hinge::media::internal {

FramePtr make_frame() {
  FramePtr frame(av_frame_alloc());
  if (!frame) throw std::bad_alloc();
  return frame;
}

PacketPtr make_packet() {
  PacketPtr packet(av_packet_alloc());
  if (!packet) throw std::bad_alloc();
  return packet;
}

FramePtr make_frame(AVPixelFormat format, int width_px, int height_px) {
  auto frame = make_frame();
  frame->format = format;
  frame->width = width_px;
  frame->height = height_px;
  if (av_frame_get_buffer(frame.get(), 0) < 0) throw std::bad_alloc();
  return frame;
}

std::string describe(int av_error) {
  char text[AV_ERROR_MAX_STRING_SIZE] = {};
  av_strerror(av_error, text, sizeof text);
  return text;
}

Errc to_errc(int av_error) {
  switch (av_error) {
    case AVERROR(ENOENT): return Errc::not_found;
    case AVERROR_EOF: return Errc::end_of_stream;
    case AVERROR_INVALIDDATA: return Errc::corrupt;
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_ENCODER_NOT_FOUND:
    case AVERROR_DEMUXER_NOT_FOUND:
    case AVERROR_PATCHWELCOME: return Errc::unsupported;
    case AVERROR(EINVAL): return Errc::invalid;
    case AVERROR_EXIT: return Errc::corrupt;  // our own deadline while opening, see input.cpp
    default: return Errc::io;
  }
}

tl::unexpected<Error> fail_av(int av_error, const std::string& doing, const std::filesystem::path& path) {
  std::string what = doing + ": " + describe(av_error);
  if (av_error == AVERROR(ENOSPC)) what += "; free some space or choose another folder with --out";
  if (av_error == AVERROR(EACCES) || av_error == AVERROR(EROFS)) what += "; check the file's permissions";
  return fail(to_errc(av_error), std::move(what), path.string());
}

void silence_libav() {
  static std::once_flag once;
  std::call_once(once, [] { av_log_set_level(AV_LOG_QUIET); });
}

}  // namespace hinge::media::internal
