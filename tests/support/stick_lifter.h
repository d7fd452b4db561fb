#pragma once
// A lifter whose angles are known without measuring: four rigid segments over planted feet, seen by an orthographic
// camera. What a test asks of kinematics has a closed form: hip fold = trunk - thigh, knee flexion = shank - thigh.
//
//   const auto set = stick_hinge({.reps = 3, .hip_fold_bottom = 90_deg});
//   const auto recording = stick_recording(set.frames, {.yaw = 0_deg, .facing = -1});
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "hinge/base/units.h"
#include "hinge/body/recording.h"
#include "tests/support/stick_script.h"

namespace hinge::test {

enum class Plates : std::uint8_t { none, near_leg, both_legs };

struct StickCamera {
  double px_per_m = 250;
  Degrees yaw{0};     ///< 0 side view, 90 from the front
  double facing = 1;  ///< +1 faces image right, -1 image left
  int width_px = 1280, height_px = 720;
  double noise_px = 0;           ///< sd, on every coordinate of every landmark
  Plates plates = Plates::none;  ///< the leg's landmarks sit on a plate instead of the leg in every frame
  std::string estimator = "stick";
};

/// The joints of one side in metres: x the way the lifter faces, y up, z to the lifter's right.
struct StickLifter {
  Metres shank{0.43}, thigh{0.41}, trunk{0.52};
  double shoulder_half_width_m = 0.18, hip_half_width_m = 0.10;

