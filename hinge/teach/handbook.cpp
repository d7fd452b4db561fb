#include "hinge/teach/handbook.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "hinge/teach/words.h"

namespace hinge::teach {
namespace {

using catalog::Catalog;

std::string head(std::string_view id, std::string_view title) { return fmt::format("## `{}`: {}\n\n", id, title); }

std::string code_list(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "`" : ", `") + id + "`";
  return text;
}

std::string line(std::string_view name, const std::string& content) {
  return content.empty() ? std::string{} : fmt::format("- {}: {}\n", name, content);
}

std::string views_text(const std::vector<catalog::ViewKind>& views) {
  std::string text;
  for (const catalog::ViewKind view : views) text += (text.empty() ? "" : ", ") + std::string(catalog::to_string(view));
  return text;
}

std::string support_text(const Catalog& catalog, const std::string& source, catalog::Support support) {
  if (support == catalog::Support::our_cutoff) return "our cut-off";
  return fmt::format("{}, carries the {}", source_words(catalog, source), catalog::to_string(support));
}

std::string bands(const Catalog& catalog, const catalog::Part& part) {
  std::string text = "\n| verdict | from | below | where the edge comes from |\n| --- | --- | --- | --- |\n";
  std::optional<double> from;
  for (const catalog::Band& band : part.bands) {
    text += fmt::format("| {} | {} | {} | {} |\n", catalog::to_string(band.grade), from ? say_number(*from, part.unit) : "",
                        band.below ? say_number(*band.below, part.unit) : "",
                        band.below ? support_text(catalog, band.source, band.support) : "");
    from = band.below;
  }
  return text;
}

std::string reading_text(const catalog::Reading& reading) {
  std::string text = fmt::format("`{}`", reading.metric);
  if (reading.reduce != catalog::Reducer::value) text += fmt::format(", {} over the {}", catalog::to_string(reading.reduce), catalog::to_string(reading.span));
  return text + (reading.measure == nullptr ? " (not measured by this version yet)" : "");
}

std::string how_part_is_known(const catalog::Part& part) {
  std::string text = part.unless.empty() ? "" : fmt::format(", only where `{}` could not be measured", part.unless);
  if (part.known_by) text += fmt::format(" (known by: {})", catalog::to_string(*part.known_by));
  return text;
}

std::string entry(const Catalog& catalog, const catalog::Rule& rule) {
  std::string text = head(rule.id, rule.title) + rule.about + "\n\n";
  text += line("judged from", views_text(rule.views)) + line("tier", fmt::format("{}, rank {}", catalog::to_string(rule.tier), rule.rank));
  text += line("known by", std::string(catalog::to_string(rule.known_by))) + line("leads to", code_list(rule.leads_to));
  if (rule.votes) text += line("votes", fmt::format("{} parts outside their band are a fault, {} borderline", rule.votes->fault, rule.votes->borderline));
  if (rule.when) text += line("judged where", fmt::format("{} reaches {}", reading_text(rule.when->reading), say_number(rule.when->at_least, rule.when->unit)));
  for (const catalog::Part& part : rule.parts) text += fmt::format("\nMeasures {}{}.\n", reading_text(part.reading), how_part_is_known(part)) + bands(catalog, part);
  for (const catalog::Case& words : rule.cases) {
    text += fmt::format("\n**{}.** {} Cue `{}`, drill `{}`.\n", words.title, words.why, words.cue, words.drill);
  }
  return text + "\n";
}

std::string entry(const Catalog& catalog, const catalog::Exercise& exercise) {
  std::vector<std::string> rules, lessons;
  for (const catalog::Rule& rule : exercise.rules) rules.push_back(rule.id);
  for (const catalog::Lesson& lesson : catalog.lessons) {
    if (lesson.exercise == exercise.id) lessons.push_back(lesson.id);
  }
  std::string text = head(exercise.id, exercise.title) + exercise.about + "\n\n" + line("set-up", exercise.setup) + line("how to film it", exercise.film);
  text += line("seen from", views_text(exercise.views)) + line("what a camera cannot see of it", exercise.limits);
  text += line("judged by", rules.empty() ? "nothing: it is counted and measured" : code_list(rules)) + line("lessons", code_list(lessons));
  if (exercise.expected.empty()) return text + "\n";
  text += "\n| usually | from | to | where it comes from |\n| --- | --- | --- | --- |\n";
  for (const catalog::Expected& expected : exercise.expected) {
    text += fmt::format("| {} | {} | {} | {} |\n", expected.metric, say_number(expected.from, expected.unit),
                        say_number(expected.to, expected.unit), support_text(catalog, expected.source, expected.support));
  }
  return text + "\n";
}

std::string uses(const std::vector<catalog::Use>& list) {
  std::vector<std::string> ids;
  for (const catalog::Use& use : list) ids.push_back(use.words.empty() ? use.rule : use.rule + "." + use.words);
  return code_list(ids);
}

/// Rules whose cases name it, by `member`.
std::string named_by(const Catalog& catalog, std::string catalog::Case::* member, std::string_view id) {
  std::vector<std::string> rules;
  for (const catalog::Rule& rule : catalog.rules) {
    const bool names = std::ranges::any_of(rule.cases, [&](const catalog::Case& words) { return words.*member == id; });
    if (names) rules.push_back(rule.id);
  }
  return code_list(rules);
}

std::string entry(const Catalog& catalog, const catalog::Drill& drill) {
  std::string text = head(drill.id, drill.title) + drill.how + "\n\n" + line("how much", drill.dose) + line("then", drill.next);
  text += line("first choice for", named_by(catalog, &catalog::Case::drill, drill.id)) + line("also helps", uses(drill.helps));
  return text + line("from", source_words(catalog, drill.source)) + "\n";
}

std::string entry(const Catalog& catalog, const catalog::Cue& cue) {
  return head(cue.id, "“" + cue.text + "”") + line("speaking of the body", cue.internal) +
         line("first choice for", named_by(catalog, &catalog::Case::cue, cue.id)) + line("also helps", uses(cue.helps)) + "\n";
}

std::string entry(const Catalog&, const catalog::Checkpoint& checkpoint) {
  return head(checkpoint.id, checkpoint.title) + line("answered by", code_list(checkpoint.rules)) +
         line("otherwise", std::string(catalog::to_string(checkpoint.otherwise))) + line("good", checkpoint.good) +
         line("asked", checkpoint.ask) + line("taught beside the question", checkpoint.teach) + "\n";
}

std::string entry(const Catalog& catalog, const catalog::Lesson& lesson) {
  std::string text = head(lesson.id, lesson.title) + lesson.lead + "\n";
  for (const std::string& paragraph : lesson.text) text += "\n" + paragraph + "\n";
  for (std::size_t i = 0; i < lesson.steps.size(); ++i) text += fmt::format("{}{}. {}\n", i == 0 ? "\n" : "", i + 1, lesson.steps[i]);
  text += "\n";
  for (const std::string& sign : lesson.look_for) text += "- works when: " + sign + "\n";
  for (const catalog::Figure& figure : lesson.figures) {
    const std::string_view mark = mark_words(figure.mark);
    text += fmt::format("- figure{}: {}\n", mark.empty() ? "" : " (" + std::string(mark) + ")", figure.caption);
  }
  for (const catalog::Claim& claim : lesson.claims) {
    text += fmt::format("- {} ({}; {})\n", claim.text, evidence_words(claim.evidence), source_words(catalog, claim.source));
  }
  std::string statements;
  for (const std::string& statement : lesson.guide) statements += (statements.empty() ? "" : ", ") + statement;
  return text + line("drill", lesson.drill.empty() ? "" : "`" + lesson.drill + "`") + line("the guide's statements", statements) + line("next", code_list(lesson.next)) + "\n";
}

std::string entry(const Catalog&, const catalog::Source& source) {
  std::string text = head(source.key, source.authors + (source.year == 0 ? "" : " " + std::to_string(source.year)));
  return text + source.takes + "\n\n" + (source.doi.empty() ? "" : line("doi", source.doi) + "\n");
}

template <class T>
HandbookPage page(const Catalog& catalog, std::string_view name, std::string_view title, std::string_view folder, const std::vector<T>& list) {
  std::string text = fmt::format("# Handbook: {}\n\nWritten from `knowledge/{}` by `make handbook`; a test keeps it equal.\n\n", title, folder);
  for (const T& item : list) text += entry(catalog, item);
  while (text.ends_with("\n\n")) text.pop_back();
  return {std::string(name), text};
}

/// What a camera sees from where it stands: a table of the rules, and which exercises are known from there.
HandbookPage views_page(const Catalog& catalog) {
  constexpr std::array views{catalog::ViewKind::side, catalog::ViewKind::oblique, catalog::ViewKind::front};
  const auto holds = [](const std::vector<catalog::ViewKind>& of, catalog::ViewKind view) { return std::ranges::find(of, view) != of.end(); };
  std::string text =
      "# Handbook: what can be judged from where\n\nWritten from `knowledge/rules/` and `knowledge/exercises/` by `make handbook`; a test keeps it "
      "equal.\n\nRepetitions are counted, and the pattern named, from every view: side, slanted, front and rear. A rule is judged only from "
      "where its angle can be measured; elsewhere the report says that it cannot be. A recording with depth (markers, several cameras) has no "
      "such limits. Side: up to 15° off the square. Oblique: 15 to 60° off. Front or rear: "
      "beyond that.\n\n| rule | side | oblique | front or rear |\n| --- | --- | --- | --- |\n";
  for (const catalog::Rule& rule : catalog.rules) {
    text += fmt::format("| `{}`: {} |", rule.id, rule.title);
    for (const catalog::ViewKind view : views) text += holds(rule.views, view) ? " judged |" : " |";
    text += "\n";
  }
  text += "\n| exercise | best seen from |\n| --- | --- |\n";
  for (const catalog::Exercise& exercise : catalog.exercises) text += fmt::format("| `{}`: {} | {} |\n", exercise.id, exercise.title, views_text(exercise.views));
  return {"views.md", text};
}

template <class T, class Key>
void add_entries(std::string& text, const Catalog& catalog, std::string_view kind, const std::vector<T>& list, Key key, std::string_view id) {
  const auto found = std::ranges::find(list, id, key);
  if (found != list.end()) text += fmt::format("{}\n\n{}", kind, entry(catalog, *found).substr(3));
}

}  // namespace

