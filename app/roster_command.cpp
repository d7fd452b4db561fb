// `hinge roster`: many people at a glance, those who need their coach first.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>

#include "app/command.h"
#include "app/console.h"
#include "app/knowledge.h"
#include "app/open_store.h"
#include "app/printable.h"
#include "hinge/store/time_text.h"

namespace hinge::app {
namespace {

constexpr store::Attention attentions[] = {store::Attention::red_flag,    store::Attention::pain_stop,  store::Attention::pain_step_down, store::Attention::told_to_stop,
                                           store::Attention::many_faults, store::Attention::long_break, store::Attention::never_trained};

struct RosterFlags {
  std::string database, viewer, name, because, role, note_for, note;
  bool today = false;
  std::size_t limit = SIZE_MAX;
};

/// Where they stand, in words.
std::string place_text(const store::Standing& standing, const catalog::Catalog& catalog) {
  if (const auto* rung = catalog.ladder.find_rung(standing.rung)) return rung->title;
  const auto* exercise = catalog.find_exercise(standing.last_exercise);
  return exercise == nullptr ? standing.last_exercise : exercise->title;
}

/// Longer ones would push the columns out of their line; `person list` has them whole.
std::string clipped(const std::string& name) {
  const auto begin = fmt::format("{:.26}", name);
  return begin.size() < name.size() ? begin + "…" : name;
}

void print_row(const store::RosterRow& row, const catalog::Catalog& catalog) {
  const auto& standing = row.standing;
  fmt::print("{:<27} {:<18}{:>11}  {}\n", clipped(row.name), standing.last_set ? local_time_text(*standing.last_set) : "never", counted(standing.sets, "set", "sets"),
             place_text(standing, catalog));
  for (const auto& reason : row.reasons) fmt::print("  ! {}\n", reason.sentence);
  if (!standing.last_note.empty()) fmt::print("  “{}”\n", printable(standing.last_note));
}

ExitCode add_note(store::Store& store, const RosterFlags& flags, const std::optional<progress::Person>& viewer) {
  HINGE_TRY_OR_REFUSE(const auto person, find_person(store, flags.note_for));
  HINGE_TRY_OR_REFUSE(const auto id, store.file_note(person.id, {"", store.now(), viewer ? viewer->id : "", flags.note}));
  fmt::print("filed: note {}\n", id);
  return ExitCode::ok;
}

ExitCode roster(const RosterFlags& flags, const Resources& resources) {
  HINGE_TRY_OR_REFUSE(const auto catalog, load_knowledge(resources, {}));
  HINGE_TRY_OR_REFUSE(auto store, open_store(flags.database));
  store::RosterFilter filter;
  std::optional<progress::Person> viewer;
  if (!flags.viewer.empty()) {
    HINGE_TRY_OR_REFUSE(viewer, find_person(store, flags.viewer));
    filter.viewer = viewer->id;
  }
  filter.only_attention = flags.today;
  filter.name_contains = flags.name;
  filter.limit = flags.limit;
  filter.role = store::find_role(flags.role);
  for (const auto attention : attentions) {
    if (to_string(attention) == flags.because) filter.attention = attention;
  }
  if (!flags.note_for.empty()) {
    // Who may not see somebody may not write about them either.
    auto theirs = filter;
    theirs.only_attention = false;
    HINGE_TRY_OR_REFUSE(const auto seen, store.load_roster(catalog.ladder, theirs));
    if (std::ranges::none_of(seen, [&](const auto& row) { return row.name == flags.note_for; })) {
      print_error(fmt::format("'{}' is nobody {} can see", flags.note_for, flags.viewer.empty() ? "the roster" : flags.viewer));
      return ExitCode::usage;
    }
    return add_note(store, flags, viewer);
  }
  HINGE_TRY_OR_REFUSE(const auto rows, store.load_roster(catalog.ladder, filter));
  for (const auto& row : rows) print_row(row, catalog);
  if (rows.empty()) fmt::print("{}\n", flags.today ? "Nobody needs attention today." : "Nobody to show.");
  return ExitCode::ok;
}

}  // namespace

Command add_roster(CLI::App& program) {
  auto* command = program.add_subcommand("roster", "Many people at a glance: who needs attention today, and why");
  const auto flags = std::make_shared<RosterFlags>();
  add_db_option(*command, flags->database);
  command->add_flag("--today", flags->today, "Only those who need attention");
  command->add_option("--because", flags->because, "Only for this reason")
      ->check(CLI::IsMember({"red_flag", "pain_stop", "pain_step_down", "told_to_stop", "many_faults", "long_break", "never_trained"}))
      ->type_name("REASON");
  command->add_option("--name", flags->name, "Only names with this in them")->type_name("PART");
  command->add_option("--role", flags->role, "Only athletes, coaches or admins")->check(CLI::IsMember({"athlete", "coach", "admin"}))->type_name("ROLE");
  add_viewer_option(*command, flags->viewer);
  command->add_option("--limit", flags->limit, "At most so many")->type_name("N");
  auto* note_for = command->add_option("--note-for", flags->note_for, "Write a note about somebody")->type_name("NAME");
  auto* note = command->add_option("--note", flags->note, "Its words")->type_name("TEXT")->needs(note_for);
  note_for->needs(note);
  command->footer(
      "Examples:\n"
      "  hinge roster --today\n"
      "  hinge roster --as Coach --because pain_stop\n"
      "  hinge roster --as Coach --note-for Ana --note \"keep her on the dowel this week\"");
  return {command, [flags](const Resources& resources) { return roster(*flags, resources); }};
}

}  // namespace hinge::app
