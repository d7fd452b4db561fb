#pragma once
// All parts of one rule in one rep, combined, and said in a sentence.
#include "hinge/assess/finding.h"
#include "hinge/catalog/catalog.h"

namespace hinge::assess::internal {

[[nodiscard]] Finding judge_rule(const catalog::Rule& rule, const metrics::Trial& trial, const movement::Rep& rep,
                                 const catalog::Catalog& catalog);

}  // namespace hinge::assess::internal
