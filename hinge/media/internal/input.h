#pragma once
// Opening a file for demuxing: local, regular, one file, bounded.
#include <chrono>
#include <memory>

#include "hinge/base/result.h"
#include "hinge/media/internal/av_handles.h"
#include "hinge/media/internal/clip_file.h"

namespace hinge::media::internal {

/// A hostile header can send a demuxer seeking for hours; an honest phone clip opens in well under a second. Generous,
/// because it also covers a slow network disk.
constexpr std::chrono::seconds open_deadline{30};

/// How libav reads the file: by its descriptor, from a place of its own, so that several may read one file.
struct FileReading {
  int descriptor = -1;
  std::int64_t at = 0;
  std::chrono::steady_clock::time_point deadline;
};

/// An open file, its chosen video stream, and what keeps both alive.
struct Input {
  std::unique_ptr<FileReading> reading;  // libav holds its address
  ReadIoPtr io;
  InputPtr format;
  int stream_index = -1;

  [[nodiscard]] AVStream& stream() const { return *format->streams[stream_index]; }
};

/// All streams but the chosen one are discarded by the demuxer. The file stays open longer than the input.
[[nodiscard]] Result<Input> open_input(const ClipFile& file);

/// A decoder for the chosen stream; threads < 1 counts as 1.
[[nodiscard]] Result<CodecPtr> open_decoder(const Input& input, const std::filesystem::path& path, int threads);

}  // namespace hinge::media::internal
