#include "hinge/progress/today.h"

#include <algorithm>
#include <cmath>

#include "hinge/base/backwards.h"
#include "hinge/base/expect.h"
#include "hinge/progress/training.h"

namespace hinge::progress {
namespace {

constexpr double ramp_share = 0.5;  // of the load, and five repetitions: convention (docs/science.md 9.3)
constexpr int ramp_reps = 5;

/// One task at a time up to the ladder's `varied_from`; from there a rung's exercises take turns.
std::string pick_exercise(const History& history, const catalog::Ladder& ladder, const catalog::Rung& rung) {
  const auto place = [&](const std::string& id) {
    return std::ranges::find(ladder.rungs, id, &catalog::Rung::id) - ladder.rungs.begin();
  };
  if (rung.exercises.size() == 1 || place(rung.id) < place(ladder.varied_from)) return rung.exercises.front();
  const std::size_t trainings = gather_trainings(history, &rung, Instant{}).size();
  return rung.exercises[trainings % rung.exercises.size()];
}

const CueTrial* find_waiting(const History& history, const std::string& rule, const std::string& words) {
  for (const CueTrial& trial : backwards(history.trials)) {
    if (trial.effect == CueEffect::pending && trial.rule == rule && trial.words == words) return &trial;
  }
  return nullptr;
}

std::optional<Focus> find_focus(const History& history, const catalog::Catalog& catalog, const catalog::Rung& rung,
                                std::uint64_t seed) {
  const std::vector<Training> trainings = gather_trainings(history, &rung, Instant{});
  const auto filmed = std::find_if(trainings.rbegin(), trainings.rend(), [](const Training& training) {
    return std::ranges::any_of(training.sets, [](const Set* set) { return !set->reps.empty(); });
  });
  if (filmed == trainings.rend()) return std::nullopt;
  const std::vector<const RepRecord*> reps = last_reps(*filmed, rung.gate.of);
  const CommonFault fault = find_common_fault(reps, catalog);
  if (fault.rule == nullptr) return std::nullopt;
  Focus focus{fault.rule->id,
              fault.words->id,
              choose_cue(history, catalog, *fault.rule, *fault.words, seed),
              fault.reps,
              static_cast<int>(reps.size()),
              false};
  // A cue gets its set before the next one is tried.
  if (const CueTrial* waiting = find_waiting(history, focus.rule, focus.words)) {
    focus.waiting = true;
    focus.choice.cue = waiting->cue;
    focus.choice.drill = waiting->drill;
    focus.choice.because = waiting->because;
  }
  return focus;
}

}  // namespace

Today plan_today(const History& history, const catalog::Catalog& catalog, Decision decision, std::uint64_t seed) {
  Today today;
  const catalog::Rung* rung = catalog.ladder.find_rung(decision.rung);
  HINGE_EXPECT(rung != nullptr);
  today.decision = std::move(decision);
  if (today.decision.move == Move::stop) return today;
  today.exercise = pick_exercise(history, catalog.ladder, *rung);
  today.warm_up = rung->warm_up;
  today.sets = rung->sets;
  today.reps = rung->reps;
  today.focus = find_focus(history, catalog, *rung, seed);
  today.drill = today.focus ? today.focus->choice.drill : rung->drill;
  std::erase(today.warm_up, today.drill);
  if (today.decision.load) {
    const Kilograms light = rung->plate * std::floor(*today.decision.load * ramp_share / rung->plate);
    if (light >= std::max(rung->start->least, rung->plate)) today.ramp.push_back({ramp_reps, light});
  }
  return today;
}

Plan to_plan(const Today& today, Instant at) {
  Plan plan;
  plan.at = at;
  plan.move = today.decision.move;
  plan.rung = today.decision.rung;
  plan.exercise = today.exercise;
  plan.drill = today.drill;
  plan.cue = today.focus ? today.focus->choice.cue : std::string{};
  plan.sets = today.sets;
  plan.reps = today.reps;
  plan.load = today.decision.load;
  plan.lighter_week = today.decision.lighter_week;
  for (const Reason& warning : today.decision.warnings) plan.reasons.push_back(warning.text);
  for (const Reason& reason : today.decision.reasons) plan.reasons.push_back(reason.text);
  return plan;
}

}  // namespace hinge::progress
