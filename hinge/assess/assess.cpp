#include "hinge/assess/assess.h"

#include <algorithm>

#include "hinge/assess/internal/judge.h"
#include "hinge/assess/internal/rule.h"
#include "hinge/metrics/rep_metrics.h"

namespace hinge::assess {
namespace {

constexpr std::size_t last_reps = 3;    // docs/science.md 7, of a set
constexpr std::size_t last_needed = 2;  // of those

Verdict worse(Verdict a, Verdict b) { return std::max(a, b); }

std::map<std::string, MetricValue> measure(const metrics::Trial& trial, const movement::Rep& rep) {
  std::map<std::string, MetricValue> values;
  for (const metrics::RepMetric& metric : metrics::compute_rep_metrics(trial, rep)) {
    if (metric.value.has_value()) values[metric.name] = {metric.value.value(), metric.value.sd(), metric.unit};
  }
  return values;
}

RepAssessment assess_rep(const metrics::Trial& trial, const movement::Rep& rep, const catalog::Exercise* exercise,
                         const catalog::Catalog& catalog) {
  RepAssessment assessed;
  assessed.rep = rep.index;
  assessed.metrics = measure(trial, rep);
  if (exercise == nullptr) return assessed;
  for (const catalog::Rule& rule : exercise->rules) {
    assessed.findings.push_back(internal::judge_rule(rule, trial, rep, catalog));
  }
  return assessed;
}

const Finding* find_finding(const RepAssessment& rep, std::string_view rule) {
  const auto found = std::ranges::find(rep.findings, rule, &Finding::rule);
  return found == rep.findings.end() ? nullptr : &*found;
}

/// How far beyond the good band, in the value's own unit; the larger, the clearer.
double excess(const Finding& finding) {
  return finding.value && finding.limit ? std::abs(*finding.value - *finding.limit) : 0.0;
}

/// Borderlines within the doubt of their number count as good; notes keep their whisper.
Verdict told_verdict(const catalog::Rule& rule, const Finding& finding) {
  const bool whispered = finding.verdict == Verdict::borderline && rule.tier != catalog::Tier::note && !is_told(rule, finding);
  return whispered ? Verdict::good : finding.verdict;
}

/// Numbered from 1.
std::vector<int> reps_with(std::span<const Verdict> reps, Verdict wanted) {
  std::vector<int> found;
  for (std::size_t i = 0; i < reps.size(); ++i) {
    if (reps[i] == wanted) found.push_back(static_cast<int>(i) + 1);
  }
  return found;
}

RuleOverSet gather_rule(const SetAssessment& set, const catalog::Rule& rule) {
  RuleOverSet result;
  result.rule = &rule;
  std::vector<Verdict> verdicts;
  for (const RepAssessment& rep : set.reps) {
    const Finding* finding = find_finding(rep, rule.id);
    verdicts.push_back(finding == nullptr ? Verdict::cannot_judge : told_verdict(rule, *finding));
  }
  result.set = judge_set(verdicts);
  // One rep that is told of is not a clean set: the set says what the rep says.
  const auto told = reps_with(verdicts, Verdict::borderline);
  if (result.set.verdict == Verdict::good && !told.empty() && rule.tier != catalog::Tier::note)
    result.set = {Verdict::borderline, told};
  for (int& rep : result.set.reps) rep = set.reps[static_cast<std::size_t>(rep - 1)].rep;
  for (const RepAssessment& rep : set.reps) {
    const Finding* finding = find_finding(rep, rule.id);
    if (finding == nullptr || finding->verdict == Verdict::cannot_judge) continue;
    const Finding* best = result.clearest;
    // Among good reps the one with the greatest value, so that "at most" can be said of it.
    const bool good = finding->verdict == Verdict::good;
    const bool clearer = best != nullptr && finding->verdict == best->verdict &&
                         (good ? finding->value > best->value : excess(*finding) > excess(*best));
    if (best == nullptr || finding->verdict > best->verdict || clearer) {
      result.clearest = finding;
      result.clearest_rep = rep.rep;
    }
  }
  return result;
}

/// The rule that answers a checkpoint: the worst finding, else the first rule the exercise uses.
const RuleOverSet* decide(const std::vector<const RuleOverSet*>& answers) {
  const RuleOverSet* first = answers.front();
  for (const Verdict wanted : {Verdict::fault, Verdict::borderline}) {
    for (const RuleOverSet* answer : answers) {
      // A note that is only borderline is told with its rep, not with the set.
      const bool whisper = answer->rule->tier == catalog::Tier::note && wanted == Verdict::borderline;
      if (answer->set.verdict == wanted && !whisper) return answer;
    }
  }
  return first;
}

Checkpoint judge_checkpoint(const catalog::Checkpoint& checkpoint, const std::vector<RuleOverSet>& rules) {
  Checkpoint result;
  result.id = checkpoint.id;
  result.known_by = checkpoint.otherwise;
  std::vector<const RuleOverSet*> answers;
  for (const std::string& id : checkpoint.rules) {
    const auto answer =
        std::ranges::find(rules, id, [](const RuleOverSet& r) -> const std::string& { return r.rule->id; });
    if (answer != rules.end()) answers.push_back(&*answer);
  }
  if (answers.empty()) return result;
  const RuleOverSet* decided = decide(answers);
  result.rule = decided->rule->id;
  result.verdict = decided->set.verdict;
  result.reps = decided->set.reps;
  if (result.verdict == Verdict::cannot_judge) return result;
  result.known_by = decided->clearest == nullptr ? decided->rule->known_by : decided->clearest->known_by;
  // A note about the neck or the tempo does not fail the checkpoint it belongs to.
  if (decided->rule->tier == catalog::Tier::note && result.verdict == Verdict::fault)
    result.verdict = Verdict::borderline;
  return result;
}

}  // namespace

std::string_view to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::good:
      return "good";
    case Verdict::borderline:
      return "borderline";
    case Verdict::fault:
      return "fault";
    case Verdict::cannot_judge:
      return "cannot_judge";
  }
  return "unknown";
}

