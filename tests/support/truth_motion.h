#pragma once
// A Motion straight from a rendered clip's true angles and joint pixels, so that counting is tested without a camera.
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "hinge/kinematics/motion.h"

namespace hinge::test {

/// What a camera adds: a constant offset per angle and white jitter per frame, in degrees.
struct AngleNoise {
  double offset_deg = 0;
  double jitter_deg = 0;
  unsigned seed = 1;
};

class TruthTable {
public:
  [[nodiscard]] static std::optional<TruthTable> read(const std::filesystem::path& csv) {
    std::ifstream file(csv);
    std::string line;
    if (!std::getline(file, line)) return std::nullopt;
    TruthTable table;
    const auto names = split(line);
    while (std::getline(file, line)) {
      const auto cells = split(line);
      for (std::size_t i = 0; i < names.size(); ++i) {
        const bool filled = i < cells.size() && !cells[i].empty();
        table.columns_[names[i]].push_back(filled ? std::optional{std::strtod(cells[i].c_str(), nullptr)}
                                                  : std::nullopt);
      }
    }
    return table;
  }
  [[nodiscard]] const std::vector<std::optional<double>>& column(const std::string& name) const {
    static const std::vector<std::optional<double>> none;
    const auto found = columns_.find(name);
    return found == columns_.end() ? none : found->second;
  }

private:
  static std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> cells;
    std::stringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) {
      if (!cell.empty() && cell.back() == '\r') cell.pop_back();
      cells.push_back(cell);
    }
    return cells;
  }
  std::map<std::string, std::vector<std::optional<double>>> columns_;
};

[[nodiscard]] inline kinematics::Motion motion_from_truth(const TruthTable& table, const AngleNoise& noise = {}) {
  kinematics::Motion motion;
  std::mt19937 random(noise.seed);
  std::normal_distribution<double> normal;
  for (const auto& t : table.column("time_s")) motion.time.push_back(Seconds{t.value_or(0)});
  const std::size_t frames = motion.time.size();
  const auto series = [&](const std::string& name) {
    const auto& column = table.column(name + "_deg");
    const double offset = noise.offset_deg * normal(random);
    kinematics::AngleSeries angles(frames);
    for (std::size_t i = 0; i < frames && i < column.size(); ++i) {
      if (!column[i]) continue;
      const double deg = *column[i] + offset + noise.jitter_deg * normal(random);
      angles[i] = Measured<Radians>::seen(to_radians(Degrees{deg}), to_radians(Degrees{3}));
    }
    return angles;
  };
  motion.hip_fold.camera_side = series("hip_fold");
  motion.knee_flexion.camera_side = series("knee_flexion");
  motion.trunk_inclination = series("trunk_inclination");
  motion.shank_inclination = series("shank_inclination");
  motion.ankle_dorsiflexion.camera_side = series("ankle_dorsiflexion");

  const auto at = [&](const std::string& joint, std::size_t i) -> std::optional<Point2<ImagePx>> {
    const auto& u = table.column(joint + "_u_px");
    const auto& v = table.column(joint + "_v_px");
    if (i >= u.size() || !u[i] || !v[i]) return std::nullopt;
    return Point2<ImagePx>{*u[i], *v[i]};
  };
  const auto apart = [](Point2<ImagePx> a, Point2<ImagePx> b) { return std::hypot(a.x - b.x, a.y - b.y); };
  const auto ankle = at("ankle", 0), knee = at("knee", 0), hip = at("hip", 0), heel = at("heel", 0), toe = at("toe", 0);
  if (!ankle || !knee || !hip || !heel || !toe) return motion;
  const double leg = apart(*ankle, *knee) + apart(*knee, *hip);
  const double facing = toe->x >= heel->x ? 1 : -1;
  motion.view.facing = facing;
  motion.view.view = kinematics::View::sagittal_left;
  motion.scale.leg_length = Pixels{leg};
  motion.scale.foot_per_leg = Measured<double>::seen(apart(*heel, *toe) / leg, 0.02);
  motion.scale.leg_length_m = Measured<Metres>::seen(Metres{0.88}, Metres{0.04});
  motion.tracked_fraction = 1;
  constexpr std::array<const char*, body::part_count> joints{"ear",  "shoulder", "elbow", "wrist", "hip",
                                                             "knee", "ankle",    "heel",  "toe"};
  for (std::size_t part = 0; part < body::part_count; ++part) {
    for (std::size_t i = 0; i < frames; ++i) {
      const auto p = at(joints[part], i);
      motion.path[part].push_back(p ? Measured<Point2<Sagittal>>::seen(
                                          {facing * (p->x - ankle->x) / leg, (ankle->y - p->y) / leg}, {0.01, 0.01})
                                    : Measured<Point2<Sagittal>>{});
    }
  }
  for (std::size_t i = 0; i < frames; ++i) {
    const auto s = at("shoulder", i), e = at("elbow", i), w = at("wrist", i);
    if (!s || !e || !w) {
      motion.elbow_flexion.emplace_back();
      continue;
    }
    const double ax = e->x - s->x, ay = e->y - s->y, bx = w->x - e->x, by = w->y - e->y;
    motion.elbow_flexion.push_back(
        Measured<Radians>::seen(Radians{std::abs(std::atan2(ax * by - ay * bx, ax * bx + ay * by))}, Radians{0.05}));
  }
  return motion;
}

}  // namespace hinge::test
