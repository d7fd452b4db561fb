// `hinge db`: the database itself.
#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "app/command.h"
#include "app/console.h"
#include "app/open_store.h"
#include "hinge/store/maintenance.h"

namespace hinge::app {
namespace {

struct DbFlags {
  std::string database, file;
};

ExitCode print_status(const store::Location& location) {
  HINGE_TRY_OR_REFUSE(const auto status, store::find_status(location));
  fmt::print("database  {}\n", status.database);
  if (!status.exists) {
    fmt::print("          is not there yet; it is made when the first person is added\n");
    return ExitCode::ok;
  }
  fmt::print("schema    {}{}\n", status.schema,
             status.schema < status.newest_schema   ? fmt::format(", older than this program's {}: `hinge db migrate` brings it up", status.newest_schema)
             : status.schema > status.newest_schema ? fmt::format(", newer than this program's {}: install the newer Hinge", status.newest_schema)
                                                    : "");
  fmt::print("holds     {}, {}, {}, {}, {}\n", counted(status.people, "person", "people"), counted(status.sets, "set", "sets"),
             counted(status.analyses, "analysis", "analyses"), counted(status.check_ins, "check-in", "check-ins"), counted(status.kept_files, "kept file", "kept files"));
  if (status.bytes > 0) fmt::print("size      {:.1f} MB\n", static_cast<double>(status.bytes) / 1e6);
  for (const auto& backup : status.backups) fmt::print("backup    {}\n", backup.string());
  return status.schema == status.newest_schema ? ExitCode::ok : ExitCode::incomplete;
}

ExitCode print_migrated(const store::Location& location) {
  HINGE_TRY_OR_REFUSE(const auto migrated, store::migrate(location));
  if (migrated.from == migrated.to) fmt::print("The database has schema {} already.\n", migrated.to);
  else if (migrated.from == 0) fmt::print("Made a new database with schema {}.\n", migrated.to);
  else fmt::print("Brought up from schema {} to {}. What was there before: {}\n", migrated.from, migrated.to, migrated.backup.string());
  return ExitCode::ok;
}

ExitCode print_backup(const store::Location& location, const std::string& file) {
  HINGE_TRY_OR_REFUSE(const auto backup, store::back_up(location, file));
  fmt::print("{}\n", backup.string());
  return ExitCode::ok;
}

ExitCode print_restored(const store::Location& location, const std::string& file) {
  HINGE_TRY_OR_REFUSE(const auto restored, store::restore(location, file));
  fmt::print("Restored from {}.\n", file);
  if (!restored.backup.empty()) fmt::print("What was there before: {}\n", restored.backup.string());
  if (!restored.damaged.empty()) fmt::print("The damaged file was moved to {}\n", restored.damaged.string());
  return ExitCode::ok;
}

ExitCode print_check(const store::Location& location) {
  HINGE_TRY_OR_REFUSE(const auto problems, store::check(location));
  for (const auto& problem : problems) print_error(problem);
  if (problems.empty()) fmt::print("All is well.\n");
  return problems.empty() ? ExitCode::ok : ExitCode::incomplete;
}

}  // namespace

Command add_db(CLI::App& program) {
  auto* command = program.add_subcommand("db", "Look after the database: status, migrate, backup, restore, check");
  command->require_subcommand(1);
  command->footer(
      "Examples:\n"
      "  hinge db status\n"
      "  hinge db backup              a dated copy beside the database\n"
      "  hinge db backup monday.db    one file, whichever engine it comes from\n"
      "  hinge db restore monday.db   replaces everything; what was there is backed up first\n"
      "  hinge db check --db postgresql://coach@server/club\n"
      "Exit status 4 if something is wrong with it.");
  const auto flags = std::make_shared<DbFlags>();
  const auto part = [&](const char* name, const char* about) {
    auto* sub = command->add_subcommand(name, about);
    add_db_option(*sub, flags->database);
    return sub;
  };
  auto* status_command = part("status", "Where it is, which schema it has, what it holds, which backups there are");
  auto* migrate_command = part("migrate", "Bring an older schema up to this program's, after a backup");
  auto* backup_command = part("backup", "Copy everything into one SQLite file, also from PostgreSQL");
  backup_command->add_option("file", flags->file, "The new file; default: a dated one in the backup folder")->type_name("FILE");
  auto* restore_command = part("restore", "Replace everything by a backup's content");
  restore_command->add_option("file", flags->file, "A backup")->required()->type_name("FILE");
  part("check", "Look whether all is well");
  return {command, [flags, status_command, migrate_command, backup_command, restore_command](const Resources&) {
            const auto location = find_location(flags->database);
            if (!location) return refuse(location.error());
            if (status_command->parsed()) return print_status(*location);
            if (migrate_command->parsed()) return print_migrated(*location);
            if (backup_command->parsed()) return print_backup(*location, flags->file);
            if (restore_command->parsed()) return print_restored(*location, flags->file);
            return print_check(*location);
          }};
}

}  // namespace hinge::app
