#pragma once
// The handbook: pages written from the knowledge files, so that what is read and what is judged cannot differ.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/catalog/catalog.h"

namespace hinge::teach {

struct HandbookPage {
  std::string name;  ///< "drills.md"
  std::string text;
};

/// Exercises, rules, checkpoints, drills, cues, lessons, what can be judged from where, sources.
[[nodiscard]] std::vector<HandbookPage> render_handbook(const catalog::Catalog& catalog);

/// Every entry of that id (an exercise and a lesson may share one), as the handbook has it; nothing if there is none.
[[nodiscard]] std::optional<std::string> render_entry(const catalog::Catalog& catalog, std::string_view id);
/// Every id render_entry() knows, sorted, each once.
[[nodiscard]] std::vector<std::string> entry_ids(const catalog::Catalog& catalog);

/// "58°", "0.45 foot lengths": a number of the knowledge as people read it.
[[nodiscard]] std::string say_number(double si, metrics::Unit unit);

}  // namespace hinge::teach
