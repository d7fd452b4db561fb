#include "app/knowledge.h"

#include <fmt/core.h>

#include <algorithm>

#include "app/console.h"
#include "hinge/catalog/load.h"
#include "hinge/catalog/near_names.h"

namespace hinge::app {
namespace {

template <class Entries>
std::vector<std::string> ids_of(const Entries& entries) {
  std::vector<std::string> ids;
  for (const auto& entry : entries) ids.push_back(entry.id);
  return ids;
}

std::string number(double si, metrics::Unit unit) {
  const auto& row = metrics::row_of(unit);
  return fmt::format("{:.3g}{}", si * row.edge_per_si, row.symbol);
}

std::string band_text(const catalog::Part& part, std::size_t index) {
  const auto& band = part.bands[index];
  std::string range = "any value";
  const auto above = index == 0 ? std::nullopt : part.bands[index - 1].below;
  if (above && band.below) range = number(*above, part.unit) + " to " + number(*band.below, part.unit);
  else if (band.below) range = "below " + number(*band.below, part.unit);
  else if (above) range = number(*above, part.unit) + " and above";
  std::string text = fmt::format("    {:<12}{}", catalog::to_string(band.grade), range);
  if (band.below) {
    text += band.support == catalog::Support::our_cutoff
                ? " (our cut-off)"
                : fmt::format(" ({}, supports the {})", band.source, catalog::to_string(band.support));
  }
  return text;
}

void print_part(const catalog::Part& part) {
  fmt::print("  {} ({} over the {}){}\n", part.reading.metric, catalog::to_string(part.reading.reduce),
             catalog::to_string(part.reading.span), part.reading.measure == nullptr ? ", not measured by this build yet" : "");
  if (part.reading.measure != nullptr) fmt::print("    {}\n", part.reading.measure->meaning);
  for (std::size_t i = 0; i < part.bands.size(); ++i) fmt::print("{}\n", band_text(part, i));
}

std::string views_text(const std::vector<catalog::ViewKind>& views) {
  std::string text;
  for (const auto view : views) text += (text.empty() ? "" : ", ") + std::string(catalog::to_string(view));
  return text.empty() ? "any" : text;
}

void print_rule(const catalog::Rule& rule) {
  fmt::print("{}: {}\n  {}\n  judged from: {}; tier: {}\n", rule.id, rule.title, rule.about, views_text(rule.views),
             catalog::to_string(rule.tier));
  for (const auto& part : rule.parts) print_part(part);
}

void print_exercise(const catalog::Exercise& exercise) {
  fmt::print("{}: {}\n  {}\n", exercise.id, exercise.title, exercise.about);
  if (!exercise.film.empty()) fmt::print("  How to film it: {}\n", exercise.film);
  for (const auto& expected : exercise.expected) {
    fmt::print("  expected {}: {} to {}{}\n", expected.metric, number(expected.from, expected.unit), number(expected.to, expected.unit),
               expected.support == catalog::Support::our_cutoff ? " (our range)" : " (" + expected.source + ")");
  }
  if (exercise.rules.empty()) return;
  fmt::print("  judged by:\n");
  for (const auto& rule : exercise.rules) fmt::print("    {:<26}{}\n", rule.id, rule.title);
}

ExitCode unknown_id(std::string_view kind, const std::string& id, const std::vector<std::string>& ids) {
  print_error(fmt::format("there is no {} '{}'{}", kind, id, catalog::did_you_mean(id, ids, fmt::format("`hinge {}s` lists them", kind))));
  return ExitCode::usage;
}

}  // namespace

Outcome<catalog::Catalog> load_knowledge(const Resources& resources, const std::vector<std::filesystem::path>& more,
                                         catalog::Extent extent) {
  std::vector<std::filesystem::path> folders{resources.knowledge};
  // The shipped files alone first: what is wrong with them is not the user's to mend.
  HINGE_TRY_OR(incomplete, auto shipped, catalog::load_catalog(folders, extent));
  if (more.empty()) return shipped;
  folders.insert(folders.end(), more.begin(), more.end());
  HINGE_TRY_OR(usage, auto extended, catalog::load_catalog(folders, extent));
  return extended;
}

std::optional<std::string> check_exercise(const catalog::Catalog& catalog, const std::string& id) {
  if (catalog.find_exercise(id) != nullptr) return std::nullopt;
  const auto ids = ids_of(catalog.exercises);
  return fmt::format("--exercise {}: there is no such exercise{}", id,
                     catalog::did_you_mean(id, ids, "`hinge exercises` lists them, 'auto' recognises"));
}

ExitCode print_rules(const catalog::Catalog& catalog, const std::string& id) {
  if (!id.empty()) {
    const auto* rule = catalog.find_rule(id);
    if (rule == nullptr) return unknown_id("rule", id, ids_of(catalog.rules));
    print_rule(*rule);
    return ExitCode::ok;
  }
  for (const auto& rule : catalog.rules) fmt::print("{:<26}{}\n", rule.id, rule.title);
  fmt::print("\n`hinge rules ID` shows what a rule measures, its bands and where they come from.\n");
  return ExitCode::ok;
}

ExitCode print_exercises(const catalog::Catalog& catalog, const std::string& id) {
  if (!id.empty()) {
    const auto* exercise = catalog.find_exercise(id);
    if (exercise == nullptr) return unknown_id("exercise", id, ids_of(catalog.exercises));
    print_exercise(*exercise);
    return ExitCode::ok;
  }
  for (const auto& exercise : catalog.exercises) {
    fmt::print("{:<26}{:<32}{}\n", exercise.id, exercise.title, movement::to_string(exercise.pattern));
  }
  fmt::print("\n`hinge exercises ID` shows how to film one and what it is judged by.\n");
  return ExitCode::ok;
}

}  // namespace hinge::app