std::string say_number(double si, metrics::Unit unit) {
  const auto& row = metrics::row_of(unit);
  return fmt::format("{:.4g}{}", si * row.edge_per_si, row.symbol);
}

std::vector<HandbookPage> render_handbook(const Catalog& catalog) {
  return {page(catalog, "exercises.md", "exercises", "exercises/", catalog.exercises),
          page(catalog, "rules.md", "rules", "rules/", catalog.rules),
          page(catalog, "checkpoints.md", "checkpoints", "checkpoints.toml", catalog.checkpoints),
          page(catalog, "drills.md", "drills", "drills/", catalog.drills),
          page(catalog, "cues.md", "cues", "cues/", catalog.cues),
          page(catalog, "lessons.md", "lessons", "lessons/", catalog.lessons),
          views_page(catalog),
          page(catalog, "sources.md", "sources", "sources.toml", catalog.sources)};
}

std::optional<std::string> render_entry(const Catalog& catalog, std::string_view id) {
  std::string text;
  add_entries(text, catalog, "Exercise", catalog.exercises, &catalog::Exercise::id, id);
  add_entries(text, catalog, "Rule", catalog.rules, &catalog::Rule::id, id);
  add_entries(text, catalog, "Checkpoint", catalog.checkpoints, &catalog::Checkpoint::id, id);
  add_entries(text, catalog, "Drill", catalog.drills, &catalog::Drill::id, id);
  add_entries(text, catalog, "Cue", catalog.cues, &catalog::Cue::id, id);
  add_entries(text, catalog, "Lesson", catalog.lessons, &catalog::Lesson::id, id);
  add_entries(text, catalog, "Source", catalog.sources, &catalog::Source::key, id);
  for (const metrics::Metric& metric : catalog.metrics) {
    if (metric.name == id) text += fmt::format("Metric\n\n`{}`: {}\n\n- unit: {}\n- defined in: {}\n", metric.name, metric.meaning, metrics::to_string(metric.unit), metric.source);
  }
  if (const catalog::Rung* rung = catalog.ladder.find_rung(id)) {
    text += fmt::format("Rung\n\n`{}`: {}\n\n{}\n\n", rung->id, rung->title, rung->about) + line("exercises", code_list(rung->exercises)) +
            line("warm-up", code_list(rung->warm_up)) + line("sets and reps", fmt::format("{} × {}", rung->sets, rung->reps));
  }
  while (text.ends_with("\n\n")) text.pop_back();
  return text.empty() ? std::nullopt : std::optional(text);
}

std::vector<std::string> entry_ids(const Catalog& catalog) {
  std::set<std::string> ids;
  const auto add = [&](const auto& list, auto key) {
    for (const auto& item : list) ids.insert(std::string(item.*key));
  };
  add(catalog.exercises, &catalog::Exercise::id);
  add(catalog.rules, &catalog::Rule::id);
  add(catalog.checkpoints, &catalog::Checkpoint::id);
  add(catalog.drills, &catalog::Drill::id);
  add(catalog.cues, &catalog::Cue::id);
  add(catalog.lessons, &catalog::Lesson::id);
  add(catalog.sources, &catalog::Source::key);
  add(catalog.ladder.rungs, &catalog::Rung::id);
  for (const metrics::Metric& metric : catalog.metrics) ids.emplace(metric.name);
  return {ids.begin(), ids.end()};
}

}  // namespace hinge::teach
