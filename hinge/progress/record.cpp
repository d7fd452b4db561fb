#include "hinge/progress/record.h"

#include "hinge/assess/assess.h"
#include "hinge/base/backwards.h"

namespace hinge::progress {

Set make_set(const movement::Movement& movement, const assess::SetAssessment& assessment,
             const catalog::Catalog& catalog) {
  Set set;
  set.source = SetSource::video;
  set.exercise = movement.recognition.exercise;
  set.reps_done = static_cast<int>(movement.reps.size());
  set.knowledge_version = catalog.version;
  for (const assess::RepAssessment& rep : assessment.reps) {
    RepRecord record;
    record.rep = rep.rep;
    record.verdict = assess::rep_verdict(rep, catalog);
    record.metrics = rep.metrics;
    for (const assess::Finding& finding : rep.findings) {
      record.judgements.push_back(
          {finding.rule, finding.verdict, finding.value, finding.sd, finding.limit, finding.unit, finding.words});
    }
    set.reps.push_back(std::move(record));
  }
  return set;
}

const Set* find_last_like(const History& history, const Set& set) {
  for (const Set& earlier : backwards(history.sets)) {
    if (!set.id.empty() && earlier.id == set.id) continue;
    if (earlier.at > set.at || earlier.exercise != set.exercise || earlier.reps.empty()) continue;
    return &earlier;
  }
  return nullptr;
}

}  // namespace hinge::progress
