#pragma once
// What the page shows of the knowledge: the exercise, its rules with their bands, the panels drawn from them.
#include "hinge/report/internal/page_json.h"

namespace hinge::report::internal {

/// The exercise whose rules judged the set, else the recognised one, else nullptr.
[[nodiscard]] const catalog::Exercise* shown_exercise(const ReportInput& input);

[[nodiscard]] Json exercise_json(const ReportInput& input, const catalog::Exercise* exercise);
[[nodiscard]] Json rules_json(const ReportInput& input, const catalog::Exercise* exercise);
[[nodiscard]] Json checkpoints_json(const ReportInput& input);
/// The word for each way of knowing, and what it means.
[[nodiscard]] Json known_by_json(const catalog::Catalog& catalog);
[[nodiscard]] Json panels_json(const ReportInput& input, const catalog::Exercise* exercise);
/// null where the exercise is no hinge or nothing says where a hinge ends.
[[nodiscard]] Json signature_json(const ReportInput& input, const catalog::Exercise* exercise);
/// Titles and groups of every number the reps have.
[[nodiscard]] Json metrics_json(const analysis::Analysis& analysis);

/// "knee_flexion_change" becomes "Knee flexion change".
[[nodiscard]] std::string to_title(std::string_view id);

}  // namespace hinge::report::internal
