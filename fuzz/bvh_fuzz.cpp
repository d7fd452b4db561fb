// Anything may come as a BVH file; what is accepted must survive our own writers.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hinge/mocap/bvh.h"
#include "hinge/mocap/clip_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto recording = hinge::mocap::parse_bvh({reinterpret_cast<const char*>(data), size}, "fuzz.bvh");
  if (!recording) return 0;
  const auto clip = hinge::mocap::render_clip(*recording);
  if (!clip || !hinge::mocap::parse_clip(*clip, "again")) std::abort();
  return 0;
}
