#pragma once
// How the course speaks of its own parts: chapters, and how far the evidence behind a claim goes.
#include <array>
#include <string>
#include <string_view>

#include "hinge/catalog/catalog.h"

namespace hinge::teach {

struct ChapterWords {
  catalog::Chapter chapter;
  std::string_view title, about;
};
[[nodiscard]] const std::array<ChapterWords, 7>& chapters();

/// "measured in studies", "experts and studies disagree" (docs/science.md 12).
[[nodiscard]] std::string_view evidence_words(catalog::Evidence evidence);
/// "Schellenberg et al. 2013", "the guide".
[[nodiscard]] std::string source_words(const catalog::Catalog& catalog, std::string_view key);
/// "Do this", "Not this", empty.
[[nodiscard]] std::string_view mark_words(catalog::Figure::Mark mark);

}  // namespace hinge::teach
