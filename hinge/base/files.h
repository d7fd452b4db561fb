#pragma once
// Whole-file reading with a size limit, and writing that never leaves half a file under the final name.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/result.h"

namespace hinge {

/// The file's bytes. Errors: not_found, io (cannot be read), invalid (a folder, or larger than `limit_bytes`).
[[nodiscard]] Result<std::string> read_file(const std::filesystem::path& path, std::uintmax_t limit_bytes);

/// A file that appears under its final name only when commit() succeeds: written beside it as ".NAME.part-PID", synced,
/// then renamed. Destroyed without commit() (error, exception, Ctrl-C handled as cancel), it removes the part file.
class AtomicFile {
 public:
  [[nodiscard]] static Result<AtomicFile> create(std::filesystem::path final_path);
  AtomicFile(AtomicFile&& other) noexcept;
  AtomicFile& operator=(AtomicFile&& other) noexcept;
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;
  ~AtomicFile();

  /// Where to write in the meantime, for libraries that open files by name.
  [[nodiscard]] const std::filesystem::path& part_path() const { return part_; }
  [[nodiscard]] Result<void> write(std::string_view bytes);
  /// Syncs and renames. A full disk is reported here at the latest, and leaves nothing behind.
  [[nodiscard]] Result<void> commit();

 private:
  AtomicFile(std::filesystem::path final_path, std::filesystem::path part, int fd);
  void discard() noexcept;
  std::filesystem::path final_;
  std::filesystem::path part_;
  int fd_ = -1;
};

/// create + write + commit.
[[nodiscard]] Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace hinge
