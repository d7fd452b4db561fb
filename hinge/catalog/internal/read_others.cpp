#include <algorithm>
#include <array>

#include "hinge/catalog/internal/reading.h"

namespace hinge::catalog::internal {
namespace {

constexpr std::array<std::string_view, 8> expected_names{
    "hip_fold", "knee_flexion", "trunk_inclination", "shank_inclination", "descent", "ascent", "hold", "cycle"};

constexpr std::array<std::string_view, 1> of_checkpoint{"value"};

Expected read_expected(TableReader& reader, Draft& draft) {
  Expected expected;
  std::array<std::pair<std::string_view, std::string_view>, expected_names.size()> names;
  std::ranges::transform(expected_names, names.begin(), [](std::string_view n) { return std::pair(n, n); });
  expected.metric = std::string(
      reader.choice("of", std::span<const std::pair<std::string_view, std::string_view>>(names), std::string_view{}));
  const UnitName unit = read_unit(reader);
  expected.unit = unit.unit;
  expected.from = reader.number("from") * unit.to_si;
  expected.to = reader.number("to") * unit.to_si;
  if (!(expected.from < expected.to)) reader.problem("to", "'to' must be above 'from'");
  expected.source = reader.name("source");
  expected.support = read_support(reader);
  refer(draft, Reference::To::source, expected.source, reader.place("source"));
  reader.report_unknown_keys();
  return expected;
}

PartChange read_change(TableReader& reader, Draft& draft) {
  PartChange change;
  change.rule = reader.name("rule");
  change.place = reader.place();
  refer(draft, Reference::To::rule, change.rule, reader.place("rule"));
  if (reader.has("at_most")) change.at_most = read_cap(reader);
  change.because = reader.text_or("because", "");
  if (!change.because.empty() && !change.at_most) {
    reader.problem("because", "'because' is the reason of a cap: it needs 'at_most'");
  }
  change.metric = reader.name_or("metric", "");
  change.drop = reader.flag_or("drop", false);
  if (reader.has("bands")) {
    const UnitName unit = read_unit(reader);
    change.unit = unit.unit;
    change.bands = read_bands(reader, unit, draft);
  }
  if (change.metric.empty() && (change.drop || !change.bands.empty())) {
    reader.problem("rule", "say which part of the rule changes: name its 'metric'");
  }
  if (change.drop && !change.bands.empty()) reader.problem("drop", "a part that is dropped needs no bands");
  reader.report_unknown_keys();
  return change;
}

int count_words(std::string_view text) {
  int words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ';
    words += !blank && !inside ? 1 : 0;
    inside = !blank;
  }
  return words;
}

constexpr std::array<std::pair<std::string_view, bool movement::Traits::*>, 6> traits{
    {{"from_floor", &movement::Traits::from_floor},
     {"ballistic", &movement::Traits::ballistic},
     {"empty_handed", &movement::Traits::empty_handed},
     {"hands_apart", &movement::Traits::hands_apart},
     {"supported", &movement::Traits::supported},
     {"wall_behind", &movement::Traits::wall_behind}}};

/// helps = ["minimal_knee_bend.bent", "squat_dominant"]
std::vector<Use> read_uses(TableReader& reader, Draft& draft) {
  std::vector<Use> uses;
  for (const auto& [name, place] : reader.names_or_none("helps")) {
    const std::size_t dot = name.find('.');
    Use use{name.substr(0, dot), dot == std::string::npos ? std::string{} : name.substr(dot + 1)};
    refer(draft, Reference::To::rule, use.rule, place);
    draft.uses.push_back({use, place});
    uses.push_back(std::move(use));
  }
  return uses;
}

}  // namespace

ExerciseDraft read_exercise(TableReader& reader, Draft& draft) {
  ExerciseDraft result;
  Exercise& exercise = result.exercise;
  exercise.id = reader.name("id");
  exercise.title = reader.text("title");
  exercise.one = reader.text("one");
  exercise.many = reader.text("many");
  exercise.about = reader.text("about");
  exercise.setup = reader.text_or("setup", "");
  exercise.film = reader.text("film");
  exercise.limits = reader.text_or("limits", "");
  exercise.pattern = read_pattern(reader, "pattern");
  for (const auto& [key, trait] : traits) exercise.traits.*trait = reader.flag_or(key, false);
  exercise.views = read_views(reader);
  for (TableReader& entry : reader.tables("expect")) exercise.expected.push_back(read_expected(entry, draft));
  for (TableReader& entry : reader.tables("looks")) exercise.looks.push_back(read_look(entry));
  result.use = reader.names("use");
  for (const auto& [id, place] : result.use) refer(draft, Reference::To::rule, id, place);
  for (TableReader& entry : reader.tables("change")) result.changes.push_back(read_change(entry, draft));
  return result;
}

