#pragma once
// Looking after the database itself: which schema it has, bringing it up, copies of it, and whether all is well.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/store/store.h"

namespace hinge::store {

struct Status {
  std::string database;  ///< as shown to people
  bool exists = false;
  int schema = 0, newest_schema = 0;
  std::uint64_t people = 0, sets = 0, analyses = 0, check_ins = 0, kept_files = 0;
  std::uintmax_t bytes = 0;  ///< of an SQLite file with its log
  std::vector<std::filesystem::path> backups;  ///< automatic ones, the newest first
};
[[nodiscard]] Result<Status> find_status(const Location& location);

struct Migrated {
  int from = 0, to = 0;
  std::filesystem::path backup;  ///< empty: nothing was to be done
};
/// Forward only; makes a backup first and gives up if it cannot.
[[nodiscard]] Result<Migrated> migrate(const Location& location, const Options& options = {});

/// One file that holds everything in the database, whichever engine it is: an SQLite file of the same schema, 0600. Kept
/// recordings and videos, if there are any, lie in the folder FILE-files beside it. Empty `file`: a dated one in the backup folder.
[[nodiscard]] Result<std::filesystem::path> back_up(const Location& location, const std::filesystem::path& file = {}, const Options& options = {});

struct Restored {
  int schema = 0;                      ///< of the backup, before it was brought up
  std::filesystem::path backup;        ///< what was there before, unless it was empty or beyond reading
  std::filesystem::path damaged;       ///< where a file beyond reading was moved
};
/// Replaces everything in the database by the backup's, whole or not at all; then kept files beside the backup come back.
[[nodiscard]] Result<Restored> restore(const Location& location, const std::filesystem::path& file, const Options& options = {});

/// One sentence for each thing that is wrong; empty: all is well.
[[nodiscard]] Result<std::vector<std::string>> check(const Location& location);

}  // namespace hinge::store
