#pragma once
// The stills as data: addresses.
#include "hinge/report/internal/page_json.h"

namespace hinge::report::internal {

[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] Json stills_json(std::span<const Still> stills);

}  // namespace hinge::report::internal
