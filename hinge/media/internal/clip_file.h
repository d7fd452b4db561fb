#pragma once
// A clip as an open file: whoever decodes it needs no name and no right to open anything.
#include <filesystem>
#include <utility>

#include "hinge/base/result.h"

namespace hinge::media::internal {

class ClipFile {
 public:
  /// Errors: not_found, invalid (a folder, not a regular file, empty), io (no permission).
  [[nodiscard]] static Result<ClipFile> open(const std::filesystem::path& path);
  /// Takes the descriptor over. `name` is for messages and for its extension, which helps to tell formats apart.
  ClipFile(int descriptor, std::filesystem::path name) : descriptor_(descriptor), name_(std::move(name)) {}
  ClipFile(ClipFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), name_(std::move(other.name_)) {}
  ClipFile& operator=(ClipFile&&) = delete;
  ~ClipFile();

  [[nodiscard]] int descriptor() const { return descriptor_; }
  [[nodiscard]] const std::filesystem::path& name() const { return name_; }

 private:
  int descriptor_ = -1;
  std::filesystem::path name_;
};

}  // namespace hinge::media::internal
