#pragma once
// "Did you mean": the known names closest to what somebody typed.
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hinge::catalog {

/// Up to `most` names, nearest first; only such as a slip of the fingers or a half-remembered name explains.
[[nodiscard]] std::vector<std::string> near_names(std::string_view typed, std::span<const std::string> known,
                                                  std::size_t most = 3);
/// "; did you mean 'a' or 'b'?", or empty.
[[nodiscard]] std::string did_you_mean(std::string_view typed, std::span<const std::string> known);
/// The same and what else helps: "; did you mean 'a'? REMEDY", or "; REMEDY".
[[nodiscard]] std::string did_you_mean(std::string_view typed, std::span<const std::string> known, std::string_view remedy);

}  // namespace hinge::catalog
