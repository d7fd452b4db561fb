#pragma once
// Owners for libav's C objects. Private to media: libav stays behind this folder's .cpp files.
extern "C" {
#include <libavcodec/avcodec.h>
#include <libavfilter/avfilter.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
#include <libavutil/mem.h>
#include <libswscale/swscale.h>
}

#include <memory>

namespace hinge::media::internal {

struct FreeCodec {
  void operator()(AVCodecContext* codec) const { avcodec_free_context(&codec); }
};
struct FreeFrame {
  void operator()(AVFrame* frame) const { av_frame_free(&frame); }
};
struct FreePacket {
  void operator()(AVPacket* packet) const { av_packet_free(&packet); }
};
struct FreeSws {
  void operator()(SwsContext* sws) const { sws_freeContext(sws); }
};
struct FreeGraph {
  void operator()(AVFilterGraph* graph) const { avfilter_graph_free(&graph); }
};
struct CloseIo {
  void operator()(AVIOContext* io) const { avio_closep(&io); }
};
/// Of a context with callbacks of our own.
struct FreeReadIo {
  void operator()(AVIOContext* io) const {
    av_freep(&io->buffer);
    avio_context_free(&io);
  }
};
struct CloseInput {
  void operator()(AVFormatContext* format) const { avformat_close_input(&format); }
};

using CodecPtr = std::unique_ptr<AVCodecContext, FreeCodec>;
using FramePtr = std::unique_ptr<AVFrame, FreeFrame>;
using PacketPtr = std::unique_ptr<AVPacket, FreePacket>;
using SwsPtr = std::unique_ptr<SwsContext, FreeSws>;
using GraphPtr = std::unique_ptr<AVFilterGraph, FreeGraph>;
using IoPtr = std::unique_ptr<AVIOContext, CloseIo>;
using ReadIoPtr = std::unique_ptr<AVIOContext, FreeReadIo>;
using InputPtr = std::unique_ptr<AVFormatContext, CloseInput>;

/// libav's allocators fail only when memory is gone; then std::bad_alloc like everywhere else.
[[nodiscard]] FramePtr make_frame();
[[nodiscard]] PacketPtr make_packet();
/// A frame with buffers of its own.
[[nodiscard]] FramePtr make_frame(AVPixelFormat format, int width_px, int height_px);

}  // namespace hinge::media::internal
