#pragma once
// The whole of hinge-decode, the program in which clips are decoded. One runs for each clip and loads the libraries once;
// it never looks at the clip itself: for every reader it makes a copy of itself (fork), which goes into the box and
// decodes. So readers share nothing but the file, and one that dies takes nobody along.
#include <array>
#include <csignal>
#include <functional>
#include <optional>

#include "hinge/media/internal/clip_file.h"
#include "hinge/media/internal/decoder.h"

namespace hinge::media::internal {

constexpr int clip_descriptor = 3, service_descriptor = 4;

/// What a person sends, by Ctrl-C to every process of a terminal: readers end by it at once.
constexpr std::array<int, 3> requests_to_stop{SIGINT, SIGTERM, SIGHUP};

/// Called in the box before a file is probed and before every picture; an error is what the reader answers then. Empty but
/// in tests, whose program misbehaves there.
using BeforePicture = std::function<std::optional<Error>(const ClipFile& clip, int pictures_so_far, const StillHere& still_here)>;

/// Serves until Hinge hangs up; the exit status.
[[nodiscard]] int serve_decoding(const BeforePicture& before_picture = {});

}  // namespace hinge::media::internal
