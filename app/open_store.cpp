#include "app/open_store.h"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include <chrono>
#include <ctime>

#include "app/console.h"
#include "hinge/store/time_text.h"

namespace hinge::app {

void add_db_option(CLI::App& command, std::string& database) {
  command.add_option("--db", database, "Where the data is: an SQLite file or postgresql://USER@HOST/NAME; default: $HINGE_DB, else hinge/hinge.db in the data folder")->type_name("DB");
}

CLI::Option* add_viewer_option(CLI::App& command, std::string& viewer) {
  return command.add_option("--as", viewer, "Act as this person: an athlete for themselves, a coach for those who share with them, an admin for all; default: $HINGE_AS")
      ->type_name("NAME")
      ->envname("HINGE_AS");
}

Outcome<void> require_may(store::Store& store, const std::string& viewer, const progress::Person& person, store::Deed deed) {
  if (viewer.empty()) return {};
  const auto who = find_person(store, viewer);
  if (!who) return tl::unexpected<Failure>(who.error());
  const auto shared = store.shares_with(person.id, who->id);
  if (!shared) return give_up(exit_code_of(shared.error()), shared.error());
  if (store::may(who->role, deed, who->id == person.id, *shared)) return {};
  const char* what = deed == store::Deed::read ? "see what is kept of" : deed == store::Deed::file ? "file for" : "decide over what is kept of";
  return give_up(ExitCode::usage, fmt::format("{} may not {} {}: {}", who->name, what, person.name,
                                              deed == store::Deed::manage ? "only they and an admin may" : "only they, an admin, and a coach they share with may"));
}

ExitCode exit_code_of(const Error& error) {
  switch (error.code) {
    case Errc::invalid:
    case Errc::not_found: return ExitCode::usage;
    case Errc::unsupported:
    case Errc::corrupt: return ExitCode::incomplete;
    case Errc::cancelled: return ExitCode::cancelled;
    case Errc::io:
    case Errc::end_of_stream: return ExitCode::output;
  }
  return ExitCode::internal;
}

ExitCode refuse(const Error& error) {
  print_error(to_string(error));
  return exit_code_of(error);
}

Outcome<store::Location> find_location(const std::string& database) {
  auto location = store::find_location(database);
  if (!location) return give_up(ExitCode::usage, location.error());
  return *std::move(location);
}

Outcome<store::Store> open_store(const std::string& database) {
  const auto location = find_location(database);
  if (!location) return tl::unexpected<Failure>(location.error());
  auto opened = store::Store::open(*location);
  if (opened) return *std::move(opened);
  // An older schema is no mistake on the command line.
  const auto code = opened.error().code == Errc::invalid ? ExitCode::incomplete : exit_code_of(opened.error());
  return give_up(code, opened.error());
}

Outcome<progress::Person> find_person(store::Store& store, const std::string& name) {
  auto person = store.find_person(name);
  if (!person) return give_up(exit_code_of(person.error()), person.error());
  return *std::move(person);
}

namespace {
progress::Instant computer_now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }
constexpr std::chrono::minutes between_clocks{5};  // a watch and a computer
constexpr std::size_t day_letters = std::string_view("2026-03-09").size();
}  // namespace

Outcome<void> check_date(const std::string& what, progress::Instant at, Future future) {
  const auto year = [](progress::Instant time) {
    return static_cast<int>(std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(time)).year());
  };
  const auto now = computer_now();
  if (year(at) < 1900 || year(at) > year(now) + 1) return give_up(ExitCode::usage, fmt::format("{}: the year {} cannot be right", what, year(at)));
  if (at <= now + between_clocks || future == Future::meant) return {};
  return give_up(ExitCode::usage, fmt::format("{} is in the future: this computer's clock says {}. If it is meant, say --yes", what, local_time_text(now)));
}

progress::Instant without_rest_of_today(progress::Instant at) {
  const auto now = computer_now();
  const bool today = local_time_text(at).substr(0, day_letters) == local_time_text(now).substr(0, day_letters);
  return today ? std::min(at, now) : at;
}

Outcome<progress::Instant> read_time_option(const std::string& option, const std::string& text, Future future) {
  const auto read = store::read_local_time(text);
  if (!read) return give_up(ExitCode::usage, option + " " + text + ": is not a time like 2026-03-09 or 2026-03-09T18:30");
  const auto at = text.size() == day_letters ? without_rest_of_today(*read) : *read;
  if (const auto date = check_date(option + " " + text, at, future); !date) return tl::unexpected<Failure>(date.error());
  return at;
}

}  // namespace hinge::app
