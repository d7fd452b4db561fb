#pragma once
// A Recording as the CBOR document inside a clip file, current format only.
#include <nlohmann/json.hpp>

#include "hinge/base/result.h"
#include "hinge/body/recording.h"

namespace hinge::mocap {

/// More frames or landmarks than from_document would accept.
[[nodiscard]] bool too_long_to_store(const body::Recording& recording);
[[nodiscard]] nlohmann::json to_document(const body::Recording& recording);
/// Trusts nothing: every count, size and number is checked. Error: corrupt, `where` left empty.
[[nodiscard]] Result<body::Recording> from_document(const nlohmann::json& document);

}  // namespace hinge::mocap
