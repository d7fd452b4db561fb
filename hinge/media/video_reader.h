#pragma once
// Opens and decodes video: every container and codec FFmpeg reads, streaming, in constant memory. What touches the file is
// a process of its own in a box (docs/decisions/0023-decode-in-a-box.md); a file that breaks it is an Error here.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "hinge/base/progress.h"
#include "hinge/base/result.h"
#include "hinge/base/units.h"
#include "hinge/media/picture.h"

namespace hinge::media {

namespace internal {
class DecodeProcess;
}

/// What can be told without decoding: one pass over the packets.
struct VideoInfo {
  std::filesystem::path path;
  std::string container;             ///< "mov,mp4,…"
  std::string codec;                 ///< "h264"
  int width_px = 0, height_px = 0;   ///< upright
  QuarterTurn turn = QuarterTurn::none;
  Seconds duration;                  ///< last presentation time + one frame, from the first frame
  std::int64_t frames = 0;           ///< packets of the video stream
  double fps = 0;                    ///< mean over distinct presentation times
  double capture_fps = 0;            ///< at which the camera says it took them, where that is told apart; else 0
  bool variable_frame_rate = false;
  bool interlaced = false;
  bool has_audio = false;
  std::vector<Seconds> keyframes;    ///< presentation times, ascending, from the first frame
  std::int64_t first_stamp = 0;      ///< of the first frame, in the stream's ticks; the zero that all readers share
  std::shared_ptr<internal::DecodeProcess> decoding;  ///< that reads this clip; readers start one where there is none
};

/// Errors: not_found, invalid (empty, not a video, no video stream, too large or too small a picture), corrupt, unsupported
/// (a decoder that is missing, crashes, hangs or eats up the memory), cancelled, io.
/// `where` names the file; `what` says what to do.
[[nodiscard]] Result<VideoInfo> probe_video(const std::filesystem::path& path, const CancelFlag* cancel = nullptr);

/// Decodes [start, end) of a clip in presentation order. One reader per thread; several may read one file.
class VideoReader {
 public:
  struct Options {
    Seconds start{0};
    std::optional<Seconds> end = std::nullopt;
    int decoder_threads = 1;
    const CancelFlag* cancel = nullptr;  ///< ends the wait for a picture; looked at several times a second
  };
  [[nodiscard]] static Result<VideoReader> open(const VideoInfo& info, Options options);
  VideoReader(VideoReader&&) noexcept;
  VideoReader& operator=(VideoReader&&) noexcept;
  ~VideoReader();

  /// The next picture; nullopt at the end. Interlaced material comes deinterlaced. A damaged tail ends the stream and
  /// sets damage(); damage before the first picture is an error.
  [[nodiscard]] Result<std::optional<Picture>> next();
  /// A plain sentence if part of the stream could not be decoded: "the last 1.2 s could not be decoded".
  [[nodiscard]] const std::optional<std::string>& damage() const;

 private:
  struct State;
  explicit VideoReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hinge::media
