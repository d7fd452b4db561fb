// hinge_turned_sticks FOLDER: stick lifters turned away from the side view by 0 to 60 degrees, as recordings
// (stick_YAW_BODY.hinge) with their true angles (stick_YAW_BODY.truth.csv), for bench/accuracy/turned.py.
//
// The landmarks err as a pose network's do: each by a constant of its own (1.2 % of a leg in the picture, the fit's own
// tolerance; 4 cm in depth) and by a little noise from frame to frame (0.4 %, 1 cm). The depth's widths are chosen so
// that angles by depth come out about as wrong as on the rendered oblique clips.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "hinge/base/result.h"
#include "hinge/mocap/clip_file.h"
#include "tests/support/stick_lifter.h"

namespace {

namespace body = hinge::body;
using hinge::Degrees;

constexpr int bodies = 12, yaw_most_deg = 60, yaw_step_deg = 10;
constexpr double leg_px = 0.84 * 250;  ///< the stick's thigh and shank at its camera's scale
constexpr double own_px = .012 * leg_px, trembling_px = .004 * leg_px, own_depth_m = .04, trembling_depth_m = .01;

void disturb(body::Recording& recording, hinge::test::StickNoise& noise) {
  struct Own {
    double x, y, depth;
  };
  std::vector<Own> own(recording.names.size());
  for (auto& o : own) o = {noise(own_px), noise(own_px), noise(own_depth_m)};
  constexpr double m_per_px = 1 / 250.0;
  for (auto& frame : recording.frames) {
    for (std::size_t j = 0; j < frame.landmarks.size(); ++j) {
      const double x = own[j].x + noise(trembling_px), y = own[j].y + noise(trembling_px);
      auto& mark = frame.landmarks[j];
      mark.image.x += x;
      mark.image.y += y;
      mark.metric.x += x * m_per_px;
      mark.metric.y += y * m_per_px;
      mark.metric.z += own[j].depth + noise(trembling_depth_m);
    }
  }
}

bool write_truth(const std::filesystem::path& path, const std::vector<hinge::test::StickFrame>& frames) {
  std::ofstream out(path);
  out << "time_s,hip_fold_deg,knee_flexion_deg,trunk_inclination_deg,shank_inclination_deg\n";
  for (const auto& [time, posture] : frames) {
    out << time.value() << ',' << posture.hip_fold().value() << ',' << posture.knee().value() << ','
        << posture.trunk.value() << ',' << posture.shank.value() << '\n';
  }
  return static_cast<bool>(out.flush());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: hinge_turned_sticks FOLDER\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  const auto set = hinge::test::stick_hinge({.reps = 2});
  hinge::test::StickNoise noise;
  for (int yaw = 0; yaw <= yaw_most_deg; yaw += yaw_step_deg) {
    for (int person = 0; person < bodies; ++person) {
      auto recording = hinge::test::stick_recording(set.frames, {.yaw = Degrees{static_cast<double>(yaw)}});
      disturb(recording, noise);
      const std::string name = "stick_" + std::to_string(yaw) + "_" + std::to_string(person);
      const auto saved = hinge::mocap::save_clip(recording, folder / (name + ".hinge"));
      if (!saved || !write_truth(folder / (name + ".truth.csv"), set.frames)) {
        std::fprintf(stderr, "cannot write %s\n", (folder / name).c_str());
        return 1;
      }
    }
  }
  return 0;
}
