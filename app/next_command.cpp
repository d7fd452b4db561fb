// `hinge next`: today's session, with its reasons.
#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/coach_book.h"
#include "app/command.h"
#include "app/console.h"
#include "app/option_checks.h"
#include "hinge/assess/wording.h"
#include "hinge/catalog/near_names.h"
#include "hinge/progress/today.h"
#include "hinge/store/time_text.h"

namespace hinge::app {
namespace {

using progress::Move;

struct NextFlags {
  BookFlags book;
  std::vector<std::string> yes, no;
  std::string order, skip_to, by, reason, place = "low_back";
  int pain = 0;
  double sleep_h = 0;
  bool pain_given = false, sleep_given = false, json = false, look_only = false;
};

Outcome<void> check_ids(const std::vector<std::string>& ids, const catalog::Ladder& ladder) {
  std::vector<std::string> known{"all"};
  for (const auto& flag : ladder.red_flags) known.push_back(flag.id);
  for (const auto& id : ids) {
    if (std::ranges::find(known, id) != known.end()) continue;
    return give_up(ExitCode::usage, fmt::format("there is no question '{}'{}", id, catalog::did_you_mean(id, known, "there are " + assess::say_list(known))));
  }
  return {};
}

Outcome<void> file_answer(Book& book, const std::string& question, bool yes) {
  // Times are whole seconds: what is answered in the second of an override was not known to who overrode.
  auto at = book.store.now();
  if (!book.history.overrides.empty()) at = std::max(at, book.history.overrides.back().at + std::chrono::seconds(1));
  const auto filed = book.store.file_answer(book.id(), {question, yes, at});
  if (!filed) return give_up(exit_code_of(filed.error()), filed.error());
  return {};
}

bool last_answer_was_yes(const progress::History& history, const std::string& question) {
  const auto newest = std::ranges::find(history.answers.rbegin(), history.answers.rend(), question, &progress::Answer::question);
  return newest != history.answers.rend() && newest->yes;
}

/// --yes and --no. "all" of --no means every question that --yes does not name and that was not answered yes before: a red
/// flag is taken back by its name alone.
Outcome<void> take_answers(Book& book, const NextFlags& flags) {
  for (const auto* ids : {&flags.yes, &flags.no}) {
    if (auto checked = check_ids(*ids, book.catalog.ladder); !checked) return checked;
  }
  const auto names = [](const std::vector<std::string>& ids, const std::string& id) { return std::ranges::find(ids, id) != ids.end(); };
  for (const auto& flag : book.catalog.ladder.red_flags) {
    const bool yes = names(flags.yes, flag.id) || names(flags.yes, "all");
    const bool rest = names(flags.no, "all") && !yes && !last_answer_was_yes(book.history, flag.id);
    const bool no = names(flags.no, flag.id) || rest;
    if (yes && no) return give_up(ExitCode::usage, fmt::format("'{}' is answered both yes and no", flag.id));
    if (!yes && !no) continue;
    if (auto filed = file_answer(book, flag.id, yes); !filed) return filed;
  }
  return {};
}

/// At a terminal each open question is asked; elsewhere they are printed with the flags that answer them.
Outcome<bool> ask(Book& book, const std::vector<std::string>& questions) {
  const bool person_there = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
  fmt::print("Before the first weight, once:\n");
  for (const auto& id : questions) {
    const auto flag = std::ranges::find(book.catalog.ladder.red_flags, id, &catalog::RedFlag::id);
    fmt::print("  {:<16}{}{}", id, flag->question, person_there ? " [y/n] " : "\n");
    if (!person_there) continue;
    std::string answer;
    std::cout.flush();
    while (std::getline(std::cin, answer) && answer != "y" && answer != "n") fmt::print("    y or n? "), std::cout.flush();
    if (!std::cin) return give_up(ExitCode::cancelled, "stopped before all questions were answered; the answers so far are kept");
    if (auto filed = file_answer(book, id, answer == "y"); !filed) return tl::unexpected<Failure>(filed.error());
  }
  if (!person_there) fmt::print("Answer with --no all, or --yes ID --no all.\n");
  return person_there;
}

Outcome<void> file_check_in(Book& book, const NextFlags& flags) {
  if (!flags.pain_given && !flags.sleep_given) return {};
  progress::CheckIn check_in;
  check_in.moment = progress::Moment::before;
  if (flags.pain_given && flags.pain > 0) check_in.pains.push_back({flags.pain, *store::find_place(flags.place), false});
  if (flags.sleep_given) check_in.sleep_h = flags.sleep_h;
  const auto filed = book.store.file_check_in(book.id(), check_in, store::Timing::now);
  if (!filed) return give_up(exit_code_of(filed.error()), filed.error());
  if (!filed->warning.empty()) print_warning(filed->warning);
  return {};
}

Outcome<void> change_order(Book& book, const std::string& order) {
  if (order.empty()) return {};
  if (book.catalog.ladder.find_order(order) == nullptr) {
    std::vector<std::string> known;
    for (const auto& entry : book.catalog.ladder.orders) known.push_back(entry.id);
    return give_up(ExitCode::usage, fmt::format("--order {}: there is no such order{}; there are {}", order, catalog::did_you_mean(order, known), assess::say_list(known)));
  }
  auto person = book.history.person;
  person.order = order;
  const auto changed = book.store.change_person(person);
  if (!changed) return give_up(exit_code_of(changed.error()), changed.error());
  return {};
}

/// The only way past a gate: who, to where and why, kept for good.
Outcome<void> skip_gate(Book& book, const NextFlags& flags) {
  if (flags.skip_to.empty()) return {};
  const auto& ladder = book.catalog.ladder;
  if (ladder.find_rung(flags.skip_to) == nullptr) {
    std::vector<std::string> known;
    for (const auto& rung : ladder.rungs) known.push_back(rung.id);
    return give_up(ExitCode::usage, fmt::format("--skip-to {}: there is no such rung{}", flags.skip_to, catalog::did_you_mean(flags.skip_to, known)));
  }
  const auto by = find_person(book.store, flags.by);
  if (!by) return tl::unexpected<Failure>(by.error());
  progress::Override entry;
  entry.at = progress::moment_of_telling(book.history, book.store.now());
  entry.by = by->id;
  entry.from = progress::find_standing(progress::until(book.history, book.store.now()), ladder).rung;
  entry.to = flags.skip_to;
  entry.reason = flags.reason;
  const auto filed = book.store.file_override(book.id(), entry);
  if (!filed) return give_up(exit_code_of(filed.error()), filed.error());
  return {};
}

std::string_view heading(Move move) {
  switch (move) {
    case Move::up: return "One rung up";
    case Move::down: return "A step back";
    case Move::stop: return "Stop here today";
    case Move::stay: return "Today";
  }
  return "";
}

void print_drill(const catalog::Catalog& catalog, const std::string& label, const std::string& id) {
  const auto* drill = catalog.find_drill(id);
  if (drill == nullptr) return;
  fmt::print("  {:<9}{}: {}\n", label, drill->title, drill->dose);
}

void print_focus(const Book& book, const progress::Focus& focus) {
  const auto* cue = book.catalog.find_cue(focus.choice.cue);
  const auto* rule = book.catalog.find_rule(focus.rule);
  fmt::print("  Cue      “{}”\n", cue->text);
  fmt::print("           because {} in {} of your last {} reps. {}{}\n", rule->find_case(focus.words)->headline, focus.reps, focus.of,
             focus.choice.because, focus.waiting ? " It still waits for its set." : "");
}

/// What the coach needs to hear of it, or tomorrow's answer is today's.
void print_after(const Book& book, const progress::Today& today, const catalog::Rung& rung) {
  const auto name = shell_word(book.history.person.name);
  if (rung.gate.by_log) {
    fmt::print("  After    hinge log --person {} --exercise {} --reps {}{} --effort 0-10 --pain 0-10\n", name, today.exercise, today.reps,
               today.decision.load ? fmt::format(" --load-kg {:g}", today.decision.load->value()) : "");
  } else {
    fmt::print("  After    film the last set from the side: hinge analyze CLIP --person {}{} --effort 0-10 --pain 0-10\n", name,
               today.decision.load ? fmt::format(" --load-kg {:g}", today.decision.load->value()) : "");
  }
}

/// An override may go past a red flag; it does not silence it.
void print_warnings(const progress::Decision& decision) {
  for (const auto& warning : decision.warnings) fmt::print("First: {}\n", warning.text);
}

void print_today(const Book& book, const progress::Today& today) {
  const auto& decision = today.decision;
  const auto* rung = book.catalog.ladder.find_rung(decision.rung);
  print_warnings(decision);
  fmt::print("{}: {}{}\n", heading(decision.move), rung->title, decision.lighter_week ? " (a lighter week)" : "");
  if (decision.move != Move::stop) {
    for (const auto& id : today.warm_up) print_drill(book.catalog, id == today.warm_up.front() ? "Warm-up" : "", id);
    print_drill(book.catalog, "Drill", today.drill);
    for (const auto& ramp : today.ramp) fmt::print("  First    1 × {} with {}\n", ramp.reps, say_load(ramp.load));
    fmt::print("  Main     {}: {} × {}{}\n", book.catalog.find_exercise(today.exercise)->title, today.sets, today.reps,
               decision.load ? ", " + say_load(decision.load) : "");
    if (today.focus) print_focus(book, *today.focus);
  }
  if (decision.move != Move::stop) print_after(book, today, *rung);
  fmt::print("  Why\n");
  for (const auto& reason : decision.reasons) fmt::print("    {}\n", reason.text);
}

nlohmann::json to_json(const progress::Reason& reason) {
  return {{"because", progress::to_string(reason.because)}, {"figures", reason.figures}, {"subject", reason.subject}, {"text", reason.text}};
}

nlohmann::json to_json(const Book& book, const progress::Today& today) {
  const auto& decision = today.decision;
  nlohmann::json json{{"person", book.history.person.name},
                      {"move", progress::to_string(decision.move)},
                      {"rung", decision.rung},
                      {"exercise", today.exercise},
                      {"load_kg", decision.load ? nlohmann::json(decision.load->value()) : nlohmann::json()},
                      {"lighter_week", decision.lighter_week},
                      {"warm_up", today.warm_up},
                      {"drill", today.drill},
                      {"sets", today.sets},
                      {"reps", today.reps},
                      {"ramp", nlohmann::json::array()},
                      {"cue", nullptr},
                      {"questions", decision.questions},
                      {"warnings", nlohmann::json::array()},
                      {"reasons", nlohmann::json::array()}};
  for (const auto& ramp : today.ramp) json["ramp"].push_back({{"reps", ramp.reps}, {"load_kg", ramp.load.value()}});
  for (const auto& warning : decision.warnings) json["warnings"].push_back(to_json(warning));
  for (const auto& reason : decision.reasons) json["reasons"].push_back(to_json(reason));
  if (today.focus) {
    json["cue"] = {{"id", today.focus->choice.cue},
                   {"text", book.catalog.find_cue(today.focus->choice.cue)->text},
                   {"rule", today.focus->rule},
                   {"case", today.focus->words},
                   {"because", today.focus->choice.because}};
  }
  return json;
}

/// Told twice with nothing new in between, it is the same plan.
bool is_new_plan(const progress::History& history, const progress::Plan& plan) {
  if (history.plans.empty() || plan.move != Move::stay) return true;
  const auto& last = history.plans.back();
  return last.rung != plan.rung || last.load != plan.load || last.cue != plan.cue || last.lighter_week != plan.lighter_week ||
         (!history.sets.empty() && history.sets.back().at > last.at);
}

Outcome<void> keep_plan(Book& book, const progress::Today& today) {
  const auto plan = progress::to_plan(today, progress::moment_of_telling(book.history, book.store.now()));
  if (is_new_plan(book.history, plan)) {
    const auto filed = book.store.file_plan(book.id(), plan);
    if (!filed) return give_up(exit_code_of(filed.error()), filed.error());
  }
  return {};
}

/// All of it or none: what a command that fails was told is not kept.
Outcome<void> file_news(Book& book, const NextFlags& flags) {
  auto together = book.store.begin_together();
  if (!together) return give_up(exit_code_of(together.error()), together.error());
  if (auto done = change_order(book, flags.order); !done) return done;
  if (auto done = take_answers(book, flags); !done) return done;
  if (auto done = file_check_in(book, flags); !done) return done;
  if (auto done = skip_gate(book, flags); !done) return done;
  const auto kept = together->commit();
  if (!kept) return give_up(exit_code_of(kept.error()), kept.error());
  return {};
}

Outcome<void> take_news(Book& book, const NextFlags& flags) {
  const bool news = !flags.order.empty() || !flags.yes.empty() || !flags.no.empty() || flags.pain_given || flags.sleep_given || !flags.skip_to.empty();
  if (news) {
    if (auto done = file_news(book, flags); !done) return done;
    if (auto done = book.reload(); !done) return done;
  }
  if (auto answered = answer_trials(book); !answered) return tl::unexpected<Failure>(answered.error());
  return {};
}

ExitCode next(const NextFlags& flags, const Resources& resources) {
  auto book = open_book(flags.book, resources);
  if (!book) return refuse(book.error());
  if (const auto allowed = require_may(book->store, flags.book.viewer, book->history.person, store::Deed::file); !allowed) return refuse(allowed.error());
  if (auto done = take_news(*book, flags); !done) return refuse(done.error());
  auto decision = progress::decide(book->history, book->catalog, book->store.now());
  if (!decision.questions.empty() && !flags.json) {
    const auto asked = ask(*book, decision.questions);
    if (!asked) return refuse(asked.error());
    if (*asked) {
      if (auto done = book->reload(); !done) return refuse(done.error());
      decision = progress::decide(book->history, book->catalog, book->store.now());
    }
  }
  const bool waits = !decision.questions.empty() && decision.load.has_value();
  const auto today = progress::plan_today(book->history, book->catalog, decision, progress::seed_of(book->history));
  if (flags.json) {
    fmt::print("{}\n", to_json(*book, today).dump(1));
  } else if (waits) {
    print_warnings(decision);
    fmt::print("No weight before these are answered.\n");
  } else {
    print_today(*book, today);
  }
  if (waits || flags.look_only) return ExitCode::ok;
  const auto kept = keep_plan(*book, today);
  return kept ? ExitCode::ok : refuse(kept.error());
}

}  // namespace

Command add_next(CLI::App& program) {
  auto* command = program.add_subcommand("next", "Today's session for a person: warm-up, drill, sets, load, one cue, and why");
  const auto flags = std::make_shared<NextFlags>();
  add_book_options(*command, flags->book);
  auto* pain = command->add_option("--pain", flags->pain, "How much it hurts before training, 0 for nothing")->check(between(0, 10, ""))->type_name("N");
  command->add_option("--place", flags->place, "Where it hurts: " + places_text())->check(place_word())->capture_default_str()->type_name("PLACE")->needs(pain);
  command->add_option("--sleep-h", flags->sleep_h, "Hours slept")->check(between(0, 24, "h"))->type_name("N");
  command->add_option("--yes", flags->yes, "Red-flag questions answered yes")->delimiter(',')->type_name("IDS");
  command->add_option("--no", flags->no, "Red-flag questions answered no; all: every one --yes does not name")->delimiter(',')->type_name("IDS");
  command->add_option("--order", flags->order, "Follow this order of the ladder from now on: slow_first, guide")->type_name("ID");
  auto* skip = command->add_option("--skip-to", flags->skip_to, "Put the person on this rung past its gate; kept with --by and --reason")->type_name("RUNG");
  auto* by = command->add_option("--by", flags->by, "Who decides that")->type_name("NAME")->needs(skip);
  auto* reason = command->add_option("--reason", flags->reason, "And why")->type_name("TEXT")->needs(skip);
  skip->needs(by)->needs(reason);
  command->add_flag("--look-only", flags->look_only, "Show it without keeping it as told");
  command->add_flag("--json", flags->json, "As JSON");
  command->footer(
      "Examples:\n"
      "  hinge next --person Kim\n"
      "  hinge next --person Kim --pain 2 --place low_back --sleep-h 6\n"
      "  hinge next --person Kim --no all              (the questions before the first weight)\n"
      "  hinge next --person Kim --skip-to light_rdl --by Sam --reason \"five years of deadlifts, watched today\"");
  return {command, [command, flags](const Resources& resources) {
            flags->pain_given = command->count("--pain") > 0;
            flags->sleep_given = command->count("--sleep-h") > 0;
            return next(*flags, resources);
          }};
}

}  // namespace hinge::app
