// `hinge person`: who is remembered, what they agreed to, and all of it in their own hands.
#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <unistd.h>

#include <iostream>
#include <map>

#include "app/command.h"
#include "app/console.h"
#include "app/open_store.h"
#include "app/option_checks.h"
#include "hinge/store/portable.h"
#include "hinge/store/time_text.h"

namespace hinge::app {
namespace {

struct PersonFlags {
  std::string database, viewer, name, new_name, role, coach, folder, as_name;
  std::string keep_history, keep_video, share;
  double height_cm = 0, mass_kg = 0;
  int birth_year = 0;
  bool yes = false;
};

void apply(const CLI::App& command, const PersonFlags& flags, progress::Person& person) {
  const auto given = [&](const char* option) { return command.count(option) > 0; };
  if (given("--role")) person.role = store::find_role(flags.role).value_or(person.role);
  if (given("--birth-year")) person.birth_year = flags.birth_year;
  if (given("--height-cm")) person.height = Metres{flags.height_cm / 100};
  if (given("--mass-kg")) person.mass = Kilograms{flags.mass_kg};
}

ExitCode set_coach(store::Store& store, const std::string& person, const std::string& coach_name) {
  std::string coach;
  if (coach_name != "none") {
    HINGE_TRY_OR_REFUSE(const auto found, find_person(store, coach_name));
    coach = found.id;
  }
  HINGE_TRY_VOID_OR_REFUSE(store.assign_coach(person, coach));
  return ExitCode::ok;
}

/// Two people whose names look alike are mixed up sooner or later, and one's pain is not heard for the other.
Outcome<void> require_own_look(store::Store& store, const std::string& name, const std::string& except = "") {
  const auto alike = store.find_alike(name);
  if (!alike) return give_up(exit_code_of(alike.error()), alike.error());
  if (!*alike || **alike == except) return {};
  return give_up(ExitCode::usage, fmt::format("'{}' looks like '{}', who is there already; choose a name that nobody takes for theirs, like '{} B.'", name, **alike, **alike));
}

/// Roles are given by an admin: nobody makes themselves one.
Outcome<void> require_may_give_role(store::Store& store, const std::string& viewer) {
  if (viewer.empty()) return {};
  const auto who = find_person(store, viewer);
  if (!who) return tl::unexpected<Failure>(who.error());
  if (who->role == progress::Role::admin) return {};
  return give_up(ExitCode::usage, fmt::format("{} may not give roles: only an admin may", who->name));
}

ExitCode add(store::Store& store, const CLI::App& command, const PersonFlags& flags) {
  progress::Person person;
  person.name = flags.name;
  apply(command, flags, person);
  // Adding somebody is to agree that their history is kept, which the text below says; nothing else is agreed to.
  person.consents = {{progress::Topic::keep_history, true, store.now()}};
  if (const auto own = require_own_look(store, flags.name); !own) return refuse(own.error());
  HINGE_TRY_OR_REFUSE(auto together, store.begin_together());
  HINGE_TRY_OR_REFUSE(const auto added, store.add_person(person));
  if (command.count("--coach") > 0) {
    if (const auto code = set_coach(store, added.id, flags.coach); code != ExitCode::ok) return code;
  }
  HINGE_TRY_VOID_OR_REFUSE(together.commit());
  fmt::print("{} is added. Kept on this computer or your own server: sets, what was concluded about them, pain, effort, sleep, notes. Videos are not kept.\n"
             "`hinge person export {}` writes all of it out, `hinge person delete {}` deletes all of it.\n",
             added.name, shell_word(added.name), shell_word(added.name));
  return ExitCode::ok;
}

ExitCode list(store::Store& store) {
  HINGE_TRY_OR_REFUSE(const auto people, store.list_people());
  for (const auto& person : people) fmt::print("{:<29} {:<10}since {}\n", person.name, to_string(person.role), local_time_text(person.since).substr(0, 10));
  if (people.empty()) fmt::print("Nobody yet: `hinge person add NAME`\n");
  return ExitCode::ok;
}

ExitCode show(store::Store& store, const progress::Person& person) {
  HINGE_TRY_OR_REFUSE(const auto history, store.load_history(person.id, {std::nullopt, SIZE_MAX, 0, 0}));
  HINGE_TRY_OR_REFUSE(const auto files, store.list_kept_files(person.id));
  fmt::print("{} ({}), since {}\n", person.name, to_string(person.role), local_time_text(person.since));
  if (person.birth_year) fmt::print("born        {}\n", *person.birth_year);
  if (person.height) fmt::print("height      {:.0f} cm\n", person.height->value() * 100);
  if (person.mass) fmt::print("mass        {:.1f} kg\n", person.mass->value());
  std::map<progress::Topic, bool> agreed;
  for (const auto& consent : person.consents) agreed[consent.topic] = consent.given;
  for (const auto topic : {progress::Topic::keep_history, progress::Topic::keep_video, progress::Topic::share_with_coach}) {
    fmt::print("agreed      {}: {}\n", to_string(topic), agreed[topic] ? "yes" : "no");
  }
  fmt::print("sets        {} in {}\ncheck-ins   {}\nnotes       {}\nkept files  {}\n", history.sets.size(), counted(history.sessions.size(), "session", "sessions"), history.check_ins.size(),
             history.notes.size(), files.size());
  if (!history.plans.empty()) fmt::print("rung        {}\n", history.plans.back().rung);
  fmt::print("id          {}\n", person.id);
  return ExitCode::ok;
}

ExitCode consent(store::Store& store, const progress::Person& person, const CLI::App& command, const PersonFlags& flags) {
  const struct {
    const char* option;
    progress::Topic topic;
    const std::string& answer;
  } rows[] = {{"--keep-history", progress::Topic::keep_history, flags.keep_history},
              {"--keep-video", progress::Topic::keep_video, flags.keep_video},
              {"--share-with-coach", progress::Topic::share_with_coach, flags.share}};
  bool any = false;
  for (const auto& row : rows) {
    if (command.count(row.option) == 0) continue;
    any = true;
    HINGE_TRY_VOID_OR_REFUSE(store.record_consent(person.id, {row.topic, row.answer == "yes", store.now()}));
    fmt::print("{}: {} {}\n", person.name, to_string(row.topic), row.answer);
  }
  if (any) return ExitCode::ok;
  print_error("say what is agreed to: --keep-history, --keep-video, --share-with-coach, each yes or no");
  return ExitCode::usage;
}

ExitCode take_out(store::Store& store, const progress::Person& person, std::string folder) {
  if (folder.empty()) folder = "hinge-export-" + store::utc_text(store.now()).substr(0, 10);
  HINGE_TRY_VOID_OR_REFUSE(store::export_person(store, person.id, folder));
  fmt::print("{}\n", folder);
  return ExitCode::ok;
}

ExitCode take_in(store::Store& store, const PersonFlags& flags) {
  auto imported = store::import_person(store, flags.folder, flags.as_name);
  if (!imported) {
    print_error(to_string(imported.error()));
    return imported.error().code == Errc::io ? ExitCode::output : ExitCode::input;
  }
  fmt::print("{}: {} taken in, {} there already\n", imported->name, counted(imported->added, "entry", "entries"), imported->known == 1 ? "1 was" : fmt::format("{} were", imported->known));
  return ExitCode::ok;
}

ExitCode erase(store::Store& store, const progress::Person& person, bool sure) {
  if (!sure) {
    if (::isatty(STDIN_FILENO) == 0) {
      print_error("deleting cannot be undone: say --yes");
      return ExitCode::usage;
    }
    fmt::print("Everything of {} will be deleted: sets, analyses, notes, kept recordings and videos. Type the name to go on: ", person.name);
    std::string typed;
    std::getline(std::cin, typed);
    if (typed != person.name) {
      fmt::print("Nothing was deleted.\n");
      return ExitCode::usage;
    }
  }
  HINGE_TRY_OR_REFUSE(const auto erased, store.delete_person(person.id));
  fmt::print("{} is deleted: {}, {}; looked, and nothing is left in the database.\n", person.name, counted(erased.rows, "row", "rows"),
             counted(erased.files, "kept file", "kept files"));
  for (const auto& backup : erased.backups_cleaned) fmt::print("Also taken out of {}\n", backup.string());
  fmt::print("Backups and exports you made elsewhere are yours to delete.\n");
  return ExitCode::ok;
}

void add_facts(CLI::App& command, PersonFlags& flags) {
  command.add_option("--role", flags.role, "athlete, coach or admin")->check(CLI::IsMember({"athlete", "coach", "admin"}))->type_name("ROLE");
  command.add_option("--birth-year", flags.birth_year, "Year of birth")->check(between(1900, 2100, ""))->type_name("YEAR");
  command.add_option("--height-cm", flags.height_cm, "Body height")->check(between(50, 250, "cm"))->type_name("N");
  command.add_option("--mass-kg", flags.mass_kg, "Body mass")->check(between(20, 300, "kg"))->type_name("N");
  command.add_option("--coach", flags.coach, "Who coaches them, or none")->type_name("NAME");
}

}  // namespace

Command add_person(CLI::App& program) {
  auto* command = program.add_subcommand("person", "Who is remembered: add, list, show, set, rename, consent, export, import, delete");
  command->require_subcommand(1);
  command->footer(
      "Examples:\n"
      "  hinge person add Ana --height-cm 172 --birth-year 1990\n"
      "  hinge person set Ana --mass-kg 68 --coach Sam\n"
      "  hinge person consent Ana --keep-video yes --share-with-coach yes\n"
      "  hinge person rename Ana \"Anna Maria\"\n"
      "  hinge person export Ana --out ana      all of it, in open formats\n"
      "  hinge person import ana                takes it back; nothing is doubled\n"
      "  hinge person delete Ana --yes          all of it, videos and automatic backups too");
  const auto flags = std::make_shared<PersonFlags>();
  std::map<std::string, CLI::App*> parts;
  const auto part = [&](const char* name, const char* about, bool named) {
    auto* sub = parts[name] = command->add_subcommand(name, about);
    add_db_option(*sub, flags->database);
    if (named && std::string_view(name) != "add") add_viewer_option(*sub, flags->viewer);
    if (named) sub->add_option("name", flags->name, "Their name")->required()->type_name("NAME");
    return sub;
  };
  add_facts(*part("add", "Add somebody and say what is kept of them", true), *flags);
  part("list", "Everybody", false);
  part("show", "What is known and kept of one person", true);
  add_facts(*part("set", "Change role, coach, height, mass, year of birth", true), *flags);
  part("rename", "Give somebody another name; their history stays", true)->add_option("new_name", flags->new_name, "The new name")->required()->type_name("NEW");
  auto* consenting = part("consent", "Record what somebody agrees to", true);
  const CLI::IsMember yes_or_no({"yes", "no"});
  consenting->add_option("--keep-history", flags->keep_history, "Sets, pain, notes are kept")->check(yes_or_no)->type_name("yes|no");
  consenting->add_option("--keep-video", flags->keep_video, "Videos may be kept")->check(yes_or_no)->type_name("yes|no");
  consenting->add_option("--share-with-coach", flags->share, "Their coach sees them on the roster")->check(yes_or_no)->type_name("yes|no");
  part("export", "Write all their data into a new folder, in open formats", true)->add_option("--out", flags->folder, "The new folder")->type_name("DIR");
  auto* importing = part("import", "Take an exported folder back", false);
  importing->add_option("folder", flags->folder, "What `hinge person export` wrote")->required()->type_name("DIR");
  importing->add_option("--as", flags->as_name, "Under another name")->type_name("NAME");
  part("delete", "Delete all of it, and look that it is gone", true)->add_flag("--yes", flags->yes, "Do not ask");
  return {command, [flags, parts](const Resources&) {
            HINGE_TRY_OR_REFUSE(auto store, open_store(flags->database));
            const auto asked = [&](const char* name) { return parts.at(name)->parsed(); };
            if (asked("add")) return add(store, *parts.at("add"), *flags);
            if (asked("list")) return list(store);
            if (asked("import")) return take_in(store, *flags);
            HINGE_TRY_OR_REFUSE(auto person, find_person(store, flags->name));
            const auto deed = asked("show") || asked("export") ? store::Deed::read : store::Deed::manage;
            if (const auto allowed = require_may(store, flags->viewer, person, deed); !allowed) return refuse(allowed.error());
            if (asked("show")) return show(store, person);
            if (asked("consent")) return consent(store, person, *parts.at("consent"), *flags);
            if (asked("export")) return take_out(store, person, flags->folder);
            if (asked("delete")) return erase(store, person, flags->yes);
            if (asked("rename")) {
              if (const auto own = require_own_look(store, flags->new_name, flags->name); !own) return refuse(own.error());
              HINGE_TRY_VOID_OR_REFUSE(store.rename_person(flags->name, flags->new_name));
              fmt::print("{} is called {} now.\n", flags->name, flags->new_name);
              return ExitCode::ok;
            }
            if (parts.at("set")->count("--role") > 0) {
              if (const auto may = require_may_give_role(store, flags->viewer); !may) return refuse(may.error());
            }
            apply(*parts.at("set"), *flags, person);
            HINGE_TRY_OR_REFUSE(auto together, store.begin_together());
            HINGE_TRY_VOID_OR_REFUSE(store.change_person(person));
            if (parts.at("set")->count("--coach") > 0) {
              if (const auto code = set_coach(store, person.id, flags->coach); code != ExitCode::ok) return code;
            }
            HINGE_TRY_VOID_OR_REFUSE(together.commit());
            fmt::print("{} is changed; `hinge person show {}` shows it.\n", person.name, shell_word(person.name));
            return ExitCode::ok;
          }};
}

}  // namespace hinge::app
