#include "tests/progress/simulated_person.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hinge/assess/finding.h"
#include "hinge/progress/today.h"
#include "hinge/progress/training.h"
#include "tests/support/past.h"

namespace hinge::test {
namespace {

using namespace progress;  // NOLINT(google-build-using-namespace): everything here is about it
using assess::Verdict;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr double cue_moves_deg = 22;   // what the true cue takes off the finding when it works
constexpr double cue_works = 0.75;     // how often
constexpr double chance_works = 0.12;  // any other cue
constexpr double measured_sd_deg = 3;

/// The finding this movement is prone to: knees without load, the back with it.
struct Prone {
  std::string rule, words;
  double clean_deg, off_deg, limit_deg, fault_deg;
};
Prone prone_to(const catalog::Rung& rung) {
  if (rung.loaded()) return {"lumbar_flexion", "rounds", 12, 26, 25, 33};
  return {"minimal_knee_bend", "bent", 14, 38, 25, 40};
}

class Life {
public:
  Life(std::uint64_t person, const catalog::Catalog& catalog, const std::function<void(const Told&)>& listen)
      : dice_(person * 7919 + 17), catalog_(catalog), listen_(listen) {
    year_.person = person;
    year_.nature = make_nature(dice_);
    skill_ = year_.nature.skill;
    History& history = year_.history;
    history.person.id = "person-" + std::to_string(person);
    history.person.mass = Kilograms{static_cast<double>(dice_.whole(50, 100))};
    history.person.order = dice_.chance(0.3) ? "guide" : "";
  }

  Year live(int length) {
    for (int day = 0; day < length; day += dice_.whole(2, 4)) {
      if (dice_.chance(0.01)) day += dice_.whole(15, 45);  // holidays
      visit(on_day(day, 17));
    }
    return std::move(year_);
  }

private:
  void visit(Instant at) {
    const std::string session = "v" + std::to_string(year_.history.sessions.size());
    year_.history.sessions.push_back({session, at, {}});
    ask_how_it_feels(at, session);
    Decision decision = hear(at + minutes(1));
    if (!decision.questions.empty()) {
      answer(decision.questions, at + minutes(2));
      decision = hear(at + minutes(3));
    }
    if (!decision.questions.empty()) return;
    const Today today = plan_today(year_.history, catalog_, decision, seed_of(year_.history));
    year_.history.plans.push_back(to_plan(today, at + minutes(4)));
    if (decision.move != Move::stop) train(today, at + minutes(10), session);
    maybe_override(at + hours(3));
  }

  void ask_how_it_feels(Instant at, const std::string& session) {
    CheckIn check_in;
    check_in.at = at;
    check_in.session = session;
    check_in.moment = Moment::before;
    if (sore_ > 0) check_in.pains.push_back({sore_, Place::low_back, false});
    sore_ = std::max(0, sore_ - dice_.whole(1, 3));
    year_.history.check_ins.push_back(check_in);
  }

  Decision hear(Instant at) {
    Decision decision = decide(year_.history, catalog_, at);
    if (listen_) listen_({year_.history, decision, at});
    return decision;
  }

  void answer(const std::vector<std::string>& questions, Instant at) {
    for (const std::string& question : questions) year_.history.answers.push_back({question, dice_.chance(0.003), at});
  }

  /// A coach clears somebody who was stopped, or (rarely) skips a gate, and writes down why.
  void maybe_override(Instant at) {
    const Plan& told = year_.history.plans.back();
    if (told.move == Move::stop && dice_.chance(0.15)) {
      year_.history.overrides.push_back({{}, at, "coach", told.rung, told.rung, "a physiotherapist has seen it"});
    }
    if (!dice_.chance(0.001)) return;
    const catalog::Order* order = catalog_.ladder.find_order(year_.history.person.order);
    const auto next = std::ranges::find(order->rungs, told.rung) + 1;
    if (next < order->rungs.end()) year_.history.overrides.push_back({{}, at, "coach", told.rung, *next, "knows it"});
  }

  void train(const Today& today, Instant at, const std::string& session) {
    const catalog::Rung& rung = *catalog_.ladder.find_rung(today.decision.rung);
    std::string cue = today.focus ? today.focus->choice.cue : std::string{};
    if (today.focus && !today.focus->waiting) open(*today.focus, at);
    for (int i = 0; i < today.sets; ++i) {
      Set set = do_set(today, rung, cue, at + minutes(8 * i), session);
      const bool hurt = set.pain && set.pain->level > catalog_.ladder.pain.repeat;
      year_.history.sets.push_back(std::move(set));
      answer_trials();
      cue = next_cue(rung, at + minutes(8 * i + 1));
      skill_ += year_.nature.learns * (1 - skill_);
      if (hurt) return;
    }
  }

  void open(const Focus& focus, Instant at) {
    const auto shown =
        std::ranges::find_if(year_.history.sets.rbegin(), year_.history.sets.rend(), [&](const Set& set) {
          return std::ranges::any_of(set.reps, [&](const RepRecord& rep) { return rep.verdict == Verdict::fault; });
        });
    if (shown == year_.history.sets.rend()) return;
    const catalog::Rule& rule = *catalog_.find_rule(focus.rule);
    file(open_trial(focus.choice, rule, *rule.find_case(focus.words), *shown, at));
  }

  void file(CueTrial trial) {
    trial.id = "t" + std::to_string(year_.history.trials.size());
    year_.history.trials.push_back(std::move(trial));
  }

  void answer_trials() {
    for (const CueTrial& answered : resolve_trials(year_.history, catalog_)) {
      *std::ranges::find(year_.history.trials, answered.id, &CueTrial::id) = answered;
    }
  }

