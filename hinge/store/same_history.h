#pragma once
// Whether two histories are the same; otherwise what first differs, in words. For tests, and for verifying an export.
#include <string>

#include "hinge/progress/history.h"

namespace hinge::store {

/// Empty when they are the same.
[[nodiscard]] std::string set_difference(const progress::Set& a, const progress::Set& b);
[[nodiscard]] std::string history_difference(const progress::History& a, const progress::History& b);

}  // namespace hinge::store
