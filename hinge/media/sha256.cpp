#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "hinge/media/video_writer.h"

extern "C" {
#include <libavutil/mem.h>
#include <libavutil/sha.h>
}

namespace hinge::media {
namespace {
struct FreeAv {
  void operator()(AVSHA* sha) const { av_free(sha); }
};
constexpr std::size_t piece_bytes = 1 << 16;
}  // namespace

Result<std::string> compute_sha256(const std::filesystem::path& path) {
  std::error_code ec;
  const auto status = std::filesystem::status(path, ec);
  if (!std::filesystem::exists(status)) return fail(Errc::not_found, "no such file; check the name and the folder", path.string());
  if (!std::filesystem::is_regular_file(status)) return fail(Errc::invalid, "is not a regular file; name a file", path.string());
  std::ifstream in(path, std::ios::binary);
  if (!in) return fail(Errc::io, std::string("cannot be read: ") + std::strerror(errno) + "; check the file's permissions", path.string());

  const std::unique_ptr<AVSHA, FreeAv> sha(av_sha_alloc());
  if (!sha) throw std::bad_alloc();
  av_sha_init(sha.get(), 256);
  std::vector<char> piece(piece_bytes);
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    av_sha_update(sha.get(), reinterpret_cast<const std::uint8_t*>(piece.data()), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return fail(Errc::io, "cannot be read to its end; check the disk", path.string());

  std::array<std::uint8_t, 32> digest{};
  av_sha_final(sha.get(), digest.data());
  std::string hex;
  for (const std::uint8_t byte : digest) {
    hex += "0123456789abcdef"[byte >> 4];
    hex += "0123456789abcdef"[byte & 15];
  }
  return hex;
}

}  // namespace hinge::media
