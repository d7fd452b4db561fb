// Anything may come as OpenPose's JSON: the input is a few files, parted by a zero byte.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/mocap/clip_file.h"
#include "hinge/mocap/csv.h"
#include "hinge/mocap/openpose.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::vector<hinge::mocap::NamedText> files;
  while (!rest.empty() && files.size() < 50) {
    const auto end = rest.find('\0');
    files.push_back({"fuzz_" + std::to_string(files.size()) + "_keypoints.json", std::string(rest.substr(0, end))});
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  const auto recording = hinge::mocap::parse_openpose(files, 30);
  if (!recording) return 0;
  if (hinge::mocap::render_csv(*recording).empty()) std::abort();
  const auto clip = hinge::mocap::render_clip(*recording);
  if (!clip || !hinge::mocap::parse_clip(*clip, "again")) std::abort();
  return 0;
}
