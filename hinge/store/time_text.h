#pragma once
// Times and words as people and files write them.
#include <optional>
#include <string>
#include <string_view>

#include "hinge/progress/history.h"

namespace hinge::store {

/// "2026-11-22T16:20:00Z"
[[nodiscard]] std::string utc_text(progress::Instant at);
/// "2026-11-22 17:20", by this computer's clock
[[nodiscard]] std::string local_time_text(progress::Instant at);
/// Also "2026-11-22" (then noon UTC: a day with no hour), "2026-11-22 16:20", with or without seconds, Z or ±hh:mm.
[[nodiscard]] std::optional<progress::Instant> read_time(std::string_view text);

/// The same, but what names no zone is a time of this computer's clock; a day alone is noon there.
[[nodiscard]] std::optional<progress::Instant> read_local_time(std::string_view text);

/// "low_back" and its like; nothing when there is no such word.
[[nodiscard]] std::optional<progress::Place> find_place(std::string_view word);
[[nodiscard]] std::optional<progress::Role> find_role(std::string_view word);
[[nodiscard]] std::optional<progress::Moment> find_moment(std::string_view word);
[[nodiscard]] std::optional<progress::Feeling> find_feeling(std::string_view word);

}  // namespace hinge::store
