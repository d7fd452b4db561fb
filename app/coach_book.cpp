#include "app/coach_book.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <future>

#include "app/knowledge.h"
#include "hinge/progress/change.h"
#include "hinge/progress/cues.h"

namespace hinge::app {

void add_book_options(CLI::App& command, BookFlags& flags, bool person_required) {
  auto* person = command.add_option("--person", flags.person, "Whose history: a name of `hinge person list`")->type_name("NAME");
  if (person_required) person->required();
  add_db_option(command, flags.database);
  add_viewer_option(command, flags.viewer);
  command.add_option("--knowledge", flags.knowledge, "Folder that extends or replaces the shipped knowledge")->type_name("DIR");
}

Outcome<void> Book::reload() {
  auto loaded = store.load_history(id(), reach);
  if (!loaded) return give_up(exit_code_of(loaded.error()), loaded.error());
  history = *std::move(loaded);
  return {};
}

namespace {
/// All of the book but the knowledge.
Outcome<Book> open_history(const BookFlags& flags, const store::Reach& reach) {
  auto store = open_store(flags.database);
  if (!store) return tl::unexpected<Failure>(store.error());
  auto person = find_person(*store, flags.person);
  if (!person) return tl::unexpected<Failure>(person.error());
  if (const auto allowed = require_may(*store, flags.viewer, *person, store::Deed::read); !allowed) return tl::unexpected<Failure>(allowed.error());
  Book book{*std::move(store), {}, {}, reach};
  book.history.person = *std::move(person);
  if (auto loaded = book.reload(); !loaded) return tl::unexpected<Failure>(loaded.error());
  return book;
}
}  // namespace

Outcome<Book> open_book(const BookFlags& flags, const Resources& resources, const store::Reach& reach) {
  // Neither needs the other, and each is half of what the person waits for.
  auto knowledge = std::async(std::launch::async, [&] {
    return load_knowledge(resources, {flags.knowledge.begin(), flags.knowledge.end()}, catalog::Extent::without_lessons);
  });
  auto book = open_history(flags, reach);
  auto catalog = knowledge.get();
  if (!catalog) return tl::unexpected<Failure>(catalog.error());
  if (catalog->ladder.empty()) return give_up(ExitCode::usage, "this knowledge has no ladder.toml; add one, or leave --knowledge out");
  if (!book) return book;
  book->catalog = *std::move(catalog);
  const auto& person = book->history.person;
  if (book->catalog.ladder.find_order(person.order) == nullptr) {
    return give_up(ExitCode::usage, fmt::format("{} follows the order '{}', which this ladder does not have; choose one with `hinge next --order`",
                                                person.name, person.order));
  }
  return book;
}

Outcome<std::vector<progress::CueTrial>> answer_trials(Book& book) {
  const auto answered = progress::resolve_trials(book.history, book.catalog);
  for (const auto& trial : answered) {
    const auto filed = book.store.file_trial(book.id(), trial);
    if (!filed) return give_up(exit_code_of(filed.error()), filed.error());
  }
  if (!answered.empty()) {
    if (auto loaded = book.reload(); !loaded) return tl::unexpected<Failure>(loaded.error());
  }
  return answered;
}

std::string say_trial(const progress::CueTrial& trial, const catalog::Catalog& catalog) {
  using progress::CueEffect;
  const auto* cue = catalog.find_cue(trial.cue);
  const std::string name = "“" + (cue == nullptr ? trial.cue : cue->text) + "”";
  if (trial.effect == CueEffect::pending) return name + " waits for its next set.";
  if (trial.effect == CueEffect::not_measured || !trial.before || !trial.after) return name + ": too little was seen to tell whether it helped.";
  const auto* rule = catalog.find_rule(trial.rule);
  const auto* words = rule == nullptr ? nullptr : rule->find_case(trial.words);
  std::string measure = words == nullptr ? trial.rule : progress::measure_of(*rule, *words);
  std::ranges::replace(measure, '_', ' ');
  const std::string moved = fmt::format("{} from {} to {}", measure, say_number(*trial.before, trial.unit), say_number(*trial.after, trial.unit));
  const std::string noise = say_number(trial.noise.value_or(0), trial.unit);
  switch (trial.effect) {
    case CueEffect::helped: return fmt::format("{} helped: {}; up to {} could be noise.", name, moved, noise);
    case CueEffect::worse: return fmt::format("{} went the other way: {}; up to {} could be noise.", name, moved, noise);
    default: return fmt::format("{} changed nothing we can tell: {}; up to {} could be noise.", name, moved, noise);
  }
}

std::string say_load(const std::optional<Kilograms>& load) {
  if (!load) return "load not said";
  return load->value() == 0 ? std::string("no load") : fmt::format("{:g} kg", load->value());
}

std::string say_number(double value, metrics::Unit unit, bool with_sign) {
  const metrics::WrittenAs shown = metrics::row_of(unit).in_tables;
  const double step = std::pow(10.0, shown.decimals);
  const double rounded = std::round(value * shown.per_si * step) / step + 0.0;  // adding nothing turns −0 into 0
  return fmt::format("{}{:.{}f}{}", with_sign && rounded > 0 ? "+" : "", rounded, shown.decimals, shown.symbol);
}

}  // namespace hinge::app
