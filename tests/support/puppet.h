#pragma once
// A body in the sagittal plane whose angles are functions of time, as a finished Motion: nothing measured, all known.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numbers>
#include <vector>

#include "hinge/kinematics/motion.h"

namespace hinge::test {

inline constexpr double deg = std::numbers::pi / 180;

/// Degrees at a time in seconds.
using DegreesOverTime = std::function<double(double)>;

/// Minimum-jerk way from 0 to 1 between two times: how people move from rest to rest.
inline double smooth_step(double t, double from, double to) {
  const double x = std::min(1.0, std::max(0.0, (t - from) / (to - from)));
  return x * x * x * (10 - 15 * x + 6 * x * x);
}

/// Down from `start` for `down_s`, a hold, up for `up_s`; between 0 and 1.
struct Bump {
  double start, down_s, hold_s, up_s;
  [[nodiscard]] double end() const { return start + down_s + hold_s + up_s; }
  [[nodiscard]] double at(double t) const {
    return smooth_step(t, start, start + down_s) - smooth_step(t, end() - up_s, end());
  }
};

struct Puppet {
  DegreesOverTime trunk = [](double) { return 0.0; };
  DegreesOverTime knee = [](double) { return 4.0; };
  DegreesOverTime shank = [](double) { return 2.0; };
  DegreesOverTime arm = [](double) { return 0.0; };     ///< upper arm from hanging straight down, + forward
  DegreesOverTime elbow = [](double) { return 5.0; };   ///< bend
  DegreesOverTime travel = [](double) { return 0.0; };  ///< of the planted ankle, leg lengths
  double sd_deg = 3;

  /// A hinge: for each degree of hip fold 0.72 of trunk lean, 0.2 of knee, the rest the shank leaning back.
  static Puppet hinging(const DegreesOverTime& fold) {
    Puppet p;
    p.trunk = [=](double t) { return 0.72 * fold(t); };
    p.knee = [=](double t) { return 4 + 0.2 * fold(t); };
    p.shank = [=](double t) { return 4 - 0.08 * fold(t); };
    return p;
  }

  [[nodiscard]] kinematics::Motion filmed_at(const std::vector<double>& times_s) const {
    constexpr double shank_length = 0.51, thigh_length = 0.49, trunk_length = 0.60, upper_arm = 0.33, forearm = 0.31;
    kinematics::Motion m;
    m.tracked_fraction = times_s.empty() ? 0 : 1;
    m.view.view = kinematics::View::sagittal_left;
    m.scale.foot_per_leg = Measured<double>::seen(0.3, 0.01);
    m.scale.leg_length_m = Measured<Metres>::seen(Metres{0.88}, Metres{0.01});
    const auto angle = [&](double value_deg) {
      return Measured<Radians>::seen(Radians{value_deg * deg}, Radians{sd_deg * deg});
    };
    for (const double t : times_s) {
      m.time.push_back(Seconds{t});
      const double lean = trunk(t), bend = knee(t), shin = shank(t), thigh = shin - bend;
      m.trunk_inclination.push_back(angle(lean));
      m.knee_flexion.camera_side.push_back(angle(bend));
      m.shank_inclination.push_back(angle(shin));
      m.thigh_inclination.push_back(angle(thigh));
      m.hip_fold.camera_side.push_back(angle(lean - thigh));
      m.ankle_dorsiflexion.camera_side.push_back(angle(shin));
      m.foot_pitch.push_back(angle(0));
      m.neck_flexion.push_back(angle(0));
      m.elbow_flexion.push_back(angle(elbow(t)));
      Point2<Sagittal> p{travel(t), 0};
      const auto put = [&](body::Part part, Point2<Sagittal> at) {
        m.path[static_cast<std::size_t>(part)].push_back(Measured<Point2<Sagittal>>::seen(at, {0.01, 0.01}));
      };
      const auto up = [&](double length, double inclination_deg) {
        p.x += length * std::sin(inclination_deg * deg);
        p.y += length * std::cos(inclination_deg * deg);
      };
      put(body::Part::ankle, p);
      put(body::Part::heel, {p.x - 0.08, p.y - 0.08});
      put(body::Part::toe, {p.x + 0.22, p.y - 0.08});
      up(shank_length, shin);
      put(body::Part::knee, p);
      up(thigh_length, thigh);
      put(body::Part::hip, p);
      up(trunk_length, lean);
      put(body::Part::shoulder, p);
      m.upper_height.push_back(Measured<double>::seen(p.y, 0.004));
      put(body::Part::ear, {p.x, p.y + 0.2});
      up(-upper_arm, -arm(t));
      put(body::Part::elbow, p);
      up(-forearm, -arm(t) - elbow(t));
      put(body::Part::wrist, p);
    }
    for (auto* unmeasured : {&m.hip_flexion, &m.pelvis_tilt, &m.lumbar_flexion, &m.thoracic_flexion}) {
      unmeasured->assign(times_s.size(), Measured<Radians>::missing(Unmeasured::no_outline));
    }
    return m;
  }
};

[[nodiscard]] inline std::vector<double> steady_times(double seconds, double fps) {
  std::vector<double> times;
  for (std::size_t i = 0; static_cast<double>(i) / fps <= seconds; ++i) times.push_back(static_cast<double>(i) / fps);
  return times;
}

}  // namespace hinge::test
