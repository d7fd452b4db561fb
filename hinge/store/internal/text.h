#pragma once
// Text at the border of the database: what may go in, and how times and ids look.
#include <string>
#include <string_view>

#include "hinge/base/result.h"
#include "hinge/store/time_text.h"

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

/// What a reader sees of a name: without case, accents, invisible characters and doubled spaces, and with the letters of
/// Greek and Cyrillic that look Latin as Latin. Equal looks: people would mix the two up.
[[nodiscard]] std::string look_of(std::string_view name);

/// A random UUID.
[[nodiscard]] std::string new_id();

}  // namespace hinge::store::internal
