#pragma once
// Words and JSON of the database's own columns to values and back.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/progress/history.h"
#include "hinge/store/store.h"

namespace hinge::store::internal {

/// The spelling in the database and in exports.
[[nodiscard]] std::string_view to_string(KeptKind kind);

/// The value with this spelling. Instantiated for the enumerations of progress/history.h, KeptKind, assess::Verdict and
/// metrics::Unit.
template <class Enum>
[[nodiscard]] std::optional<Enum> read_enum(std::string_view word);

/// Compact JSON of a set's repetitions; docs/formats/person-export.md has the grammar. SI inside.
[[nodiscard]] std::string render_reps(const std::vector<progress::RepRecord>& reps);
/// corrupt: not what render_reps writes.
[[nodiscard]] Result<std::vector<progress::RepRecord>> read_reps(std::string json);

[[nodiscard]] std::string render_texts(const std::vector<std::string>& texts);
[[nodiscard]] Result<std::vector<std::string>> read_texts(std::string_view json);

/// What an analysis.json is looked up by. invalid: it is not one.
struct AnalysisColumns {
  std::string engine_version, pose_model, knowledge_version, pattern, exercise, view, priority;
  std::int64_t reps = 0;
};
[[nodiscard]] Result<AnalysisColumns> read_analysis_columns(const std::string& json);

}  // namespace hinge::store::internal
