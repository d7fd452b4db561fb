#include "hinge/store/maintenance.h"

#include <unistd.h>

#include <algorithm>
#include <set>

#include "hinge/store/internal/codec.h"
#include "hinge/store/internal/copy.h"
#include "hinge/store/internal/schema.h"
#include "hinge/store/internal/standing.h"
#include "hinge/store/internal/state.h"
#include "hinge/store/internal/text.h"

namespace hinge::store {
namespace {

using internal::Access;
using internal::Cell;
using internal::Database;
using internal::Engine;
using internal::Isolation;
using internal::Row;
using internal::Transaction;
namespace fs = std::filesystem;

Result<std::uint64_t> count_rows(Database& database, const std::string& table) {
  HINGE_TRY(auto row, database.select_only("SELECT COUNT(*) FROM " + table, "i", {}));
  return static_cast<std::uint64_t>(row.whole(0));
}

std::vector<fs::path> automatic_backups(const Location& location) {
  std::vector<fs::path> backups;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(internal::backup_folder(location), none)) {
    if (entry.path().extension() == ".db") backups.push_back(entry.path());
  }
  std::ranges::sort(backups, std::greater<>());  // names begin with the time
  return backups;
}

/// "…/2026-11-22T162000Z-schema2.db", or with -2, -3 if that is taken.
Result<fs::path> dated_backup(const Location& location, int schema, Instant now) {
  const auto folder = internal::backup_folder(location);
  HINGE_TRY_VOID(internal::make_private_folder(location.folder));
  HINGE_TRY_VOID(internal::make_private_folder(folder));
  std::string name = utc_text(now);
  std::erase(name, ':');
  name += "-schema" + std::to_string(schema);
  fs::path path = folder / (name + ".db");
  for (int i = 2; fs::exists(path); ++i) path = folder / (name + "-" + std::to_string(i) + ".db");
  return path;
}

/// An empty SQLite file at a schema, to be filled.
Result<Database> make_file(const fs::path& path, int schema, Instant now) {
  HINGE_TRY(auto file, Database::open_sqlite(path.string(), Access::create));
  HINGE_TRY_VOID(internal::bring_to_schema(file, schema, now));
  return file;
}

Result<void> copy_into_file(Database& database, const fs::path& part, int schema, Instant now) {
  if (database.engine() == Engine::sqlite) {
    const Cell where[] = {part.string()};
    return database.execute("VACUUM INTO ?", where);
  }
  HINGE_TRY(auto file, make_file(part, schema, now));
  HINGE_TRY(const auto tables, internal::read_tables(file));
  HINGE_TRY(auto snapshot, Transaction::begin(database, Isolation::snapshot));
  HINGE_TRY(auto writing, Transaction::begin(file, Isolation::write));
  HINGE_TRY_VOID(internal::copy_tables(database, file, tables));
  HINGE_TRY_VOID(writing.commit());
  // One file, with nothing left in a log beside it.
  HINGE_TRY_VOID(file.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
  return {};
}

Result<fs::path> back_up_open(Database& database, int schema, const fs::path& file, Instant now) {
  if (fs::exists(file)) return fail(Errc::invalid, "is there already; a backup does not overwrite: choose another name", file.string());
  const fs::path part = file.string() + ".part-" + std::to_string(::getpid());
  // Made here first, so that it is private from its first byte; VACUUM INTO fills an empty file.
  { HINGE_TRY(const auto made, Database::open_sqlite(part.string(), Access::create)); }
  std::error_code error;
  fs::resize_file(part, 0, error);
  const auto copied = copy_into_file(database, part, schema, now);
  if (copied) fs::rename(part, file, error);
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) {
    std::error_code none;
    fs::remove(part.string() + tail, none);
  }
  if (!copied) return tl::unexpected<Error>(copied.error());
  if (error) return fail(Errc::io, "cannot be written: " + error.message(), file.string());
  return file;
}

/// Kept files lie beside a backup in a folder of its name, in the same order as beside the database.
Location beside(const fs::path& backup) {
  Location location;
  location.folder = backup.string() + "-files";
  return location;
}

/// Those that are not there already; a file that is missing at its source is missing in the copy too, `db check` names it.
Result<void> copy_kept_files(Database& named_by, const Location& from, const Location& to) {
  std::vector<std::pair<fs::path, fs::path>> copies;
  HINGE_TRY_VOID(named_by.select("SELECT DISTINCT sha256, kind FROM kept_files", "tt", {}, [&](Row& row) {
    const auto kind = internal::read_enum<KeptKind>(row.text(1)).value_or(KeptKind::recording);
    copies.emplace_back(internal::kept_file_path(from, row.text(0), kind), internal::kept_file_path(to, row.text(0), kind));
  }));
  std::error_code error;
  for (const auto& [source, target] : copies) {
    if (fs::exists(target, error) || !fs::exists(source, error)) continue;
    HINGE_TRY_VOID(internal::make_private_folder(to.folder));
    HINGE_TRY_VOID(internal::copy_private(source, target));
  }
  return {};
}

Result<void> empty_tables(Database& database, const std::vector<internal::Table>& tables) {
  for (auto table = tables.rbegin(); table != tables.rend(); ++table) {
    if (table->name != "hinge_schema") {
      HINGE_TRY_VOID(database.execute("DELETE FROM " + table->name));
    }
  }
  return {};
}

/// Our own tables at a schema, read from an empty database that our migrations made.
Result<std::vector<internal::Table>> own_tables(int schema, Instant now) {
  std::error_code error;
  const auto folder = fs::temp_directory_path(error);
  if (error) return fail(Errc::io, "there is no folder for temporary files: " + error.message());
  const auto path = folder / ("hinge-schema-" + internal::new_id() + ".db");
  auto tables = [&]() -> Result<std::vector<internal::Table>> {
    HINGE_TRY(auto file, make_file(path, schema, now));
    return internal::read_tables(file);
  }();
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) fs::remove(path.string() + tail, error);
  return tables;
}

