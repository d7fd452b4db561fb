#include "hinge/mocap/clip_file.h"

#include <zstd.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "hinge/base/expect.h"
#include "hinge/base/files.h"
#include "hinge/mocap/internal/clip_document.h"
#include "hinge/mocap/internal/clip_upgrades.h"
#include "hinge/mocap/internal/little_endian.h"

namespace hinge::mocap {
namespace {

using nlohmann::json;

// As in PNG: a byte above 127 and a line end, so that a transfer that treats the file as text is noticed at once.
constexpr std::string_view magic{"\x89HINGE\r\n", 8};
constexpr std::size_t head_bytes = magic.size() + sizeof(std::uint32_t);

// An hour at 60 frames a second with silhouettes is about 700 MB unpacked.
constexpr std::size_t largest_content = std::size_t{1} << 30;
// What we write packs 2:1 to 20:1; an hour without anybody in it about 200:1. Beyond this it is a decompression bomb.
constexpr std::size_t largest_ratio = 1000;
constexpr std::size_t always_allowed = std::size_t{16} << 20;

std::string compress(const std::vector<std::uint8_t>& content) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), &ZSTD_freeCCtx);
  HINGE_EXPECT(context != nullptr);
  HINGE_EXPECT(!ZSTD_isError(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1)));
  std::string packed(ZSTD_compressBound(content.size()), '\0');
  const std::size_t size =
      ZSTD_compress2(context.get(), packed.data(), packed.size(), content.data(), content.size());
  HINGE_EXPECT(!ZSTD_isError(size));
  packed.resize(size);
  return packed;
}

auto damaged(const std::string& how, const std::string& name) {
  return fail(Errc::corrupt, "is damaged (" + how + "); read the video again to make a new one", name);
}

Result<std::vector<std::uint8_t>> decompress(std::string_view packed, const std::string& name) {
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), &ZSTD_freeDCtx);
  HINGE_EXPECT(context != nullptr);
  const std::size_t limit = std::min(largest_content, always_allowed + packed.size() * largest_ratio);
  std::vector<std::uint8_t> content;
  std::vector<std::uint8_t> chunk(ZSTD_DStreamOutSize());
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  // The size the frame declares is not believed: memory grows only with what really comes out.
  for (;;) {
    ZSTD_outBuffer out{chunk.data(), chunk.size(), 0};
    const std::size_t left = ZSTD_decompressStream(context.get(), &out, &in);
    if (ZSTD_isError(left)) return damaged(std::string("packed data: ") + ZSTD_getErrorName(left), name);
    if (content.size() + out.pos > limit) return damaged("it unpacks to an implausible size", name);
    content.insert(content.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(out.pos));
    if (left == 0) break;
    if (in.pos == in.size && out.pos < out.size) return damaged("it ends too early", name);
  }
  if (in.pos != in.size) return damaged(std::to_string(in.size - in.pos) + " bytes follow its end", name);
  return content;
}

/// Walks the CBOR without building anything. nlohmann parses by recursion and spends 16 bytes on a one-byte number, so
/// hostile nesting or counts must be turned away before the document is built. Ours is 3 deep and has few loose values.
class ShapeCheck final : public nlohmann::json_sax<json> {
 public:
  bool null() override { return count(); }
  bool boolean(bool) override { return count(); }
  bool number_integer(number_integer_t) override { return count(); }
  bool number_unsigned(number_unsigned_t) override { return count(); }
  bool number_float(number_float_t, const string_t&) override { return count(); }
  bool string(string_t& text) override { return text.size() <= 65536 && count(); }
  bool binary(binary_t&) override { return count(); }
  bool start_object(std::size_t) override { return ++depth_ <= 4 && count(); }
  bool key(string_t& text) override { return text.size() <= 64; }
  bool end_object() override { return --depth_ >= 0; }
  bool start_array(std::size_t) override { return ++depth_ <= 4 && count(); }
  bool end_array() override { return --depth_ >= 0; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

 private:
  bool count() { return ++values_ <= 100000; }
  int depth_ = 0;
  int values_ = 0;
};

}  // namespace

bool looks_like_clip(std::string_view bytes) { return bytes.starts_with(magic); }

Result<std::string> render_clip(const body::Recording& recording) {
  if (too_long_to_store(recording)) {
    return fail(Errc::invalid, "the recording is too long for one clip.hinge file; cut the video into parts of an hour");
  }
  const auto content = json::to_cbor(to_document(recording));
  if (content.size() > largest_content) {
    return fail(Errc::invalid, "the recording is too big for one clip.hinge file; cut the video into parts of an hour");
  }
  std::vector<std::uint8_t> version;
  append_le(version, clip_format);
  std::string bytes(magic);
  bytes.append(version.begin(), version.end());
  return bytes + compress(content);
}

Result<body::Recording> parse_clip(std::string_view bytes, const std::string& name) {
  if (!looks_like_clip(bytes)) return fail(Errc::corrupt, "is not a clip.hinge file", name);
  if (bytes.size() < head_bytes) return damaged("it ends too early", name);
  const auto format = read_le<std::uint32_t>(bytes.substr(magic.size()), 0);
  if (format > clip_format) {
    return fail(Errc::unsupported,
                "was written by a newer Hinge, format " + std::to_string(format) + "; this one reads up to " +
                    std::to_string(clip_format) + "; update Hinge",
                name);
  }
  if (format == 0) return damaged("format 0 does not exist", name);

  HINGE_TRY(const auto content, decompress(bytes.substr(head_bytes), name));
  ShapeCheck check;
  if (!json::sax_parse(content, &check, json::input_format_t::cbor)) {
    return damaged("its content is not the CBOR it should be", name);
  }
  json document = json::from_cbor(content, true, false);
  if (const auto upgraded = upgrade_document(document, format, clip_upgrades()); !upgraded) {
    return damaged(upgraded.error().what, name);
  }
  auto recording = from_document(document);
  if (!recording) return damaged(recording.error().what, name);
  return recording;
}

Result<void> save_clip(const body::Recording& recording, const std::filesystem::path& path) {
  auto bytes = render_clip(recording);
  if (!bytes) return fail(bytes.error().code, bytes.error().what, path.string());
  return write_file(path, *bytes);
}

Result<body::Recording> load_clip(const std::filesystem::path& path) {
  HINGE_TRY(const std::string bytes, read_file(path, largest_content));
  return parse_clip(bytes, path.string());
}

}  // namespace hinge::mocap
