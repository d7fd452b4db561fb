#pragma once
// `hinge analyze --detail full`: the clinician's view in the terminal.
#include <string>

#include "hinge/assess/finding.h"

namespace hinge::app {

/// Every number of every rep: value, ± 2 sd, unit, what it is and where its definition comes from; then the verdicts.
[[nodiscard]] std::string detail_text(const assess::SetAssessment& set);

}  // namespace hinge::app
