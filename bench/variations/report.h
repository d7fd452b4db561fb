#pragma once
// Cases summed by kind: a table for the eye, JSON for the page, floors for the test.
#include <vector>

#include "bench/variations/run.h"

namespace hinge::bench {

/// Prints and writes what the options ask for; 0, or 1 where a floor does not hold.
[[nodiscard]] int report(const std::vector<Case>& cases, const std::vector<Kind>& kinds, const Options& options);

}  // namespace hinge::bench
