// hinge_shrink_recording IN.hinge OUT.hinge all|none: a recording small enough to ship, with its outlines or without. Most of
// a clip.hinge is digits below what the network knows, so: outlines in steps of probability, landmarks to an eighth of a
// pixel, and no depth of face and fingers, which nobody reads. An outline dropped here and there would not do: a stand is a
// reference only where most of its frames have a clean one.
#include <zstd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <string_view>

#include "hinge/base/expect.h"
#include "hinge/mocap/clip_file.h"

namespace {

using hinge::body::Landmark;
using hinge::body::Recording;
using hinge::body::Silhouette;

constexpr double steps_per_px = 8, steps_per_metre = 256, steps_of_probability = 16;
constexpr int outline_step = 51;  ///< 6 levels of 0 ... 255, both ends among them
constexpr int best_compression = 19;
enum class Outlines : unsigned char { all, none };

double rounded(double value, double steps) { return std::round(value * steps) / steps; }

template <class Frame>
void round_point(hinge::Point3<Frame>& point, double steps) {
  point = {rounded(point.x, steps), rounded(point.y, steps), rounded(point.z, steps)};
}

void round_landmark(Landmark& landmark) {
  round_point(landmark.image, steps_per_px);
  round_point(landmark.metric, steps_per_metre);
  landmark.visibility = rounded(landmark.visibility, steps_of_probability);
  landmark.presence = rounded(landmark.presence, steps_of_probability);
}

bool is_face_or_finger(std::string_view name) {
  using hinge::body::Joint;
  const auto joint = hinge::body::find_joint(name);
  return joint && *joint != Joint::left_ear && *joint != Joint::right_ear &&
         (*joint <= Joint::mouth_right || (*joint >= Joint::left_pinky && *joint <= Joint::right_thumb));
}

Silhouette coarser(const Silhouette& outline) {
  auto probability = hinge::body::unpack_silhouette(outline).value();
  for (auto& one : probability) one = static_cast<std::uint8_t>((one + outline_step / 2) / outline_step * outline_step);
  Silhouette small{outline.region, outline.cells, {}};
  small.packed.resize(ZSTD_compressBound(probability.size()));
  const std::size_t size =
      ZSTD_compress(small.packed.data(), small.packed.size(), probability.data(), probability.size(), best_compression);
  HINGE_EXPECT(!ZSTD_isError(size));
  small.packed.resize(size);
  return small;
}

void shrink(Recording& recording, Outlines outlines) {
  for (auto& frame : recording.frames) {
    std::ranges::for_each(frame.landmarks, round_landmark);
    for (std::size_t column = 0; column < frame.landmarks.size(); ++column) {
      if (!is_face_or_finger(recording.names[column])) continue;
      frame.landmarks[column].image.z = 0;
      frame.landmarks[column].metric = {};
    }
    if (frame.silhouette.empty()) continue;
    frame.silhouette = outlines == Outlines::all ? coarser(frame.silhouette) : Silhouette{};
  }
}

}  // namespace

int main(int count, char** words) {
  const std::string_view which = count == 4 ? words[3] : "";
  if (which != "all" && which != "none") {
    std::fprintf(stderr, "usage: hinge_shrink_recording IN.hinge OUT.hinge all|none\n");
    return 2;
  }
  auto recording = hinge::mocap::load_clip(words[1]);
  if (!recording) {
    std::fprintf(stderr, "%s: %s\n", words[1], recording.error().what.c_str());
    return 1;
  }
  shrink(*recording, which == "all" ? Outlines::all : Outlines::none);
  if (const auto saved = hinge::mocap::save_clip(*recording, words[2]); !saved) {
    std::fprintf(stderr, "%s: %s\n", words[2], saved.error().what.c_str());
    return 1;
  }
  return 0;
}
