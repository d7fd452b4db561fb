#pragma once
// `analysis.json`: the output contract. docs/formats/analysis.schema.json is its grammar; ids and keys are snake_case.
// Times in seconds from the clip's first frame, angles in degrees (this is an edge), everything else SI.
#include <string>

#include "hinge/analysis/analysis.h"

namespace hinge::report {

/// `series_file`: name of the series beside it, empty when it was not asked for (then the key is null).
/// What was not measured is null or absent, never a stand-in. Ends with a line feed.
[[nodiscard]] std::string render_analysis_json(const analysis::Analysis& analysis, const std::string& series_file);

}  // namespace hinge::report
