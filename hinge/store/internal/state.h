#pragma once
#include "hinge/store/internal/database.h"
#include "hinge/store/store.h"

namespace hinge::store {

struct Store::State {
  internal::Database database;
  Location location;
  std::function<Instant()> clock;
};

namespace internal {

/// What comes before every write of a person: their row is locked, so that two programs that write for one person take
/// turns. not_found when there is no such person.
[[nodiscard]] Result<std::int64_t> lock_person(Database& database, const std::string& person);
[[nodiscard]] Result<std::int64_t> find_person_row(Database& database, const std::string& person);
[[nodiscard]] Result<progress::Person> load_person(Database& database, std::int64_t person_row);
/// The newest answer on a topic; none is no.
[[nodiscard]] Result<bool> has_consent(Database& database, std::int64_t person, progress::Topic topic);
[[nodiscard]] Result<Database> open_database(const Location& location, Access access);
[[nodiscard]] Instant computer_clock();

[[nodiscard]] inline std::int64_t seconds_of(Instant at) { return at.time_since_epoch().count(); }
[[nodiscard]] inline Instant instant_of(std::int64_t seconds) { return Instant(std::chrono::seconds(seconds)); }

/// Where the kept files of a store lie.
[[nodiscard]] std::filesystem::path kept_file_path(const Location& location, const std::string& sha256, KeptKind kind);
[[nodiscard]] std::filesystem::path backup_folder(const Location& location);
/// Makes a folder only the user may look into.
[[nodiscard]] Result<void> make_private_folder(const std::filesystem::path& folder);
/// A private copy that appears under its name when it is whole and on the disk.
[[nodiscard]] Result<void> copy_private(const std::filesystem::path& from, const std::filesystem::path& to);
/// What is kept of a person, or of one set.
[[nodiscard]] Result<std::vector<KeptFile>> files_of(Database& database, const Location& location, std::int64_t person, std::optional<std::int64_t> set = {});
/// Takes away those of these kept files that no row names any more; how many.
[[nodiscard]] Result<std::uint64_t> sweep_files(Database& database, const Location& location, const std::vector<KeptFile>& files);

}  // namespace internal
}  // namespace hinge::store