  /// After a set: the cue for the next one.
  std::string next_cue(const catalog::Rung& rung, Instant at) {
    const Set& set = year_.history.sets.back();
    std::vector<const RepRecord*> reps;
    for (const RepRecord& rep : set.reps) reps.push_back(&rep);
    const CommonFault fault = find_common_fault(reps, catalog_);
    if (fault.rule == nullptr || rung.gate.by_log) return {};
    const CueChoice choice = choose_cue(year_.history, catalog_, *fault.rule, *fault.words, seed_of(year_.history));
    file(open_trial(choice, *fault.rule, *fault.words, set, at));
    return choice.cue;
  }

  bool cue_helps(const std::string& cue, const Prone& prone) {
    if (cue.empty()) return false;
    const catalog::Rule& rule = *catalog_.find_rule(prone.rule);
    const bool is_true =
        year_.nature.responds && cue == find_true_cue(year_.person, catalog_, rule, *rule.find_case(prone.words));
    return dice_.chance(is_true ? cue_works : chance_works);
  }

  Set do_set(const Today& today, const catalog::Rung& rung, const std::string& cue, Instant at,
             const std::string& session) {
    const Prone prone = prone_to(rung);
    const double help = cue_helps(cue, prone) ? cue_moves_deg : 0;
    Set set;
    set.id = session + "-" + std::to_string(at.time_since_epoch().count());
    set.session = session;
    set.at = at;
    set.exercise = today.exercise;
    set.rung = rung.id;
    set.cue = cue;
    set.load = today.decision.load;
    set.reps_done = today.reps + (skill_ > 0.7 ? dice_.whole(0, 3) : 0);
    set.effort = std::clamp(std::round(dice_.normal(8.5 - 3 * skill_, 0.7)), 1.0, 10.0);
    set.pain = Pain{feel_pain(), Place::low_back, dice_.chance(0.003)};
    if (dice_.chance(0.03)) set.pain.reset();  // did not say
    if (rung.gate.by_log) {
      set.source = SetSource::logged;
      return set;
    }
    for (int i = 0; i < set.reps_done; ++i) set.reps.push_back(do_rep(i + 1, prone, help));
    return set;
  }

  int feel_pain() {
    const int level = dice_.chance(year_.nature.hurts / 3) ? dice_.whole(3, 8)
                      : dice_.chance(0.2)                  ? dice_.whole(1, 2)
                                                           : 0;
    if (level > 2) sore_ = std::max(0, level - dice_.whole(0, 3));
    return level;
  }

  RepRecord do_rep(int number, const Prone& prone, double help) {
    const double lost = 1 - skill_;
    RepRecord rep;
    rep.rep = number;
    const double value =
        std::max(0.0, prone.clean_deg + std::max(0.0, prone.off_deg * lost * 1.6 - help) + dice_.normal(0, 4));
    rep.verdict = value > prone.fault_deg   ? Verdict::fault
                  : value > prone.limit_deg ? Verdict::borderline
                                            : Verdict::good;
    const bool blind = dice_.chance(year_.nature.blind);
    if (blind) rep.verdict = Verdict::cannot_judge;
    if (!blind) {
      const bool off = rep.verdict != Verdict::good;
      rep.judgements.push_back({prone.rule, rep.verdict, rad(value), rad(measured_sd_deg), rad(prone.limit_deg),
                                metrics::Unit::rad, off ? prone.words : std::string{}});
      if (prone.rule != "lumbar_flexion") {
        rep.judgements.push_back({"lumbar_flexion", Verdict::good, rad(12), rad(3), rad(25), metrics::Unit::rad, {}});
      }
    }
    rep.metrics["hip_fold_peak"] = {rad(dice_.normal(85, 3 + 5 * lost)), rad(measured_sd_deg), metrics::Unit::rad};
    rep.metrics["rep_duration"] = {std::max(1.0, dice_.normal(4, 0.2 + 0.6 * lost)), 0.05, metrics::Unit::s};
    rep.metrics["ascent_duration"] = {std::max(0.4, dice_.normal(1.5, 0.1)), 0.05, metrics::Unit::s};
    return rep;
  }

  Dice dice_;
  const catalog::Catalog& catalog_;
  const std::function<void(const Told&)>& listen_;
  Year year_;
  double skill_ = 0;
  int sore_ = 0;  ///< what the next visit will report
};

}  // namespace

double Dice::uniform() {
  state_ += 0x9e3779b97f4a7c15U;  // SplitMix64
  std::uint64_t z = state_;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return (static_cast<double>((z ^ (z >> 31U)) >> 11U) + 0.5) * 0x1.0p-53;
}

double Dice::normal(double mean, double sd) {
  const double radius = std::sqrt(-2.0 * std::log(uniform()));
  return mean + sd * radius * std::cos(2.0 * std::numbers::pi * uniform());
}

Nature make_nature(Dice& dice) {
  Nature nature;
  nature.responds = dice.chance(0.7);
  nature.skill = 0.2 + 0.4 * dice.uniform();
  nature.learns = 0.004 + 0.02 * dice.uniform();
  nature.hurts = 0.01 + 0.06 * dice.uniform();
  nature.blind = 0.08 * dice.uniform();
  return nature;
}

std::string find_true_cue(std::uint64_t person, const catalog::Catalog& catalog, const catalog::Rule& rule,
                          const catalog::Case& words) {
  const auto cues = catalog::find_cues(catalog, rule, words);
  return cues[(person * 31 + static_cast<std::uint64_t>(rule.rank)) % cues.size()]->id;
}

Year live_a_year(std::uint64_t person, int days, const catalog::Catalog& catalog,
                 const std::function<void(const Told&)>& listen) {
  return Life(person, catalog, listen).live(days);
}

}  // namespace hinge::test
