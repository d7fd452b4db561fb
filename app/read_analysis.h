#pragma once
// analysis.json back into the set it tells of; docs/formats/analysis.schema.json is its grammar.
#include <filesystem>

#include "hinge/base/result.h"
#include "hinge/progress/history.h"

namespace hinge::app {

/// Exercise, load, repetitions with findings and numbers; id is the file's name. not_found, io; corrupt: not JSON;
/// invalid: not an analysis.json, with the key that is missing.
[[nodiscard]] Result<progress::Set> read_analysis(const std::filesystem::path& file);

}  // namespace hinge::app
