#include "hinge/progress/gate.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "hinge/base/backwards.h"

namespace hinge::progress {
namespace {

constexpr std::string_view fold_metric = "hip_fold_peak";  // docs/science.md 9.2: bottom hip fold
constexpr std::string_view tempo_metric = "rep_duration";

using Reps = std::vector<const RepRecord*>;

/// Values of one metric, apart for each exercise: turns are taken between exercises of different depth.
struct Spread {
  int measured = 0;
  double sd = 0;  ///< pooled within the exercises, with n − 1
  double mean = 0;
};

Spread spread_of(const Training& training, const Reps& reps, std::string_view metric) {
  std::map<std::string_view, std::vector<double>> groups;
  for (const Set* set : training.sets) {
    for (const RepRecord& rep : set->reps) {
      if (std::ranges::find(reps, &rep) == reps.end()) continue;
      const auto found = rep.metrics.find(std::string(metric));
      if (found != rep.metrics.end()) groups[set->exercise].push_back(found->second.value);
    }
  }
  Spread spread;
  double squares = 0, sum = 0;
  int free = 0;
  for (const auto& [exercise, values] : groups) {
    double total = 0;
    for (const double value : values) total += value;
    const double mean = total / static_cast<double>(values.size());
    for (const double value : values) squares += (value - mean) * (value - mean);
    spread.measured += static_cast<int>(values.size());
    free += static_cast<int>(values.size()) - 1;
    sum += total;
  }
  if (spread.measured > 0) spread.mean = sum / spread.measured;
  if (free > 0) spread.sd = std::sqrt(squares / free);
  return spread;
}

GateState pass_if(bool holds) { return holds ? GateState::passed : GateState::failed; }

void judge_clean(GateAttempt& attempt, const Reps& reps, const catalog::Gate& gate, const catalog::Catalog& catalog) {
  const RepCount count = count_reps(reps, gate, catalog);
  const auto looked_at = static_cast<double>(count.filmed);
  const bool seen = count.judged >= gate.judged * count.filmed;
  attempt.criteria.push_back({seen ? GateState::passed : GateState::unknown,
                              make_reason(Because::not_judged, {static_cast<double>(count.judged), looked_at})});
  // What could not be judged might have been good enough: only reps that were seen can fail the gate.
  const int possible = count.enough + count.filmed - count.judged;
  const bool enough = count.enough >= gate.clean;
  const GateState state = enough || possible < gate.clean ? pass_if(enough) : GateState::unknown;
  attempt.criteria.push_back({state, make_reason(Because::clean_reps, {static_cast<double>(count.enough), looked_at,
                                                                       static_cast<double>(gate.clean)})});
  const CommonFault fault = find_common_fault(reps, catalog);
  if (state == GateState::passed || fault.rule == nullptr) return;
  attempt.criteria.push_back({state, make_reason(Because::faults, {static_cast<double>(fault.reps), looked_at},
                                                 fault.rule->id + "." + fault.words->id, fault.words->headline)});
}

void judge_spread(GateAttempt& attempt, const Reps& reps, const catalog::Gate& gate) {
  const double needed = gate.judged * static_cast<double>(reps.size());
  const Spread fold = spread_of(attempt.training, reps, fold_metric);
  const double fold_deg = to_degrees(Radians{fold.sd}).value();
  attempt.criteria.push_back(
      {fold.measured < needed ? GateState::unknown : pass_if(fold.sd <= gate.fold_sd.value()),
       fold.measured < needed
           ? make_reason(Because::not_judged, {static_cast<double>(fold.measured), static_cast<double>(reps.size())})
           : make_reason(Because::fold_spread, {fold_deg, to_degrees(gate.fold_sd).value()})});
  const Spread tempo = spread_of(attempt.training, reps, tempo_metric);
  const double cv = tempo.mean > 0 ? tempo.sd / tempo.mean : 0.0;
  attempt.criteria.push_back(
      {tempo.measured < needed ? GateState::unknown : pass_if(cv <= gate.tempo_cv),
       tempo.measured < needed
           ? make_reason(Because::not_judged, {static_cast<double>(tempo.measured), static_cast<double>(reps.size())})
           : make_reason(Because::tempo_spread, {cv * 100.0, gate.tempo_cv * 100.0})});
}

void judge_effort(GateAttempt& attempt, const catalog::Rung& rung) {
  std::optional<double> worst;
  bool all_told = true;
  for (const Set* set : attempt.training.sets) {
    all_told = all_told && set->effort.has_value();
    if (set->effort) worst = std::max(worst.value_or(0.0), *set->effort);
  }
  if (worst && *worst > rung.gate.effort) {
    attempt.criteria.push_back({GateState::failed, make_reason(Because::effort, {*worst, rung.gate.effort})});
  } else if (!all_told && rung.loaded()) {
    attempt.criteria.push_back({GateState::unknown, make_reason(Because::effort_unknown)});
  } else if (worst) {
    attempt.criteria.push_back({GateState::passed, make_reason(Because::effort, {*worst, rung.gate.effort})});
  }
}

void judge_pain(GateAttempt& attempt, const catalog::Gate& gate, std::span<const PainReport> pain) {
  const std::optional<int> worst = worst_pain(attempt.training, pain);
  if (!worst) {
    attempt.criteria.push_back({GateState::unknown, make_reason(Because::pain_unknown)});
    return;
  }
  attempt.criteria.push_back(
      {pass_if(*worst <= gate.pain),
       make_reason(Because::pain, {static_cast<double>(*worst), static_cast<double>(gate.pain)})});
  const Settled settled = has_settled(attempt.training, pain);
  if (settled == Settled::no) attempt.criteria.push_back({GateState::failed, make_reason(Because::not_settled)});
  if (settled == Settled::not_told) {
    attempt.criteria.push_back({GateState::unknown, make_reason(Because::settling_unknown)});
  }
}

void judge_film(GateAttempt& attempt, const catalog::Gate& gate, const catalog::Catalog& catalog) {
  const Reps reps = last_reps(attempt.training, gate.of);
  if (static_cast<int>(reps.size()) < gate.of) {
    attempt.criteria.push_back(
        {GateState::unknown,
         make_reason(Because::too_few_reps, {static_cast<double>(reps.size()), static_cast<double>(gate.of)})});
    return;
  }
  judge_clean(attempt, reps, gate, catalog);
  judge_spread(attempt, reps, gate);
}

void judge_log(GateAttempt& attempt, const catalog::Gate& gate) {
  int done = 0;
  for (const Set* set : attempt.training.sets) done += set->reps_done;
  attempt.criteria.push_back(
      {done >= gate.of ? GateState::passed : GateState::unknown,
       make_reason(Because::reps_logged, {static_cast<double>(done), static_cast<double>(gate.of)})});
}

GateState worst_of(const std::vector<Criterion>& criteria) {
  const auto any = [&](GateState state) {
    return std::ranges::any_of(criteria, [&](const Criterion& c) { return c.state == state; });
  };
  if (any(GateState::failed)) return GateState::failed;
  return any(GateState::unknown) ? GateState::unknown : GateState::passed;
}

}  // namespace

GateAttempt judge_gate(const Training& training, const catalog::Rung& rung, const catalog::Catalog& catalog,
                       std::span<const PainReport> pain) {
  GateAttempt attempt;
  attempt.training = training;
  if (rung.gate.by_log) {
    judge_log(attempt, rung.gate);
  } else {
    judge_film(attempt, rung.gate, catalog);
  }
  judge_effort(attempt, rung);
  judge_pain(attempt, rung.gate, pain);
  attempt.state = worst_of(attempt.criteria);
  return attempt;
}

int count_passed(std::span<const GateAttempt> attempts, const catalog::Gate& gate) {
  const std::chrono::duration<double, std::ratio<3600>> apart{gate.apart_h};
  int passed = 0;
  std::optional<Instant> counted;
  for (const GateAttempt& attempt : backwards(attempts)) {
    if (attempt.state == GateState::unknown) continue;
    if (attempt.state == GateState::failed) break;
    if (counted && *counted - attempt.training.at < apart) continue;
    counted = attempt.training.at;
    ++passed;
  }
  return passed;
}

int count_failed(std::span<const GateAttempt> attempts) {
  int failed = 0;
  for (const GateAttempt& attempt : backwards(attempts)) {
    if (attempt.state == GateState::unknown) continue;
    if (attempt.state == GateState::passed) break;
    ++failed;
  }
  return failed;
}

}  // namespace hinge::progress
