#pragma once
// Whole tables at a time: copies between databases, and taking a person out of them.
#include <filesystem>
#include <string>
#include <vector>

#include "hinge/store/internal/database.h"

namespace hinge::store::internal {

/// The tables of a schema, parents before children, as the SQLite database `like` has them.
struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::string kinds;  ///< a letter a column, as Database::select takes them
  bool has_growing_id = false;
};
[[nodiscard]] Result<std::vector<Table>> read_tables(Database& like);

/// Every row of these tables from one database into the other, whose tables must be empty. Ids stay.
[[nodiscard]] Result<void> copy_tables(Database& from, Database& to, const std::vector<Table>& tables);

/// Takes out everything of a person and looks that nothing is left; how many rows went. io: something was left.
[[nodiscard]] Result<std::uint64_t> delete_rows_of(Database& database, std::int64_t person);
/// Makes the engine let go of what deleted rows looked like: the log of SQLite, dead rows of PostgreSQL.
[[nodiscard]] Result<void> forget_deleted_pages(Database& database);
/// Takes a person (by uid) out of every backup in a folder; those that held them.
[[nodiscard]] Result<std::vector<std::filesystem::path>> delete_from_backups(const std::filesystem::path& folder, const std::string& person);

}  // namespace hinge::store::internal
