// `hinge history`: what a person did, as a table, as JSON or as a page.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/coach_book.h"
#include "app/command.h"
#include "app/console.h"
#include "app/option_checks.h"
#include "app/printable.h"
#include "hinge/progress/decide.h"
#include "hinge/progress/trends.h"
#include "hinge/report/trends_page.h"

namespace hinge::app {
namespace {

constexpr int default_last = 20;

struct HistoryFlags {
  BookFlags book;
  int last = default_last;
  bool json = false, sets = false;
  std::string html;
};

std::string day_text(progress::Instant at) { return local_time_text(at).substr(0, 10); }

std::string or_dash(const std::optional<double>& value, const char* format = "{:g}") {
  return value ? fmt::format(fmt::runtime(format), *value) : "–";
}

std::string rung_text(const Book& book, const progress::TrendRow& row) {
  if (const auto* rung = book.catalog.ladder.find_rung(row.rung)) return rung->title;
  const auto* exercise = book.catalog.find_exercise(row.exercise);
  return exercise == nullptr ? row.exercise : exercise->title;
}

void print_table(const Book& book, std::span<const progress::TrendRow> rows) {
  std::size_t wide = 4;
  for (const auto& row : rows) wide = std::max(wide, rung_text(book, row).size());
  fmt::print("{:<12}{:<{}}{:>10}{:>6}{:>6}{:>9}{:>8}{:>6}  {}\n", "day", "rung", wide, "load", "sets", "reps", "clean", "effort", "pain", "then");
  for (const auto& row : rows) {
    const std::string clean = row.filmed == 0 ? "–" : fmt::format("{}/{}", row.clean, row.filmed);
    const std::string load = row.load ? fmt::format("{:g} kg", row.load->value()) : "–";
    fmt::print("{:<12}{:<{}}{:>10}{:>6}{:>6}{:>9}{:>8}{:>6}  {}\n", day_text(row.at), rung_text(book, row), wide, load, row.sets, row.reps, clean, or_dash(row.effort),
               row.pain ? std::to_string(*row.pain) : "–", progress::say_move(row.move));
  }
}

/// What the other commands call a set.
void print_sets(const Book& book, std::span<const progress::Set> sets) {
  fmt::print("{:<18}{:<28}{:>10}{:>6}{:>8}{:>6}  {}\n", "time", "exercise", "load", "reps", "effort", "pain", "set");
  for (const auto& set : sets) {
    const auto* exercise = book.catalog.find_exercise(set.exercise);
    fmt::print("{:<18}{:<28}{:>10}{:>6}{:>8}{:>6}  {}\n", local_time_text(set.at), exercise == nullptr ? set.exercise : exercise->title,
               set.load ? fmt::format("{:g} kg", set.load->value()) : "–", set.reps_done, or_dash(set.effort), set.pain ? std::to_string(set.pain->level) : "–", set.id);
  }
}

std::vector<std::string> told_trials(const Book& book, std::size_t most) {
  const auto& trials = book.history.trials;
  std::vector<std::string> told;
  const std::size_t first = trials.size() > most ? trials.size() - most : 0;
  for (std::size_t i = first; i < trials.size(); ++i) told.push_back(day_text(trials[i].at) + "  " + say_trial(trials[i], book.catalog));
  return told;
}

void print_trials(const Book& book, std::size_t most) {
  const auto told = told_trials(book, most);
  if (!told.empty()) fmt::print("\nCues\n");
  for (const auto& sentence : told) fmt::print("  {}\n", sentence);
}

/// Every answer of the trainings that are shown, with the question.
void print_felt(const Book& book, progress::Instant since) {
  bool any = false;
  for (const auto& set : book.history.sets) {
    if (set.at < since) continue;
    for (const auto& answer : set.felt) {
      const auto known = std::ranges::find(book.catalog.checkpoints, answer.checkpoint, &catalog::Checkpoint::id);
      fmt::print("{}  {}  {} {}\n", any ? "" : "\nWhat only you know\n", day_text(set.at), known == book.catalog.checkpoints.end() ? answer.checkpoint : known->ask, progress::to_string(answer.feeling));
      any = true;
    }
  }
}

/// Of people and of sets, in their own words.
void print_notes(const Book& book, progress::Instant since) {
  std::vector<std::pair<progress::Instant, std::string>> notes;
  for (const auto& note : book.history.notes) notes.emplace_back(note.at, note.text);
  for (const auto& set : book.history.sets) notes.emplace_back(set.at, set.notes);
  for (const auto& check_in : book.history.check_ins) notes.emplace_back(check_in.at, check_in.notes);
  std::erase_if(notes, [&](const auto& note) { return note.first < since || note.second.empty(); });
  std::ranges::stable_sort(notes, {}, &std::pair<progress::Instant, std::string>::first);
  if (!notes.empty()) fmt::print("\nNotes\n");
  for (const auto& [at, text] : notes) fmt::print("  {}  {}\n", day_text(at), printable(text));
}

nlohmann::json to_json(const Book& book, std::span<const progress::TrendRow> rows) {
  const auto or_null = [](const auto& value) { return value ? nlohmann::json(*value) : nlohmann::json(); };
  nlohmann::json json{{"person", book.history.person.name}, {"trainings", nlohmann::json::array()}, {"cues", nlohmann::json::array()}, {"felt", nlohmann::json::array()}};
  json["rung"] = progress::find_standing(progress::until(book.history, book.store.now()), book.catalog.ladder).rung;
  for (const auto& row : rows) {
    const auto degrees = [](const std::optional<double>& rad) {
      return rad ? nlohmann::json(to_degrees(Radians{*rad}).value()) : nlohmann::json();
    };
    json["trainings"].push_back({{"at", fmt::format("{}", local_time_text(row.at))},
                                 {"rung", row.rung},
                                 {"exercise", row.exercise},
                                 {"load_kg", row.load ? nlohmann::json(row.load->value()) : nlohmann::json()},
                                 {"sets", row.sets},
                                 {"reps", row.reps},
                                 {"filmed", row.filmed},
                                 {"judged", row.judged},
                                 {"clean", row.clean},
                                 {"faulty", row.faulty},
                                 {"effort", or_null(row.effort)},
                                 {"pain", or_null(row.pain)},
                                 {"hip_fold_deg", degrees(row.hip_fold)},
                                 {"knee_flexion_deg", degrees(row.knee)},
                                 {"then", row.move}});
  }
  for (const auto& set : book.history.sets) {
    if (rows.empty() || set.at < rows.front().at) continue;
    for (const auto& answer : set.felt) {
      json["felt"].push_back({{"at", local_time_text(set.at)}, {"set", set.id}, {"checkpoint", answer.checkpoint}, {"answer", progress::to_string(answer.feeling)}});
    }
  }
  for (const auto& trial : book.history.trials) {
    json["cues"].push_back({{"rule", trial.rule}, {"case", trial.words}, {"cue", trial.cue}, {"drill", trial.drill}, {"effect", progress::to_string(trial.effect)}, {"because", trial.because}});
  }
  return json;
}

/// Every training that is shown comes with its repetitions.
store::Reach reach_of(const HistoryFlags& flags) {
  if (!flags.html.empty() || flags.last > default_last) return store::everything();
  store::Reach reach;
  reach.sessions_with_reps = static_cast<std::size_t>(flags.last);
  return reach;
}

ExitCode show_history(const HistoryFlags& flags, const Resources& resources) {
  auto book = open_book(flags.book, resources, reach_of(flags));
  if (!book) return refuse(book.error());
  if (auto answered = answer_trials(*book); !answered) return refuse(answered.error());
  const auto rows = progress::gather_trends(book->history, book->catalog);
  if (!flags.html.empty()) {
    return write_result(flags.html, report::render_trends_page(book->history, rows, book->catalog, day_text, told_trials(*book, default_last)));
  }
  const std::size_t most = static_cast<std::size_t>(flags.last);
  const std::span<const progress::TrendRow> shown = std::span(rows).last(std::min(most, rows.size()));
  if (flags.json) {
    fmt::print("{}\n", to_json(*book, shown).dump(1));
    return ExitCode::ok;
  }
  if (rows.empty()) {
    print_notes(*book, progress::Instant{});
    fmt::print("{} has no sets yet; `hinge next --person {}` plans the first, `hinge analyze CLIP --person {}` files one.\n",
               book->history.person.name, shell_word(book->history.person.name), shell_word(book->history.person.name));
    return ExitCode::ok;
  }
  if (flags.sets) {
    const std::span<const progress::Set> sets(book->history.sets);
    print_sets(*book, sets.last(std::min(most, sets.size())));
    return ExitCode::ok;
  }
  print_table(*book, shown);
  print_trials(*book, most);
  print_felt(*book, shown.front().at);
  print_notes(*book, rows.size() == shown.size() ? progress::Instant{} : shown.front().at);
  return ExitCode::ok;
}

}  // namespace

Command add_history(CLI::App& program) {
  auto* command = program.add_subcommand("history", "What a person did: trainings, clean reps, loads, pain, and which cues helped");
  const auto flags = std::make_shared<HistoryFlags>();
  add_book_options(*command, flags->book);
  command->add_option("--last", flags->last, "Only so many of the newest")->check(between(1, 100000, ""))->capture_default_str()->type_name("N");
  command->add_option("--html", flags->html, "Write a page with the trends drawn")->type_name("FILE");
  command->add_flag("--sets", flags->sets, "Set by set, with the ids that `compare` and `log` take");
  command->add_flag("--json", flags->json, "As JSON");
  command->footer(
      "Examples:\n"
      "  hinge history --person Kim\n"
      "  hinge history --person Kim --sets --last 5\n"
      "  hinge history --person Kim --html kim.html\n"
      "  hinge history --person Kim --last 100 --json");
  return {command, [flags](const Resources& resources) { return show_history(*flags, resources); }};
}

}  // namespace hinge::app
