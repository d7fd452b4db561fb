#pragma once
// What only the person can say: `ask` of a checkpoint, answered on the command line, at the terminal or later.
#include <optional>
#include <string>
#include <vector>

#include "app/exit_code.h"
#include "hinge/assess/finding.h"
#include "hinge/catalog/catalog.h"
#include "hinge/progress/history.h"

namespace hinge::app {

/// "foot_tripod=no"; the newest of a checkpoint given twice holds. usage names what can be answered.
[[nodiscard]] Outcome<std::vector<progress::Felt>> read_answers(const std::vector<std::string>& words, const catalog::Catalog& catalog);

struct LastFelt {
  progress::Feeling feeling = progress::Feeling::unsure;
  progress::Instant at;
};
/// The person's newest answer.
[[nodiscard]] std::optional<LastFelt> find_last_felt(const progress::History& history, const std::string& checkpoint);

/// Puts "You said no." or "Last time, on 2026-03-09, you said no." behind each checkpoint that asks.
void add_felt(std::vector<assess::Checkpoint>& checkpoints, const std::vector<progress::Felt>& felt, const progress::History& history,
              const catalog::Catalog& catalog);

/// Those that asked and were not answered.
[[nodiscard]] std::vector<const catalog::Checkpoint*> find_unanswered(const std::vector<assess::Checkpoint>& checkpoints, const std::vector<progress::Felt>& felt,
                                                                      const catalog::Catalog& catalog);
/// At a terminal each is asked, and an empty line leaves it open; elsewhere it says how to answer, and nobody waits.
[[nodiscard]] std::vector<progress::Felt> ask_felt(const std::vector<const catalog::Checkpoint*>& open, const std::string& person, const std::string& set);

}  // namespace hinge::app