Cue read_cue(TableReader& reader, Draft& draft) {
  constexpr int longest = 8;  // words: what a person can hold while moving (look and feel of the report)
  Cue cue;
  cue.id = reader.name("id");
  cue.text = reader.text("text");
  cue.internal = reader.text_or("internal", "");
  cue.helps = read_uses(reader, draft);
  if (count_words(cue.text) > longest) reader.problem("text", "a cue has at most eight words");
  return cue;
}

Drill read_drill(TableReader& reader, Draft& draft) {
  Drill drill;
  drill.id = reader.name("id");
  drill.title = reader.text("title");
  drill.dose = reader.text("dose");
  drill.how = reader.text("how");
  drill.next = reader.text("next");
  drill.source = reader.name("source");
  refer(draft, Reference::To::source, drill.source, reader.place("source"));
  drill.helps = read_uses(reader, draft);
  return drill;
}

void read_sources(TableReader& reader, Draft& draft, int layer, std::set<std::string>& seen) {
  for (TableReader& entry : reader.tables("source")) {
    Source source;
    source.key = entry.name("key");
    source.authors = entry.name("authors");
    source.takes = entry.name("takes");
    source.year = entry.whole_or("year", 0, 1800, 2200);
    source.doi = entry.name_or("doi", "");
    entry.report_unknown_keys();
    const auto same = std::ranges::find(draft.catalog.sources, source.key, &Source::key);
    if (!seen.insert(std::to_string(layer) + "/sources/" + source.key).second) {
      entry.problem("key", "there are two sources '" + source.key + "'");
    } else if (same != draft.catalog.sources.end()) {
      *same = std::move(source);
    } else {
      draft.catalog.sources.push_back(std::move(source));
    }
  }
}

void read_checkpoints(TableReader& reader, Draft& draft) {
  for (TableReader& entry : reader.tables("checkpoint")) {
    Checkpoint checkpoint;
    checkpoint.id = entry.name("id");
    checkpoint.title = entry.text("title");
    for (auto& [id, place] : entry.names("rules")) {
      refer(draft, Reference::To::rule, id, place);
      checkpoint.rules.push_back(id);
    }
    checkpoint.otherwise = read_known_by(entry, "otherwise");
    checkpoint.good = entry.text("good", of_checkpoint);
    checkpoint.unused = entry.text_or("unused", "");
    checkpoint.ask = entry.text_or("ask", "");
    checkpoint.teach = entry.text_or("teach", "");
    if (!checkpoint.teach.empty() && checkpoint.ask.empty()) entry.problem("teach", "'teach' stands beside a question: it needs 'ask'");
    entry.report_unknown_keys();
    draft.catalog.checkpoints.push_back(std::move(checkpoint));
  }
}

void read_patterns(TableReader& reader, Draft& draft) {
  for (TableReader& entry : reader.tables("pattern")) {
    PatternDefault pattern;
    pattern.pattern = read_pattern(entry, "id");
    pattern.one = entry.text("one");
    pattern.many = entry.text("many");
    pattern.exercise = entry.name_or("judged_as", "");
    pattern.exercise_from_floor = entry.name_or("judged_as_from_floor", pattern.exercise);
    refer(draft, Reference::To::exercise, pattern.exercise, entry.place("judged_as"));
    refer(draft, Reference::To::exercise, pattern.exercise_from_floor, entry.place("judged_as_from_floor"));
    entry.report_unknown_keys();
    draft.catalog.patterns.push_back(std::move(pattern));
  }
}

void read_unbuilt(TableReader& reader, Draft& draft) {
  for (TableReader& entry : reader.tables("metric")) {
    UnbuiltMetric metric;
    metric.name = entry.name("name");
    metric.unit = read_unit(entry).unit;
    metric.meaning = entry.text("meaning");
    entry.report_unknown_keys();
    draft.catalog.unbuilt.push_back(std::move(metric));
  }
}

}  // namespace hinge::catalog::internal