SetVerdict judge_set(std::span<const Verdict> reps) {
  const auto holds = [&](const std::vector<int>& found) {
    const auto late =
        std::ranges::count_if(found, [&](int rep) { return static_cast<std::size_t>(rep) + last_reps > reps.size(); });
    return static_cast<std::size_t>(late) >= last_needed || (!found.empty() && 2 * found.size() >= reps.size());
  };
  const std::vector<int> faults = reps_with(reps, Verdict::fault);
  if (!faults.empty()) return {holds(faults) ? Verdict::fault : Verdict::borderline, faults};
  const std::vector<int> soft = reps_with(reps, Verdict::borderline);
  if (holds(soft)) return {Verdict::borderline, soft};
  const auto judged = reps.size() - reps_with(reps, Verdict::cannot_judge).size();
  return {judged > 0 && 2 * judged >= reps.size() ? Verdict::good : Verdict::cannot_judge, {}};
}

Verdict rep_verdict(const RepAssessment& rep, const catalog::Catalog& catalog) {
  Verdict worst = Verdict::good;
  bool judged = false;
  for (const Finding& finding : rep.findings) {
    if (finding.verdict == Verdict::cannot_judge) continue;
    const catalog::Rule* rule = catalog.find_rule(finding.rule);
    if (rule != nullptr && rule->tier == catalog::Tier::note) continue;
    judged = true;
    if (rule == nullptr || is_told(*rule, finding)) worst = worse(worst, finding.verdict);
  }
  return judged ? worst : Verdict::cannot_judge;
}

bool is_clear(const Finding& finding) {
  constexpr double half_interval_per_sd = 0.98;  // as for faults: the rule at the head of docs/science.md
  return finding.verdict == Verdict::fault ||
         (finding.verdict == Verdict::borderline && excess(finding) > half_interval_per_sd * finding.sd.value_or(0.0));
}

bool is_told(const catalog::Rule& rule, const Finding& finding) {
  if (finding.verdict == Verdict::fault) return true;
  return finding.verdict == Verdict::borderline && (rule.tier == catalog::Tier::safety || is_clear(finding));
}

std::vector<RuleOverSet> gather_rules(const SetAssessment& set, const catalog::Exercise* exercise) {
  std::vector<RuleOverSet> rules;
  if (exercise == nullptr || set.reps.empty()) return rules;
  for (const catalog::Rule& rule : exercise->rules) rules.push_back(gather_rule(set, rule));
  return rules;
}

SetAssessment assess_set(const metrics::Trial& trial, const catalog::Catalog& catalog) {
  SetAssessment set;
  const catalog::Exercise* exercise = catalog::find_judged_exercise(catalog, trial.movement);
  for (const movement::Rep& rep : trial.movement.reps) set.reps.push_back(assess_rep(trial, rep, exercise, catalog));
  const bool judges_a_hold = exercise != nullptr && !exercise->rules.empty();
  if (trial.movement.held && judges_a_hold) set.held = assess_rep(trial, *trial.movement.held, exercise, catalog);
  if (exercise == nullptr || exercise->rules.empty() || set.reps.empty()) return set;
  const std::vector<RuleOverSet> rules = gather_rules(set, exercise);
  for (const catalog::Checkpoint& checkpoint : catalog.checkpoints) {
    set.checkpoints.push_back(judge_checkpoint(checkpoint, rules));
  }
  return set;
}

}  // namespace hinge::assess
