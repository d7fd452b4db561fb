#include "hinge/base/sha256.h"

#include <sha2.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <vector>

namespace hinge {
namespace {
constexpr std::size_t piece_bytes = 1 << 16;
}  // namespace

Result<std::string> compute_sha256(const std::filesystem::path& path) {
  std::error_code ec;
  const auto status = std::filesystem::status(path, ec);
  if (!std::filesystem::exists(status)) return fail(Errc::not_found, "no such file; check the name and the folder", path.string());
  if (!std::filesystem::is_regular_file(status)) return fail(Errc::invalid, "is not a regular file; name a file", path.string());
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Errc::io, std::string("cannot be read: ") + std::strerror(errno) + "; check the file's permissions", path.string());

  SHA2_CTX sha;
  SHA256Init(&sha);
  std::vector<char> piece(piece_bytes);
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    SHA256Update(&sha, reinterpret_cast<const std::uint8_t*>(piece.data()), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return fail(Errc::io, "cannot be read to its end; check the disk", path.string());

  std::array<char, SHA256_DIGEST_STRING_LENGTH> hex{};
  return std::string(SHA256End(&sha, hex.data()));
}

}  // namespace hinge
