// `hinge log`: a set nobody filmed, how the person feels, a note, or a whole training log; `hinge export`: tables out.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "app/command.h"
#include "app/console.h"
#include "app/felt.h"
#include "app/knowledge.h"
#include "app/open_store.h"
#include "app/option_checks.h"
#include "hinge/assess/wording.h"
#include "hinge/base/files.h"
#include "hinge/catalog/near_names.h"
#include "hinge/progress/decide.h"
#include "hinge/store/portable.h"
#include "hinge/store/time_text.h"

namespace hinge::app {
namespace {

constexpr std::size_t sets_of_a_session = 50;  // more than anybody does; a stop sign and a session need no older ones

struct LogFlags {
  std::string database, viewer, set;
  std::vector<std::string> answers;
  std::string person, exercise, at, place, moment, notes, file, correct, remove, out, format = "csv", rung;
  double load_kg = 0, effort = 0, sleep_h = 0;
  int reps = 0, pain = 0;
  bool growing = false, yes = false;

  [[nodiscard]] Future future() const { return yes ? Future::meant : Future::refused; }
};

Outcome<progress::Pain> to_pain(const LogFlags& flags) {
  progress::Pain pain{flags.pain, progress::Place::elsewhere, flags.growing};
  if (flags.place.empty()) return pain;
  pain.place = *store::find_place(flags.place);  // checked when the option was read
  return pain;
}

struct When {
  store::Timing timing = store::Timing::now;
  progress::Instant at;
};

Outcome<When> to_when(const LogFlags& flags) {
  if (flags.at.empty()) return When{};
  const auto at = read_time_option("--at", flags.at, flags.future());
  if (!at) return tl::unexpected<Failure>(at.error());
  return When{store::Timing::told, *at};
}

void say_filed(const store::Filed& filed, const std::string& what) {
  if (!filed.warning.empty()) print_warning(filed.warning);
  fmt::print("{}: {} {}\n", filed.outcome == store::Outcome::filed ? "filed" : "was there already", what, filed.id);
}

/// A stop sign is answered when it is told, not when somebody asks for the next session.
ExitCode answer_pain(store::Store& store, const progress::Person& person, const catalog::Catalog& catalog) {
  HINGE_TRY_OR_REFUSE(const auto history, store.load_history(person.id, {std::nullopt, sets_of_a_session, 0, 0}));
  if (const auto sign = progress::find_stop_sign(history, catalog)) {
    fmt::print("{}\n`hinge next --person {}` says how to go on.\n", sign->text, shell_word(person.name));
  }
  return ExitCode::ok;
}

Outcome<void> check_rung(const catalog::Catalog& catalog, const std::string& rung) {
  if (rung.empty() || catalog.ladder.find_rung(rung) != nullptr) return {};
  std::vector<std::string> known;
  for (const auto& each : catalog.ladder.rungs) known.push_back(each.id);
  return give_up(ExitCode::usage, fmt::format("there is no rung '{}'{}", rung, catalog::did_you_mean(rung, known, "there are " + assess::say_list(known))));
}

ExitCode log_set(store::Store& store, const progress::Person& person, const CLI::App& command, const LogFlags& flags, const Resources& resources) {
  HINGE_TRY_OR_REFUSE(const auto catalog, load_knowledge(resources, {}));
  if (const auto wrong = check_exercise(catalog, flags.exercise)) {
    print_error(*wrong);
    return ExitCode::usage;
  }
  const auto given = [&](const char* option) { return command.count(option) > 0; };
  if (!given("--reps")) {
    print_error("a set needs its repetitions: --reps N");
    return ExitCode::usage;
  }
  if (const auto rung = check_rung(catalog, flags.rung); !rung) return refuse(rung.error());
  HINGE_TRY_OR_REFUSE(const auto when, to_when(flags));
  progress::Set set;
  set.at = when.at;
  set.source = progress::SetSource::logged;
  set.exercise = flags.exercise;
  set.rung = flags.rung;
  set.reps_done = flags.reps;
  set.notes = flags.notes;
  if (given("--load-kg")) set.load = Kilograms{flags.load_kg};
  if (given("--effort")) set.effort = flags.effort;
  if (given("--pain")) {
    HINGE_TRY_OR_REFUSE(set.pain, to_pain(flags));
  }
  HINGE_TRY_OR_REFUSE(set.felt, read_answers(flags.answers, catalog));
  HINGE_TRY_OR_REFUSE(const auto filed, store.file_set(person.id, set, when.timing));
  say_filed(filed, "set");
  return set.pain ? answer_pain(store, person, catalog) : ExitCode::ok;
}

/// In the hours after a set it is said of that training, else of what is to come.
Outcome<progress::Moment> find_moment(store::Store& store, const progress::Person& person, const When& when) {
  const auto history = store.load_history(person.id, {std::nullopt, sets_of_a_session, 0, 0});
  if (!history) return give_up(exit_code_of(history.error()), history.error());
  const auto at = when.timing == store::Timing::now ? store.now() : when.at;
  const auto trained = std::ranges::any_of(history->sets, [&](const auto& set) { return set.at <= at && at - set.at <= store::session_gap; });
  return trained ? progress::Moment::after : progress::Moment::before;
}

std::string say_moment(progress::Moment moment) {
  switch (moment) {
    case progress::Moment::before: return "check-in before training";
    case progress::Moment::during: return "check-in during training";
    case progress::Moment::after: return "check-in after training";
    case progress::Moment::next_morning: return "check-in of the morning after";
  }
  return "check-in";
}

/// How the person feels, apart from a set.
ExitCode log_check_in(store::Store& store, const progress::Person& person, const CLI::App& command, const LogFlags& flags, const Resources& resources) {
  HINGE_TRY_OR_REFUSE(const auto catalog, load_knowledge(resources, {}, catalog::Extent::without_lessons));
  HINGE_TRY_OR_REFUSE(const auto when, to_when(flags));
  const auto given = [&](const char* option) { return command.count(option) > 0; };
  progress::CheckIn check_in;
  check_in.at = when.at;
  if (const auto named = store::find_moment(flags.moment)) {
    check_in.moment = *named;
  } else {
    HINGE_TRY_OR_REFUSE(check_in.moment, find_moment(store, person, when));
  }
  check_in.notes = flags.notes;
  if (given("--effort")) check_in.effort = flags.effort;
  if (given("--sleep-h")) check_in.sleep_h = flags.sleep_h;
  if (given("--pain") && flags.pain > 0) {
    HINGE_TRY_OR_REFUSE(auto pain, to_pain(flags));
    check_in.pains.push_back(pain);
  }
  HINGE_TRY_OR_REFUSE(const auto filed, store.file_check_in(person.id, check_in, when.timing));
  say_filed(filed, say_moment(check_in.moment));
  return given("--pain") ? answer_pain(store, person, catalog) : ExitCode::ok;
}

ExitCode take_log_in(store::Store& store, const progress::Person& person, const LogFlags& flags, const Resources& resources) {
  const auto& file = flags.file;
  HINGE_TRY_OR_REFUSE(const auto catalog, load_knowledge(resources, {}));
  std::vector<std::string> exercises;
  for (const auto& exercise : catalog.exercises) exercises.push_back(exercise.id);
  auto read = store::read_training_log(file, exercises);
  if (!read) {
    print_error(to_string(read.error()));
    return ExitCode::input;
  }
  for (auto& set : read->sets) {
    if (const auto rung = check_rung(catalog, set.rung); !rung) return refuse(rung.error());
    set.at = without_rest_of_today(set.at);
    if (const auto date = check_date(file + ": " + local_time_text(set.at), set.at, flags.future()); !date) return refuse(date.error());
  }
  HINGE_TRY_OR_REFUSE(const auto imported, store::import_training_log(store, person.id, read->sets));
  fmt::print("{} filed, {} there already\n", counted(imported.added, "set", "sets"), imported.known == 1 ? "1 was" : fmt::format("{} were", imported.known));
  if (!read->unread.empty()) print_warning("these columns mean nothing to Hinge and were left out: " + assess::say_list(read->unread));
  return ExitCode::ok;
}

/// Answers about a set that is filed.
ExitCode log_felt(store::Store& store, const progress::Person& person, const LogFlags& flags, const Resources& resources) {
  HINGE_TRY_OR_REFUSE(const auto catalog, load_knowledge(resources, {}));
  HINGE_TRY_OR_REFUSE(const auto felt, read_answers(flags.answers, catalog));
  HINGE_TRY_VOID_OR_REFUSE(store.file_felt(person.id, flags.set, felt));
  fmt::print("filed: {} {} about set {}\n", felt.size(), felt.size() == 1 ? "answer" : "answers", flags.set);
  return ExitCode::ok;
}

/// How a filed set felt, said later.
ExitCode log_feeling(store::Store& store, const progress::Person& person, const CLI::App& command, const LogFlags& flags, const Resources& resources) {
  HINGE_TRY_OR_REFUSE(const auto catalog, load_knowledge(resources, {}, catalog::Extent::without_lessons));
  const auto given = [&](const char* option) { return command.count(option) > 0; };
  std::optional<progress::Pain> pain;
  if (given("--pain")) {
    HINGE_TRY_OR_REFUSE(pain, to_pain(flags));
  }
  HINGE_TRY_VOID_OR_REFUSE(store.tell_feeling(person.id, flags.set, given("--effort") ? std::optional(flags.effort) : std::nullopt, pain));
  fmt::print("filed: how set {} felt\n", flags.set);
  return pain ? answer_pain(store, person, catalog) : ExitCode::ok;
}

/// All of what was said of a set, or none of it.
ExitCode log_about_set(store::Store& store, const progress::Person& person, const CLI::App& command, const LogFlags& flags, const Resources& resources) {
  const auto given = [&](const char* option) { return command.count(option) > 0; };
  HINGE_TRY_OR_REFUSE(auto together, store.begin_together());
  auto code = given("--answer") ? log_felt(store, person, flags, resources) : ExitCode::ok;
  if (code == ExitCode::ok && (given("--effort") || given("--pain"))) code = log_feeling(store, person, command, flags, resources);
  if (code != ExitCode::ok) return code;
  HINGE_TRY_VOID_OR_REFUSE(together.commit());
  return code;
}

ExitCode remove_entry(store::Store& store, const progress::Person& person, const std::string& id) {
  HINGE_TRY_OR_REFUSE(const auto what, store.remove_entry(person.id, id));
  fmt::print("removed: {} {}. What `hinge next` told because of it stays told.\n", what, id);
  return ExitCode::ok;
}

ExitCode correct_time(store::Store& store, const progress::Person& person, const LogFlags& flags) {
  HINGE_TRY_OR_REFUSE(const auto when, to_when(flags));
  if (when.timing == store::Timing::now) {
    print_error("--correct needs the true time: --at TIME");
    return ExitCode::usage;
  }
  HINGE_TRY_VOID_OR_REFUSE(store.correct_time(person.id, flags.correct, when.at));
  fmt::print("moved: set {} to {}\n", flags.correct, local_time_text(when.at));
  return ExitCode::ok;
}

ExitCode log(const CLI::App& command, const LogFlags& flags, const Resources& resources) {
  HINGE_TRY_OR_REFUSE(auto store, open_store(flags.database));
  HINGE_TRY_OR_REFUSE(const auto person, find_person(store, flags.person));
  if (const auto allowed = require_may(store, flags.viewer, person, store::Deed::file); !allowed) return refuse(allowed.error());
  const auto given = [&](const char* option) { return command.count(option) > 0; };
  if (given("--remove")) return remove_entry(store, person, flags.remove);
  if (given("--set")) {
    if (!given("--answer") && !given("--effort") && !given("--pain")) {
      print_error("say what is to be kept of the set: --effort, --pain or --answer");
      return ExitCode::usage;
    }
    return log_about_set(store, person, command, flags, resources);
  }
  if (given("--answer") && !given("--exercise")) {
    print_error("--answer is about a set: name it with --set ID, or log one with --exercise");
    return ExitCode::usage;
  }
  if (given("--from")) return take_log_in(store, person, flags, resources);
  if (given("--correct")) return correct_time(store, person, flags);
  if (given("--exercise")) return log_set(store, person, command, flags, resources);
  if (given("--pain") || given("--sleep-h") || given("--effort")) return log_check_in(store, person, command, flags, resources);
  if (given("--notes")) {
    HINGE_TRY_OR_REFUSE(const auto when, to_when(flags));
    HINGE_TRY_OR_REFUSE(const auto id, store.file_note(person.id, {"", when.timing == store::Timing::now ? store.now() : when.at, person.id, flags.notes}));
    fmt::print("filed: note {}\n", id);
    return ExitCode::ok;
  }
  print_error("say what to keep: --exercise with --reps, --pain, --effort, --sleep-h, --notes, or --from FILE.csv");
  return ExitCode::usage;
}

}  // namespace

Command add_log(CLI::App& program) {
  auto* command = program.add_subcommand("log", "Keep a set without video, how somebody feels, a note, or a whole training log");
  const auto flags = std::make_shared<LogFlags>();
  add_db_option(*command, flags->database);
  command->add_option("--person", flags->person, "Whose")->required()->type_name("NAME");
  add_viewer_option(*command, flags->viewer);
  auto* exercise = command->add_option("--exercise", flags->exercise, "What was done, an id of `hinge exercises`")->type_name("ID");
  command->add_option("--reps", flags->reps, "Repetitions")->check(between(1, 10000, ""))->type_name("N")->needs(exercise);
  command->add_option("--load-kg", flags->load_kg, "Load; 0 is none")->check(between(0, 1000, "kg"))->type_name("N")->needs(exercise);
  command->add_option("--effort", flags->effort, "Rating of perceived exertion, 0 to 10")->check(between(0, 10, ""))->type_name("N");
  auto* pain = command->add_option("--pain", flags->pain, "Pain, 0 to 10; 0 says there was none")->check(between(0, 10, ""))->type_name("N");
  command->add_option("--place", flags->place, "Where it hurts: " + places_text())->check(place_word())->type_name("PLACE")->needs(pain);
  command->add_flag("--growing", flags->growing, "The pain grew from repetition to repetition")->needs(pain);
  command->add_option("--moment", flags->moment, "When a check-in was given; default: after, in the four hours after a set, else before")
      ->check(CLI::IsMember({"before", "during", "after", "next_morning"}))
      ->type_name("WORD")
      ->excludes(exercise);
  command->add_option("--sleep-h", flags->sleep_h, "Hours of sleep the night before")->check(between(0, 24, "hours"))->type_name("N")->excludes(exercise);
  command->add_option("--answer", flags->answers, "What only the person can say of a checkpoint: CHECKPOINT=yes, no or unsure; may be repeated")->delimiter(',')->type_name("ID=WORD");
  command->add_option("--set", flags->set, "The filed set that --effort, --pain and --answer are about; `hinge history --sets` lists the ids")->type_name("ID")->excludes(exercise);
  command->add_option("--rung", flags->rung, "The rung of the ladder it was done for")->type_name("ID")->needs(exercise);
  command->add_option("--notes", flags->notes, "In your own words")->type_name("TEXT");
  command->add_option("--at", flags->at, "When, if not just now: 2026-03-09 or 2026-03-09T18:30")->type_name("TIME");
  command->add_flag("--yes", flags->yes, "A date in the future is meant");
  command->add_option("--from", flags->file, "A training log: CSV with time, exercise, load_kg, reps, effort, pain, notes")->type_name("FILE")->excludes(exercise)->excludes(pain);
  command->add_option("--correct", flags->correct, "Move the set with this id to the time of --at")->type_name("ID");
  command->add_option("--remove", flags->remove, "Take a set, check-in or note that was a mistake away")->type_name("ID")->excludes(exercise);
  command->footer(
      "Examples:\n"
      "  hinge log --person Ana --exercise romanian_deadlift --reps 8 --load-kg 40 --effort 6 --pain 1 --place low_back\n"
      "  hinge log --person Ana --pain 2 --place hamstring --moment next_morning --sleep-h 7\n"
      "  hinge log --person Ana --set SET --effort 6 --pain 0 --answer neutral_spine_and_brace=yes\n"
      "  hinge log --person Ana --correct SET --at 2026-03-09T18:30\n"
      "  hinge log --person Ana --remove SET\n"
      "  hinge log --person Ana --notes \"left hip is shy\"\n"
      "  hinge log --person Ana --from training.csv");
  return {command, [command, flags](const Resources& resources) { return log(*command, *flags, resources); }};
}

Command add_export(CLI::App& program) {
  auto* command = program.add_subcommand("export", "Somebody's sets as a table, or for medical software");
  const auto flags = std::make_shared<LogFlags>();
  add_db_option(*command, flags->database);
  command->add_option("--person", flags->person, "Whose")->required()->type_name("NAME");
  add_viewer_option(*command, flags->viewer);
  command->add_option("--format", flags->format, "csv: the sets; check-ins: pain, effort, sleep; fhir: a FHIR R4 Bundle")->check(CLI::IsMember({"csv", "check-ins", "fhir"}))->capture_default_str();
  command->add_option("--out", flags->out, "The file; default: standard output")->type_name("FILE");
  command->footer(
      "Examples:\n"
      "  hinge export --person Ana > ana.csv\n"
      "  hinge export --person Ana --format fhir --out ana.json\n"
      "`hinge person export` writes everything.");
  return {command, [flags](const Resources&) {
            HINGE_TRY_OR_REFUSE(auto store, open_store(flags->database));
            HINGE_TRY_OR_REFUSE(const auto person, find_person(store, flags->person));
            if (const auto allowed = require_may(store, flags->viewer, person, store::Deed::read); !allowed) return refuse(allowed.error());
            HINGE_TRY_OR_REFUSE(const auto history, store.load_history(person.id, store::everything()));
            const auto text = flags->format == "csv" ? store::render_sets_csv(history) : flags->format == "fhir" ? store::render_fhir_bundle(history) : store::render_check_ins_csv(history);
            if (flags->out.empty()) {
              fmt::print("{}", text);
              return ExitCode::ok;
            }
            const auto written = write_file(flags->out, text);
            if (written) return ExitCode::ok;
            print_error(to_string(written.error()));
            return ExitCode::output;
          }};
}

}  // namespace hinge::app
