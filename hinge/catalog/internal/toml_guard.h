#pragma once
// What toml++ 3.3 may not be shown: found by our fuzzer, it asserts (and with NDEBUG runs into undefined behaviour) on
// characters beyond ASCII outside strings and on tables whose name does not begin like one. Both are invalid TOML.
#include <optional>

#include "hinge/catalog/internal/toml_reader.h"

namespace hinge::catalog::internal {

/// The first such place, with what is wrong there; nullopt: toml++ may read it (and still find it invalid).
[[nodiscard]] std::optional<Problem> find_unreadable(std::string_view text, const std::string& file);

}  // namespace hinge::catalog::internal
