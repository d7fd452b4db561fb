#pragma once
// A person's trends as one page that asks for nothing from anywhere: clean reps, load, depth and pain over time.
#include <functional>
#include <span>
#include <string>

#include "hinge/catalog/catalog.h"
#include "hinge/progress/history.h"
#include "hinge/progress/trends.h"

namespace hinge::report {

/// A time as the reader's day: rooms know no time zone.
using DayText = std::function<std::string(progress::Instant)>;

/// HTML with drawings in SVG; readable without script, in the dark and on paper. Every point is also in the table
/// below. `cues`: sentences on what was tried, the newest last.
[[nodiscard]] std::string render_trends_page(const progress::History& history, std::span<const progress::TrendRow> rows,
                                             const catalog::Catalog& catalog, const DayText& day,
                                             std::span<const std::string> cues);

}  // namespace hinge::report
