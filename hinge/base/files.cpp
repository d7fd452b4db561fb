#include "hinge/base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

namespace hinge {
namespace {

auto fail_errno(int code, const std::string& doing, const std::filesystem::path& path) {
  std::string what = doing + ": " + std::strerror(code);
  if (code == ENOSPC) what += "; free some space or choose another folder with --out";
  if (code == EACCES || code == EROFS || code == EPERM) what += "; choose a folder you may write to with --out";
  return fail(code == ENOENT ? Errc::not_found : Errc::io, std::move(what), path.string());
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::uintmax_t limit_bytes) {
  std::error_code ec;
  const auto status = std::filesystem::status(path, ec);
  if (!std::filesystem::exists(status)) return fail(Errc::not_found, "no such file", path.string());
  if (std::filesystem::is_directory(status)) return fail(Errc::invalid, "is a folder, not a file", path.string());
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail_errno(errno, "cannot open for reading", path);
  std::string bytes;
  char buffer[65536];
  while (in) {
    in.read(buffer, sizeof buffer);
    bytes.append(buffer, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > limit_bytes) {
      return fail(Errc::invalid, "is larger than " + std::to_string(limit_bytes / 1000000) + " MB, which is not plausible for this kind of file",
                  path.string());
    }
  }
  if (in.bad()) return fail_errno(errno, "cannot read", path);
  bytes.shrink_to_fit();  // some of what is read is kept for the whole run: a pose model
  return bytes;
}

AtomicFile::AtomicFile(std::filesystem::path final_path, std::filesystem::path part, int fd)
    : final_(std::move(final_path)), part_(std::move(part)), fd_(fd) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : final_(std::move(other.final_)), part_(std::move(other.part_)), fd_(std::exchange(other.fd_, -1)) {}

AtomicFile& AtomicFile::operator=(AtomicFile&& other) noexcept {
  if (this != &other) {
    discard();
    final_ = std::move(other.final_);
    part_ = std::move(other.part_);
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

AtomicFile::~AtomicFile() { discard(); }

void AtomicFile::discard() noexcept {
  if (fd_ < 0) return;
  ::close(fd_);
  fd_ = -1;
  ::unlink(part_.c_str());
}

Result<AtomicFile> AtomicFile::create(std::filesystem::path final_path) {
  auto part = final_path;
  // The extension stays last: libav picks the container by it.
  part.replace_filename("." + final_path.stem().string() + ".part-" + std::to_string(::getpid()) + final_path.extension().string());
  // Health and faces: for this user alone. Nobody else's file or link of this name is written into; what lies there, left
  // by a process that was killed or put there, goes.
  constexpr int flags = O_CREAT | O_EXCL | O_NOFOLLOW | O_RDWR | O_CLOEXEC;
  int fd = ::open(part.c_str(), flags, 0600);
  if (fd < 0 && errno == EEXIST && ::unlink(part.c_str()) == 0) fd = ::open(part.c_str(), flags, 0600);
  if (fd < 0) return fail_errno(errno, "cannot write here", final_path);
  return AtomicFile(std::move(final_path), std::move(part), fd);
}

Result<void> AtomicFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd_, bytes.data(), bytes.size());
    if (n < 0) {
      if (errno == EINTR) continue;
      return fail_errno(errno, "cannot write", final_);
    }
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

Result<void> AtomicFile::commit() {
  if (::fsync(fd_) != 0) return fail_errno(errno, "cannot write", final_);
  if (::rename(part_.c_str(), final_.c_str()) != 0) return fail_errno(errno, "cannot rename the finished file", final_);
  ::close(fd_);
  fd_ = -1;
  return {};
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes) {
  HINGE_TRY(auto file, AtomicFile::create(path));
  HINGE_TRY_VOID(file.write(bytes));
  return file.commit();
}

}  // namespace hinge
