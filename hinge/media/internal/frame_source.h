#pragma once
// Packets in, decoded frames out, and a tally of what could not be decoded.
#include <optional>

#include "hinge/base/result.h"
#include "hinge/media/internal/av_handles.h"
#include "hinge/media/internal/input.h"

namespace hinge::media::internal {

class FrameSource {
 public:
  [[nodiscard]] static Result<FrameSource> open(const ClipFile& file, int threads);

  /// Goes to the keyframe at or before `stamp`; false if the container cannot.
  [[nodiscard]] bool seek(std::int64_t stamp);
  /// The next frame in presentation order; nullptr at the end. Broken packets are counted and passed over.
  [[nodiscard]] FramePtr next();

  [[nodiscard]] const AVStream& stream() const { return input_.stream(); }
  [[nodiscard]] std::int64_t broken_packets() const { return broken_; }
  /// The file ended before its own index did, or could not be read to its end.
  [[nodiscard]] bool cut_off() const { return cut_off_; }
  /// Where the video ends by the container's own word, in ticks; nullopt if it does not say.
  [[nodiscard]] std::optional<std::int64_t> announced_end() const;

 private:
  FrameSource(Input input, CodecPtr codec);
  void feed();

  Input input_;
  CodecPtr codec_;
  PacketPtr packet_;
  bool draining_ = false;
  bool cut_off_ = false;
  std::int64_t broken_ = 0;
  std::int64_t last_dts_ = AV_NOPTS_VALUE;
};

}  // namespace hinge::media::internal
