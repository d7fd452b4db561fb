#include <algorithm>
#include <cmath>
#include <numbers>

#include "bench/variations/kinds.h"

namespace hinge::bench {
namespace {

using Random = std::mt19937;

/// Which way the person faces, level, in the axes of the picture (x right, z away from the camera).
struct Facing {
  double x = 0, z = 0;
};

/// Across the hips lies the axis the legs swing about; the toes tell its front from its back.
Facing facing_of(const Take& take, std::size_t frame) {
  double across_x = 0, across_z = 0, toes_x = 0, toes_z = 0;
  const std::size_t reach = 5, from = frame > reach ? frame - reach : 0;
  const auto& frames = take.recording.frames;
  for (std::size_t i = from; i < std::min(frames.size(), frame + reach + 1); ++i) {
    if (!frames[i].has_person()) continue;
    const auto at = [&](std::string_view name) { return frames[i].landmarks[column_of(take, name)].metric; };
    across_x += at("left_hip").x - at("right_hip").x;
    across_z += at("left_hip").z - at("right_hip").z;
    for (const auto* side : {"left_", "right_"}) {
      toes_x += at(std::string(side) + "foot_index").x - at(std::string(side) + "heel").x;
      toes_z += at(std::string(side) + "foot_index").z - at(std::string(side) + "heel").z;
    }
  }
  const double norm = std::max(1e-9, std::hypot(across_x, across_z));
  Facing facing{across_z / norm, -across_x / norm};
  if (facing.x * toes_x + facing.z * toes_z < 0) facing = {-facing.x, -facing.z};
  return facing;
}

/// Turns marks about a joint in the plane the person faces along: what hangs down swings to the front.
void swing(body::Frame& frame, Facing facing, std::size_t about, std::initializer_list<std::size_t> marks, double angle) {
  const body::Landmark centre = frame.landmarks[about];
  const double c = std::cos(angle), s = std::sin(angle);
  const auto turned = [&](auto& mark, const auto& middle) {
    const double ahead = facing.x * (mark.x - middle.x) + facing.z * (mark.z - middle.z), down = mark.y - middle.y;
    const double further = ahead * (c - 1) + down * s;
    mark.x += further * facing.x;
    mark.z += further * facing.z;
    mark.y = middle.y + down * c - ahead * s;
  };
  for (const std::size_t j : marks) {
    turned(frame.landmarks[j].image, centre.image);
    turned(frame.landmarks[j].metric, centre.metric);
  }
}

double lowest_foot(const Take& source, const body::Frame& frame) {
  double lowest = -1e9;
  for (const auto* name : {"left_heel", "right_heel", "left_foot_index", "right_foot_index"})
    lowest = std::max(lowest, frame.landmarks[column_of(source, name)].image.y);
  return lowest;
}

/// One leg and the arm of the same side at a moment of the stride: hips swing 25 degrees to either side, the knee bends up
/// to 60 while the leg comes forward, a free arm swings against it.
constexpr double hip_swing = 25 * std::numbers::pi / 180, knee_bend = 60 * std::numbers::pi / 180;

void step(body::Frame& frame, const Take& source, Facing facing, const std::string& side, double phase, double fades) {
  const auto at = [&](std::string_view name) { return column_of(source, side + std::string(name)); };
  const double thigh = fades * hip_swing * std::sin(phase);
  swing(frame, facing, at("hip"), {at("knee"), at("ankle"), at("heel"), at("foot_index")}, thigh);
  swing(frame, facing, at("knee"), {at("ankle"), at("heel"), at("foot_index")},
        -fades * knee_bend * std::max(0.0, std::cos(phase)));
  const double arm = source.label.loaded ? 0 : -0.6 * thigh;
  swing(frame, facing, at("shoulder"), {at("elbow"), at("wrist")}, arm);
}

/// The person has gone `way_m` ahead: across the picture, and nearer or further with a camera 4 m away.
void go(body::Frame& frame, const Take& source, Facing facing, double way_m) {
  constexpr double camera_m = 4;
  const double px_per_m = body_px(source) / 1.35, larger = camera_m / std::max(1.0, camera_m + facing.z * way_m);
  const double cx = source.recording.source.width_px / 2.0, cy = source.recording.source.height_px / 2.0;
  for (auto& mark : frame.landmarks) {
    mark.image.x = cx + larger * (mark.image.x + facing.x * way_m * px_per_m - cx);
    mark.image.y = cy + larger * (mark.image.y - cy);
    mark.image.z *= larger;
    const bool outside = mark.image.x < 0 || mark.image.x > 2 * cx || mark.image.y < 0 || mark.image.y > 2 * cy;
    if (outside) mark.visibility = mark.presence = 0.05;
  }
  const double hip_x = frame.landmarks[column_of(source, "left_hip")].image.x;
  if (hip_x < 0 || hip_x > 2 * cx) frame.landmarks.clear();  // most of the body is out of the picture
}

/// Steps from or to a posture in which the person stands. Walking away from it backwards is walking to it, reversed.
enum class Way { to, from, backwards_from };

Take walk(const Take& source, std::size_t posture, Way way, Random& random) {
  Take take = source;
  take.recording.frames.clear();
  take.recording.implement.clear();
  take.recording.stick.clear();
  take.depth.clear();
  const double rate = rate_hz(source), seconds = uniform(random, 1.2, 2.5), strides_hz = uniform(random, 0.75, 1.0);
  constexpr double leg_m = 0.85, settles_s = 0.5;
  const double speed_m_s = 4 * leg_m * std::sin(hip_swing) * strides_hz;  // two steps a stride, so that feet do not slide
  const Facing facing = facing_of(source, posture);
  const double floor = lowest_foot(source, source.recording.frames[posture]);
  double way_m = 0;
  std::vector<body::Frame> frames;  // from the posture on; way and phase grow with the distance in time from it
  for (double t = 0; t < seconds; t += 1 / rate) {
    const double fades = std::min(1.0, t / settles_s), sense = way == Way::from ? 1 : -1;
    body::Frame frame{{}, source.recording.frames[posture].landmarks, {}};
    const double phase = sense * 2 * std::numbers::pi * strides_hz * t;
    step(frame, source, facing, "left_", phase, fades);
    step(frame, source, facing, "right_", phase + std::numbers::pi, fades);
    const double lifted = floor - lowest_foot(source, frame);
    for (auto& mark : frame.landmarks) mark.image.y += lifted;  // somebody who walks keeps a foot on the floor
    go(frame, source, facing, sense * way_m);
    way_m += fades * speed_m_s / rate;
    frames.push_back(std::move(frame));
  }
  if (way == Way::to) std::ranges::reverse(frames);
  for (std::size_t i = 0; i < frames.size(); ++i) {
    frames[i].time = Seconds{static_cast<double>(i) / rate};
    take.recording.frames.push_back(std::move(frames[i]));
    take.depth.push_back(0);
  }
  return take;
}

bool can_walk_at(const Take& source, std::size_t frame) { return source.label.hips_drive && stands_at(source, frame); }

std::optional<Take> walks_in_and_out(const Take& source, int number, Random& random) {
  const std::size_t last = source.depth.size() - 1;
  if (!can_walk_at(source, 0) || !can_walk_at(source, last)) return std::nullopt;
  const Take leaves = walk(source, last, number % 2 == 0 ? Way::backwards_from : Way::from, random);
  const Take stays = join(source, leaves, 0.2);
  if (number == 1) return stays;
  return join(walk(source, 0, Way::to, random), stays, 0.2);
}

Take nothing_done(Take take, bool loaded) {
  take.label.patterns = {"none"};
  take.label.exercises = {"unknown"};
  if (loaded) {
    take.label.patterns.emplace_back("carry");
    take.label.exercises.emplace_back("carry");
  }
  take.label.hips_drive = false;
  take.label.least = take.label.most = 0;
  return take;
}

std::optional<Take> only_walks(const Take& source, int, Random& random) {
  if (!can_walk_at(source, 0)) return std::nullopt;
  return nothing_done(join(walk(source, 0, Way::to, random), walk(source, 0, Way::from, random), 0.4), source.label.loaded);
}

/// Waves an arm, or shields the eyes with it, before it begins: lifted to the front in half a second.
Take waving(const Take& source, Random& random) {
  const double lasts_s = uniform(random, 1.8, 4);
  Take take = play(source, {{0, 0, 1, lasts_s}}, rate_hz(source), random);
  take.recording.implement.clear();
  const std::string side = uniform(random, 0, 1) < 0.5 ? "left_" : "right_";
  const auto at = [&](std::string_view name) { return column_of(source, side + std::string(name)); };
  const double hz = uniform(random, 0.8, 2.5), raised = uniform(random, 1.2, 2.6);
  const Facing facing = facing_of(source, 0);
  for (auto& frame : take.recording.frames) {
    const double t = frame.time.value(), share = std::clamp(std::min(t, lasts_s - t) / 0.6, 0.0, 1.0);
    const double lifted = share * share * (3 - 2 * share);
    swing(frame, facing, at("shoulder"), {at("elbow"), at("wrist")}, lifted * raised);
    swing(frame, facing, at("elbow"), {at("wrist")}, lifted * (0.7 + 0.5 * std::sin(2 * std::numbers::pi * hz * t)));
  }
  take.depth.assign(take.depth.size(), 0.0);
  return take;
}

/// A free hand hangs below its elbow.
bool can_wave(const Take& source) {
  if (!can_walk_at(source, 0) || source.label.loaded) return false;
  const auto y = [&](std::string_view name) { return source.recording.frames[0].landmarks[column_of(source, name)].image.y; };
  return y("left_wrist") > y("left_elbow") && y("right_wrist") > y("right_elbow");
}

std::optional<Take> waves_before(const Take& source, int, Random& random) {
  if (!can_wave(source)) return std::nullopt;
  return join(waving(source, random), source, 0.3);
}

std::optional<Take> only_waves(const Take& source, int, Random& random) {
  if (!can_wave(source)) return std::nullopt;
  return nothing_done(waving(source, random), false);
}

}  // namespace

std::vector<Kind> kinds_of_walk() {
  return {{"walks in and out", 3, walks_in_and_out}, {"only walks", 2, only_walks},
          {"waves before", 2, waves_before}, {"only waves", 2, only_waves}};
}

}  // namespace hinge::bench
