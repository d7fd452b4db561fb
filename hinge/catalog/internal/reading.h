#pragma once
// What the readers of single files share: the draft they fill, and the names that must exist when all files are read.
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/catalog/catalog.h"
#include "hinge/catalog/internal/toml_reader.h"

namespace hinge::catalog::internal {

/// The TOML spelling of a unit and what one of it is in SI.
struct UnitName {
  metrics::Unit unit = metrics::Unit::rad;
  double to_si = 1.0;
};

/// A change an exercise makes to one part of a rule.
struct PartChange {
  std::string rule, metric;
  Place place;
  bool drop = false;
  std::vector<Band> bands;  ///< empty: unchanged
  metrics::Unit unit = metrics::Unit::rad;
  std::optional<Grade> at_most;  ///< for the whole rule
  std::string because;           ///< why no more than that can be said
};

struct ExerciseDraft {
  Exercise exercise;
  std::vector<std::pair<std::string, Place>> use;
  std::vector<PartChange> changes;
};

/// "Somewhere in this file a rule, cue, … of that id is named."
struct Reference {
  enum class To : unsigned char { rule, cue, drill, source, exercise, checkpoint, lesson };
  To to;
  std::string id;
  Place place;
  bool of_ladder = false;  ///< named by a ladder, which a later folder may replace
};

/// "This cue or drill helps rule.case."
struct UsePlace {
  Use use;
  Place place;
};

struct Draft {
  Catalog catalog;
  std::vector<ExerciseDraft> exercises;
  std::vector<Reference> references;
  std::vector<UsePlace> uses;
  Problems problems;
  std::vector<Place> rule_places;  ///< of catalog.rules, same order
};

[[nodiscard]] UnitName read_unit(TableReader& reader);
/// Reads `metric`, `phase`, `reduce`; the metric must be known and `unit` of its kind.
[[nodiscard]] Reading read_reading(TableReader& reader, metrics::Unit unit, const Draft& draft);
[[nodiscard]] std::vector<Band> read_bands(TableReader& reader, UnitName unit, Draft& draft);
[[nodiscard]] std::vector<ViewKind> read_views(TableReader& reader);
[[nodiscard]] Support read_support(TableReader& reader);
[[nodiscard]] KnownBy read_known_by(TableReader& reader, std::string_view key);
[[nodiscard]] Grade read_cap(TableReader& reader);
[[nodiscard]] movement::Pattern read_pattern(TableReader& reader, std::string_view key);
void refer(Draft& draft, Reference::To to, std::string id, Place place);

[[nodiscard]] Rule read_rule(TableReader& reader, Draft& draft);
[[nodiscard]] ExerciseDraft read_exercise(TableReader& reader, Draft& draft);
[[nodiscard]] movement::Look read_look(TableReader& reader);
[[nodiscard]] Cue read_cue(TableReader& reader, Draft& draft);
[[nodiscard]] Drill read_drill(TableReader& reader, Draft& draft);
[[nodiscard]] Lesson read_lesson(TableReader& reader, Draft& draft);
/// `seen` keeps "layer/key" of what was read: one folder says a thing once, a later folder may say it anew.
void read_sources(TableReader& reader, Draft& draft, int layer, std::set<std::string>& seen);
void read_checkpoints(TableReader& reader, Draft& draft);
void read_patterns(TableReader& reader, Draft& draft);
void read_unbuilt(TableReader& reader, Draft& draft);
void read_ladder(TableReader& reader, Draft& draft);
void read_words(TableReader& reader, Draft& draft);
/// Keys of sentences no words.toml gave.
[[nodiscard]] std::vector<std::string> missing_words(const Catalog& catalog);

/// Names that lead nowhere, rules the exercises change wrongly, words that are missing; fills every Exercise's rules.
void check_whole(Draft& draft);

}  // namespace hinge::catalog::internal
