#pragma once
// What every command that remembers shares: --db, the store behind it, and times as people write them.
#include <memory>
#include <optional>
#include <string>

#include "app/console.h"
#include "app/exit_code.h"
#include "hinge/store/store.h"
#include "hinge/store/time_text.h"

namespace CLI {
class App;
class Option;
}

namespace hinge::app {

/// Adds --db to a command; the string lives as long as the command's flags do.
void add_db_option(CLI::App& command, std::string& database);

/// Adds --as, which $HINGE_AS sets for a whole computer.
CLI::Option* add_viewer_option(CLI::App& command, std::string& viewer);
/// usage when `viewer` (a name; empty: whoever sits at this computer) may not do this with the person's data. A courtesy
/// between people of one database, no lock: docs/decisions/0017-who-may-see-whom.md.
[[nodiscard]] Outcome<void> require_may(store::Store& store, const std::string& viewer, const progress::Person& person, store::Deed deed);

[[nodiscard]] Outcome<store::Location> find_location(const std::string& database);
/// Makes the database on first use. A newer or older schema, a damaged file: incomplete, with the remedy.
[[nodiscard]] Outcome<store::Store> open_store(const std::string& database);
/// Somebody who is not there: usage.
[[nodiscard]] Outcome<progress::Person> find_person(store::Store& store, const std::string& name);

/// Whether somebody said that a date in the future is meant.
enum class Future : unsigned char { refused, meant };
/// A time somebody told: before 1900, in the future, or even after next year is a slip of the fingers. `what` is named in
/// the refusal.
[[nodiscard]] Outcome<void> check_date(const std::string& what, progress::Instant at, Future future);
/// A day without an hour is read as its noon: of today, before noon, that is now.
[[nodiscard]] progress::Instant without_rest_of_today(progress::Instant at);
/// "2026-03-09", "2026-03-09T18:30", with Z or an offset; without one it is this computer's local time.
[[nodiscard]] Outcome<progress::Instant> read_time_option(const std::string& option, const std::string& text, Future future);
using store::local_time_text;

/// Which exit status an error of the store is.
[[nodiscard]] ExitCode exit_code_of(const Error& error);
/// Prints the error; its exit status.
ExitCode refuse(const Error& error);

}  // namespace hinge::app

/// Binds the value of a store's Result, or prints the error and returns its exit status.
#define HINGE_TRY_OR_REFUSE_IMPL(tmp, decl, expr)              \
  auto tmp = (expr);                                           \
  if (!tmp) return ::hinge::app::refuse(tmp.error());          \
  decl = *std::move(tmp)
#define HINGE_TRY_OR_REFUSE(decl, expr) HINGE_TRY_OR_REFUSE_IMPL(HINGE_CAT(hinge_try_or_, __COUNTER__), decl, expr)
#define HINGE_TRY_VOID_OR_REFUSE_IMPL(tmp, expr) \
  auto tmp = (expr);                             \
  if (!tmp) return ::hinge::app::refuse(tmp.error())
#define HINGE_TRY_VOID_OR_REFUSE(expr) HINGE_TRY_VOID_OR_REFUSE_IMPL(HINGE_CAT(hinge_try_or_, __COUNTER__), expr)
