#pragma once
// A person's trends as one page that asks for nothing from anywhere: clean reps, load, depth and pain over time.
#include <span>
#include <string>

#include "hinge/catalog/catalog.h"
#include "hinge/progress/history.h"
#include "hinge/progress/trends.h"

namespace hinge::report {

/// HTML with drawings in SVG; readable without script, in the dark and on paper. Every point is also in the table
/// below.
[[nodiscard]] std::string render_trends_page(const progress::History& history, std::span<const progress::TrendRow> rows,
                                             const catalog::Catalog& catalog);

}  // namespace hinge::report
