#pragma once
// The path of the bar or bell on the page: its reps and words; where it was stands with the series.
#include "hinge/report/internal/page_json.h"

namespace hinge::report::internal {

/// null where no weight is lifted.
[[nodiscard]] Json weight_story_json(const analysis::Analysis& analysis);

}  // namespace hinge::report::internal
