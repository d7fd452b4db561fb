#include "hinge/progress/cues.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <ranges>

#include "hinge/assess/wording.h"
#include "hinge/progress/change.h"
#include "hinge/progress/decide.h"
#include "hinge/progress/training.h"

namespace hinge::progress {
namespace {

// SplitMix64 (Steele, Lea and Flood 2014): tiny, and the same everywhere, which std's distributions are not.
std::uint64_t next_bits(std::uint64_t& state) {
  state += 0x9e3779b97f4a7c15U;
  std::uint64_t z = state;
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

/// In (0, 1): never 0, so that its logarithm exists.
double next_uniform(std::uint64_t& state) { return (static_cast<double>(next_bits(state) >> 11U) + 0.5) * 0x1.0p-53; }

double next_normal(std::uint64_t& state) {
  const double radius = std::sqrt(-2.0 * std::log(next_uniform(state)));
  return radius * std::cos(2.0 * std::numbers::pi * next_uniform(state));
}

double sample_gamma(double shape, std::uint64_t& state) {
  if (shape < 1.0) {
    const double lift = std::pow(next_uniform(state), 1.0 / shape);
    return sample_gamma(shape + 1.0, state) * lift;
  }
  const double d = shape - 1.0 / 3.0;
  const double c = 1.0 / std::sqrt(9.0 * d);
  for (;;) {
    const double x = next_normal(state);
    const double v = std::pow(1.0 + c * x, 3);
    if (v <= 0) continue;
    if (std::log(next_uniform(state)) < 0.5 * x * x + d - d * v + d * std::log(v)) return d * v;
  }
}

bool has_answer(const CueTrial& trial) {
  return trial.effect == CueEffect::helped || trial.effect == CueEffect::no_change || trial.effect == CueEffect::worse;
}

/// Arms for these ids with the person's trials of this case counted in.
std::vector<Arm> count_arms(const History& history, const std::vector<std::string>& ids, std::string CueTrial::*which,
                            const catalog::Rule& rule, const catalog::Case& words, const catalog::Learning& learning) {
  std::vector<Arm> arms;
  for (const std::string& id : ids) {
    Arm arm;
    arm.id = id;
    for (const CueTrial& trial : history.trials) {
      if (trial.rule != rule.id || trial.words != words.id || trial.*which != id || !has_answer(trial)) continue;
      ++arm.tried;
      arm.helped += trial.effect == CueEffect::helped ? 1 : 0;
    }
    arm.alpha = learning.prior_helps * learning.prior_trials + arm.helped;
    arm.beta = (1.0 - learning.prior_helps) * learning.prior_trials + arm.tried - arm.helped;
    arms.push_back(std::move(arm));
  }
  return arms;
}

std::string draw_arm(std::vector<Arm>& arms, std::uint64_t& state) {
  for (Arm& arm : arms) arm.draw = sample_beta(arm.alpha, arm.beta, state);
  return std::ranges::max_element(arms, {}, &Arm::draw)->id;
}

template <class T>
std::vector<std::string> ids_of(const std::vector<const T*>& list) {
  std::vector<std::string> ids;
  for (const T* entry : list) ids.push_back(entry->id);
  return ids;
}

std::string say_arm(const Arm& arm, std::string_view called) {
  const std::string times = arm.tried == 1 ? "the one time" : fmt::format("{} of {} times", arm.helped, arm.tried);
  if (arm.tried == 1)
    return fmt::format("{} {} {} it was tried", called, arm.helped == 1 ? "helped" : "did not help", times);
  return fmt::format("{} helped {}", called, times);
}

/// "It helped 3 of 4 times; “Shut the car door …” helped 0 of 2 times.": stands after the chosen cue.
std::string explain(const CueChoice& choice, const catalog::Catalog& catalog) {
  std::vector<const Arm*> tried;
  const Arm* chosen = nullptr;
  for (const Arm& arm : choice.cues) {
    if (arm.id == choice.cue) chosen = &arm;
    if (arm.tried > 0 && arm.id != choice.cue) tried.push_back(&arm);
  }
  const auto quote = [&](const Arm& arm) { return "“" + catalog.find_cue(arm.id)->text + "”"; };
  std::string text = chosen->tried > 0 ? say_arm(*chosen, "It") : std::string("It is new to you");
  std::ranges::stable_sort(tried, std::ranges::greater{}, [](const Arm* arm) { return arm->expected(); });
  for (const Arm* arm : tried) text += "; " + say_arm(*arm, quote(*arm));
  return text + ".";
}

}  // namespace

double sample_beta(double alpha, double beta, std::uint64_t& state) {
  const double a = sample_gamma(alpha, state);
  const double b = sample_gamma(beta, state);
  return a / (a + b);
}

std::uint64_t seed_of(const History& history) {
  std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a
  for (const char c : history.person.id) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash + history.trials.size() * 0x9e3779b97f4a7c15U;
}

CueChoice choose_cue(const History& history, const catalog::Catalog& catalog, const catalog::Rule& rule,
                     const catalog::Case& words, std::uint64_t seed) {
  const catalog::Learning& learning = catalog.ladder.learning;
  CueChoice choice;
  choice.cues =
      count_arms(history, ids_of(catalog::find_cues(catalog, rule, words)), &CueTrial::cue, rule, words, learning);
  choice.drills =
      count_arms(history, ids_of(catalog::find_drills(catalog, rule, words)), &CueTrial::drill, rule, words, learning);
  choice.cue = draw_arm(choice.cues, seed);
  choice.drill = draw_arm(choice.drills, seed);
  choice.because = explain(choice, catalog);
  return choice;
}

std::vector<CueTrial> resolve_trials(const History& history, const catalog::Catalog& catalog) {
  std::vector<CueTrial> resolved;
  for (const CueTrial& trial : history.trials) {
    if (trial.effect != CueEffect::pending) continue;
    const catalog::Rule* rule = catalog.find_rule(trial.rule);
    const catalog::Case* words = rule == nullptr ? nullptr : rule->find_case(trial.words);
    const auto before = std::ranges::find(history.sets, trial.set_before, &Set::id);
    if (words == nullptr || before == history.sets.end()) continue;
    const auto after = std::ranges::find_if(history.sets, [&](const Set& set) {
      return set.at > before->at && set.exercise == before->exercise && !set.reps.empty();
    });
    if (after == history.sets.end()) continue;
    const CueOutcome outcome = judge_cue(*before, *after, *rule, *words, catalog.ladder.learning);
    CueTrial answered = trial;
    answered.set_after = after->id;
    answered.effect = outcome.effect;
    answered.before = outcome.before;
    answered.after = outcome.after;
    answered.noise = outcome.noise;
    answered.unit = outcome.unit;
    resolved.push_back(std::move(answered));
  }
  return resolved;
}

CueTrial open_trial(const CueChoice& choice, const catalog::Rule& rule, const catalog::Case& words,
                    const Set& set_before, Instant at) {
  CueTrial trial;
  trial.at = at;
  trial.rule = rule.id;
  trial.words = words.id;
  trial.cue = choice.cue;
  trial.drill = choice.drill;
  trial.set_before = set_before.id;
  trial.because = choice.because;
  return trial;
}

Feedback taper_feedback(const History& history, const catalog::Catalog& catalog) {
  constexpr int looked_at = 20;  // repetitions: two gates' worth
  const catalog::Ladder& ladder = catalog.ladder;
  const Standing standing = find_standing(history, ladder);
  const catalog::Rung& rung = *ladder.find_rung(standing.rung);
  std::vector<const RepRecord*> reps;
  int filmed_sets = 0;
  for (const Set& set : history.sets) {
    if (set.at <= standing.since || set.reps.empty() || !is_of_rung(set, rung)) continue;
    ++filmed_sets;
    for (const RepRecord& rep : set.reps) reps.push_back(&rep);
  }
  if (reps.size() > looked_at) reps.erase(reps.begin(), reps.end() - looked_at);
  const RepCount count = count_reps(reps, rung.gate, catalog);
  Feedback feedback;
  feedback.enough = count.enough;
  feedback.of = count.filmed;
  const double share = count.filmed == 0 ? 0.0 : static_cast<double>(count.enough) / count.filmed;
  const auto taper =
      std::ranges::find_if(ladder.tapers, [&](const catalog::Taper& t) { return share < t.clean_below; });
  feedback.every_sets = taper == ladder.tapers.end() ? ladder.tapers.back().every_sets : taper->every_sets;
  // The first set on a rung is always spoken to.
  feedback.speaks = filmed_sets == 0 || (filmed_sets - 1) % feedback.every_sets == 0;
  const std::string every = feedback.every_sets == 1 ? "every set" : fmt::format("every {} sets", feedback.every_sets);
  feedback.because = fmt::format("{} of your last {} reps here were good enough, so a cue comes after {}.", feedback.enough,
                                 feedback.of, every);
  return feedback;
}

}  // namespace hinge::progress
