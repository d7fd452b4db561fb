#pragma once
// Which FFmpeg this process runs with.
#include <string>

namespace hinge::media {

/// "FFmpeg 5.1.6-0+deb12u1"
[[nodiscard]] std::string library_version();

}  // namespace hinge::media
