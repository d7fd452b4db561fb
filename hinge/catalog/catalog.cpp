#include "hinge/catalog/catalog.h"

#include <algorithm>

#include "hinge/base/expect.h"

namespace hinge::catalog {
namespace {

template <class T, class Key>
const T* find_by(const std::vector<T>& list, Key key, std::string_view wanted) {
  const auto found = std::ranges::find(list, wanted, key);
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

std::string_view to_string(Grade grade) {
  switch (grade) {
    case Grade::good:
      return "good";
    case Grade::borderline:
      return "borderline";
    case Grade::fault:
      return "fault";
  }
  return "unknown";
}

std::string_view to_string(Support support) {
  switch (support) {
    case Support::mechanism:
      return "mechanism";
    case Support::direction:
      return "direction";
    case Support::number:
      return "number";
    case Support::our_cutoff:
      return "our_cutoff";
  }
  return "unknown";
}

std::string_view to_string(KnownBy known_by) {
  switch (known_by) {
    case KnownBy::measured:
      return "measured";
    case KnownBy::inferred:
      return "inferred";
    case KnownBy::asked:
      return "asked";
  }
  return "unknown";
}

std::string_view to_string(ViewKind view) {
  switch (view) {
    case ViewKind::side:
      return "side";
    case ViewKind::oblique:
      return "oblique";
    case ViewKind::front:
      return "front";
  }
  return "unknown";
}

std::string_view to_string(Span span) {
  switch (span) {
    case Span::rep:
      return "rep";
    case Span::setup:
      return "setup";
    case Span::descent:
      return "descent";
    case Span::bottom:
      return "bottom";
    case Span::ascent:
      return "ascent";
    case Span::lockout:
      return "lockout";
  }
  return "unknown";
}

std::string_view to_string(Reducer reducer) {
  switch (reducer) {
    case Reducer::value:
      return "value";
    case Reducer::max:
      return "max";
    case Reducer::min:
      return "min";
    case Reducer::mean:
      return "mean";
    case Reducer::last:
      return "last";
  }
  return "unknown";
}

std::string_view to_string(Tier tier) {
  switch (tier) {
    case Tier::safety:
      return "safety";
    case Tier::pattern:
      return "pattern";
    case Tier::finish:
      return "finish";
    case Tier::note:
      return "note";
  }
  return "unknown";
}

const Case* Rule::find_case(std::string_view case_id) const { return find_by(cases, &Case::id, case_id); }
const Exercise* Catalog::find_exercise(std::string_view id) const { return find_by(exercises, &Exercise::id, id); }
const Rule* Catalog::find_rule(std::string_view id) const { return find_by(rules, &Rule::id, id); }
const Cue* Catalog::find_cue(std::string_view id) const { return find_by(cues, &Cue::id, id); }
const Drill* Catalog::find_drill(std::string_view id) const { return find_by(drills, &Drill::id, id); }
const Source* Catalog::find_source(std::string_view key) const { return find_by(sources, &Source::key, key); }
const Lesson* Catalog::find_lesson(std::string_view id) const { return find_by(lessons, &Lesson::id, id); }

const std::string& Catalog::word(std::string_view key) const {
  const auto found = words.find(key);
  HINGE_EXPECT(found != words.end());
  return found->second;
}

const Exercise* find_judged_exercise(const Catalog& catalog, const movement::Movement& movement) {
  const movement::Recognition& recognised = movement.recognition;
  const Exercise* named = catalog.find_exercise(recognised.exercise);
  if (named != nullptr && named->pattern != movement::Pattern::none) return named;
  const auto fallback = std::ranges::find(catalog.patterns, recognised.pattern, &PatternDefault::pattern);
  if (fallback == catalog.patterns.end()) return nullptr;
  return catalog.find_exercise(movement.from_floor ? fallback->exercise_from_floor : fallback->exercise);
}

}  // namespace hinge::catalog
