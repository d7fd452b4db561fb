#include "hinge/store/internal/copy.h"

#include <algorithm>
#include <map>
#include <set>

#include "hinge/base/expect.h"

namespace hinge::store::internal {
namespace {

/// Rows wait in memory between the two engines' statements; a thousand analyses are some tens of megabytes.
constexpr std::size_t rows_at_once = 500;

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

Result<Table> read_table(Database& like, const std::string& name) {
  Table table{name, {}, "", false};
  const Cell which[] = {name};
  HINGE_TRY_VOID(like.select("SELECT name, type, pk FROM pragma_table_info(?)", "tti", which, [&](Row& row) {
    const auto& type = row.text(1);
    table.columns.push_back(row.text(0));
    table.kinds += type == "TEXT" ? 't' : type == "DOUBLE PRECISION" ? 'r' : 'i';
    if (row.text(0) == "id") table.has_growing_id = true;
  }));
  return table;
}

Result<void> copy_table(Database& from, Database& to, const Table& table) {
  const std::string columns = joined(table.columns, ", ");
  const std::string marks = joined(std::vector<std::string>(table.columns.size(), "?"), ", ");
  // In the order of their first column, in pieces: a table may be larger than memory.
  const std::string key = table.columns.front();
  HINGE_EXPECT(table.kinds.front() == 'i');
  std::int64_t after = INT64_MIN;
  for (;;) {
    std::vector<std::vector<Cell>> rows;
    const Cell piece[] = {after, static_cast<std::int64_t>(rows_at_once)};
    HINGE_TRY_VOID(from.select("SELECT " + columns + " FROM " + table.name + " WHERE " + key + " > ? ORDER BY " + key + " LIMIT ?", table.kinds, piece,
                               [&](Row& row) { rows.push_back(std::move(row.cells())); }));
    if (rows.empty()) return {};
    after = std::get<std::int64_t>(rows.back().front());
    std::size_t next = 0;
    HINGE_TRY_VOID(to.execute_each("INSERT INTO " + table.name + " (" + columns + ") VALUES (" + marks + ")", [&]() -> std::optional<std::vector<Cell>> {
      if (next == rows.size()) return std::nullopt;
      return std::move(rows[next++]);
    }));
  }
}

/// Ids given out from now on are above the copied ones.
Result<void> advance_ids(Database& to, const Table& table) {
  if (!table.has_growing_id || to.engine() == Engine::sqlite) return {};  // AUTOINCREMENT follows the rows by itself
  return to.execute("SELECT setval(pg_get_serial_sequence('" + table.name + "', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM " + table.name + "), false)");
}

/// In every schema that can be met: the tables with a person_id column.
Result<std::vector<std::string>> tables_of_people(Database& database) {
  std::vector<std::string> names;
  const std::string_view sql = database.engine() == Engine::sqlite
                                   ? "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'person_id' ORDER BY m.name"
                                   : "SELECT table_name FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'person_id' ORDER BY table_name";
  HINGE_TRY_VOID(database.select(sql, "t", {}, [&](Row& row) { names.push_back(row.text(0)); }));
  return names;
}

/// Of the kept files beside a backup, those that no row of it names any more go.
Result<void> sweep_beside(Database& backup, const std::filesystem::path& path) {
  std::set<std::string> named;
  HINGE_TRY_VOID(backup.select("SELECT sha256 FROM kept_files", "t", {}, [&](Row& row) { named.insert(row.text(0)); }));
  std::vector<std::filesystem::path> gone;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path.string() + "-files", error)) {
    if (entry.is_regular_file() && !named.contains(entry.path().stem().string())) gone.push_back(entry.path());
  }
  for (const auto& file : gone) {
    std::filesystem::remove(file, error);
    if (error) return fail(Errc::io, "cannot delete this kept file of a backup: " + error.message(), file.string());
  }
  return {};
}

}  // namespace

Result<std::vector<Table>> read_tables(Database& like) {
  HINGE_EXPECT(like.engine() == Engine::sqlite);
  std::vector<std::string> names;
  // Made in the order of creation, which puts parents before children.
  HINGE_TRY_VOID(like.select("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid", "t", {},
                             [&](Row& row) { names.push_back(row.text(0)); }));
  std::vector<Table> tables;
  for (const auto& name : names) {
    HINGE_TRY(auto table, read_table(like, name));
    tables.push_back(std::move(table));
  }
  return tables;
}

Result<void> copy_tables(Database& from, Database& to, const std::vector<Table>& tables) {
  for (const auto& table : tables) {
    if (table.name == "hinge_schema") continue;
    HINGE_TRY_VOID(copy_table(from, to, table));
  }
  for (const auto& table : tables) {
    HINGE_TRY_VOID(advance_ids(to, table));
  }
  return {};
}

Result<std::uint64_t> delete_rows_of(Database& database, std::int64_t person) {
  HINGE_TRY(const auto tables, tables_of_people(database));
  const Cell who[] = {person};
  const auto count = [&](std::uint64_t& rows) -> Result<void> {
    for (const auto& table : tables) {
      HINGE_TRY(auto row, database.select_only("SELECT COUNT(*) FROM " + table + " WHERE person_id = ?", "i", who));
      rows += static_cast<std::uint64_t>(row.whole(0));
    }
    return {};
  };
  std::uint64_t before = 1, after = 0;
  HINGE_TRY_VOID(count(before));
  HINGE_TRY_VOID(database.execute("DELETE FROM people WHERE id = ?", who));
  HINGE_TRY_VOID(count(after));
  HINGE_TRY(auto left, database.select_only("SELECT COUNT(*) FROM people WHERE id = ?", "i", who));
  if (after != 0 || left.whole(0) != 0) return fail(Errc::io, "not everything could be deleted; nothing was", database.shown());
  return before;
}

Result<void> forget_deleted_pages(Database& database) {
  if (database.engine() == Engine::sqlite) {
    // secure_delete has overwritten the pages; the log still holds them until it is emptied.
    HINGE_TRY(auto row, database.select_only("PRAGMA wal_checkpoint(TRUNCATE)", "iii", {}));
    if (row.whole(0) != 0) return fail(Errc::io, "the person is deleted, but another program is reading and the log of the database cannot be emptied: close it and run `hinge db check`", database.shown());
    return {};
  }
  return database.execute("VACUUM");
}

Result<std::vector<std::filesystem::path>> delete_from_backups(const std::filesystem::path& folder, const std::string& person) {
  std::vector<std::filesystem::path> cleaned;
  std::error_code error;
  std::vector<std::filesystem::path> backups;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == ".db") backups.push_back(entry.path());
  }
  std::ranges::sort(backups);
  for (const auto& path : backups) {
    HINGE_TRY(auto backup, Database::open_sqlite(path.string(), Access::existing));
    const Cell who[] = {person};
    HINGE_TRY(auto row, backup.select_one("SELECT id FROM people WHERE uid = ?", "i", who));
    if (!row) continue;
    {
      HINGE_TRY(auto transaction, Transaction::begin(backup, Isolation::write));
      HINGE_TRY_VOID(delete_rows_of(backup, row->whole(0)));
      HINGE_TRY_VOID(transaction.commit());
    }
    HINGE_TRY_VOID(forget_deleted_pages(backup));
    HINGE_TRY_VOID(sweep_beside(backup, path));
    cleaned.push_back(path);
  }
  return cleaned;
}

}  // namespace hinge::store::internal
