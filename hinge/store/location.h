#pragma once
// Where a person's data is: an SQLite file of the user's own, or a PostgreSQL server.
#include <filesystem>
#include <string>

#include "hinge/base/result.h"

namespace hinge::store {

struct Location {
  std::string database;          ///< path of an SQLite file, or postgresql://USER@HOST/NAME
  std::filesystem::path folder;  ///< kept recordings, kept videos and backups; this computer's, also with PostgreSQL

  [[nodiscard]] bool on_server() const;
  /// For people to read: without the password.
  [[nodiscard]] std::string shown() const;
};

/// `given` (--db), else $HINGE_DB, else hinge/hinge.db in $XDG_DATA_HOME or ~/.local/share. Kept files lie in FILE.d
/// beside an SQLite file, else in a folder of the data folder. invalid: no home folder to fall back on, or an unknown scheme.
[[nodiscard]] Result<Location> find_location(const std::string& given);

}  // namespace hinge::store
