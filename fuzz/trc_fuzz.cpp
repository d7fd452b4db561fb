// Anything may come as a TRC file; what is accepted must survive our own writers.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hinge/mocap/clip_file.h"
#include "hinge/mocap/csv.h"
#include "hinge/mocap/trc.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto recording = hinge::mocap::parse_trc({reinterpret_cast<const char*>(data), size}, "fuzz.trc");
  if (!recording) return 0;
  if (hinge::mocap::render_csv(*recording).empty()) std::abort();
  const auto clip = hinge::mocap::render_clip(*recording);
  if (!clip || !hinge::mocap::parse_clip(*clip, "again")) std::abort();
  const auto trc = hinge::mocap::render_trc(*recording);
  if (trc && !hinge::mocap::parse_trc(*trc, "again")) std::abort();
  return 0;
}
