// Anything may come as a MOT or STO file; what is accepted must survive our own writers.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "hinge/mocap/clip_file.h"
#include "hinge/mocap/mot.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto recording = hinge::mocap::parse_mot({reinterpret_cast<const char*>(data), size}, "fuzz.mot");
  if (!recording) return 0;
  const auto clip = hinge::mocap::render_clip(*recording);
  if (!clip || !hinge::mocap::parse_clip(*clip, "again")) std::abort();
  const auto mot = hinge::mocap::render_mot(*recording);
  if (mot && mot->find("hip_flexion_r") != std::string::npos && mot->find("hip_flexion_l") != std::string::npos &&
      mot->find("knee_angle_r") != std::string::npos && mot->find("knee_angle_l") != std::string::npos && !hinge::mocap::parse_mot(*mot, "again")) {
    std::abort();
  }
  return 0;
}
