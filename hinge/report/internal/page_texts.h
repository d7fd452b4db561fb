#pragma once
// The page's standing words: what no camera sees, how to film, how it was measured, what it is not.
#include "hinge/report/internal/page_json.h"

namespace hinge::report::internal {

[[nodiscard]] Json limits_json();
/// Tips about this clip first.
[[nodiscard]] Json film_guide_json(const ReportInput& input, const catalog::Exercise* exercise);
[[nodiscard]] Json method_json(const ReportInput& input, const catalog::Exercise* exercise);
[[nodiscard]] Json disclaimer_json();

}  // namespace hinge::report::internal
