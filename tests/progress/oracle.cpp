#include "tests/progress/oracle.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

namespace hinge::test {
namespace {

using namespace progress;  // NOLINT(google-build-using-namespace): everything here is about it
using assess::Verdict;

double deg(double rad) { return rad * 180.0 / 3.14159265358979323846; }

double sd_of(const std::vector<double>& values) {
  double mean = 0, squares = 0;
  for (const double v : values) mean += v / static_cast<double>(values.size());
  for (const double v : values) squares += (v - mean) * (v - mean);
  return values.size() < 2 ? 0 : std::sqrt(squares / static_cast<double>(values.size() - 1));
}

bool back_seen(const RepRecord& rep) {
  for (const Judgement& judgement : rep.judgements) {
    if (judgement.rule == "lumbar_flexion" && judgement.verdict != Verdict::cannot_judge) return true;
  }
  return false;
}

int worst_level(const std::vector<Pain>& pains) {
  int worst = 0;
  for (const Pain& pain : pains) worst = std::max(worst, pain.level);
  return worst;
}

/// All reports of pain: (when, level), by time.
std::vector<std::pair<Instant, int>> levels_of(const History& history) {
  std::vector<std::pair<Instant, int>> levels;
  for (const Set& set : history.sets) {
    if (set.pain) levels.emplace_back(set.at, set.pain->level);
  }
  for (const CheckIn& check_in : history.check_ins) levels.emplace_back(check_in.at, worst_level(check_in.pains));
  std::ranges::sort(levels);
  return levels;
}

void judge_reps(OracleSession& session, const catalog::Gate& gate) {
  std::vector<const RepRecord*> reps;
  for (const Set* set : session.sets) {
    for (const RepRecord& rep : set->reps) reps.push_back(&rep);
  }
  std::vector<double> folds, times;
  for (std::size_t i = 0; i < reps.size(); ++i) {
    const bool is_last = i + static_cast<std::size_t>(gate.of) >= reps.size();
    const bool fault = reps[i]->verdict == Verdict::fault;
    const bool seen = reps[i]->verdict != Verdict::cannot_judge && (!gate.sees_back || back_seen(*reps[i]));
    const bool clean = seen && !fault;  // the simulated movement has one finding, so never three borderlines
    session.filmed += 1;
    session.judged += fault || seen ? 1 : 0;
    session.faulty += fault ? 1 : 0;
    session.clean += clean ? 1 : 0;
    if (!is_last) continue;
    session.last_filmed += 1;
    session.last_judged += fault || seen ? 1 : 0;
    session.last_clean += clean ? 1 : 0;
    folds.push_back(reps[i]->metrics.at("hip_fold_peak").value);
    times.push_back(reps[i]->metrics.at("rep_duration").value);
  }
  session.fold_sd_deg = deg(sd_of(folds));
  double mean = 0;
  for (const double t : times) mean += t / static_cast<double>(times.size());
  session.tempo_cv = times.empty() ? 0 : sd_of(times) / mean;
}

void judge_feeling(OracleSession& session, const History& history) {
  int baseline = 0;
  std::optional<int> next;
  for (const CheckIn& check_in : history.check_ins) {
    if (check_in.at <= session.first) baseline = worst_level(check_in.pains);
    if (check_in.at > session.last && !next) next = worst_level(check_in.pains);
  }
  for (const Set* set : session.sets) {
    session.done += set->reps_done;
    if (set->effort) session.effort = std::max(session.effort.value_or(0), *set->effort);
    if (set->pain) session.pain = std::max(session.pain.value_or(0), set->pain->level);
  }
  session.settled = next ? *next <= baseline : session.pain && *session.pain <= baseline;
  session.unsettled = next && *next > baseline;
}

void judge_session(OracleSession& session, const catalog::Gate& gate) {
  const bool films = !gate.by_log;
  const bool enough = films ? session.last_filmed == gate.of : session.done >= gate.of;
  const bool clean = session.last_clean >= gate.clean && session.last_judged >= gate.judged * gate.of;
  const bool steady = session.fold_sd_deg <= deg(gate.fold_sd.value()) && session.tempo_cv <= gate.tempo_cv;
  const bool easy = session.effort && *session.effort <= gate.effort;
  const bool painless = session.pain && *session.pain <= gate.pain && session.settled;
  session.passes = enough && (!films || (clean && steady)) && easy && painless;
  const bool unclean = films && enough && session.last_clean + session.last_filmed - session.last_judged < gate.clean;
  const bool unsteady = films && enough && !steady;
  session.violates = unclean || unsteady || (session.effort && *session.effort > gate.effort) ||
                     (session.pain && (*session.pain > gate.pain || session.unsettled));
}

/// Numbers in the order a sentence has them.
std::vector<double> numbers_in(const std::string& text) {
  std::vector<double> numbers;
  const char* at = text.c_str();
  while (*at != '\0') {
    char* end = nullptr;
    const bool digit = *at >= '0' && *at <= '9';
    if (digit) numbers.push_back(std::strtod(at, &end));
    at = digit ? end : at + 1;
  }
  return numbers;
}

/// Every number of the sentence is one of the figures, rounded, or the top of a scale of ten.
std::string find_stray_number(const Reason& reason) {
  if (reason.because == Because::red_flag) return {};
  for (const double number : numbers_in(reason.text)) {
    const bool known =
        std::ranges::any_of(reason.figures, [&](double f) { return std::abs(f - number) <= 0.5 + 1e-9; });
    if (!known && number != 10 && number != 0) return "the text has a number the data does not: " + reason.text;
  }
  return {};
}

struct Evidence {
  const History& history;
  const catalog::Catalog& catalog;
  const Decision& decision;
  Instant now;
  OracleStanding standing;
  const catalog::Rung* rung = nullptr;
  std::vector<OracleSession> sessions;
  const Reason* reason = nullptr;

