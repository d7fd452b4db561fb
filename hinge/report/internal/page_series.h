#pragma once
// The curves and the stick figure, thinned to what a screen can show.
#include "hinge/report/internal/page_json.h"

namespace hinge::report::internal {

/// null when no angle was measured in any frame. Keys are the columns of series.csv.
/// With the path of the weight where one is lifted.
[[nodiscard]] Json series_json(const kinematics::Motion& motion, bool weight_is_lifted);
/// null when no joint was placed.
[[nodiscard]] Json stick_json(const kinematics::Motion& motion);

}  // namespace hinge::report::internal