/// Names of a foreign file go into no statement on our database: they must be those of our own migrations.
Result<void> require_own_tables(const std::vector<internal::Table>& found, const std::vector<internal::Table>& own, const fs::path& file) {
  const auto refuse = [&](const std::string& table, const char* what) {
    return fail(Errc::invalid, "is no backup of Hinge: its table '" + table.substr(0, 60) + "' " + what, file.string());
  };
  for (const auto& table : found) {
    if (std::ranges::find(own, table.name, &internal::Table::name) == own.end()) return refuse(table.name, "is none of Hinge's");
  }
  for (const auto& table : own) {
    const auto same = std::ranges::find(found, table.name, &internal::Table::name);
    if (same == found.end()) return refuse(table.name, "is missing");
    if (same->columns != table.columns || same->kinds != table.kinds) return refuse(table.name, "has other columns than Hinge's");
  }
  return {};
}

/// A file nothing can be read from is put aside, so that a new one can take its place.
Result<fs::path> put_aside(const Location& location, Instant now) {
  std::string stamp = utc_text(now);
  std::erase(stamp, ':');
  const fs::path aside = location.database + ".damaged-" + stamp;
  std::error_code error;
  fs::rename(location.database, aside, error);
  if (error) return fail(Errc::io, "cannot be moved aside: " + error.message(), location.database);
  for (const char* tail : {"-wal", "-shm"}) {
    std::error_code none;
    fs::rename(location.database + tail, aside.string() + tail, none);
  }
  return aside;
}

bool is_damaged(const Error& error) { return error.code == Errc::corrupt; }

/// What is there now is kept first: as a backup if it can be read, else by moving it aside.
Result<Restored> keep_what_is_there(const Location& location, Instant now) {
  Restored restored;
  if (!location.on_server() && !fs::exists(location.database)) return restored;
  auto database = internal::open_database(location, Access::existing);
  auto schema = database ? internal::find_schema(*database) : Result<int>(tl::unexpected<Error>(database.error()));
  if (schema && *schema == 0) return restored;
  Result<fs::path> backup = schema ? dated_backup(location, *schema, now) : Result<fs::path>(tl::unexpected<Error>(schema.error()));
  if (backup) {
    if (*schema > internal::newest_schema()) return tl::unexpected<Error>(internal::require_newest_schema(*database, *schema).error());
    backup = back_up_open(*database, *schema, *backup, now);
  }
  if (backup) {
    restored.backup = *backup;
    return restored;
  }
  if (location.on_server() || !is_damaged(backup.error())) return tl::unexpected<Error>(backup.error());
  HINGE_TRY(restored.damaged, put_aside(location, now));
  return restored;
}

