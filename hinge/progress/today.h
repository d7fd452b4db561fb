#pragma once
// Today's session: what a decision means in warm-up, drill, sets, repetitions, load and the one cue.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hinge/catalog/catalog.h"
#include "hinge/progress/cues.h"
#include "hinge/progress/decide.h"
#include "hinge/progress/history.h"

namespace hinge::progress {

/// What to work on: the most frequent fault of the newest filmed training on this rung.
struct Focus {
  std::string rule, words;  ///< ids
  CueChoice choice;
  int reps = 0, of = 0;  ///< how many showed it
  bool waiting = false;  ///< this cue was given already and its effect is not known yet
};

struct RampSet {
  int reps = 0;
  Kilograms load;
};

struct Today {
  Decision decision;
  std::string exercise;
  std::vector<std::string> warm_up;  ///< drill ids
  std::vector<RampSet> ramp;         ///< lighter sets before the first one that counts
  std::string drill;
  int sets = 0, reps = 0;
  std::optional<Focus> focus;  ///< nothing: nothing needs fixing first
};

/// Of a decision to stop, only the decision.
[[nodiscard]] Today plan_today(const History& history, const catalog::Catalog& catalog, Decision decision,
                               std::uint64_t seed);

/// What is stored when it was told.
[[nodiscard]] Plan to_plan(const Today& today, Instant at);

}  // namespace hinge::progress
