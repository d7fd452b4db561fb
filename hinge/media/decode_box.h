#pragma once
// The program that decodes for this one, and how well its box holds on this computer (docs/decisions/0023-decode-in-a-box.md).
#include <filesystem>

#include "hinge/base/result.h"

namespace hinge::media {

/// libexec/hinge/hinge-decode in this program's folder, the one above it or the next; where it should be if it is in none.
[[nodiscard]] std::filesystem::path find_decode_program();

struct BoxState {
  bool system_calls_filtered = false;  ///< no network, no file by name, no program, by the kernel's filter (seccomp)
  bool memory_limited = false;
};

/// By trying: starts the program and asks it. Error: it cannot be started, or is not of this version.
[[nodiscard]] Result<BoxState> examine_box();

}  // namespace hinge::media
