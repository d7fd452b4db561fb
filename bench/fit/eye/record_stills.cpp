// hinge_record_stills MODELS OUT < PICTURES: Hinge's own network over stills, as recordings OUT/NAME.hinge with one frame a
// still, a second apart. PICTURES: for each a line "WIDTH HEIGHT NAME" and its planes Y, U and V (4:2:0, BT.601, limited
// range), as a decoder would give them; those of one name stand in a row and have one size. Each still is looked at as if
// it had been followed: the region comes from the landmarks of a look before.
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "hinge/mocap/clip_file.h"
#include "hinge/pose/internal/tracker.h"

namespace {

using hinge::Seconds;
using hinge::body::Recording;

struct Planes {
  std::string name;
  int width_px = 0, height_px = 0;
  std::vector<std::byte> bytes;

  [[nodiscard]] hinge::media::YuvView view() const {
    hinge::media::YuvView yuv;
    const auto luma = static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px);
    yuv.plane = {bytes.data(), bytes.data() + luma, bytes.data() + luma + luma / 4};
    yuv.stride_bytes = {width_px, width_px / 2, width_px / 2};
    yuv.width_px = width_px;
    yuv.height_px = height_px;
    yuv.chroma_shift_x = yuv.chroma_shift_y = 1;
    return yuv;
  }
};

/// False at the end of the stream.
hinge::Result<bool> read_picture(std::istream& in, Planes& planes) {
  std::string line;
  if (!std::getline(in, line)) return false;
  constexpr int most = 8192;
  int width = 0, height = 0;
  std::istringstream words(line);
  words >> width >> height >> planes.name;
  if (words.fail() || width < 16 || height < 16 || width > most || height > most || width % 2 != 0 || height % 2 != 0)
    return hinge::fail(hinge::Errc::corrupt, "a picture begins with its even width and height and a name, not with \"" + line + '"', "standard input");
  planes.width_px = width;
  planes.height_px = height;
  planes.bytes.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3 / 2);
  in.read(reinterpret_cast<char*>(planes.bytes.data()), static_cast<std::streamsize>(planes.bytes.size()));
  if (static_cast<std::size_t>(in.gcount()) != planes.bytes.size())
    return hinge::fail(hinge::Errc::corrupt, "ends in the middle of a picture", "standard input");
  return true;
}

hinge::Result<hinge::body::Frame> look(hinge::pose::Networks& networks, const Planes& planes, Seconds time) {
  hinge::pose::Tracker::Options options;
  options.silhouettes = hinge::pose::Silhouettes::keep;
  hinge::pose::Tracker tracker(networks, options);
  const hinge::pose::YuvSampler sampler(planes.view(), hinge::media::QuarterTurn::none);
  HINGE_TRY(auto first, tracker.observe(sampler, Seconds{0}));
  hinge::body::Frame frame;
  frame.time = time;
  if (!first) return frame;
  HINGE_TRY(auto followed, tracker.observe(sampler, Seconds{0.04}));
  auto& pose = followed ? followed : first;
  frame.landmarks = std::move(pose->landmarks);
  frame.silhouette = std::move(pose->silhouette);
  return frame;
}

Recording empty_recording(const Planes& planes) {
  Recording recording;
  recording.estimator = "blazepose-full";
  recording.names = hinge::body::blazepose_names();
  recording.people = 1;
  recording.source.file = planes.name;
  recording.source.width_px = planes.width_px;
  recording.source.height_px = planes.height_px;
  return recording;
}

hinge::Result<void> record(const std::string& models, const std::filesystem::path& out) {
  HINGE_TRY(auto networks, hinge::pose::Networks::load(models, hinge::pose::Model::full));
  std::optional<Recording> recording;
  const auto save = [&]() -> hinge::Result<void> {
    return recording ? hinge::mocap::save_clip(*recording, out / (recording->source.file + ".hinge")) : hinge::Result<void>{};
  };
  Planes planes;
  while (true) {
    HINGE_TRY(const bool more, read_picture(std::cin, planes));
    if (!more) break;
    if (!recording || recording->source.file != planes.name) {
      HINGE_TRY_VOID(save());
      recording = empty_recording(planes);
    }
    if (recording->source.width_px != planes.width_px || recording->source.height_px != planes.height_px)
      return hinge::fail(hinge::Errc::invalid, "has pictures of two sizes", planes.name);
    HINGE_TRY(auto frame, look(networks, planes, Seconds{static_cast<double>(recording->frames.size())}));
    recording->frames.push_back(std::move(frame));
  }
  return save();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: hinge_record_stills MODELS OUT < PICTURES\n");
    return 2;
  }
  const auto done = record(argv[1], argv[2]);
  if (!done) std::fprintf(stderr, "%s\n", hinge::to_string(done.error()).c_str());
  return done ? 0 : 1;
}
