#include "hinge/coach/disagreement.h"

#include <algorithm>

namespace hinge::coach {

const catalog::Exercise* find_disagreement(const movement::Recognition& recognition, const catalog::Catalog& catalog) {
  constexpr double sure = 0.5, sure_of_the_pattern = 0.3, quite_unlike = 0.25;  // ours
  if (!recognition.given_by_user || recognition.candidates.empty()) return nullptr;
  const movement::Candidate& seen = recognition.candidates.front();
  const auto given = std::ranges::find(recognition.candidates, recognition.exercise, &movement::Candidate::exercise);
  const double given_fit = given == recognition.candidates.end() ? 0.0 : given->fit;
  const catalog::Exercise* said = catalog.find_exercise(recognition.exercise);
  const catalog::Exercise* looks_like = catalog.find_exercise(seen.exercise);
  if (said == nullptr || looks_like == nullptr || said->looks.empty()) return nullptr;
  if (seen.exercise == recognition.exercise || given_fit >= quite_unlike) return nullptr;
  const double needed = seen.pattern == recognition.pattern ? sure : sure_of_the_pattern;
  return seen.confidence < needed ? nullptr : looks_like;
}

}  // namespace hinge::coach
