// Anything may come as a clip.hinge. Checksums would stop a fuzzer at the door, so bytes that are no clip file are taken
// as the content of one with a good frame around them.
#include <zstd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "hinge/mocap/clip_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string file(bytes);
  if (!hinge::mocap::looks_like_clip(bytes)) {
    std::string packed(ZSTD_compressBound(size), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), data, size, 1));
    file = std::string("\x89HINGE\r\n\x01\0\0\0", 12) + packed;
  }
  const auto recording = hinge::mocap::parse_clip(file, "fuzz");
  if (!recording) return 0;
  // What is accepted must be something we could have written.
  const auto again = hinge::mocap::render_clip(*recording);
  if (!again || !hinge::mocap::parse_clip(*again, "again")) std::abort();
  return 0;
}
