#pragma once
// Histories written down in a line or two: days from a Monday in 2026, sets of ten repetitions, values in degrees.
#include <string>

#include "hinge/progress/history.h"
#include "tests/support/shipped_catalog.h"

namespace hinge::test {

inline progress::Instant on_day(int day, int hour = 10, int minute = 0) {
  using namespace std::chrono;
  return sys_days{year{2026} / 1 / 5} + days(day) + hours(hour) + minutes(minute);
}

struct SetScript {
  std::string exercise = "bodyweight_hinge";
  std::string rung = {};
  std::optional<double> load_kg = {};
  int reps = 10;
  int faults = 0;    ///< the last so many show `fault`
  int unjudged = 0;  ///< the first so many could not be judged
  std::string fault_rule = "minimal_knee_bend", fault_words = "bent";
  double fault_deg = 58, good_deg = 15, sd_deg = 3;
  double fold_deg = 85, fold_step_deg = 1;  ///< depth alternates by ± this
  double seconds = 4, seconds_step = 0.1, ascent = 1.5;
  bool back_seen = true;
  std::optional<double> effort = 6;
  std::optional<int> pain = 0;
};

inline double rad(double deg) { return to_radians(Degrees{deg}).value(); }

inline progress::Set make_script_set(const SetScript& script, progress::Instant at, const std::string& session) {
  using assess::Verdict;
  progress::Set set;
  set.at = at;
  set.session = session;
  set.id = session + "-" + std::to_string(at.time_since_epoch().count());
  set.exercise = script.exercise;
  set.rung = script.rung;
  if (script.load_kg) set.load = Kilograms{*script.load_kg};
  set.reps_done = script.reps;
  set.effort = script.effort;
  if (script.pain) set.pain = progress::Pain{*script.pain, progress::Place::low_back, false};
  for (int i = 0; i < script.reps; ++i) {
    progress::RepRecord rep;
    rep.rep = i + 1;
    const bool faulty = i >= script.reps - script.faults;
    const bool blind = i < script.unjudged;
    rep.verdict = blind ? Verdict::cannot_judge : faulty ? Verdict::fault : Verdict::good;
    const double value = faulty ? script.fault_deg : script.good_deg;
    if (!blind) {
      rep.judgements.push_back({script.fault_rule, rep.verdict, rad(value), rad(script.sd_deg), rad(25),
                                metrics::Unit::rad, faulty ? script.fault_words : std::string{}});
      if (script.fault_rule != "lumbar_flexion") {
        rep.judgements.push_back({"lumbar_flexion",
                                  script.back_seen ? Verdict::good : Verdict::cannot_judge,
                                  std::nullopt,
                                  std::nullopt,
                                  std::nullopt,
                                  metrics::Unit::rad,
                                  {}});
      }
    }
    const double sign = i % 2 == 0 ? 1 : -1;
    rep.metrics["hip_fold_peak"] = {rad(script.fold_deg + sign * script.fold_step_deg), rad(script.sd_deg),
                                    metrics::Unit::rad};
    rep.metrics["rep_duration"] = {script.seconds + sign * script.seconds_step, 0.05, metrics::Unit::s};
    rep.metrics["ascent_duration"] = {script.ascent, 0.05, metrics::Unit::s};
    set.reps.push_back(std::move(rep));
  }
  return set;
}

/// A history that grows in order of time.
class Past {
public:
  Past() {
    history_.person.id = "p1";
    history_.person.name = "Kim";
    history_.person.mass = Kilograms{75};
  }

  Past& trains(int day, const SetScript& script = {}, int sets = 1) {
    const std::string session = "day" + std::to_string(day);
    history_.sessions.push_back({session, on_day(day), {}});
    for (int i = 0; i < sets; ++i) history_.sets.push_back(make_script_set(script, on_day(day, 10, 5 * i), session));
    return *this;
  }
  Past& stands_on(const std::string& rung, int day = -1, std::optional<double> load_kg = {}) {
    progress::Plan plan;
    plan.at = on_day(day, 9);
    plan.rung = rung;
    plan.move = progress::Move::up;
    if (load_kg) plan.load = Kilograms{*load_kg};
    history_.plans.push_back(plan);
    return *this;
  }
  Past& reports(int day, int level, progress::Moment moment = progress::Moment::before,
                progress::Place place = progress::Place::low_back, bool growing = false) {
    progress::CheckIn check_in;
    check_in.at = on_day(day, 8);
    check_in.moment = moment;
    if (level > 0) check_in.pains.push_back({level, place, growing});
    history_.check_ins.push_back(check_in);
    return *this;
  }
  Past& answers_no() {
    for (const catalog::RedFlag& flag : shipped_catalog().ladder.red_flags) answers(flag.id, false);
    return *this;
  }
  Past& answers(const std::string& question, bool yes, int day = -1) {
    history_.answers.push_back({question, yes, on_day(day, 7)});
    return *this;
  }
  Past& overridden(int day, const std::string& from, const std::string& to) {
    history_.overrides.push_back({"o" + std::to_string(day), on_day(day, 7), "coach", from, to, "I watched it"});
    return *this;
  }
  [[nodiscard]] progress::History& history() { return history_; }

private:
  progress::History history_;
};

}  // namespace hinge::test
