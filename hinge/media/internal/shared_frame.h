#pragma once
// How a frame lies in memory that two processes share; both work it out from its format and size, so that no offset has
// to be believed.
#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "hinge/media/internal/av_handles.h"
#include "hinge/media/internal/messages.h"

namespace hinge::media::internal {

/// Bytes that a picture takes in a slot. nullopt: no format of pixels in ordinary memory, or a size no camera has.
[[nodiscard]] std::optional<std::size_t> needed_bytes(const PictureFacts& picture);

/// Copies a picture's frames; `to` has needed_bytes().
void copy_to(std::span<std::byte> to, const PictureFacts& picture, const AVFrame& decoded, const AVFrame* planar);

/// Frames that look into `from`, own nothing, and are like those that were copied.
struct FramePair {
  FramePtr decoded, planar;
};
[[nodiscard]] FramePair look_into(std::span<const std::byte> from, const PictureFacts& picture);

[[nodiscard]] FrameFacts facts_of(const AVFrame& frame);
/// With memory of its own.
[[nodiscard]] FramePtr deep_copy(const AVFrame& frame);

}  // namespace hinge::media::internal
