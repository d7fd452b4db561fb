#include "hinge/progress/decide.h"

#include <algorithm>
#include <array>

#include "hinge/base/backwards.h"
#include "hinge/base/expect.h"
#include "hinge/progress/internal/situation.h"

namespace hinge::progress {
namespace {

using internal::Situation;

/// The nearest rung of the order that stands below `rung` in the ladder's own list.
std::string find_in_order(const std::string& rung, const catalog::Order& order, const catalog::Ladder& ladder) {
  auto at = std::ranges::find(ladder.rungs, rung, &catalog::Rung::id);
  if (at == ladder.rungs.end()) return order.rungs.front();
  for (;; --at) {
    if (std::ranges::find(order.rungs, at->id) != order.rungs.end()) return at->id;
    if (at == ladder.rungs.begin()) return order.rungs.front();
  }
}

const catalog::Order& order_of(const History& history, const catalog::Ladder& ladder) {
  const catalog::Order* order = ladder.find_order(history.person.order);
  HINGE_EXPECT(order != nullptr && !order->rungs.empty());
  return *order;
}

/// What is asked if nothing changes: the plan's load, or less where less was used last.
std::optional<Kilograms> load_today(const History& history, const catalog::Rung& rung, const Standing& standing,
                                    double cut) {
  if (!rung.loaded()) return std::nullopt;
  if (!standing.load) return internal::entry_load(history, rung, cut);
  // Only what followed the newest plan can fall short of it.
  const bool lighter = !history.plans.empty() && history.plans.back().lighter_week;
  if (lighter) return standing.load;
  const Instant told = history.plans.empty() ? Instant{} : history.plans.back().at;
  for (const Set& set : backwards(history.sets)) {
    if (set.at <= std::max(standing.since, told)) break;
    if (is_of_rung(set, rung) && set.load) return std::min(*set.load, *standing.load);
  }
  return standing.load;
}

std::vector<Reason> tell_newest(const Situation& s) {
  std::vector<Reason> reasons;
  const GateAttempt& newest = s.attempts.back();
  for (const GateState wanted : {GateState::failed, GateState::unknown}) {
    for (const Criterion& criterion : newest.criteria) {
      if (criterion.state == wanted) reasons.push_back(criterion.reason);
    }
  }
  const int passed = count_passed(s.attempts, s.rung.gate);
  if (passed < s.rung.gate.sessions) {
    reasons.push_back(
        make_reason(Because::sessions_to_go, {static_cast<double>(passed), static_cast<double>(s.rung.gate.sessions)}));
  }
  if (internal::find_next(s) == nullptr) reasons.push_back(make_reason(Because::last_rung));
  return reasons;
}

Because why_here(const Situation& s) {
  if (s.history.overrides.empty()) return Because::first_time;
  const Override& newest = s.history.overrides.back();
  if (newest.at < s.standing.since || newest.to != s.rung.id) return Because::first_time;
  return newest.by == s.history.person.id ? Because::chosen : Because::overridden;
}

Decision repeat(const Situation& s) {
  if (!s.attempts.empty()) return internal::stay_with(s, tell_newest(s));
  Decision decision = internal::stay_with(s, {});
  decision.reasons.push_back(make_reason(why_here(s), {}, s.rung.id, s.rung.title));
  if (decision.load) internal::tell_start(s, decision);
  return decision;
}

/// No weight in the hands before the questions are answered, however the person got to this rung.
void ask_before_load(const Situation& s, Decision& decision) {
  const catalog::Rung* rung = s.ladder.find_rung(decision.rung);
  if (decision.move == Move::stop || rung == nullptr || !rung->loaded() || !decision.questions.empty()) return;
  decision.questions = internal::open_questions(s);
  if (decision.questions.empty()) return;
  decision.reasons.push_back(make_reason(Because::questions, {static_cast<double>(decision.questions.size())}));
}

/// Longer than clocks and time zones of one session differ, shorter than a day.
constexpr std::chrono::hours clock_slack{4};  // ours

Instant end_of_past(const History& history, Instant now) {
  return now < history.person.since ? Instant::max() : now + clock_slack;
}

/// Pain that says stop, dated in the future: nobody knows what came after it, so it holds until the date is put right.
void stop_for_what_is_to_come(const Situation& s, const History& whole, Instant ahead, Decision& decision) {
  History to_come;
  for (const Set& set : whole.sets) {
    if (set.at > ahead) to_come.sets.push_back(set);
  }
  for (const CheckIn& check_in : whole.check_ins) {
    if (check_in.at > ahead) to_come.check_ins.push_back(check_in);
  }
  std::optional<Reason> sign = internal::find_any_stop_sign(to_come, s.catalog);
  if (!sign) return;
  decision = internal::stay_with(s, {std::move(*sign), make_reason(Because::dated_ahead)});
  decision.move = Move::stop;
}

void tell_age(const Situation& s, Decision& decision) {
  if (!s.history.person.birth_year) return;
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(s.now)};
  const int age = static_cast<int>(today.year()) - *s.history.person.birth_year;  // or a year less, before the birthday
  if (age - 1 >= s.ladder.supervised_below_age) return;
  decision.reasons.push_back(make_reason(Because::supervised, {static_cast<double>(age)}));
}

}  // namespace

