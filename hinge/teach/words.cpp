#include "hinge/teach/words.h"

namespace hinge::teach {

using catalog::Chapter;
using catalog::Evidence;

const std::array<ChapterWords, 7>& chapters() {
  static constexpr std::array<ChapterWords, 7> all{
      {{Chapter::start, "Start here", "What a hinge is, why it is worth learning, and the pose you already know."},
       {Chapter::faults, "What usually goes differently", "Three ways a hinge turns into something else, and how to feel the difference."},
       {Chapter::checkpoints, "The five checkpoints", "What a good hinge looks and feels like, from the ground up."},
       {Chapter::drills, "Drills", "Exercises that teach the movement. Try several; different people need different ones."},
       {Chapter::progressions, "Where it leads", "First without weight. Then these, slowly and in about this order."},
       {Chapter::patterns, "The six patterns", "The hinge among the movements a body is built from."},
       {Chapter::daily_life, "Daily life", "The same movement, without a gym."}}};
  return all;
}

std::string_view evidence_words(Evidence evidence) {
  switch (evidence) {
    case Evidence::definition: return "what the word means";
    case Evidence::mechanics: return "follows from mechanics";
    case Evidence::measured: return "measured in studies";
    case Evidence::coaching: return "coaches' experience, not tested";
    case Evidence::untested: return "plausible, not tested";
    case Evidence::disputed: return "experts and studies disagree";
  }
  return "";
}

std::string source_words(const catalog::Catalog& catalog, std::string_view key) {
  const catalog::Source* source = catalog.find_source(key);
  if (source == nullptr) return std::string(key);
  return source->authors + (source->year == 0 ? "" : " " + std::to_string(source->year));
}

std::string_view mark_words(catalog::Figure::Mark mark) {
  switch (mark) {
    case catalog::Figure::Mark::good: return "Do this";
    case catalog::Figure::Mark::fault: return "Not this";
    case catalog::Figure::Mark::none: break;
  }
  return "";
}

}  // namespace hinge::teach