  [[nodiscard]] double figure(std::size_t i) const { return reason->figures.at(i); }
  [[nodiscard]] bool is(std::size_t i, double expected) const { return std::abs(figure(i) - expected) < 1e-6; }
  [[nodiscard]] bool level_was_told(double level) const {
    const auto levels = levels_of(history);
    return std::ranges::any_of(levels, [&](const auto& l) { return l.second == static_cast<int>(level); });
  }
};

int faults_of(const Evidence& e, std::size_t last) {
  std::vector<const RepRecord*> reps;
  for (const Set* set : e.sessions.back().sets) {
    for (const RepRecord& rep : set->reps) reps.push_back(&rep);
  }
  int shown = 0;
  for (std::size_t i = reps.size() - std::min(last, reps.size()); i < reps.size(); ++i) {
    for (const Judgement& judgement : reps[i]->judgements) {
      shown +=
          judgement.verdict == Verdict::fault && judgement.rule + "." + judgement.words == e.reason->subject ? 1 : 0;
    }
  }
  return shown;
}

int passed_in_a_row(const Evidence& e) {
  int passed = 0;
  std::optional<Instant> counted;
  for (auto session = e.sessions.rbegin(); session != e.sessions.rend(); ++session) {
    if (session->violates) break;
    if (!session->passes) continue;
    if (counted && *counted - session->first < std::chrono::hours(24)) continue;
    counted = session->first;
    ++passed;
  }
  return passed;
}

int failed_in_a_row(const Evidence& e) {
  int failed = 0;
  for (auto session = e.sessions.rbegin(); session != e.sessions.rend(); ++session) {
    if (session->passes) break;
    failed += session->violates ? 1 : 0;
  }
  return failed;
}

double days_since_last_set(const Evidence& e) {
  return std::floor(std::chrono::duration<double, std::ratio<86400>>(e.now - e.history.sets.back().at).count());
}

double plan_load(const Evidence& e) {
  for (auto plan = e.history.plans.rbegin(); plan != e.history.plans.rend(); ++plan) {
    if (plan->rung == e.standing.rung && plan->load && !plan->lighter_week) return plan->load->value();
  }
  return -1;
}

/// Whether the figures are what the history says; nothing for reasons without a figure to check.
std::optional<bool> is_true(const Evidence& e) {
  const OracleSession* newest = e.sessions.empty() ? nullptr : &e.sessions.back();
  const catalog::Gate& gate = e.rung->gate;
  const catalog::Ladder& ladder = e.catalog.ladder;
  switch (e.reason->because) {
    case Because::clean_reps:
      return newest && e.is(0, newest->last_clean) && e.is(1, newest->last_filmed) && e.is(2, gate.clean);
    case Because::faults:
      return newest && e.is(0, faults_of(e, static_cast<std::size_t>(e.figure(1)))) &&
             (e.is(1, newest->last_filmed) || e.is(1, newest->filmed));
    case Because::fold_spread:
      return newest && e.is(0, newest->fold_sd_deg) && e.is(1, 7);
    case Because::tempo_spread:
      return newest && e.is(0, newest->tempo_cv * 100) && e.is(1, 15);
    case Because::effort:
      return newest && e.is(0, *newest->effort) && e.is(1, gate.effort);
    case Because::pain:
      return newest && e.is(0, *newest->pain) && e.is(1, gate.pain);
    case Because::pain_unknown:
      return newest && !newest->pain;
    case Because::effort_unknown:
      return newest && !newest->effort;
    case Because::not_settled:
      return newest && newest->unsettled;
    case Because::settling_unknown:
      return newest && !newest->settled && !newest->unsettled;
    case Because::not_judged:
      return newest && e.is(0, newest->last_judged) && e.is(1, newest->last_filmed);
    case Because::too_few_reps:
      return newest && e.is(0, newest->filmed) && newest->filmed < gate.of && e.is(1, gate.of);
    case Because::reps_logged:
      return newest && e.is(0, newest->done) && e.is(1, gate.of);
    case Because::gate_passed:
    case Because::sessions_to_go:
      return e.is(0, passed_in_a_row(e)) && e.is(1, gate.sessions);
    case Because::gates_failed:
      return e.is(0, failed_in_a_row(e)) && e.figure(0) >= ladder.down.failed_gates;
    case Because::fault_rate:
      return newest && e.is(0, newest->faulty) && e.is(1, newest->judged) &&
             e.is(2, 100.0 * newest->faulty / newest->judged) && e.figure(2) > 40;
    case Because::pain_repeat:
      return e.is(0, 3) && e.level_was_told(3);
    case Because::pain_step_down:
      return e.figure(0) >= 4 && e.figure(0) <= 5 && e.level_was_told(e.figure(0));
    case Because::pain_stop:
      return e.figure(0) > 5 && e.level_was_told(e.figure(0));
    case Because::pain_unchanged:
      return e.figure(0) >= 14 && e.is(1, 2);
    case Because::pause:
      return e.is(0, days_since_last_set(e)) && e.figure(0) > 14;
    case Because::load_down:
      return e.figure(1) < e.figure(0) && e.decision.load && e.is(1, e.decision.load->value());
    case Because::load_up:
      return e.decision.load && e.is(3, e.decision.load->value()) && e.is(2, plan_load(e)) && e.figure(3) > e.figure(2);
    case Because::load_waits:
      return e.decision.load && e.figure(0) < e.figure(1) && e.figure(2) > e.decision.load->value();
    case Because::start_load:
      return e.decision.load && e.is(0, e.decision.load->value()) && e.is(1, 5);
    case Because::rung_up:
    case Because::rung_down:
    case Because::first_time:
    case Because::overridden:
      return e.reason->text.find(ladder.find_rung(e.reason->subject)->title) != std::string::npos;
    case Because::questions:
      return e.is(0, static_cast<double>(e.decision.questions.size()));
    case Because::red_flag:
      return std::ranges::any_of(e.history.answers,
                                 [&](const Answer& a) { return a.yes && a.question == e.reason->subject; });
    case Because::first_rung:
      return e.catalog.ladder.find_order(e.history.person.order)->rungs.front() == e.standing.rung;
    case Because::last_rung:
      return e.catalog.ladder.find_order(e.history.person.order)->rungs.back() == e.standing.rung;
    default:
      return std::nullopt;
  }
}

}  // namespace

OracleStanding find_oracle_standing(const History& history, const catalog::Ladder& ladder) {
  // (when, rung, whether the gate starts over); a plan and an override of the same second do not happen here.
  std::map<Instant, std::pair<std::string, bool>> events;
  for (const Plan& plan : history.plans) events[plan.at] = {plan.rung, plan.move != Move::stay};
  for (const Override& entry : history.overrides) events[entry.at] = {entry.to, true};
  OracleStanding standing{ladder.find_order(history.person.order)->rungs.front(), {}};
  for (const auto& [at, event] : events) {
    standing.rung = event.first;
    if (event.second) standing.since = at;
  }
  return standing;
}

std::vector<OracleSession> find_oracle_sessions(const History& history, const catalog::Catalog&,
                                                const catalog::Rung& rung, Instant since) {
  std::vector<OracleSession> sessions;
  for (const Set& set : history.sets) {
    if (set.rung != rung.id || set.at <= since) continue;
    if (sessions.empty() || sessions.back().id != set.session) sessions.push_back({set.session, set.at, set.at, {}});
    sessions.back().sets.push_back(&set);
    sessions.back().last = set.at;
  }
  for (OracleSession& session : sessions) {
    judge_reps(session, rung.gate);
    judge_feeling(session, history);
    judge_session(session, rung.gate);
  }
  return sessions;
}

std::string why_not_up(const std::vector<OracleSession>& sessions, const catalog::Gate& gate) {
  int passed = 0;
  std::optional<Instant> counted;
  for (auto session = sessions.rbegin(); session != sessions.rend(); ++session) {
    if (session->violates) break;
    if (!session->passes || (counted && *counted - session->first < std::chrono::hours(24))) continue;
    counted = session->first;
    if (++passed == gate.sessions) return {};
  }
  return std::to_string(passed) + " of " + std::to_string(gate.sessions) + " sessions passed";
}

std::vector<std::string> find_lies(const Decision& decision, const History& history, const catalog::Catalog& catalog,
                                   Instant now) {
  const OracleStanding standing = find_oracle_standing(history, catalog.ladder);
  const catalog::Rung* rung = catalog.ladder.find_rung(standing.rung);
  Evidence evidence{
      history, catalog, decision, now, standing, rung, find_oracle_sessions(history, catalog, *rung, standing.since),
      nullptr};
  std::vector<std::string> lies;
  for (const Reason& reason : decision.reasons) {
    evidence.reason = &reason;
    std::string stray = find_stray_number(reason);
    if (!stray.empty()) lies.push_back(std::move(stray));
    if (!is_true(evidence).value_or(true)) lies.push_back("the history does not say: " + reason.text);
  }
  return lies;
}

}  // namespace hinge::test
