#include "hinge/coach/compose.h"

#include <algorithm>

#include "hinge/assess/assess.h"
#include "hinge/assess/wording.h"
#include "hinge/base/expect.h"
#include "hinge/coach/internal/sentences.h"

namespace hinge::coach {
namespace {

using assess::RuleOverSet;
using assess::Verdict;
using catalog::Tier;

/// Smaller is more urgent; the rules themselves already come by tier and rank.
int urgency(const RuleOverSet& rule) {
  if (rule.set.verdict == Verdict::fault) return 0;
  const bool single_fault = rule.clearest != nullptr && rule.clearest->verdict == Verdict::fault;
  return single_fault ? 1 : 2;
}

bool is_candidate(const RuleOverSet& rule) {
  const bool shown = rule.set.verdict == Verdict::fault || rule.set.verdict == Verdict::borderline;
  return shown && rule.clearest != nullptr && assess::is_clear(*rule.clearest) && rule.rule->tier != Tier::note;
}

/// Candidates, the most urgent first.
std::vector<const RuleOverSet*> rank_candidates(const std::vector<RuleOverSet>& rules) {
  std::vector<const RuleOverSet*> candidates;
  for (const RuleOverSet& rule : rules) {
    if (is_candidate(rule)) candidates.push_back(&rule);
  }
  std::ranges::stable_sort(candidates, {}, [](const RuleOverSet* rule) { return urgency(*rule); });
  return candidates;
}

bool leads_to(const catalog::Rule& cause, const std::string& effect) {
  return std::ranges::find(cause.leads_to, effect) != cause.leads_to.end();
}

/// The next finding that the priority does not explain; faults only, one clause is enough.
const RuleOverSet* find_second(const std::vector<const RuleOverSet*>& candidates) {
  for (const RuleOverSet* candidate : candidates) {
    if (candidate == candidates.front() || urgency(*candidate) > 1) continue;
    if (!leads_to(*candidates.front()->rule, candidate->rule->id)) return candidate;
  }
  return nullptr;
}

std::string say_next(const RuleOverSet& priority, const RuleOverSet* second, const catalog::Drill& drill,
                     std::size_t total, const catalog::Catalog& catalog) {
  const std::string count = assess::say_count(total);
  const std::vector<int>& reps = priority.set.reps;
  std::string next;
  if (reps.size() == total && total > 1) {
    next = assess::fill(catalog.word("next.every_rep"), {{"count", count}}) + " " + drill.next;
  } else if (reps.size() == 1 && total > 1) {
    next = assess::fill(catalog.word("next.one_rep"), {{"count", count}});
  } else if (total > 1) {
    next = assess::fill(catalog.word("next.some_reps"), {{"reps", assess::say_count(reps.size())}, {"count", count}});
  } else {
    next = drill.next;
  }
  if (second != nullptr) next += " " + assess::capitalise(second->rule->next) + ".";
  return next;
}

void say_priority(Coaching& coaching, const std::vector<const RuleOverSet*>& candidates, std::size_t total,
                  const catalog::Catalog& catalog, const CueChooser& choose) {
  const RuleOverSet& priority = *candidates.front();
  const catalog::Case* words = internal::find_words(*priority.rule, *priority.clearest);
  if (words == nullptr) return;
  const std::optional<Chosen> chosen = choose ? choose(*priority.rule, *words) : std::nullopt;
  const catalog::Drill* drill = catalog.find_drill(chosen ? chosen->drill : words->drill);
  const catalog::Cue* cue = catalog.find_cue(chosen ? chosen->cue : words->cue);
  HINGE_EXPECT(drill != nullptr && cue != nullptr);
  coaching.priority = priority.rule->id;
  coaching.priority_words = words->id;
  coaching.priority_rep = priority.clearest_rep;
  coaching.say = internal::say_set(*words, priority, total);
  coaching.why = words->why;
  coaching.cue = cue->text;
  coaching.drill = drill->id;
  coaching.drill_title = drill->title;
  coaching.drill_dose = drill->dose;
  coaching.drill_how = drill->how;
  coaching.next = say_next(priority, find_second(candidates), *drill, total, catalog);
}

/// What is worth watching and no more: nothing to fix, but nothing to add load on either.
const RuleOverSet* find_watched(const std::vector<RuleOverSet>& rules) {
  const auto watched = std::ranges::find_if(rules, [](const RuleOverSet& rule) {
    return rule.rule->tier != Tier::note && rule.set.verdict == Verdict::borderline && rule.clearest != nullptr;
  });
  return watched == rules.end() ? nullptr : &*watched;
}

void say_nothing_to_fix(Coaching& coaching, const std::vector<RuleOverSet>& rules, std::size_t total,
                        const catalog::Catalog& catalog) {
  const RuleOverSet* watched = find_watched(rules);
  const catalog::Case* words = watched == nullptr ? nullptr : internal::find_words(*watched->rule, *watched->clearest);
  if (words == nullptr) {
    coaching.say = catalog.word("say.nothing");
    coaching.next = catalog.word("next.nothing");
    return;
  }
  const std::string clause = words->headline + " in " + assess::say_reps(watched->set.reps, total);
  coaching.say = assess::fill(catalog.word("say.watch"), {{"clause", clause}});
  coaching.next = catalog.word("next.watch");
}

bool anything_judged(const assess::SetAssessment& set, const catalog::Catalog& catalog) {
  return std::ranges::any_of(set.reps, [&](const assess::RepAssessment& rep) {
    return assess::rep_verdict(rep, catalog) != Verdict::cannot_judge;
  });
}

}  // namespace

namespace {

/// A held pose is spoken of like a set of one, but there is no rep to point at.
Coaching compose_for_hold(const movement::Movement& movement, const assess::SetAssessment& set,
                          const catalog::Catalog& catalog, const CueChooser& choose) {
  movement::Movement one = movement;
  one.reps = {*movement.held};
  assess::SetAssessment judged;
  judged.reps = {*set.held};
  Coaching coaching = compose_coaching(one, judged, catalog, choose);
  coaching.reps.clear();
  coaching.priority_rep = 0;
  return coaching;
}

}  // namespace

Coaching compose_coaching(const movement::Movement& movement, const assess::SetAssessment& set,
                          const catalog::Catalog& catalog, const CueChooser& choose) {
  if (set.reps.empty() && set.held && movement.held) return compose_for_hold(movement, set, catalog, choose);
  Coaching coaching;
  const catalog::Exercise* exercise = catalog::find_judged_exercise(catalog, movement);
  const std::vector<RuleOverSet> rules = assess::gather_rules(set, exercise);
  coaching.headline = internal::say_headline(movement, set, rules, catalog);
  for (const assess::RepAssessment& rep : set.reps) {
    coaching.reps.push_back(internal::say_rep(rep, exercise, catalog));
  }
  if (set.reps.empty() || !anything_judged(set, catalog)) {
    const bool judged_kind = exercise != nullptr && !exercise->rules.empty();
    coaching.say = catalog.word(set.reps.empty() || !judged_kind ? "say.film" : "say.unsure");
    coaching.next = exercise != nullptr ? exercise->film : catalog.word("say.film");
    return coaching;
  }
  const std::vector<const RuleOverSet*> candidates = rank_candidates(rules);
  if (!candidates.empty()) say_priority(coaching, candidates, set.reps.size(), catalog, choose);
  if (coaching.priority.empty()) say_nothing_to_fix(coaching, rules, set.reps.size(), catalog);
  return coaching;
}

void write_checkpoint_sentences(const movement::Movement& movement, assess::SetAssessment& set,
                                const catalog::Catalog& catalog) {
  const std::vector<RuleOverSet> rules = assess::gather_rules(set, catalog::find_judged_exercise(catalog, movement));
  for (assess::Checkpoint& checkpoint : set.checkpoints) {
    checkpoint.sentence = internal::say_checkpoint(checkpoint, set, rules, catalog);
  }
}

}  // namespace hinge::coach
