#include "hinge/report/internal/page_series.h"

#include <algorithm>
#include <array>

#include "hinge/report/internal/numbers.h"

namespace hinge::report::internal {
namespace {

using kinematics::Motion;

// Twenty samples a second draw a slow lift smoothly; a plot 1120 px wide cannot show more than a few thousand.
constexpr double sample_every_s = 0.045;
constexpr std::size_t most_samples = 4000;
// Tenths of a degree are finer than the pen.
constexpr int angle_decimals = 1, place_decimals = 3;

constexpr std::array<std::string_view, body::part_count> part_names{"ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "toe"};

std::vector<std::size_t> thinned_frames(const Motion& motion) {
  std::vector<std::size_t> frames;
  if (motion.time.empty()) return frames;
  const double length_s = (motion.time.back() - motion.time.front()).value();
  const Seconds step{std::max(sample_every_s, length_s / static_cast<double>(most_samples))};
  for (std::size_t i = 0; i < motion.frames(); ++i) {
    if (frames.empty() || motion.time[i] - motion.time[frames.back()] >= step) frames.push_back(i);
  }
  return frames;
}

struct Curve {
  std::string_view key;
  const kinematics::AngleSeries& angles;
};

bool is_seen(const kinematics::AngleSeries& angles) {
  return std::any_of(angles.begin(), angles.end(), [](const auto& angle) { return angle.has_value(); });
}

void add_weight(Json& series, const kinematics::WeightPath& weight, const std::vector<std::size_t>& frames) {
  const auto add = [&](std::string_view key, const std::vector<Measured<double>>& values) {
    Json column = Json::array();
    for (const std::size_t frame : frames) {
      const bool seen = frame < values.size() && values[frame].has_value();
      column.push_back(seen ? Json(rounded(values[frame].value(), place_decimals)) : Json(nullptr));
    }
    series[std::string(key)] = std::move(column);
  };
  add("weight_ahead_m", weight.ahead_of_midfoot);
  add("weight_height_m", weight.height);
  add("weight_velocity_m_s", weight.velocity);
}

}  // namespace

Json series_json(const Motion& motion, bool weight_is_lifted) {
  const std::array<Curve, 10> curves{{{"hip_fold_deg", motion.hip_fold.camera_side},
                                      {"hip_flexion_deg", motion.hip_flexion},
                                      {"knee_flexion_deg", motion.knee_flexion.camera_side},
                                      {"ankle_dorsiflexion_deg", motion.ankle_dorsiflexion.camera_side},
                                      {"trunk_inclination_deg", motion.trunk_inclination},
                                      {"shank_inclination_deg", motion.shank_inclination},
                                      {"pelvis_tilt_deg", motion.pelvis_tilt},
                                      {"lumbar_flexion_deg", motion.lumbar_flexion},
                                      {"thoracic_flexion_deg", motion.thoracic_flexion},
                                      {"neck_flexion_deg", motion.neck_flexion}}};
  const auto frames = thinned_frames(motion);
  Json series = Json::object();
  series["time_s"] = Json::array();
  for (const std::size_t frame : frames) series["time_s"].push_back(edge_seconds(motion.time[frame]));
  bool any = false;
  for (const Curve& curve : curves) {
    if (!is_seen(curve.angles)) continue;
    any = true;
    Json values = Json::array(), deviations = Json::array();
    for (const std::size_t frame : frames) {
      const auto& angle = curve.angles[frame];
      values.push_back(angle ? Json(rounded(to_degrees(angle.value()).value(), angle_decimals)) : Json(nullptr));
      deviations.push_back(angle ? Json(rounded(to_degrees(angle.sd()).value(), angle_decimals)) : Json(nullptr));
    }
    series[std::string(curve.key)] = std::move(values);
    series[std::string(curve.key) + "_sd"] = std::move(deviations);
  }
  if (any && weight_is_lifted) add_weight(series, motion.weight, frames);
  return any ? series : Json(nullptr);
}

Json stick_json(const Motion& motion) {
  const auto frames = thinned_frames(motion);
  Json stick = Json::object();
  for (std::size_t part = 0; part < body::part_count; ++part) {
    const auto& path = motion.path[part];
    if (path.empty()) continue;
    Json x = Json::array(), y = Json::array();
    bool any = false;
    for (const std::size_t frame : frames) {
      const auto& point = path[frame];
      any = any || point.has_value();
      x.push_back(point ? Json(rounded(point.value().x, place_decimals)) : Json(nullptr));
      y.push_back(point ? Json(rounded(point.value().y, place_decimals)) : Json(nullptr));
    }
    if (any) stick[std::string(part_names[part])] = {{"x", std::move(x)}, {"y", std::move(y)}};
  }
  return stick.empty() ? Json(nullptr) : stick;
}

}  // namespace hinge::report::internal
