#pragma once
// `hinge convert IN OUT`: from any recording Hinge reads to any it writes.
#include <filesystem>

#include "app/exit_code.h"

namespace hinge::app {

[[nodiscard]] ExitCode convert(const std::filesystem::path& in, const std::filesystem::path& out);

}  // namespace hinge::app
