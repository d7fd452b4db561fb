#pragma once
// Where the results of one clip go: checked before minutes of work are spent, left as found when the work fails.
#include <filesystem>

#include "app/exit_code.h"

namespace hinge::app {

class OutputFolder {
 public:
  /// Makes the folder, writes and removes a probe, and asks for `needed_bytes` of free space.
  [[nodiscard]] static Outcome<OutputFolder> prepare(const std::filesystem::path& folder, std::uintmax_t needed_bytes);
  OutputFolder(OutputFolder&& other) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;
  /// Takes away the folders it made, if nothing was written into them.
  ~OutputFolder();

  [[nodiscard]] std::filesystem::path file(std::string_view name) const { return folder_ / name; }
  [[nodiscard]] const std::filesystem::path& path() const { return folder_; }

 private:
  OutputFolder(std::filesystem::path folder, std::filesystem::path first_made);
  std::filesystem::path folder_;
  std::filesystem::path first_made_;  ///< topmost folder that did not exist before; empty if all did
};

}  // namespace hinge::app
