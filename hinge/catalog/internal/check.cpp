#include <algorithm>
#include <map>
#include <tuple>

#include "hinge/catalog/internal/reading.h"
#include "hinge/catalog/near_names.h"

namespace hinge::catalog::internal {
namespace {

template <class T, class Key>
std::vector<std::string> names_of(const std::vector<T>& list, Key key) {
  std::vector<std::string> names;
  for (const T& entry : list) names.push_back(entry.*key);
  return names;
}

std::vector<std::string> known_names(const Draft& draft, Reference::To to) {
  switch (to) {
    case Reference::To::rule:
      return names_of(draft.catalog.rules, &Rule::id);
    case Reference::To::cue:
      return names_of(draft.catalog.cues, &Cue::id);
    case Reference::To::drill:
      return names_of(draft.catalog.drills, &Drill::id);
    case Reference::To::source:
      return names_of(draft.catalog.sources, &Source::key);
    case Reference::To::checkpoint:
      return names_of(draft.catalog.checkpoints, &Checkpoint::id);
    case Reference::To::lesson:
      return names_of(draft.catalog.lessons, &Lesson::id);
    case Reference::To::exercise: {
      std::vector<std::string> names;
      for (const ExerciseDraft& entry : draft.exercises) names.push_back(entry.exercise.id);
      return names;
    }
  }
  return {};
}

std::string_view noun(Reference::To to) {
  switch (to) {
    case Reference::To::rule:
      return "rule";
    case Reference::To::cue:
      return "cue";
    case Reference::To::drill:
      return "drill";
    case Reference::To::source:
      return "source";
    case Reference::To::exercise:
      return "exercise";
    case Reference::To::checkpoint:
      return "checkpoint";
    case Reference::To::lesson:
      return "lesson";
  }
  return "thing";
}

void check_references(Draft& draft) {
  std::map<Reference::To, std::vector<std::string>> names;
  for (const Reference& reference : draft.references) {
    std::vector<std::string>& known = names[reference.to];
    if (known.empty()) known = known_names(draft, reference.to);
    if (std::ranges::find(known, reference.id) != known.end()) continue;
    draft.problems.add(reference.place, "there is no " + std::string(noun(reference.to)) + " '" + reference.id + "'" +
                                            did_you_mean(reference.id, known));
  }
}

void check_uses(Draft& draft) {
  for (const UsePlace& entry : draft.uses) {
    const Rule* rule = draft.catalog.find_rule(entry.use.rule);
    if (rule == nullptr || entry.use.words.empty() || rule->find_case(entry.use.words) != nullptr) continue;
    draft.problems.add(entry.place, "rule '" + rule->id + "' has no [case." + entry.use.words + "]" +
                                        did_you_mean(entry.use.words, names_of(rule->cases, &Case::id)));
  }
}

// All or nothing: a change that cannot be applied leaves the rule as it was and is reported.
void apply_change(Rule& rule, const PartChange& change, Problems& problems) {
  if (change.at_most)
    rule.at_most = std::max(*change.at_most == Grade::fault ? rule.at_most : Grade::borderline, Grade::borderline);
  if (!change.because.empty()) rule.caution = change.because;
  if (change.metric.empty()) return;
  std::vector<std::string> metrics;
  for (const Part& part : rule.parts) metrics.push_back(part.reading.metric);
  const auto part = std::ranges::find(rule.parts, change.metric,
                                      [](const Part& p) -> const std::string& { return p.reading.metric; });
  if (part == rule.parts.end()) {
    problems.add(change.place, "rule '" + rule.id + "' reads no metric '" + change.metric + "'" +
                                   did_you_mean(change.metric, metrics));
    return;
  }
  if (change.drop) {
    rule.parts.erase(part);
    if (rule.parts.empty())
      problems.add(change.place, "nothing is left of rule '" + rule.id + "': take it out of 'use' instead");
    if (rule.votes) {
      const int parts = static_cast<int>(rule.parts.size());
      rule.votes->measured = std::min(rule.votes->measured, parts);
      if (rule.votes->fault > parts)
        problems.add(change.place, "rule '" + rule.id + "' can no longer gather its votes");
    }
    return;
  }
  if (change.bands.empty()) return;
  if (change.unit != part->unit) {
    problems.add(change.place, "the bands' unit does not measure '" + change.metric + "'");
    return;
  }
  for (const Band& band : change.bands) {
    if (!band.words.empty() && rule.find_case(band.words) == nullptr) {
      problems.add(change.place, "rule '" + rule.id + "' has no [case." + band.words + "]" +
                                     did_you_mean(band.words, names_of(rule.cases, &Case::id)));
    }
  }
  part->bands = change.bands;
}

void fill_rules(ExerciseDraft& draft, const Catalog& catalog, Problems& problems) {
  for (const auto& [id, place] : draft.use) {
    if (const Rule* rule = catalog.find_rule(id)) draft.exercise.rules.push_back(*rule);
  }
  for (const PartChange& change : draft.changes) {
    const auto rule = std::ranges::find(draft.exercise.rules, change.rule, &Rule::id);
    if (rule != draft.exercise.rules.end()) {
      apply_change(*rule, change, problems);
    } else if (catalog.find_rule(change.rule) != nullptr) {
      problems.add(change.place, "changes rule '" + change.rule + "', which 'use' does not name");
    }
  }
  std::ranges::stable_sort(draft.exercise.rules, {}, [](const Rule& rule) { return std::pair(rule.tier, rule.rank); });
}

}  // namespace

void check_whole(Draft& draft) {
  check_references(draft);
  check_uses(draft);
  const Place whole{"knowledge", 1, 1};
  if (draft.catalog.version.empty())
    draft.problems.add(whole, "no version.toml says which version of the rules this is");
  for (const std::string& key : missing_words(draft.catalog))
    draft.problems.add(whole, "words.toml lacks '" + key + "'");
  std::vector<std::string> exercises;
  for (ExerciseDraft& entry : draft.exercises) {
    fill_rules(entry, draft.catalog, draft.problems);
    draft.catalog.exercises.push_back(entry.exercise);
  }
  std::ranges::sort(draft.catalog.exercises, {}, &Exercise::id);
  for (const Exercise& exercise : draft.catalog.exercises) {
    draft.catalog.prototypes.push_back({exercise.id, exercise.pattern, exercise.traits, exercise.looks});
  }
  std::ranges::sort(draft.catalog.rules, {}, &Rule::id);
  std::ranges::sort(draft.catalog.cues, {}, &Cue::id);
  std::ranges::sort(draft.catalog.drills, {}, &Drill::id);
  std::ranges::sort(draft.catalog.sources, {}, &Source::key);
  std::ranges::sort(draft.catalog.lessons, {}, [](const Lesson& l) { return std::tuple(l.chapter, l.order, l.id); });
}

}  // namespace hinge::catalog::internal
