#pragma once
// Which tables there are: numbered migrations, applied in order, never backwards.
#include <span>
#include <string_view>

#include "hinge/progress/history.h"
#include "hinge/store/internal/database.h"

namespace hinge::store::internal {

struct Migration {
  std::string_view name;  ///< "0002_standings": its number is its place in the table
  std::string_view sql;   ///< {id} stands for a growing primary key
};
/// In order; the first is schema 1.
[[nodiscard]] std::span<const Migration> migrations();
[[nodiscard]] int newest_schema();

/// 0: an empty database. invalid: it holds tables of something else.
[[nodiscard]] Result<int> find_schema(Database& database);

/// From whatever is there to `to` in one transaction; derived tables are filled. Two programs that do this at once do it
/// once.
[[nodiscard]] Result<void> bring_to_schema(Database& database, int to, progress::Instant now);

/// Nothing unless the schema is this program's own; otherwise what to do about it.
[[nodiscard]] Result<void> require_newest_schema(Database& database, int schema);

}  // namespace hinge::store::internal
