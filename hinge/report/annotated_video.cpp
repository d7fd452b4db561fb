#include "hinge/report/annotated_video.h"

#include <algorithm>
#include <cmath>

#include "hinge/media/video_writer.h"
#include "hinge/report/internal/frame_overlay.h"
#include "hinge/report/internal/weight_trail.h"
#include "hinge/report/skeleton_track.h"

namespace hinge::report {
namespace {

constexpr int longest_side_px = 1920;  // full HD plays everywhere; a phone's 4K would take minutes to encode
// Presentation times of recording and clip come from the same packets; only rounding stands between them.
constexpr Seconds same_time{0.0005};

/// Walks the recording's frames beside the pictures. Repeated stamps pair in order; a picture the recording does not
/// have is drawn with the frame before it.
class FrameFollower {
 public:
  explicit FrameFollower(const std::vector<Seconds>& time) : time_(time) {}
  /// nullopt before the recording's first frame.
  std::optional<std::size_t> follow(Seconds picture) {
    if (next_ < time_.size() && time_[next_] <= picture + same_time) {
      do ++next_;
      while (next_ < time_.size() && time_[next_] <= picture - same_time);
    }
    return next_ == 0 ? std::nullopt : std::optional(next_ - 1);
  }

 private:
  const std::vector<Seconds>& time_;
  std::size_t next_ = 0;
};

struct OutputSize {
  int width_px, height_px;
  double scale;
};

OutputSize output_size(const media::VideoInfo& clip) {
  const int longest = std::max(clip.width_px, clip.height_px);
  const double scale = longest > longest_side_px ? static_cast<double>(longest_side_px) / longest : 1.0;
  return {std::max(2, static_cast<int>(std::lround(clip.width_px * scale))),
          std::max(2, static_cast<int>(std::lround(clip.height_px * scale))), scale};
}

}  // namespace

Result<void> write_annotated_video(const std::filesystem::path& path, const media::VideoInfo& clip, const VideoRange& range,
                                   const body::Recording& recording, const analysis::Analysis& analysis, const catalog::Catalog& catalog,
                                   const RunControl& control) {
  const auto track = compute_skeleton_track(recording, analysis.motion.view);
  const double u_px = compute_overlay_unit(recording, analysis.motion.scale);
  const auto weight = internal::weight_places(analysis, track);
  const OutputSize size = output_size(clip);
  HINGE_TRY(auto reader, media::VideoReader::open(clip, {range.start, range.end, 1, control.cancel}));
  media::VideoWriter::Options options;
  options.width_px = size.width_px;
  options.height_px = size.height_px;
  options.fps_hint = clip.fps > 0 ? clip.fps : 30;
  HINGE_TRY(auto writer, media::VideoWriter::create(path, options));

  const double slower = analysis.source.time_scale.value_or(1);
  FrameFollower follower(analysis.motion.time);
  const auto total = static_cast<std::int64_t>(track.size());
  for (std::int64_t done = 0;; ++done) {
    if (control.cancelled()) return fail(Errc::cancelled, "stopped on request", path.string());
    HINGE_TRY(const auto picture, reader.next());
    if (!picture) break;
    media::RgbImage image = media::to_rgb(*picture);
    if (size.scale != 1.0) image = crop_and_scale(image, {{0, 0}, size.scale}, size.width_px, size.height_px);
    if (const auto frame = follower.follow(picture->time() / slower); frame && *frame < track.size()) {
      Overlay overlay = internal::frame_overlay(analysis, catalog, track[*frame], *frame, u_px);
      if (const auto* rep = internal::find_rep_at(analysis.movement, *frame)) {
        overlay.weight = internal::weight_trail(analysis.motion.weight, weight, *rep, *frame, *frame);
      }
      overlay.caption = internal::frame_caption(analysis, catalog, *frame);
      draw_overlay(image, to_placement(overlay, {{0, 0}, size.scale}));
    }
    HINGE_TRY_VOID(writer.write(image, picture->time()));
    if (control.progress) control.progress({"video", done + 1, total});
  }
  return writer.finish();
}

}  // namespace hinge::report
