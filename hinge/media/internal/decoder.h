#pragma once
// A clip's pictures, decoded in this process; VideoReader has it done in the box.
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "hinge/media/internal/clip_file.h"
#include "hinge/media/video_reader.h"

namespace hinge::media::internal {

/// Called whenever a packet or picture is done: a sign of life, with how far into the clip that was.
using StillHere = std::function<void(Seconds reached)>;

class Decoder {
 public:
  /// The file stays open longer than the decoder.
  [[nodiscard]] static Result<Decoder> open(const ClipFile& file, const VideoInfo& info, const VideoReader::Options& options,
                                            StillHere still_here = {});
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;
  ~Decoder();

  /// As VideoReader's.
  [[nodiscard]] Result<std::optional<Picture>> next();
  [[nodiscard]] const std::optional<std::string>& damage() const;

 private:
  struct State;
  explicit Decoder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hinge::media::internal
