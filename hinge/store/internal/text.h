#pragma once
// Text at the border of the database: what may go in, and how times and ids look.
#include <optional>
#include <string>
#include <string_view>

#include "hinge/base/result.h"
#include "hinge/progress/history.h"

namespace hinge::store::internal {

inline constexpr std::size_t name_limit_bytes = 200;
inline constexpr std::size_t id_limit_bytes = 200;
inline constexpr std::size_t notes_limit_bytes = 100'000;
/// An hour of clip with every repetition's findings is well below.
inline constexpr std::size_t json_limit_bytes = 100'000'000;

/// UTF-8 without NUL (PostgreSQL keeps neither) and not longer than `limit_bytes`; `what` begins the sentence.
[[nodiscard]] Result<void> check_text(std::string_view text, std::string_view what, std::size_t limit_bytes);
/// As check_text, and something to see: not only spaces, no control characters, no space at either end.
[[nodiscard]] Result<void> check_name(std::string_view name);

/// A random UUID.
[[nodiscard]] std::string new_id();

/// "2026-11-22T16:20:00Z"
[[nodiscard]] std::string utc_text(progress::Instant at);
/// Also "2026-11-22" (then noon UTC: a day with no hour), "2026-11-22 16:20", with or without seconds, Z or ±hh:mm.
[[nodiscard]] std::optional<progress::Instant> read_time(std::string_view text);

}  // namespace hinge::store::internal
