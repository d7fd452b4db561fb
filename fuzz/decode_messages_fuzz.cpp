// Any bytes as what a decoding process says: refused or a message that holds, and a picture that lies inside its memory.
#include <cstdint>
#include <string_view>
#include <vector>

#include "hinge/media/internal/messages.h"
#include "hinge/media/internal/shared_frame.h"

namespace {
constexpr std::size_t greatest_picture_bytes = 1 << 20;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hinge::media::internal;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto info = unpack_info(bytes);
  if (info && (info->width_px <= 0 || info->height_px <= 0)) __builtin_trap();
  const auto error = unpack_error(bytes);
  if (error && error->what.empty()) __builtin_trap();
  const auto picture = unpack_picture(bytes);
  const auto needed = picture ? needed_bytes(*picture) : std::nullopt;
  if (needed && *needed <= greatest_picture_bytes) {
    std::vector<std::byte> memory(*needed);
    const auto frames = look_into(memory, *picture);
    if (deep_copy(*frames.decoded)->width != frames.decoded->width) __builtin_trap();
  }
  return 0;
}
