#pragma once
// What the messages hold. Both ends are built together, so numbers travel as they lie in memory. What comes out of the
// box is read as if somebody hostile had written it: bounded, checked, nullopt when it makes no sense.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "hinge/media/video_reader.h"

namespace hinge::media::internal {

/// The job of a process that reads pictures: of this clip, these.
struct ReadJob {
  VideoInfo info;
  VideoReader::Options options;
};

/// A picture in a slot: the frame as the decoder gave it and, where that is no planar YUV of the clip's size, the same as
/// such; laid out as in shared_frame.h. Formats and colour spaces are libav's numbers.
struct FrameFacts {
  int format = -1, width_px = 0, height_px = 0, colour_space = 0, colour_range = 0;
};
struct PictureFacts {
  Seconds time;
  FrameFacts decoded;
  std::optional<FrameFacts> planar;
};

/// Memory for pictures, whose descriptor comes along.
struct SlotFacts {
  std::uint64_t number = 0, bytes = 0;
};

/// What a box could be made of here.
struct BoxFacts {
  bool system_calls_filtered = false, memory_limited = false;
};

/// One VideoInfo in a message at most: every keyframe's time of the longest clip.
constexpr std::uint32_t most_message_bytes = 64U << 20;

[[nodiscard]] std::string pack(const VideoInfo& info);
[[nodiscard]] std::string pack(const ReadJob& job);
[[nodiscard]] std::string pack(const PictureFacts& picture);
[[nodiscard]] std::string pack(const SlotFacts& slot);
[[nodiscard]] std::string pack(const BoxFacts& box);
[[nodiscard]] std::string pack(const Error& error);
[[nodiscard]] std::string pack(std::uint64_t number);
[[nodiscard]] std::string pack(Seconds time);

[[nodiscard]] std::optional<VideoInfo> unpack_info(std::string_view bytes);
[[nodiscard]] std::optional<ReadJob> unpack_job(std::string_view bytes);
[[nodiscard]] std::optional<PictureFacts> unpack_picture(std::string_view bytes);
[[nodiscard]] std::optional<SlotFacts> unpack_slot(std::string_view bytes);
[[nodiscard]] std::optional<BoxFacts> unpack_box(std::string_view bytes);
/// Text in it is short and printable.
[[nodiscard]] std::optional<Error> unpack_error(std::string_view bytes);
[[nodiscard]] std::optional<std::uint64_t> unpack_number(std::string_view bytes);
[[nodiscard]] std::optional<Seconds> unpack_time(std::string_view bytes);
/// A sentence from the box: short and printable, whatever it was.
[[nodiscard]] std::string to_sentence(std::string_view bytes);

}  // namespace hinge::media::internal
