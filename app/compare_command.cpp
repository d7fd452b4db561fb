// `hinge compare`: two sets side by side, from files or from a person's history.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <filesystem>
#include <memory>

#include "app/coach_book.h"
#include "app/command.h"
#include "app/console.h"
#include "app/knowledge.h"
#include "app/read_analysis.h"
#include "app/set_change.h"
#include "hinge/catalog/near_names.h"
#include "hinge/progress/record.h"

namespace hinge::app {
namespace {

struct CompareFlags {
  BookFlags book;
  std::string a, b;
};

bool is_file(const std::string& name) {
  std::error_code ignored;
  return std::filesystem::exists(name, ignored);
}

Outcome<progress::Set> find_set(const std::string& name, const progress::History& history, bool with_person) {
  if (is_file(name)) {
    auto set = read_analysis(name);
    if (!set) return give_up(ExitCode::input, set.error());
    return *std::move(set);
  }
  if (!with_person) return give_up(ExitCode::input, name + ": no such file; give an analysis.json, or say with --person whose set this is");
  std::vector<std::string> ids;
  std::vector<const progress::Set*> begun;
  for (const auto& set : history.sets) {
    if (set.id == name) return set;
    if (set.id.starts_with(name)) begun.push_back(&set);
    ids.push_back(set.id);
  }
  if (begun.size() == 1) return *begun.front();
  if (begun.size() > 1) return give_up(ExitCode::usage, fmt::format("{} sets of {} begin with '{}'; give more of the id", begun.size(), history.person.name, name));
  return give_up(ExitCode::usage, fmt::format("there is no set '{}' of {}{}", name, history.person.name,
                                              catalog::did_you_mean(name, ids, fmt::format("`hinge history --person {} --sets` lists them", shell_word(history.person.name)))));
}

/// Without names: the newest filmed set and the one like it before.
ExitCode compare_newest(const progress::History& history, const catalog::Catalog& catalog) {
  for (auto set = history.sets.rbegin(); set != history.sets.rend(); ++set) {
    const auto* before = set->reps.empty() ? nullptr : progress::find_last_like(history, *set);
    if (before == nullptr) continue;
    const auto* exercise = catalog.find_exercise(set->exercise);
    fmt::print("{}, {} and {}: ", exercise == nullptr ? set->exercise : exercise->title, local_time_text(before->at), local_time_text(set->at));
    print_change(*before, *set, catalog, ChangeDetail::everything);
    return ExitCode::ok;
  }
  print_error(fmt::format("{} has no two filmed sets of one exercise yet", history.person.name));
  return ExitCode::usage;
}

ExitCode print_comparison(const CompareFlags& flags, const progress::History& history, const catalog::Catalog& catalog) {
  const bool with_person = !flags.book.person.empty();
  if (with_person && flags.a.empty()) return compare_newest(history, catalog);
  if (flags.b.empty()) {
    print_error("two sets are compared: name both, or with --person neither for the newest two");
    return ExitCode::usage;
  }
  const auto a = find_set(flags.a, history, with_person);
  if (!a) return refuse(a.error());
  const auto b = find_set(flags.b, history, with_person);
  if (!b) return refuse(b.error());
  if (a->exercise != b->exercise) print_warning(fmt::format("these are two exercises, {} and {}", a->exercise, b->exercise));
  print_change(*a, *b, catalog, ChangeDetail::everything);
  return ExitCode::ok;
}

ExitCode compare(const CompareFlags& flags, const Resources& resources) {
  if (!flags.book.person.empty()) {
    const auto book = open_book(flags.book, resources);
    return book ? print_comparison(flags, book->history, book->catalog) : refuse(book.error());
  }
  const auto catalog = load_knowledge(resources, {flags.book.knowledge.begin(), flags.book.knowledge.end()});
  return catalog ? print_comparison(flags, {}, *catalog) : refuse(catalog.error());
}

}  // namespace

Command add_compare(CLI::App& program) {
  auto* command = program.add_subcommand("compare", "Two sets rep by rep: what changed, and what could be noise");
  const auto flags = std::make_shared<CompareFlags>();
  command->add_option("before", flags->a, "An analysis.json, or with --person the id of a set or how it begins; default: the newest but one")->type_name("A");
  command->add_option("now", flags->b, "The other one; default: the newest")->type_name("B");
  add_book_options(*command, flags->book, false);
  command->footer(
      "Examples:\n"
      "  hinge compare monday/analysis.json friday/analysis.json\n"
      "  hinge compare --person Kim                    (the newest two of one exercise)\n"
      "  hinge compare SET SET --person Kim            (ids of `hinge history --sets`)\n"
      "A change counts when it is larger than the minimal detectable change, 1.96 · sqrt(SEM² + SEM²).");
  return {command, [flags](const Resources& resources) { return compare(*flags, resources); }};
}

}  // namespace hinge::app
