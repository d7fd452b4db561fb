#pragma once
// Each sentence of a report, from templates in knowledge/ and numbers of the assessment.
#include <string>
#include <vector>

#include "hinge/assess/assess.h"
#include "hinge/catalog/catalog.h"
#include "hinge/coach/coaching.h"
#include "hinge/movement/movement.h"

namespace hinge::coach::internal {

/// The words of the band the finding fell into; nullptr for a good or unjudged one.
[[nodiscard]] const catalog::Case* find_words(const catalog::Rule& rule, const assess::Finding& finding);

[[nodiscard]] std::string say_headline(const movement::Movement& movement, const assess::SetAssessment& set,
                                       const std::vector<assess::RuleOverSet>& rules, const catalog::Catalog& catalog);
/// What the set showed of one rule: "Your knees bent about 58° more than in standing in rep 3."
[[nodiscard]] std::string say_set(const catalog::Case& words, const assess::RuleOverSet& rule, std::size_t total);
[[nodiscard]] RepWords say_rep(const assess::RepAssessment& rep, const catalog::Exercise* exercise,
                               const catalog::Catalog& catalog);
[[nodiscard]] std::string say_checkpoint(const assess::Checkpoint& checkpoint, const assess::SetAssessment& set,
                                         const std::vector<assess::RuleOverSet>& rules,
                                         const catalog::Catalog& catalog);

}  // namespace hinge::coach::internal