Result<void> check_engine(Database& database, std::vector<std::string>& problems) {
  if (database.engine() != Engine::sqlite) return {};
  HINGE_TRY_VOID(database.select("PRAGMA integrity_check", "t", {}, [&](Row& row) {
    if (row.text(0) != "ok") problems.push_back("the file is damaged: " + row.text(0));
  }));
  return database.select("PRAGMA foreign_key_check", "tit", {}, [&](Row& row) {
    problems.push_back("a row of " + row.text(0) + " belongs to a row of " + row.text(2) + " that is not there");
  });
}

bool same(const Standing& a, const Standing& b) {
  const auto all = [](const Standing& s) {
    return std::tie(s.sets, s.last_set, s.last_exercise, s.clean_reps, s.borderline_reps, s.fault_reps, s.pain_at, s.pain, s.pain_place, s.pain_growing,
                    s.pain_next_morning, s.red_flags, s.move, s.rung, s.last_note);
  };
  return all(a) == all(b);
}

/// What our own rules say beyond the engine's constraints.
Result<void> check_content(Database& database, std::vector<std::string>& problems) {
  std::vector<std::pair<std::int64_t, std::string>> people;
  HINGE_TRY_VOID(database.select("SELECT id, uid FROM people ORDER BY id", "it", {}, [&](Row& row) { people.emplace_back(row.whole(0), row.text(1)); }));
  for (const auto& [row, uid] : people) {
    HINGE_TRY(const auto written, internal::read_standing(database, row));
    HINGE_TRY(const auto true_one, internal::compute_standing(database, row));
    if (!written || !same(*written, true_one)) problems.push_back("the roster's row of person " + uid + " does not match their history; their next set mends it");
  }
  HINGE_TRY_VOID(database.select("SELECT s.uid FROM sets s JOIN sessions n ON n.id = s.session_id WHERE n.person_id <> s.person_id ORDER BY s.id", "t", {},
                                 [&](Row& row) { problems.push_back("set " + row.text(0) + " is in another person's session"); }));
  HINGE_TRY_VOID(database.select("SELECT s.uid, r.reps FROM set_reps r JOIN sets s ON s.id = r.set_id ORDER BY s.id", "tt", {}, [&](Row& row) {
    if (!internal::read_reps(row.text(1))) problems.push_back("the repetitions of set " + row.text(0) + " cannot be read");
  }));
  return database.select("SELECT s.uid, a.json FROM analyses a JOIN sets s ON s.id = a.set_id ORDER BY a.id", "tt", {}, [&](Row& row) {
    if (!internal::read_analysis_columns(row.text(1))) problems.push_back("the analysis of set " + row.text(0) + " cannot be read");
  });
}

Result<void> check_files(Database& database, const Location& location, std::vector<std::string>& problems) {
  std::set<fs::path> named;
  HINGE_TRY_VOID(database.select("SELECT sha256, kind, name, bytes FROM kept_files ORDER BY id", "ttti", {}, [&](Row& row) {
    const auto path = internal::kept_file_path(location, row.text(0), internal::read_enum<KeptKind>(row.text(1)).value_or(KeptKind::recording));
    named.insert(path);
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error) problems.push_back("the kept file of " + row.text(2) + " is not there: " + path.string());
    else if (size != static_cast<std::uintmax_t>(row.whole(3))) problems.push_back("the kept file of " + row.text(2) + " has another size than when it was kept: " + path.string());
  }));
  std::error_code none;
  for (const auto& entry : fs::recursive_directory_iterator(location.folder / "files", none)) {
    if (entry.is_regular_file() && !named.contains(entry.path())) problems.push_back("a kept file that nobody names any more, delete it: " + entry.path().string());
  }
  return {};
}

}  // namespace

Result<Status> find_status(const Location& location) {
  Status status;
  status.database = location.shown();
  status.newest_schema = internal::newest_schema();
  status.backups = automatic_backups(location);
  if (!location.on_server() && !fs::exists(location.database)) return status;
  HINGE_TRY(auto database, internal::open_database(location, Access::existing));
  HINGE_TRY(status.schema, internal::find_schema(database));
  status.exists = status.schema > 0;
  if (!location.on_server()) {
    for (const char* tail : {"", "-wal"}) {
      std::error_code error;
      const auto bytes = fs::file_size(location.database + tail, error);
      if (!error) status.bytes += bytes;
    }
  }
  if (!status.exists) return status;
  HINGE_TRY(status.people, count_rows(database, "people"));
  HINGE_TRY(status.sets, count_rows(database, "sets"));
  HINGE_TRY(status.analyses, count_rows(database, "analyses"));
  HINGE_TRY(status.check_ins, count_rows(database, "check_ins"));
  HINGE_TRY(status.kept_files, count_rows(database, "kept_files"));
  return status;
}

