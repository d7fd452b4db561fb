// Any bytes as a video file: probed, decoded for a few pictures from two starts, converted. Must end in a Result. In this
// process and without the box, which would hide what is to be found.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <string>

#include "hinge/media/internal/decoder.h"
#include "hinge/media/internal/probe.h"

namespace {

constexpr std::size_t greatest_input_bytes = 256 << 10;
// A few hundred bytes can announce an 8K picture; one such picture takes as long as the whole seed corpus.
constexpr int greatest_side_px = 1024;
constexpr int most_pictures = 4;

using hinge::media::internal::ClipFile;

void read_some(const ClipFile& clip, const hinge::media::VideoInfo& info, hinge::Seconds start) {
  auto reader = hinge::media::internal::Decoder::open(clip, info, {.start = start});
  if (!reader) return;
  for (int i = 0; i < most_pictures; ++i) {
    const auto picture = reader->next();
    if (!picture || !*picture) return;
    const auto image = hinge::media::to_rgb(**picture);
    if (image.data.empty()) __builtin_trap();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > greatest_input_bytes) return 0;
  const int file = ::memfd_create("clip", MFD_CLOEXEC);
  if (file < 0 || ::write(file, data, size) != static_cast<ssize_t>(size)) __builtin_trap();
  const ClipFile clip(file, "clip");
  const auto info = hinge::media::internal::probe_clip(clip);
  if (!info && info.error().what.empty()) __builtin_trap();
  if (info && info->width_px <= greatest_side_px && info->height_px <= greatest_side_px) {
    read_some(clip, *info, hinge::Seconds{0});
    read_some(clip, *info, info->duration * 0.5);
  }
  return 0;
}
