#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <set>

#include "hinge/base/sha256.h"
#include "hinge/store/internal/codec.h"
#include "hinge/store/internal/copy.h"
#include "hinge/store/internal/schema.h"
#include "hinge/store/internal/state.h"
#include "hinge/store/internal/text.h"
#include "hinge/store/store.h"

namespace hinge::store {
namespace internal {

std::filesystem::path kept_file_path(const Location& location, const std::string& sha256, KeptKind kind) {
  // The first two letters are a folder: a hundred thousand clips are too many for one.
  return location.folder / "files" / sha256.substr(0, 2) / (sha256 + (kind == KeptKind::video ? ".video" : ".hinge"));
}

std::filesystem::path backup_folder(const Location& location) { return location.folder / "backups"; }

Result<std::vector<KeptFile>> files_of(Database& database, const Location& location, std::int64_t person, std::optional<std::int64_t> set) {
  std::vector<KeptFile> files;
  std::vector<Cell> asked{person};
  if (set) asked.emplace_back(*set);
  HINGE_TRY_VOID(database.select("SELECT s.uid, f.sha256, f.kind, f.name, f.bytes FROM kept_files f LEFT JOIN sets s ON s.id = f.set_id WHERE f.person_id = ?" +
                                     std::string(set ? " AND f.set_id = ?" : "") + " ORDER BY f.id",
                                 "ttt" "ti", asked, [&](Row& row) {
                                   const auto kind = read_enum<KeptKind>(row.text(2)).value_or(KeptKind::recording);
                                   files.push_back({row.is_null(0) ? "" : row.text(0), row.text(1), kind, row.text(3), static_cast<std::uintmax_t>(row.whole(4)),
                                                    kept_file_path(location, row.text(1), kind)});
                                 }));
  return files;
}

Result<std::uint64_t> sweep_files(Database& database, const Location& location, const std::vector<KeptFile>& files) {
  std::uint64_t swept = 0;
  for (const auto& file : files) {
    const Cell which[] = {file.sha256, std::string(to_string(file.kind))};
    HINGE_TRY(auto named, database.select_one("SELECT id FROM kept_files WHERE sha256 = ? AND kind = ? LIMIT 1", "i", which));
    if (named) continue;
    std::error_code error;
    const auto path = kept_file_path(location, file.sha256, file.kind);
    if (std::filesystem::remove(path, error)) ++swept;
    if (error) return fail(Errc::io, "cannot delete this kept file: " + error.message(), path.string());
  }
  return swept;
}

/// A private copy that appears under its name when it is whole and on the disk.
Result<void> copy_private(const std::filesystem::path& from, const std::filesystem::path& to) {
  HINGE_TRY_VOID(make_private_folder(to.parent_path().parent_path()));
  HINGE_TRY_VOID(make_private_folder(to.parent_path()));
  const auto part = to.string() + ".part-" + std::to_string(::getpid());
  std::error_code error;
  const int fd = ::open(part.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0) return fail(Errc::io, "cannot write here", part);
  std::filesystem::copy_file(from, part, std::filesystem::copy_options::overwrite_existing, error);
  // copy_file() gives the copy the mode of the original.
  const bool safe = !error && ::fchmod(fd, 0600) == 0 && ::fsync(fd) == 0;
  ::close(fd);
  if (safe) std::filesystem::rename(part, to, error);
  if (safe && !error) return {};
  const std::string why = error ? error.message() : "cannot write";
  std::filesystem::remove(part, error);
  return fail(Errc::io, "cannot be kept: " + why + "; free some space", from.string());
}

}  // namespace internal

using internal::Cell;
using internal::Isolation;
using internal::Row;
using internal::Transaction;

Result<KeptFile> Store::keep_file(const std::string& person, const std::string& set, KeptKind kind, const std::filesystem::path& file) {
  HINGE_TRY(const auto sha256, compute_sha256(file));
  std::error_code error;
  KeptFile kept{set, sha256, kind, file.filename().string(), std::filesystem::file_size(file, error), internal::kept_file_path(state_->location, sha256, kind)};
  HINGE_TRY_VOID(internal::check_text(kept.name, "the file's name", internal::id_limit_bytes * 2));
  auto& database = state_->database;
  HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::write));
  HINGE_TRY(const auto row, internal::lock_person(database, person));
  HINGE_TRY(const bool agreed, internal::has_consent(database, row, kind == KeptKind::video ? progress::Topic::keep_video : progress::Topic::keep_history));
  if (!agreed) return fail(Errc::invalid, "this person has not agreed that it is kept: `hinge person consent NAME --keep-video yes` records that they do", kept.name);
  Cell set_row;
  if (!set.empty()) {
    const Cell which[] = {set, row};
    HINGE_TRY(auto found, database.select_one("SELECT id FROM sets WHERE uid = ? AND person_id = ?", "i", which));
    if (!found) return fail(Errc::invalid, "there is no set '" + set + "' of this person");
    set_row = found->whole(0);
  }
  const Cell cells[] = {row, set_row, kept.sha256, std::string(internal::to_string(kind)), kept.name, static_cast<std::int64_t>(kept.bytes)};
  HINGE_TRY_VOID(database.execute("INSERT INTO kept_files (person_id, set_id, sha256, kind, name, bytes) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", cells));
  // The file before the row that names it becomes visible: a row never names a file that is not there.
  if (!std::filesystem::exists(kept.path, error)) {
    HINGE_TRY_VOID(internal::copy_private(file, kept.path));
  }
  HINGE_TRY_VOID(transaction.commit());
  return kept;
}

Result<std::vector<KeptFile>> Store::list_kept_files(const std::string& person) {
  HINGE_TRY(const auto row, internal::find_person_row(state_->database, person));
  return internal::files_of(state_->database, state_->location, row);
}

Result<Erased> Store::delete_person(const std::string& person) {
  auto& database = state_->database;
  Erased erased;
  std::vector<KeptFile> files;
  {
    HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::write));
    HINGE_TRY(const auto row, internal::lock_person(database, person));
    HINGE_TRY(files, internal::files_of(database, state_->location, row));
    HINGE_TRY(erased.rows, internal::delete_rows_of(database, row));
    HINGE_TRY_VOID(transaction.commit());
  }
  HINGE_TRY(erased.files, internal::sweep_files(database, state_->location, files));
  HINGE_TRY_VOID(internal::forget_deleted_pages(database));
  HINGE_TRY(erased.backups_cleaned, internal::delete_from_backups(internal::backup_folder(state_->location), person));
  return erased;
}

}  // namespace hinge::store
