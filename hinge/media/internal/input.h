#pragma once
// Opening a file for demuxing: local, regular, one file, bounded.
#include <chrono>
#include <filesystem>
#include <memory>

#include "hinge/base/result.h"
#include "hinge/media/internal/av_handles.h"

namespace hinge::media::internal {

/// A hostile header can send a demuxer seeking for hours; an honest phone clip opens in well under a second. Generous,
/// because it also covers a slow network disk.
constexpr std::chrono::seconds open_deadline{30};

/// Short side below which no person can be measured: at 64 px a thigh is some 15 px long.
constexpr int least_side_px = 64;
/// 8K is 7680 x 4320; anything past twice its width is not a camera.
constexpr int greatest_side_px = 16384;
constexpr std::int64_t greatest_area_px = 8192LL * 8192;

/// An open file, its chosen video stream, and what keeps both alive.
struct Input {
  std::unique_ptr<std::chrono::steady_clock::time_point> deadline;  // libav holds its address
  IoPtr io;
  InputPtr format;
  int stream_index = -1;

  [[nodiscard]] AVStream& stream() const { return *format->streams[stream_index]; }
};

/// All streams but the chosen one are discarded by the demuxer.
[[nodiscard]] Result<Input> open_input(const std::filesystem::path& path);

/// A decoder for the chosen stream; threads < 1 counts as 1.
[[nodiscard]] Result<CodecPtr> open_decoder(const Input& input, const std::filesystem::path& path, int threads);

}  // namespace hinge::media::internal
