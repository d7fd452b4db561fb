#pragma once
// From a judged clip to what is remembered of it.
#include "hinge/assess/finding.h"
#include "hinge/catalog/catalog.h"
#include "hinge/movement/movement.h"
#include "hinge/progress/history.h"

namespace hinge::progress {

/// Exercise, repetitions, their verdicts and numbers; who, when, load, effort and pain are for the caller to add.
[[nodiscard]] Set make_set(const movement::Movement& movement, const assess::SetAssessment& assessment,
                           const catalog::Catalog& catalog);

/// The newest earlier filmed set of the same exercise, to compare with; nullptr: this is the first.
[[nodiscard]] const Set* find_last_like(const History& history, const Set& set);

}  // namespace hinge::progress
