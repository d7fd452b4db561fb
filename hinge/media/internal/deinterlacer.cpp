#include "hinge/media/internal/deinterlacer.h"

#include <new>
#include <string>
#include <utility>

#include "hinge/media/internal/av_error.h"

extern "C" {
#include <libavfilter/buffersink.h>
#include <libavfilter/buffersrc.h>
#include <libavutil/mathematics.h>
}

namespace hinge::media::internal {

Result<Deinterlacer> Deinterlacer::create(const AVFrame& like, AVRational time_base) {
  Deinterlacer result;
  result.graph_.reset(avfilter_graph_alloc());
  if (!result.graph_) throw std::bad_alloc();
  result.graph_->nb_threads = 1;  // workers run in parallel over the clip; filters do not add threads of their own
  result.time_base_ = time_base;
  result.width_px_ = like.width;
  result.height_px_ = like.height;
  result.format_ = like.format;

  const std::string arguments = "video_size=" + std::to_string(like.width) + "x" + std::to_string(like.height) +
                                ":pix_fmt=" + std::to_string(like.format) + ":time_base=" + std::to_string(time_base.num) + "/" +
                                std::to_string(time_base.den);
  AVFilterContext* bwdif = nullptr;
  AVFilterGraph* graph = result.graph_.get();
  int code = avfilter_graph_create_filter(&result.source_, avfilter_get_by_name("buffer"), "in", arguments.c_str(), nullptr, graph);
  // One picture a frame, and only where the frame says it is interlaced.
  if (code >= 0) code = avfilter_graph_create_filter(&bwdif, avfilter_get_by_name("bwdif"), "bwdif", "mode=send_frame:deint=interlaced", nullptr, graph);
  if (code >= 0) code = avfilter_graph_create_filter(&result.sink_, avfilter_get_by_name("buffersink"), "out", nullptr, nullptr, graph);
  if (code >= 0) code = avfilter_link(result.source_, 0, bwdif, 0);
  if (code >= 0) code = avfilter_link(bwdif, 0, result.sink_, 0);
  if (code >= 0) code = avfilter_graph_config(graph, nullptr);
  if (code < 0) return fail(Errc::unsupported, "is interlaced in a way that cannot be undone (" + describe(code) + "); deinterlace it first");
  return result;
}

bool Deinterlacer::takes(const AVFrame& frame) const {
  return frame.width == width_px_ && frame.height == height_px_ && frame.format == format_;
}

bool Deinterlacer::push(FramePtr frame) {
  return av_buffersrc_add_frame(source_, frame.get()) >= 0;
}

FramePtr Deinterlacer::pull() {
  auto frame = make_frame();
  if (av_buffersink_get_frame(sink_, frame.get()) < 0) return nullptr;
  // bwdif counts in half ticks.
  if (frame->pts != AV_NOPTS_VALUE) frame->pts = av_rescale_q(frame->pts, av_buffersink_get_time_base(sink_), time_base_);
  frame->best_effort_timestamp = frame->pts;
  return frame;
}

}  // namespace hinge::media::internal
