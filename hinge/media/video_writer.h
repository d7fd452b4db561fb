#pragma once
// H.264 MP4 out. Writes to a part file; finish() gives it its name.
#include <filesystem>
#include <memory>

#include "hinge/base/result.h"
#include "hinge/base/units.h"
#include "hinge/media/picture.h"

namespace hinge::media {

class VideoWriter {
 public:
  struct Options {
    int width_px = 0, height_px = 0;  ///< odd sizes are padded by one line
    double fps_hint = 30;             ///< only a hint for players; presentation times are kept
    int quality_crf = 23;
  };
  [[nodiscard]] static Result<VideoWriter> create(const std::filesystem::path& path, const Options& options);
  VideoWriter(VideoWriter&&) noexcept;
  VideoWriter& operator=(VideoWriter&&) noexcept;
  ~VideoWriter();  ///< without finish(): removes the part file

  /// `time` must not go back; a repeated time is moved by one tick.
  [[nodiscard]] Result<void> write(const RgbImage& image, Seconds time);
  [[nodiscard]] Result<void> finish();

 private:
  struct State;
  explicit VideoWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A baseline JPEG. `quality` 1…100.
[[nodiscard]] Result<std::string> encode_jpeg(const RgbImage& image, int quality);

}  // namespace hinge::media
