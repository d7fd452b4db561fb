#pragma once
// The rule engine: measured values against the bands a coach wrote. There is no threshold of a body in here.
#include <span>
#include <vector>

#include "hinge/assess/finding.h"
#include "hinge/catalog/catalog.h"
#include "hinge/metrics/metric.h"

namespace hinge::assess {

/// Every rule of the recognised exercise for every rep, and the guide's checkpoints for the set. Movements that are not
/// judged (squats, carries, nothing at all) get their numbers and no finding and no checkpoint.
[[nodiscard]] SetAssessment assess_set(const metrics::Trial& trial, const catalog::Catalog& catalog);

/// The worst finding of a rep, which its mark shows. Rules of the tier `note` neither spoil a rep nor make it good:
/// cannot_judge when no other rule could be judged.
[[nodiscard]] Verdict rep_verdict(const RepAssessment& rep, const catalog::Catalog& catalog);

/// Whether a finding leaves the good band by more than half its 95 % interval. A borderline that does not is told with
/// its rep and makes no headline.
[[nodiscard]] bool is_clear(const Finding& finding);

/// Whether a finding is told of: a fault; a borderline of the back as soon as it is one, of anything else where it is clear.
/// Headline, checkpoint, rep and advice ask this and nothing else, so that they say the same.
[[nodiscard]] bool is_told(const catalog::Rule& rule, const Finding& finding);

/// What several reps say together (docs/science.md 7, docs/decisions/0006-the-guard-and-the-set.md).
struct SetVerdict {
  Verdict verdict = Verdict::cannot_judge;
  std::vector<int> reps;  ///< those that show it, numbered like Rep::index; empty for good and cannot_judge
};
/// `reps`: the rule's verdict in each repetition, in order.
[[nodiscard]] SetVerdict judge_set(std::span<const Verdict> reps);

/// How one rule fared over the set, for coach.
struct RuleOverSet {
  const catalog::Rule* rule = nullptr;  ///< as the exercise has it
  SetVerdict set;
  const Finding* clearest = nullptr;  ///< of the rep that shows the set's verdict best; nullptr if no rep was judged
  int clearest_rep = 0;
};
/// One entry per rule of the exercise, in its order; empty if nothing is judged.
[[nodiscard]] std::vector<RuleOverSet> gather_rules(const SetAssessment& set, const catalog::Exercise* exercise);

}  // namespace hinge::assess