Result<Migrated> migrate(const Location& location, const Options& options) {
  const Instant now = options.clock ? options.clock() : internal::computer_clock();
  HINGE_TRY(auto database, internal::open_database(location, Access::create));
  Migrated migrated;
  HINGE_TRY(migrated.from, internal::find_schema(database));
  migrated.to = internal::newest_schema();
  if (migrated.from > migrated.to) return tl::unexpected<Error>(internal::require_newest_schema(database, migrated.from).error());
  if (migrated.from == migrated.to) return migrated;
  if (migrated.from > 0) {
    HINGE_TRY(const auto file, dated_backup(location, migrated.from, now));
    HINGE_TRY(migrated.backup, back_up_open(database, migrated.from, file, now));
  }
  HINGE_TRY_VOID(internal::bring_to_schema(database, migrated.to, now));
  return migrated;
}

Result<fs::path> back_up(const Location& location, const fs::path& file, const Options& options) {
  const Instant now = options.clock ? options.clock() : internal::computer_clock();
  HINGE_TRY(auto database, internal::open_database(location, Access::existing));
  HINGE_TRY(const int schema, internal::find_schema(database));
  if (schema == 0) return fail(Errc::invalid, "is empty: there is nothing to back up", location.shown());
  if (schema > internal::newest_schema()) return tl::unexpected<Error>(internal::require_newest_schema(database, schema).error());
  auto target = file;
  if (target.empty()) {
    HINGE_TRY(target, dated_backup(location, schema, now));
  }
  HINGE_TRY(const auto made, back_up_open(database, schema, target, now));
  HINGE_TRY_VOID(copy_kept_files(database, location, beside(made)));
  return made;
}

Result<Restored> restore(const Location& location, const fs::path& file, const Options& options) {
  const Instant now = options.clock ? options.clock() : internal::computer_clock();
  // The backup first: what is there is not touched for a file that is none.
  if (!fs::exists(file)) return fail(Errc::not_found, "no such file; `hinge db status` lists the automatic backups", file.string());
  HINGE_TRY(auto backup, Database::open_sqlite(file.string(), Access::existing));
  HINGE_TRY(const int schema, internal::find_schema(backup));
  if (schema == 0) return fail(Errc::invalid, "is empty, not a backup", file.string());
  if (schema > internal::newest_schema()) return tl::unexpected<Error>(internal::require_newest_schema(backup, schema).error());
  std::vector<std::string> problems;
  HINGE_TRY_VOID(check_engine(backup, problems));
  if (!problems.empty()) return fail(Errc::corrupt, problems.front(), file.string());
  HINGE_TRY(const auto tables, own_tables(schema, now));
  HINGE_TRY(const auto found, internal::read_tables(backup));
  HINGE_TRY_VOID(require_own_tables(found, tables, file));

  HINGE_TRY(auto restored, keep_what_is_there(location, now));
  restored.schema = schema;
  HINGE_TRY(auto database, internal::open_database(location, Access::create));
  HINGE_TRY_VOID(internal::bring_to_schema(database, internal::newest_schema(), now));
  HINGE_TRY(auto snapshot, Transaction::begin(backup, Isolation::snapshot));
  HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::write));
  HINGE_TRY_VOID(empty_tables(database, tables));
  HINGE_TRY_VOID(internal::copy_tables(backup, database, tables));
  HINGE_TRY_VOID(internal::refresh_all_standings(database));
  HINGE_TRY_VOID(transaction.commit());
  HINGE_TRY_VOID(copy_kept_files(database, beside(file), location));
  return restored;
}

Result<std::vector<std::string>> check(const Location& location) {
  HINGE_TRY(auto database, internal::open_database(location, Access::existing));
  std::vector<std::string> problems;
  HINGE_TRY_VOID(check_engine(database, problems));
  if (!problems.empty()) return problems;  // what comes after would read rows that lie
  HINGE_TRY(const int schema, internal::find_schema(database));
  HINGE_TRY_VOID(internal::require_newest_schema(database, schema));
  HINGE_TRY(auto snapshot, Transaction::begin(database, Isolation::snapshot));
  HINGE_TRY_VOID(check_content(database, problems));
  HINGE_TRY_VOID(check_files(database, location, problems));
  return problems;
}

}  // namespace hinge::store
