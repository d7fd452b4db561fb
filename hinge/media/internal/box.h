#pragma once
// What a process that touches a stranger's file gives up first.
#include <cstdint>

#include "hinge/media/internal/messages.h"

namespace hinge::media::internal {

/// The sanitizers' own memory and reports need more than the box allows: no limit on memory there, stderr stays, and
/// descriptors that are open can be written to.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

/// From here on this process can read `clip`, talk over `line`, use memory up to the limit and start threads. It cannot
/// open, write, make or run a file, reach the network, start or signal another process, or get any of that back. For
/// good; what the kernel would not do is false in the answer, the rest holds all the same.
[[nodiscard]] BoxFacts enter_box(int clip, int line, std::uint64_t memory_limit_bytes);

}  // namespace hinge::media::internal
