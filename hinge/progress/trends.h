#pragma once
// The past as a table: one row a training and rung, and what of it can be drawn over time.
#include <optional>
#include <string>
#include <vector>

#include "hinge/catalog/catalog.h"
#include "hinge/progress/history.h"

namespace hinge::progress {

struct TrendRow {
  Instant at;
  std::string rung;               ///< ladder id, empty: of none
  std::string exercise;           ///< of the last set
  std::optional<Kilograms> load;  ///< the heaviest
  int sets = 0, reps = 0;
  int filmed = 0, judged = 0, clean = 0, faulty = 0;
  std::optional<double> effort;                  ///< the hardest set
  std::optional<int> pain;                       ///< the worst told
  std::optional<double> hip_fold, hip_fold_sem;  ///< mean of the deepest fold, radians
  std::optional<double> knee, knee_sem;          ///< mean of the largest knee bend, radians
  std::string move;  ///< what was decided after it, until the next training: "up", "down", "stop", or empty
};

/// "a rung up", "a step back", "stopped" for a row's `move`; empty for none.
[[nodiscard]] std::string_view say_move(std::string_view move);

/// The oldest first.
[[nodiscard]] std::vector<TrendRow> gather_trends(const History& history, const catalog::Catalog& catalog);

}  // namespace hinge::progress
