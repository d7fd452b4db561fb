// hinge_eye_inputs RECORDING OUT.f32: what the eye sees in each frame, as rows of 32-bit floats: found (1 or 0), facing, the
// three raw inclinations in degrees, roughness and softness of the back's outline, then the features. For bench/fit/eye.
#include <cstdio>
#include <string>
#include <vector>

#include "hinge/kinematics/internal/camera_roll.h"
#include "hinge/kinematics/internal/camera_view.h"
#include "hinge/kinematics/internal/eye_features.h"
#include "hinge/kinematics/internal/numbers.h"
#include "hinge/mocap/clip_file.h"

namespace {

using namespace hinge::kinematics;

std::vector<float> rows_of(const hinge::body::Recording& recording) {
  const auto tracks = extract_tracks(recording, Coordinates::image, image_plane(1));
  EyeView view{compute_facing(tracks), 0};
  const auto camera = compute_camera_view(recording, tracks, view.facing);
  if (camera.view == View::sagittal_left || camera.view == View::sagittal_right)
    view.roll = compute_camera_roll(tracks, view.facing);
  std::vector<float> rows;
  for (const auto& input : read_eye_inputs(recording, view)) {
    const EyeInput seen = input.value_or(EyeInput{});
    for (const double value : {input ? 1.0 : 0.0, view.facing, seen.raw.trunk / degree, seen.raw.thigh / degree,
                               seen.raw.shank / degree, seen.outline_roughness, seen.outline_softness})
      rows.push_back(static_cast<float>(value));
    rows.insert(rows.end(), seen.features.begin(), seen.features.end());
  }
  return rows;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: hinge_eye_inputs RECORDING OUT.f32\n");
    return 2;
  }
  const auto recording = hinge::mocap::load_clip(argv[1]);
  if (!recording) {
    std::fprintf(stderr, "%s\n", hinge::to_string(recording.error()).c_str());
    return 1;
  }
  const auto rows = rows_of(*recording);
  std::FILE* out = std::fopen(argv[2], "wb");
  if (!out) {
    std::fprintf(stderr, "cannot write %s\n", argv[2]);
    return 1;
  }
  const bool written = std::fwrite(rows.data(), sizeof(float), rows.size(), out) == rows.size();
  return std::fclose(out) == 0 && written ? 0 : 1;
}
