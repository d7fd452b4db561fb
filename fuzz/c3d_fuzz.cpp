// Anything may come as a C3D file; what is accepted must survive our own writers, in every encoding.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hinge/mocap/c3d.h"
#include "hinge/mocap/clip_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hinge::mocap;
  const auto trial = parse_c3d({reinterpret_cast<const char*>(data), size}, "fuzz.c3d");
  if (!trial) return 0;
  static_cast<void>(render_signals_csv(trial->signals));
  const auto clip = render_clip(trial->recording);
  if (!clip || !parse_clip(*clip, "again")) std::abort();
  for (const auto bytes : {C3dBytes::intel, C3dBytes::dec, C3dBytes::mips}) {
    for (const auto numbers : {C3dNumbers::floats, C3dNumbers::integers}) {
      const auto again = render_c3d(*trial, {bytes, numbers});
      if (again && !parse_c3d(*again, "again.c3d")) std::abort();
    }
  }
  return 0;
}
