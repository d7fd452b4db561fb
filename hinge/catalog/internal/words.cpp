// The sentences every report needs, whatever the rules: each must be there and may only use its own placeholders.
#include <algorithm>
#include <array>

#include "hinge/catalog/internal/reading.h"

namespace hinge::catalog::internal {
namespace {

struct WordSpec {
  std::string_view key;                        ///< "table.key"
  std::array<std::string_view, 4> holes = {};  ///< allowed placeholders, the rest empty
};

constexpr std::array specs{
    WordSpec{"cannot_judge.view_side", {"what"}},
    WordSpec{"cannot_judge.view_oblique", {"what"}},
    WordSpec{"cannot_judge.view_front", {"what"}},
    WordSpec{"cannot_judge.occluded", {"what"}},
    WordSpec{"cannot_judge.out_of_view", {"what"}},
    WordSpec{"cannot_judge.wrong_view", {"what"}},
    WordSpec{"cannot_judge.too_few_frames", {"what"}},
    WordSpec{"cannot_judge.no_reference", {"what"}},
    WordSpec{"cannot_judge.implausible", {"what"}},
    WordSpec{"cannot_judge.camera_low", {"what"}},
    WordSpec{"cannot_judge.load_unknown", {"what"}},
    WordSpec{"cannot_judge.clock_unknown", {"what"}},
    WordSpec{"cannot_judge.no_outline", {"what"}},
    WordSpec{"cannot_judge.not_this_movement", {"what"}},
    WordSpec{"cannot_judge.not_in_this_build", {"what"}},
    WordSpec{"cannot_judge.too_uncertain", {"what"}},
    WordSpec{"compared.lockout", {}},
    WordSpec{"headline.no_reps", {"why"}},
    WordSpec{"headline.not_a_hinge", {"count", "what"}},
    WordSpec{"headline.not_judged", {"count", "what"}},
    WordSpec{"headline.looks_like", {"seen", "said"}},
    WordSpec{"headline.unsure", {"count", "what"}},
    WordSpec{"headline.all_clean", {"count", "what", "clause"}},
    WordSpec{"headline.all_clean_plain", {"count", "what"}},
    WordSpec{"headline.partly", {"count", "what", "clause", "unseen"}},
    WordSpec{"headline.unseen", {"unseen"}},
    WordSpec{"headline.watch", {"count", "what", "clause"}},
    WordSpec{"headline.clean_then", {"count", "what", "clause"}},
    WordSpec{"headline.some_clean", {"count", "total", "what", "clause"}},
    WordSpec{"headline.none_clean", {"count", "what", "clause"}},
    WordSpec{"rep.clean_title", {}},
    WordSpec{"rep.unsure_title", {}},
    WordSpec{"rep.not_judged_title", {}},
    WordSpec{"rep.not_judged", {}},
    WordSpec{"say.nothing", {}},
    WordSpec{"say.watch", {"clause"}},
    WordSpec{"say.unsure", {}},
    WordSpec{"say.film", {}},
    WordSpec{"next.one_rep", {"count"}},
    WordSpec{"next.some_reps", {"reps", "count"}},
    WordSpec{"next.every_rep", {"count"}},
    WordSpec{"next.nothing", {}},
    WordSpec{"next.watch", {}},
    WordSpec{"checkpoint.one_rep", {"count"}},
    WordSpec{"checkpoint.unused", {}},
    WordSpec{"known_by.measured", {}},
    WordSpec{"known_by.measured_how", {}},
    WordSpec{"known_by.inferred", {}},
    WordSpec{"known_by.inferred_how", {}},
    WordSpec{"known_by.asked", {}},
    WordSpec{"known_by.asked_how", {}},
};

}  // namespace

void read_words(TableReader& reader, Draft& draft) {
  reader.names_or_none("never");  // read first, by load.cpp
  std::vector<std::string> sections;
  for (const WordSpec& spec : specs) {
    std::string section(spec.key.substr(0, spec.key.find('.')));
    if (std::ranges::find(sections, section) == sections.end()) sections.push_back(std::move(section));
  }
  for (const std::string& section : sections) {
    std::optional<TableReader> table = reader.find_table(section);
    if (!table) continue;  // a later folder may give only some; check_whole() asks for all
    for (const WordSpec& spec : specs) {
      const std::size_t dot = spec.key.find('.');
      if (spec.key.substr(0, dot) != section) continue;
      const std::string_view key = spec.key.substr(dot + 1);
      const auto end = std::ranges::find(spec.holes, std::string_view{});
      const Placeholders holes(spec.holes.data(), static_cast<std::size_t>(end - spec.holes.begin()));
      std::string text = table->text_or(key, "", holes);
      if (!text.empty()) draft.catalog.words[std::string(spec.key)] = std::move(text);
    }
    table->report_unknown_keys();
  }
}

std::vector<std::string> missing_words(const Catalog& catalog) {
  std::vector<std::string> missing;
  for (const WordSpec& spec : specs) {
    if (!catalog.words.contains(spec.key)) missing.emplace_back(spec.key);
  }
  return missing;
}

}  // namespace hinge::catalog::internal
