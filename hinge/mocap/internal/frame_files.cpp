#include "hinge/mocap/internal/frame_files.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>

#include "hinge/base/files.h"

namespace hinge::mocap {
namespace {

namespace fs = std::filesystem;

// A frame of 100 people with face and hands is 1 MB.
constexpr std::uintmax_t largest_json = 8'000'000;
constexpr std::size_t most_files = 1'000'000;

Result<std::vector<fs::path>> json_files(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return std::vector{path};
  std::vector<fs::path> files;
  for (fs::directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".json") files.push_back(entry->path());
    if (files.size() > most_files) return fail(Errc::invalid, "holds more than a million files", path.string());
  }
  if (error) return fail(Errc::io, "cannot be listed: " + error.message(), path.string());
  if (files.empty()) {
    return fail(Errc::unsupported, "holds no .json files; a folder is read as OpenPose output, one file per frame",
                path.string());
  }
  std::ranges::sort(files);
  return files;
}

/// A folder under another name that goes away unless it is renamed.
class PartFolder {
 public:
  explicit PartFolder(const fs::path& final_path) : path_(final_path) {
    path_.replace_filename("." + final_path.filename().string() + ".part-" + std::to_string(::getpid()));
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  PartFolder(const PartFolder&) = delete;
  PartFolder& operator=(const PartFolder&) = delete;
  ~PartFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

Result<std::vector<NamedText>> read_frame_files(const fs::path& path) {
  HINGE_TRY(const auto files, json_files(path));
  std::vector<NamedText> texts;
  for (const fs::path& file : files) {
    HINGE_TRY(std::string text, read_file(file, largest_json));
    texts.push_back({file.filename().string(), std::move(text)});
  }
  return texts;
}

Result<void> write_frame_files(std::span<const NamedText> files, const fs::path& folder) {
  std::error_code error;
  if (fs::exists(folder, error)) return fail(Errc::invalid, "exists already; name a folder that does not", folder.string());
  const PartFolder part(folder);
  if (!fs::create_directory(part.path(), error)) return fail(Errc::io, "cannot be created: " + error.message(), folder.string());
  for (const NamedText& file : files) {
    std::ofstream out(part.path() / file.name, std::ios::binary);
    out << file.text << std::flush;
    if (!out) return fail(Errc::io, "cannot be written; is the disk full?", (folder / file.name).string());
  }
  fs::rename(part.path(), folder, error);
  if (error) return fail(Errc::io, "cannot be renamed when finished: " + error.message(), folder.string());
  return {};
}

}  // namespace hinge::mocap
