#include "hinge/media/internal/clip_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <system_error>

namespace hinge::media::internal {

Result<ClipFile> ClipFile::open(const std::filesystem::path& path) {
  std::error_code ec;
  const auto status = std::filesystem::status(path, ec);
  const auto where = path.string();
  if (!std::filesystem::exists(status)) return fail(Errc::not_found, "no such file; check the name and the folder", where);
  if (std::filesystem::is_directory(status)) return fail(Errc::invalid, "is a folder; name a video file in it", where);
  // O_NONBLOCK: a pipe that took the file's place a moment ago is not waited for.
  ClipFile file(std::filesystem::is_regular_file(status) ? ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) : -1, path);
  struct stat facts {};
  const bool regular = std::filesystem::is_regular_file(status) &&
                       (file.descriptor() < 0 || (::fstat(file.descriptor(), &facts) == 0 && S_ISREG(facts.st_mode)));
  if (!regular) return fail(Errc::invalid, "is not a regular file; save the video to disk first", where);
  if (std::filesystem::file_size(path, ec) == 0 && !ec) return fail(Errc::invalid, "is empty; copy it again from the phone or camera", where);
  if (file.descriptor() < 0) return fail(Errc::io, "cannot be read; check the file's permissions", where);
  return file;
}

ClipFile::~ClipFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace hinge::media::internal
