// A year of 200 people (issue: the coach that remembers): every decision is held against the history it came from.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <vector>

#include "tests/progress/cue_learning.h"
#include "tests/progress/oracle.h"
#include "tests/progress/simulated_person.h"
#include "tests/support/shipped_catalog.h"

namespace hinge::test {
namespace {

using namespace progress;  // NOLINT(google-build-using-namespace)

constexpr int people = 200;
constexpr int days_of_year = 365;

/// What was found wrong with the decisions, a few of each kind, and how much was looked at.
struct Audit {
  std::vector<std::string> gates, pains, lies;
  int decisions = 0, ups = 0, pain_steps = 0, reasons = 0;
  std::map<Because, int> kinds;
};

void complain(std::vector<std::string>& list, const Told& told, const std::string& what) {
  if (list.size() < 5) list.push_back(told.before.person.id + ": " + what);
}

void audit_gate(Audit& audit, const Told& told, const catalog::Catalog& catalog) {
  if (told.decision.move != Move::up) return;
  ++audit.ups;
  const OracleStanding standing = find_oracle_standing(told.before, catalog.ladder);
  const catalog::Rung& rung = *catalog.ladder.find_rung(standing.rung);
  const std::string why = why_not_up(find_oracle_sessions(told.before, catalog, rung, standing.since), rung.gate);
  if (!why.empty()) complain(audit.gates, told, "moved up from " + rung.id + ", " + why);
  const auto& rungs = catalog.ladder.find_order(told.before.person.order)->rungs;
  const auto at = std::ranges::find(rungs, standing.rung);
  if (told.decision.rung != *(at + 1))
    complain(audit.gates, told, "skipped from " + rung.id + " to " + told.decision.rung);
}

/// Pain above the limit that no plan or override has heard of yet.
bool hurts_anew(const History& history, int limit) {
  Instant heard{};
  if (!history.plans.empty()) heard = history.plans.back().at;
  if (!history.overrides.empty()) heard = std::max(heard, history.overrides.back().at);
  const auto too_much = [&](const Pain& pain) { return pain.level > limit; };
  return std::ranges::any_of(history.sets, [&](const Set& s) { return s.at > heard && s.pain && too_much(*s.pain); }) ||
         std::ranges::any_of(history.check_ins,
                             [&](const CheckIn& c) { return c.at > heard && std::ranges::any_of(c.pains, too_much); });
}

void audit_pain(Audit& audit, const Told& told, const catalog::Catalog& catalog) {
  if (!hurts_anew(told.before, catalog.ladder.pain.repeat)) return;
  if (told.decision.reasons.front().because == Because::red_flag) return;  // stopped for something weightier
  ++audit.pain_steps;
  const auto& rungs = catalog.ladder.find_order(told.before.person.order)->rungs;
  const std::string rung = find_oracle_standing(told.before, catalog.ladder).rung;
  const auto at = std::ranges::find(rungs, rung);
  const std::string below = at == rungs.begin() ? rung : *(at - 1);
  const bool steps = told.decision.move == Move::down || told.decision.move == Move::stop;
  if (!steps || told.decision.rung != below)
    complain(audit.pains, told, "pain on " + rung + " led to " + told.decision.rung);
}

void audit_reasons(Audit& audit, const Told& told, const catalog::Catalog& catalog) {
  if (told.decision.reasons.empty()) complain(audit.lies, told, "no reason was given");
  for (const Reason& reason : told.decision.reasons) {
    ++audit.reasons;
    ++audit.kinds[reason.because];
  }
  for (const std::string& lie : find_lies(told.decision, told.before, catalog, told.at))
    complain(audit.lies, told, lie);
}

std::function<void(const Told&)> listener(Audit& audit, const catalog::Catalog& catalog) {
  return [&audit, &catalog](const Told& told) {
    ++audit.decisions;
    audit_gate(audit, told, catalog);
    audit_pain(audit, told, catalog);
    audit_reasons(audit, told, catalog);
  };
}

std::string list(const std::vector<std::string>& complaints) {
  std::string text;
  for (const std::string& complaint : complaints) text += complaint + "\n";
  return text;
}

/// Lived once for all tests below.
struct Lived {
  Audit audit;
  std::vector<Year> years;
};
const Lived& lived() {
  static const Lived result = [] {
    Lived lived;
    const auto begin = std::chrono::steady_clock::now();
    for (std::uint64_t person = 0; person < people; ++person) {
      lived.years.push_back(
          live_a_year(person, days_of_year, shipped_catalog(), listener(lived.audit, shipped_catalog())));
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("a year of %d people: %d decisions with %d reasons, held against their histories in %.1f s\n", people, lived.audit.decisions, lived.audit.reasons, seconds);
    return lived;
  }();
  return result;
}

TEST(SimulatedYear, MovesNobodyUpPastAFailedGate) {
  EXPECT_TRUE(lived().audit.gates.empty()) << list(lived().audit.gates);
  EXPECT_GT(lived().audit.ups, 3 * people);  // and does move people up
}

TEST(SimulatedYear, AlwaysStepsDownForPainAboveTheLimit) {
  EXPECT_TRUE(lived().audit.pains.empty()) << list(lived().audit.pains);
  EXPECT_GT(lived().audit.pain_steps, people);
}

TEST(SimulatedYear, GivesNoReasonThatTheHistoryDoesNotHold) {
  EXPECT_TRUE(lived().audit.lies.empty()) << list(lived().audit.lies);
  EXPECT_GT(lived().audit.reasons, lived().audit.decisions);
}

TEST(SimulatedYear, MeetsNearlyEveryKindOfReason) {
  // Needs a video that nobody judged, an age, a next-morning report or an order changed: decide_test.cpp has those.
  EXPECT_GE(lived().audit.kinds.size(), 28u);
}

/// Share of answered trials with the true cue, of each person and finding with at least twelve of them, against chance.
struct Shares {
  double mean_over_chance = 0, error = 0;
  int count = 0;
};
Shares find_shares(bool responders) {
  std::vector<double> ratios;
  const catalog::Catalog& catalog = shipped_catalog();
  for (const Year& year : lived().years) {
    if (year.nature.responds != responders) continue;
    for (const char* id : {"minimal_knee_bend", "lumbar_flexion"}) {
      const catalog::Rule& rule = *catalog.find_rule(id);
      const catalog::Case& words = rule.cases.front();
      const std::string true_cue = find_true_cue(year.person, catalog, rule, words);
      double trials = 0, with_true = 0;
      for (const CueTrial& trial : year.history.trials) {
        if (trial.rule != rule.id || trial.words != words.id) continue;
        trials += 1;
        with_true += trial.cue == true_cue ? 1 : 0;
      }
      const auto arms = static_cast<double>(find_cues(catalog, rule, words).size());
      if (trials >= 12) ratios.push_back(with_true / trials * arms);
    }
  }
  Shares shares;
  shares.count = static_cast<int>(ratios.size());
  double squares = 0;
  for (const double ratio : ratios) shares.mean_over_chance += ratio / shares.count;
  for (const double ratio : ratios) squares += std::pow(ratio - shares.mean_over_chance, 2);
  shares.error = std::sqrt(squares / (shares.count - 1) / shares.count);
  return shares;
}

TEST(SimulatedYear, GivesThoseWhoRespondTheirCueMoreOftenThanChance) {
  const Shares shares = find_shares(true);
  EXPECT_GE(shares.count, 60);
  EXPECT_GT(shares.mean_over_chance, 1.3);
  EXPECT_GT(shares.mean_over_chance - 1, 5 * shares.error) << shares.mean_over_chance << " ± " << shares.error;
}

TEST(SimulatedYear, IsWhatTheShippedFigureShows) {
  std::ifstream in(std::string(HINGE_SOURCE_DIR) + "/docs/figures/cue-learning.svg", std::ios::binary);
  std::ostringstream shipped;
  shipped << in.rdbuf();
  EXPECT_TRUE(shipped.str() == render_cue_learning()) << "build/tests/progress/hinge_cue_learning_figure > docs/figures/cue-learning.svg";
}

TEST(SimulatedYear, HasNoFavouriteForThoseWhoRespondToNone) {
  const Shares shares = find_shares(false);
  EXPECT_GE(shares.count, 20);
  EXPECT_NEAR(shares.mean_over_chance, 1, 3 * shares.error) << shares.mean_over_chance << " ± " << shares.error;
}

RC_GTEST_PROP(SimulatedYearProperty, HoldsForAnybodyAndAnyLength, ()) {
  Audit audit;
  const auto person = *rc::gen::inRange<std::uint64_t>(1000, 1'000'000);
  const int days = *rc::gen::inRange(1, 90);
  static_cast<void>(live_a_year(person, days, shipped_catalog(), listener(audit, shipped_catalog())));
  RC_ASSERT(list(audit.gates).empty());
  RC_ASSERT(list(audit.pains).empty());
  RC_ASSERT(list(audit.lies).empty());
}

}  // namespace
}  // namespace hinge::test
