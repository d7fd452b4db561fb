#pragma once
// Two sets side by side in the terminal: what really changed and what could be noise.
#include "hinge/catalog/catalog.h"
#include "hinge/progress/history.h"

namespace hinge::app {

enum class ChangeDetail : unsigned char { changes, everything };

/// `changes`: only what moved beyond the noise, in a few lines. `everything`: each metric, and the repetitions.
void print_change(const progress::Set& a, const progress::Set& b, const catalog::Catalog& catalog, ChangeDetail detail);

}  // namespace hinge::app
