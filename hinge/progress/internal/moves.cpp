#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "hinge/progress/internal/situation.h"

#include "hinge/base/backwards.h"

namespace hinge::progress::internal {
namespace {

using std::chrono::days;

double days_between(Instant a, Instant b) { return static_cast<double>(std::chrono::floor<days>(b - a).count()); }

void tell_load(const Situation& s, const catalog::Rung& rung, Decision& decision) {
  if (!decision.load) return;
  const bool been_there = std::ranges::any_of(s.history.plans, [&](const Plan& p) { return p.rung == rung.id; });
  if (!been_there) tell_start(s, decision);
}

/// The newest answer to each question; a later one replaces an earlier.
std::map<std::string, const Answer*> newest_answers(const History& history) {
  std::map<std::string, const Answer*> newest;
  for (const Answer& answer : history.answers) newest[answer.question] = &answer;
  return newest;
}

/// A question answered yes, and whether somebody who knew the answer took the decision to go on.
struct Raised {
  const catalog::RedFlag* flag = nullptr;
  bool overridden = false;
};

std::vector<Raised> find_raised(const Situation& s) {
  const auto answers = newest_answers(s.history);
  std::vector<Raised> raised;
  for (const catalog::RedFlag& flag : s.ladder.red_flags) {
    const auto answer = answers.find(flag.id);
    if (answer == answers.end() || !answer->second->yes) continue;
    raised.push_back({&flag, answer->second->at <= last_override(s.history)});
  }
  return raised;
}

Reason tell_flag(const catalog::RedFlag& flag) {
  Reason reason = make_reason(Because::red_flag, {}, flag.id, flag.question);
  reason.text += " " + flag.advice;
  return reason;
}

/// Mean over the filmed repetitions of a training; nothing if none was measured.
std::optional<double> mean_of(const Training& training, const std::string& metric) {
  double sum = 0;
  int count = 0;
  for (const Set* set : training.sets) {
    for (const RepRecord& rep : set->reps) {
      const auto found = rep.metrics.find(metric);
      if (found == rep.metrics.end()) continue;
      sum += found->second.value;
      ++count;
    }
  }
  return count == 0 ? std::nullopt : std::optional(sum / count);
}

std::optional<double> effort_of(const Training& training) {
  double sum = 0;
  int count = 0;
  for (const Set* set : training.sets) {
    if (!set->effort) continue;
    sum += *set->effort;
    ++count;
  }
  return count == 0 ? std::nullopt : std::optional(sum / count);
}

std::optional<double> fault_rate_of(const Training& training, const Situation& s) {
  const RepCount count = count_reps(last_reps(training, 1000), s.rung.gate, s.catalog);
  return count.judged < s.ladder.down.least_reps ? std::nullopt : std::optional(count.fault_rate());
}

/// Speed is one over the time the same way up takes; the share lost against the baseline.
std::optional<double> slowness_of(const Training& training) {
  const std::optional<double> ascent = mean_of(training, "ascent_duration");
  return ascent && *ascent > 0 ? std::optional(1.0 / *ascent) : std::nullopt;
}

using Measure = std::optional<double> (*)(const Training&, const Situation&);

struct Sign {
  Because because;
  Measure measure;
  bool relative;  ///< as a share of the baseline, and a loss; else a rise in the measure's own unit
  double limit;
  double shown;  ///< how the figure is told: times this
};

/// The least change of the newest trainings against the mean of those before, if each of them shows the sign.
std::optional<double> find_change(const Situation& s, const Sign& sign, const std::vector<const Training*>& trainings) {
  const catalog::LighterWeek& lighter = s.ladder.lighter;
  const auto needed = static_cast<std::size_t>(lighter.sessions + lighter.baseline);
  if (trainings.size() < needed) return std::nullopt;
  const auto first = trainings.end() - static_cast<std::ptrdiff_t>(needed);
  const auto recent = first + lighter.baseline;
  double baseline = 0;
  for (auto at = first; at != recent; ++at) {
    const std::optional<double> value = sign.measure(**at, s);
    if (!value) return std::nullopt;
    baseline += *value / lighter.baseline;
  }
  std::optional<double> least;
  for (auto at = recent; at != trainings.end(); ++at) {
    const std::optional<double> value = sign.measure(**at, s);
    if (!value) return std::nullopt;
    const double change = sign.relative ? (baseline - *value) / baseline : *value - baseline;
    if (change < sign.limit) return std::nullopt;
    least = std::min(least.value_or(change), change);
  }
  return least;
}

/// The newest trainings on this rung at one and the same load.
std::vector<const Training*> at_same_load(const Situation& s) {
  std::vector<const Training*> same;
  for (const GateAttempt& attempt : backwards(s.attempts)) {
    const bool all = std::ranges::all_of(attempt.training.sets, [&](const Set* set) { return set->load == s.load; });
    if (!all) break;
    same.insert(same.begin(), &attempt.training);
  }
  return same;
}

std::optional<Reason> find_tiredness(const Situation& s) {
  const catalog::LighterWeek& lighter = s.ladder.lighter;
  const std::array signs{
      Sign{Because::slower, [](const Training& t, const Situation&) { return slowness_of(t); }, true, lighter.slower,
           100},
      Sign{Because::more_faults, [](const Training& t, const Situation& s_) { return fault_rate_of(t, s_); }, false,
           lighter.more_faults, 100},
      Sign{Because::more_effort, [](const Training& t, const Situation&) { return effort_of(t); }, false,
           lighter.more_effort, 1}};
  const std::vector<const Training*> trainings = at_same_load(s);
  for (const Sign& sign : signs) {
    if (const auto change = find_change(s, sign, trainings)) {
      return make_reason(sign.because, {*change * sign.shown, static_cast<double>(lighter.sessions)});
    }
  }
  return std::nullopt;
}

/// Since when load was trained without a lighter week or a break.
std::optional<Instant> loaded_since(const Situation& s) {
  std::optional<Instant> since;
  Instant last;
  for (const Set& set : s.history.sets) {
    if (!set.load || set.load->value() <= 0) continue;
    if (since && days_between(last, set.at) > s.ladder.lighter.days) since.reset();
    if (!since) since = set.at;
    last = set.at;
  }
  for (const Plan& plan : s.history.plans) {
    const Instant over = plan.at + days(s.ladder.lighter.days);
    if (since && plan.lighter_week && over > *since) since = over;
  }
  return since;
}

const Plan* find_running_lighter_week(const Situation& s) {
  const Plan* first = nullptr;
  for (const Plan& plan : backwards(s.history.plans)) {
    if (!plan.lighter_week || plan.rung != s.rung.id) break;
    first = &plan;
  }
  const bool runs = first != nullptr && s.now - first->at < days(s.ladder.lighter.days);
  return runs ? first : nullptr;
}

/// The reasons of the newest attempt, those that failed first; of a passed one the first.
std::vector<Reason> tell_attempt(const GateAttempt& attempt) {
  std::vector<Reason> reasons;
  for (const GateState wanted : {GateState::failed, GateState::unknown}) {
    for (const Criterion& criterion : attempt.criteria) {
      if (criterion.state == wanted) reasons.push_back(criterion.reason);
    }
  }
  if (reasons.empty() && !attempt.criteria.empty()) {
    const auto clean = std::ranges::find_if(attempt.criteria, [](const Criterion& c) {
      return c.reason.because == Because::clean_reps || c.reason.because == Because::reps_logged;
    });
    reasons.push_back((clean == attempt.criteria.end() ? attempt.criteria.front() : *clean).reason);
  }
  return reasons;
}

/// Less load where there is load to take off, else one rung back.
Decision step_down(const Situation& s, double cut, std::vector<Reason> reasons) {
  if (const auto less = cut_load(s.rung, s.load, cut)) {
    Decision decision = stay_with(s, std::move(reasons));
    decision.move = Move::down;
    decision.reasons.push_back(make_reason(Because::load_down, {s.load->value(), less->value()}));
    decision.load = less;
    return decision;
  }
  return step_back(s, Move::down, std::move(reasons));
}

}  // namespace

void tell_start(const Situation& s, Decision& decision) {
  decision.reasons.push_back(make_reason(Because::start_load, {decision.load->value(), s.ladder.loading.start_effort}));
}

Instant last_override(const History& history) {
  return history.overrides.empty() ? Instant{} : history.overrides.back().at;
}

const catalog::Rung* find_previous(const Situation& s, const catalog::Rung& rung) {
  const auto at = std::ranges::find(s.order.rungs, rung.id);
  return at == s.order.rungs.end() || at == s.order.rungs.begin() ? nullptr : s.ladder.find_rung(*(at - 1));
}

const catalog::Rung* find_next(const Situation& s) {
  const auto at = std::ranges::find(s.order.rungs, s.rung.id);
  return at == s.order.rungs.end() || at + 1 == s.order.rungs.end() ? nullptr : s.ladder.find_rung(*(at + 1));
}

std::vector<std::string> open_questions(const Situation& s) {
  const auto answers = newest_answers(s.history);
  std::vector<std::string> open;
  for (const catalog::RedFlag& flag : s.ladder.red_flags) {
    if (!answers.contains(flag.id)) open.push_back(flag.id);
  }
  return open;
}

Decision stay_with(const Situation& s, std::vector<Reason> reasons) {
  return {Move::stay, s.rung.id, s.load, false, {}, std::move(reasons), {}};
}

Decision step_back(const Situation& s, Move move, std::vector<Reason> reasons) {
  const catalog::Rung* previous = find_previous(s, s.rung);
  Decision decision = stay_with(s, std::move(reasons));
  decision.move = move;
  if (previous != nullptr) {
    decision.rung = previous->id;
    decision.load = entry_load(s.history, *previous, s.ladder.down.cut);
    decision.reasons.push_back(make_reason(Because::rung_down, {}, previous->id, previous->title));
    return decision;
  }
  decision.reasons.push_back(make_reason(Because::first_rung));
  return decision;
}

std::optional<Decision> stop_for_red_flag(const Situation& s) {
  for (const Raised& raised : find_raised(s)) {
    if (raised.overridden || !(raised.flag->urgent || s.rung.loaded())) continue;
    Decision decision = stay_with(s, {tell_flag(*raised.flag)});
    decision.move = Move::stop;
    return decision;
  }
  return std::nullopt;
}

std::vector<Reason> tell_overridden_flags(const Situation& s) {
  std::vector<Reason> warnings;
  for (const Raised& raised : find_raised(s)) {
    if (raised.overridden) warnings.push_back(tell_flag(*raised.flag));
  }
  return warnings;
}

std::optional<Decision> return_from_break(const Situation& s) {
  if (s.history.sets.empty()) return std::nullopt;
  Instant last = std::max(s.history.sets.back().at, last_override(s.history));
  for (const Plan& plan : s.history.plans) {
    if (plan.move == Move::up || plan.move == Move::down) last = std::max(last, plan.at);
  }
  const double idle = days_between(last, s.now);
  if (idle <= s.ladder.pause.one_rung_days) return std::nullopt;
  std::vector<Reason> reasons{make_reason(Because::pause, {days_between(s.history.sets.back().at, s.now)})};
  if (idle > s.ladder.pause.two_rungs_days) {
    const catalog::Rung* first = find_previous(s, s.rung);
    const catalog::Rung* second = first == nullptr ? nullptr : find_previous(s, *first);
    if (second == nullptr) return step_back(s, Move::down, std::move(reasons));
    Decision decision = stay_with(s, std::move(reasons));
    decision.move = Move::down;
    decision.rung = second->id;
    decision.load = entry_load(s.history, *second, s.ladder.pause.cut);
    decision.reasons.push_back(make_reason(Because::rung_down, {}, first->id, first->title));
    decision.reasons.push_back(make_reason(Because::rung_down, {}, second->id, second->title));
    return decision;
  }
  return step_down(s, s.ladder.pause.cut, std::move(reasons));
}

std::optional<Decision> step_down_for_faults(const Situation& s) {
  if (s.attempts.empty()) return std::nullopt;
  const catalog::StepDown& down = s.ladder.down;
  const std::vector<const RepRecord*> reps = last_reps(s.attempts.back().training, 1000);
  const RepCount count = count_reps(reps, s.rung.gate, s.catalog);
  std::vector<Reason> reasons;
  if (count.judged >= down.least_reps && count.fault_rate() > down.fault_rate) {
    reasons.push_back(
        make_reason(Because::fault_rate, {static_cast<double>(count.faulty), static_cast<double>(count.judged),
                                          count.fault_rate() * 100.0, down.fault_rate * 100.0}));
    const CommonFault fault = find_common_fault(reps, s.catalog);
    if (fault.rule != nullptr) {
      reasons.push_back(make_reason(Because::faults,
                                    {static_cast<double>(fault.reps), static_cast<double>(reps.size())},
                                    fault.rule->id + "." + fault.words->id, fault.words->headline));
    }
  } else if (const int failed = count_failed(s.attempts); failed >= down.failed_gates) {
    reasons.push_back(make_reason(Because::gates_failed, {static_cast<double>(failed)}));
    std::ranges::copy(tell_attempt(s.attempts.back()), std::back_inserter(reasons));
  }
  return reasons.empty() ? std::nullopt : std::optional(step_down(s, down.cut, std::move(reasons)));
}

std::optional<Decision> take_lighter_week(const Situation& s) {
  if (!s.rung.loaded() || !s.load) return std::nullopt;
  const auto lighter = [&](Reason reason, Kilograms load) {
    Decision decision =
        stay_with(s, {std::move(reason), make_reason(Because::load_down, {s.load->value(), load.value()})});
    decision.load = load;
    decision.lighter_week = true;
    return decision;
  };
  if (const Plan* running = find_running_lighter_week(s); running != nullptr && running->load) {
    const double left = s.ladder.lighter.days - days_between(running->at, s.now);
    return lighter(make_reason(Because::lighter_week, {left}), *running->load);
  }
  const auto less = cut_load(s.rung, s.load, s.ladder.lighter.cut);
  if (!less) return std::nullopt;
  if (auto tired = find_tiredness(s)) return lighter(std::move(*tired), *less);
  const std::optional<Instant> since = loaded_since(s);
  const double weeks = since ? std::floor(days_between(*since, s.now) / 7.0) : 0.0;
  if (weeks < s.ladder.lighter.every_weeks) return std::nullopt;
  return lighter(make_reason(Because::lighter_weeks, {weeks}), *less);
}

std::optional<Decision> pass_gate(const Situation& s) {
  const int passed = count_passed(s.attempts, s.rung.gate);
  const catalog::Rung* next = find_next(s);
  if (passed < s.rung.gate.sessions || next == nullptr) return std::nullopt;
  std::vector<Reason> reasons{
      make_reason(Because::gate_passed, {static_cast<double>(passed), static_cast<double>(s.rung.gate.sessions)})};
  std::ranges::copy(tell_attempt(s.attempts.back()), std::back_inserter(reasons));
  Decision decision = stay_with(s, std::move(reasons));
  if (next->loaded()) {
    decision.questions = open_questions(s);
    if (!decision.questions.empty()) {
      decision.reasons.push_back(make_reason(Because::questions, {static_cast<double>(decision.questions.size())}));
      return decision;
    }
    const std::vector<Raised> raised = find_raised(s);
    const auto open = std::ranges::find(raised, false, &Raised::overridden);
    if (open != raised.end()) {
      decision.reasons.insert(decision.reasons.begin(), tell_flag(*open->flag));
      return decision;
    }
  }
  decision.move = Move::up;
  decision.rung = next->id;
  decision.load = entry_load(s.history, *next, s.ladder.down.cut);
  decision.reasons.push_back(make_reason(Because::rung_up, {}, next->id, next->title));
  tell_load(s, *next, decision);
  return decision;
}

std::optional<Decision> add_load(const Situation& s) {
  if (!s.rung.loaded() || !s.load) return std::nullopt;
  const catalog::Loading& loading = s.ladder.loading;
  const std::vector<const Training*> same = at_same_load(s);
  if (same.size() < static_cast<std::size_t>(loading.sessions)) return std::nullopt;
  int extra = 1000;
  for (auto at = same.end() - loading.sessions; at != same.end(); ++at) {
    const auto attempt = std::ranges::find(s.attempts, (*at)->at, [](const GateAttempt& a) { return a.training.at; });
    if (attempt->state != GateState::passed) return std::nullopt;
    extra = std::min(extra, (*at)->sets.back()->reps_done - s.rung.reps);
  }
  const LoadStep step = next_load(s.rung, *s.load, s.history.person, loading);
  Decision decision = stay_with(s, {});
  if (extra < step.extra_reps) {
    decision.reasons = {make_reason(Because::load_waits, {static_cast<double>(std::max(extra, 0)),
                                                          static_cast<double>(step.extra_reps), step.next.value()})};
    return decision;
  }
  decision.load = step.next;
  decision.reasons = {make_reason(Because::load_up, {static_cast<double>(extra), static_cast<double>(loading.sessions),
                                                     s.load->value(), step.next.value()})};
  return decision;
}

}  // namespace hinge::progress::internal
