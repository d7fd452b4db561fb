// hinge_angle_series RECORDING OUT.csv [picture|widened|depth]: a recording (clip.hinge, or landmarks as JSON lines) through kinematics, as the
// CSV that bench/kinematics/angle_errors.py compares with truth. First line: "# view yaw yaw_sd facing standing ms".
// The third word forces the plane of movement, for bench/accuracy/turned.py.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "hinge/kinematics/compute_motion.h"
#include "hinge/mocap/clip_file.h"

namespace {

using hinge::body::Recording;

/// {"idx", "t", "w", "h", "lm": 33 x [x, y, z, visibility] in [0,1], "wl": 33 x [x, y, z, visibility] in metres, or
/// null}
Recording read_json_lines(const std::string& path) {
  Recording recording;
  recording.estimator = "blazepose-full";
  recording.names = hinge::body::blazepose_names();
  recording.source.file = path;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const auto json = nlohmann::json::parse(line);
    hinge::body::Frame frame{hinge::Seconds{json.at("t").get<double>()}, {}, {}};
    const double w = json.at("w"), h = json.at("h");
    if (json.at("lm").is_array()) {
      for (std::size_t j = 0; j < 33; ++j) {
        const auto &image = json["lm"][j], &metric = json["wl"][j];
        hinge::body::Landmark mark;
        mark.image = {image[0].get<double>() * w, image[1].get<double>() * h, image[2].get<double>() * w};
        mark.metric = {metric[0], metric[1], metric[2]};
        mark.visibility = image[3];
        mark.measured = true;
        frame.landmarks.push_back(mark);
      }
    }
    recording.frames.push_back(std::move(frame));
  }
  return recording;
}

void print(std::FILE* out, const hinge::kinematics::AngleSeries& series, std::size_t i) {
  if (series[i]) {
    std::fprintf(out, ",%.3f,%.3f", hinge::to_degrees(series[i].value()).value(),
                 hinge::to_degrees(series[i].sd()).value());
  } else {
    std::fprintf(out, ",,");
  }
}

std::optional<hinge::kinematics::PlaneFrom> plane_of(std::string_view word) {
  using hinge::kinematics::PlaneFrom;
  if (word == "picture") return PlaneFrom::picture;
  if (word == "widened") return PlaneFrom::widened_picture;
  if (word == "depth") return PlaneFrom::depth;
  return std::nullopt;
}

}  // namespace

int main(int argc, char** argv) {
  const auto plane = argc == 4 ? plane_of(argv[3]) : std::optional(hinge::kinematics::PlaneFrom::best);
  if (argc < 3 || argc > 4 || !plane) {
    std::fprintf(stderr, "usage: hinge_angle_series RECORDING OUT.csv [picture|widened|depth]\n");
    return 2;
  }
  const std::string path = argv[1];
  Recording recording;
  if (path.ends_with(".jsonl")) {
    recording = read_json_lines(path);
  } else {
    auto loaded = hinge::mocap::load_clip(path);
    if (!loaded) {
      std::fprintf(stderr, "%s\n", hinge::to_string(loaded.error()).c_str());
      return 1;
    }
    recording = *std::move(loaded);
  }
  hinge::kinematics::MotionOptions options;
  options.plane = *plane;
  const auto start = std::chrono::steady_clock::now();
  const auto motion = hinge::kinematics::compute_motion(recording, {}, options);
  const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  if (!motion) {
    std::fprintf(stderr, "%s\n", hinge::to_string(motion.error()).c_str());
    return 1;
  }
  std::FILE* out = std::fopen(argv[2], "w");
  if (!out) {
    std::fprintf(stderr, "cannot write %s\n", argv[2]);
    return 1;
  }
  const auto& view = motion->view;
  std::fprintf(out, "# %s %.1f %.1f %+.0f %.2f..%.2f %.2f\n", std::string(to_string(view.view)).c_str(),
               hinge::to_degrees(view.yaw).value(), hinge::to_degrees(view.yaw_sd).value(), view.facing,
               motion->standing ? motion->time[motion->standing->frames.first].value() : -1,
               motion->standing ? motion->time[motion->standing->frames.last].value() : -1, ms);
  std::fprintf(out,
               "time_s,hip_fold_deg,hip_fold_sd,knee_flexion_deg,knee_flexion_sd,trunk_inclination_deg,"
               "trunk_inclination_sd,shank_inclination_deg,shank_inclination_sd,ankle_dorsiflexion_deg,"
               "ankle_dorsiflexion_sd,neck_flexion_deg,neck_flexion_sd,elbow_flexion_deg,elbow_flexion_sd\n");
  for (std::size_t i = 0; i < motion->frames(); ++i) {
    std::fprintf(out, "%.4f", motion->time[i].value());
    for (const auto* series :
         {&motion->hip_fold.camera_side, &motion->knee_flexion.camera_side, &motion->trunk_inclination,
          &motion->shank_inclination, &motion->ankle_dorsiflexion.camera_side, &motion->neck_flexion,
          &motion->elbow_flexion}) {
      print(out, *series, i);
    }
    std::fprintf(out, "\n");
  }
  return std::fclose(out) == 0 ? 0 : 1;
}