  [[nodiscard]] std::vector<Point3<World>> joints(const StickPosture& p) const;  ///< by body::Joint, BlazePose's 33
};

inline std::vector<Point3<World>> StickLifter::joints(const StickPosture& p) const {
  using body::Joint;
  using body::Part;
  using body::Side;
  const auto up = [](Point3<World> from, double length, Degrees lean, double z) {
    const double a = to_radians(lean).value();
    return Point3<World>{from.x + length * std::sin(a), from.y + length * std::cos(a), z};
  };
  std::vector<Point3<World>> out(body::blazepose_joint_count);
  for (const Side side : {Side::left, Side::right}) {
    const double sign = side == Side::left ? -1 : 1, zh = sign * hip_half_width_m, zs = sign * shoulder_half_width_m;
    const Point3<World> ankle{0, 0.08, zh};
    const auto knee = up(ankle, shank.value(), p.shank, zh), hip = up(knee, thigh.value(), p.thigh, zh);
    const auto shoulder = up(hip, trunk.value(), p.trunk, zs);
    const auto ear = up(shoulder, 0.2, p.trunk + p.neck, sign * 0.07);
    const auto put = [&](Part part, Point3<World> at) { out[static_cast<std::size_t>(on_side(part, side))] = at; };
    put(Part::ankle, ankle);
    put(Part::knee, knee);
    put(Part::hip, hip);
    put(Part::shoulder, shoulder);
    put(Part::ear, ear);
    put(Part::elbow, {shoulder.x, shoulder.y - 0.28, zs});
    put(Part::wrist, {shoulder.x, shoulder.y - 0.53, zs});
    put(Part::heel, {-0.05, 0.03, zh});
    put(Part::toe, {0.18, 0.03, zh});
    // Fingers with the wrist, the face ahead of the ears: nothing measures them.
    for (const auto first : {Joint::left_pinky, Joint::left_index, Joint::left_thumb}) {
      out[static_cast<std::size_t>(first) + (side == Side::right)] = {shoulder.x, shoulder.y - 0.6, zs};
    }
  }
  const auto &l = out[static_cast<std::size_t>(Joint::left_ear)], &r = out[static_cast<std::size_t>(Joint::right_ear)];
  const double face = to_radians(p.trunk + p.neck).value();
  for (std::size_t j = 0; j <= static_cast<std::size_t>(Joint::mouth_right); ++j) {
    if (j == static_cast<std::size_t>(Joint::left_ear) || j == static_cast<std::size_t>(Joint::right_ear)) continue;
    out[j] = {(l.x + r.x) / 2 + 0.1 * std::cos(face), (l.y + r.y) / 2 - 0.1 * std::sin(face), 0};
  }
  return out;
}

/// Repeatable normal noise (sum of twelve uniforms of a linear congruential generator).
class StickNoise {
public:
  double operator()(double sd) {
    double sum = -6;
    for (int i = 0; i < 12; ++i) {
      state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
      sum += static_cast<double>(state_ >> 11U) / 9007199254740992.0;
    }
    return sd * sum;
  }

private:
  std::uint64_t state_ = 20240607;
};

/// What a pose network would say of those postures, without its errors.
[[nodiscard]] inline body::Recording stick_recording(const std::vector<StickFrame>& frames,
                                                     const StickCamera& camera = {}, const StickLifter& lifter = {}) {
  using body::Joint;
  body::Recording recording;
  recording.estimator = camera.estimator;
  recording.names = body::blazepose_names();
  recording.people = 1;
  recording.source.file = "stick.mp4";
  recording.source.width_px = camera.width_px;
  recording.source.height_px = camera.height_px;
  recording.source.frames = static_cast<std::int64_t>(frames.size());
  if (frames.size() > 1) {
    recording.source.duration = frames.back().time;
    recording.source.fps = static_cast<double>(frames.size() - 1) / (frames.back().time - frames.front().time).value();
  }
  const double c = std::cos(to_radians(camera.yaw).value()), s = std::sin(to_radians(camera.yaw).value()),
               f = camera.facing;
  StickNoise noise;
  for (const auto& frame : frames) {
    const auto joints = lifter.joints(frame.posture);
    const auto at = [&](Joint joint) { return joints[static_cast<std::size_t>(joint)]; };
    const double hip_x = (at(Joint::left_hip).x + at(Joint::right_hip).x) / 2, hip_y = at(Joint::left_hip).y;
    body::Frame out{frame.time, {}, {}};
    for (std::size_t j = 0; j < joints.size(); ++j) {
      auto p = joints[j];
      const bool leg = j >= static_cast<std::size_t>(Joint::left_hip);
      // Odd columns of the legs are left ones; facing image left shows the left side.
      const bool near = (j % 2 == 1) == (f < 0);
      if (leg && (camera.plates == Plates::both_legs || (camera.plates == Plates::near_leg && near))) {
        p = {0.15 + 0.35 * p.x, 0.15 + 0.35 * p.y, p.z};  // shrunk onto the plate, as a whole
      }
      const double across = f * (p.x * c + p.z * s), away = f * (p.x * s - p.z * c);
      const double hip_across = f * hip_x * c, hip_away = f * hip_x * s;
      body::Landmark mark;
      mark.image = {camera.width_px / 2.0 + camera.px_per_m * across + noise(camera.noise_px),
                    camera.height_px * 0.9 - camera.px_per_m * p.y + noise(camera.noise_px),
                    camera.px_per_m * (away - hip_away)};
      mark.metric = {across - hip_across, hip_y - p.y, away - hip_away};
      mark.visibility = mark.presence = 0.99;
      mark.measured = true;
      out.landmarks.push_back(mark);
    }
    recording.frames.push_back(std::move(out));
  }
  return recording;
}

/// The same postures as a lab would record them: metres, y up, walking along `heading` (0: +x).
[[nodiscard]] inline body::Recording stick_lab_recording(const std::vector<StickFrame>& frames,
                                                         Degrees heading = Degrees{0}, const StickLifter& lifter = {}) {
  auto recording = stick_recording(frames, {.estimator = "trc"}, lifter);
  recording.space = body::Space::world;
  const double c = std::cos(to_radians(heading).value()), s = std::sin(to_radians(heading).value());
  for (std::size_t i = 0; i < frames.size(); ++i) {
    const auto joints = lifter.joints(frames[i].posture);
    for (std::size_t j = 0; j < joints.size(); ++j) {
      auto& mark = recording.frames[i].landmarks[j];
      mark.image = {};
      mark.metric = {};
      mark.world = {c * joints[j].x - s * joints[j].z, joints[j].y, s * joints[j].x + c * joints[j].z};
    }
  }
  return recording;
}

}  // namespace hinge::test
