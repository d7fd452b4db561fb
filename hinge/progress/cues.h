#pragma once
// Which cue and drill next for this person: a Beta–Bernoulli bandit per finding, by Thompson sampling. Each cue's
// chance to help starts at what the evidence allows and is moved by this person's own trials alone.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hinge/catalog/catalog.h"
#include "hinge/progress/history.h"

namespace hinge::progress {

struct Arm {
  std::string id;
  int helped = 0, tried = 0;  ///< trials with an answer
  double alpha = 1, beta = 1;
  double draw = 0;  ///< this time's sample; the largest wins

  [[nodiscard]] double expected() const { return alpha / (alpha + beta); }
};

struct CueChoice {
  std::string cue, drill;
  std::vector<Arm> cues, drills;  ///< as they were compared, the case's own first
  std::string because;            ///< one or two sentences with the counts
};

/// The same history and seed choose the same. The rule must have the case.
[[nodiscard]] CueChoice choose_cue(const History& history, const catalog::Catalog& catalog, const catalog::Rule& rule,
                                   const catalog::Case& words, std::uint64_t seed);

/// What this person's next choice is seeded with: their id and how many trials there were, so that asking twice gives
/// the same answer and the next trial a new one.
[[nodiscard]] std::uint64_t seed_of(const History& history);

/// A sample of Beta(alpha, beta) that is the same on every platform; `state` moves on. Marsaglia and Tsang 2000.
[[nodiscard]] double sample_beta(double alpha, double beta, std::uint64_t& state);

/// Pending trials whose answer the history holds by now, with it: the first filmed set of the same exercise after them.
[[nodiscard]] std::vector<CueTrial> resolve_trials(const History& history, const catalog::Catalog& catalog);

/// A trial to store when this cue is given after that set.
[[nodiscard]] CueTrial open_trial(const CueChoice& choice, const catalog::Rule& rule, const catalog::Case& words,
                                  const Set& set_before, Instant at);

/// Whether the coach speaks after the newest set: the fuller the skill, the seldomer (docs/science.md 9.5).
struct Feedback {
  bool speaks = true;
  int every_sets = 1;
  int enough = 0, of = 0;  ///< repetitions looked at
  std::string because;
};
[[nodiscard]] Feedback taper_feedback(const History& history, const catalog::Catalog& catalog);

}  // namespace hinge::progress