Instant moment_of_telling(const History& history, Instant now) {
  Instant newest = now;
  const Instant ahead = end_of_past(history, now);
  const auto look = [&](const auto& list) {
    for (const auto& entry : list) newest = entry.at <= ahead ? std::max(newest, entry.at) : newest;
  };
  look(history.sets);
  look(history.check_ins);
  look(history.plans);
  look(history.overrides);
  look(history.answers);
  return newest;
}

History until(const History& history, Instant now) {
  const Instant ahead = end_of_past(history, now);
  History past = history;
  const auto cut = [&](auto& list) { std::erase_if(list, [&](const auto& entry) { return entry.at > ahead; }); };
  cut(past.sessions);
  cut(past.sets);
  cut(past.check_ins);
  cut(past.trials);
  cut(past.overrides);
  cut(past.plans);
  return past;
}

Standing find_standing(const History& history, const catalog::Ladder& ladder) {
  const catalog::Order& order = order_of(history, ladder);
  Standing standing;
  standing.rung = order.rungs.front();
  for (const Plan& plan : history.plans) {
    if (plan.rung != standing.rung) standing.load.reset();
    standing.rung = plan.rung;
    if (plan.load && !plan.lighter_week) standing.load = plan.load;
    if (plan.move != Move::stay) standing.since = plan.at;
  }
  if (!history.overrides.empty()) {
    const Override& newest = history.overrides.back();
    const bool decides = history.plans.empty() || newest.at >= history.plans.back().at;
    if (decides && newest.to != standing.rung) standing.load.reset();
    if (decides) standing.rung = newest.to;
    standing.since = std::max(standing.since, newest.at);
  }
  if (std::ranges::find(order.rungs, standing.rung) == order.rungs.end()) {
    standing.replaced = standing.rung;
    standing.rung = find_in_order(standing.rung, order, ladder);
    standing.load.reset();
  }
  return standing;
}

Decision decide(const History& whole, const catalog::Catalog& catalog, Instant now) {
  const catalog::Ladder& ladder = catalog.ladder;
  const History history = until(whole, now);
  const Standing standing = find_standing(history, ladder);
  const catalog::Rung* rung = ladder.find_rung(standing.rung);
  HINGE_EXPECT(rung != nullptr);
  Situation s{history,
              catalog,
              ladder,
              order_of(history, ladder),
              *rung,
              standing,
              moment_of_telling(history, now),
              gather_pain(history),
              {},
              load_today(history, *rung, standing, ladder.down.cut)};
  for (const Training& training : gather_trainings(history, rung, standing.since)) {
    s.attempts.push_back(judge_gate(training, *rung, catalog, s.pain));
  }

  using Step = std::optional<Decision> (*)(const Situation&);
  constexpr std::array<Step, 7> steps{
      internal::stop_for_red_flag, internal::react_to_pain, internal::return_from_break, internal::step_down_for_faults,
      internal::take_lighter_week, internal::pass_gate,     internal::add_load};
  std::optional<Decision> decision;
  for (const Step step : steps) {
    decision = step(s);
    if (decision) break;
  }
  if (!decision) decision = repeat(s);
  if (decision->move != Move::stop) stop_for_what_is_to_come(s, whole, end_of_past(whole, now), *decision);
  if (standing.replaced) {
    decision->reasons.push_back(make_reason(Because::order_changed, {}, s.rung.id, s.rung.title));
  }
  ask_before_load(s, *decision);
  tell_age(s, *decision);
  decision->warnings = internal::tell_overridden_flags(s);
  if (auto pain = internal::tell_overridden_pain(s)) decision->warnings.push_back(std::move(*pain));
  return *decision;
}

}  // namespace hinge::progress
