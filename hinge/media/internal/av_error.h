#pragma once
// The border where AVERROR codes become Errc; no libav code travels further.
#include <filesystem>
#include <string>

#include "hinge/base/result.h"

namespace hinge::media::internal {

/// "Cannot allocate memory", "Invalid data found when processing input", …
[[nodiscard]] std::string describe(int av_error);
[[nodiscard]] Errc to_errc(int av_error);

/// An Error whose sentence is "`doing`: <libav's reason>[; remedy]" and whose place is the file.
[[nodiscard]] tl::unexpected<Error> fail_av(int av_error, const std::string& doing, const std::filesystem::path& path);

/// libav prints to stderr by itself; rooms below app/ do not. Idempotent, thread-safe.
void silence_libav();

}  // namespace hinge::media::internal
