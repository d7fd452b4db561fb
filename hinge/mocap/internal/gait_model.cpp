#include "hinge/mocap/internal/gait_model.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "hinge/mocap/internal/space_vector.h"
#include "hinge/mocap/internal/upright.h"

namespace hinge::mocap {
namespace {

using body::Joint;
using body::Part;
using body::Side;

/// Axes of a segment in the world: forward, up, to the person's right.
struct Axes {
  Space3 x{1, 0, 0}, y{0, 1, 0}, z{0, 0, 1};
  [[nodiscard]] Space3 out(Space3 v) const { return v.x * x + v.y * y + v.z * z; }
  [[nodiscard]] Space3 in(Space3 v) const { return {dot(v, x), dot(v, y), dot(v, z)}; }
};

Axes turned_z(const Axes& a, double angle) {
  const double c = std::cos(angle), s = std::sin(angle);
  return {c * a.x + s * a.y, c * a.y - s * a.x, a.z};
}
Axes turned_x(const Axes& a, double angle) {
  const double c = std::cos(angle), s = std::sin(angle);
  return {a.x, c * a.y + s * a.z, c * a.z - s * a.y};
}
Axes turned_y(const Axes& a, double angle) {
  const double c = std::cos(angle), s = std::sin(angle);
  return {c * a.x - s * a.z, a.y, c * a.z + s * a.x};
}
/// OpenSim's order in all its ball joints: about z, then x, then y, each time about the turned axes.
Axes turned_zxy(const Axes& a, double z, double x, double y) { return turned_y(turned_x(turned_z(a, z), x), y); }

// Places in their parent segment, metres; z is the right side's.
constexpr Space3 asis{0, 0, 0.128}, psis{-0.15, 0, 0.045}, hip{-0.0707, -0.0661, 0.0835}, knee{0, -0.396, 0},
    ankle{0, -0.43, 0}, heel{-0.04877, -0.04195, 0.00792}, toe{0.16, -0.04195, 0.00792}, lumbar{-0.1007, 0.0815, 0},
    shoulder{0, 0.3715, 0.17}, elbow{0, -0.2863, 0}, wrist{0, -0.24, 0}, ear{0.02, 0.56, 0.07}, nose{0.11, 0.55, 0};

constexpr Space3 on_side(Space3 right, Side side) { return {right.x, right.y, side == Side::right ? right.z : -right.z}; }

class Reading {
 public:
  explicit Reading(const Coordinates& all) : all_(all) {}
  [[nodiscard]] double operator()(const std::string& name, double otherwise = 0) const {
    const auto found = all_.find(name);
    return found == all_.end() ? otherwise : found->second;
  }

 private:
  const Coordinates& all_;
};

/// Names and places, one after the other.
class Body {
 public:
  void add(std::string name, Space3 at) {
    names.push_back(std::move(name));
    body::Landmark& landmark = landmarks.emplace_back();
    landmark.world = {at.x, at.y, at.z};
    landmark.visibility = landmark.presence = 1;
    landmark.measured = true;
  }
  void add(Part part, Side side, Space3 at) { add(std::string(to_string(body::on_side(part, side))), at); }

  std::vector<std::string> names;
  std::vector<body::Landmark> landmarks;
};

void add_leg(Body& body, const Reading& q, Side side, Space3 pelvis, const Axes& axes) {
  const std::string end = side == Side::right ? "_r" : "_l";
  const double mirror = side == Side::right ? 1 : -1;
  const Space3 hip_at = pelvis + axes.out(on_side(hip, side));
  const Axes thigh = turned_zxy(axes, q("hip_flexion" + end), mirror * q("hip_adduction" + end), mirror * q("hip_rotation" + end));
  const Space3 knee_at = hip_at + thigh.out(knee);
  const Axes shank = turned_z(thigh, -q("knee_angle" + end));
  const Space3 ankle_at = knee_at + shank.out(ankle);
  const Axes foot = turned_z(shank, q("ankle_angle" + end));
  body.add(Part::hip, side, hip_at);
  body.add(Part::knee, side, knee_at);
  body.add(Part::ankle, side, ankle_at);
  body.add(Part::heel, side, ankle_at + foot.out(on_side(heel, side)));
  body.add(Part::toe, side, ankle_at + foot.out(on_side(toe, side)));
}

void add_arm(Body& body, const Reading& q, Side side, Space3 shoulder_at, const Axes& torso) {
  const std::string end = side == Side::right ? "_r" : "_l";
  const double mirror = side == Side::right ? 1 : -1;
  const Axes upper = turned_zxy(torso, q("arm_flex" + end), mirror * q("arm_add" + end), mirror * q("arm_rot" + end));
  const Space3 elbow_at = shoulder_at + upper.out(elbow);
  body.add(Part::elbow, side, elbow_at);
  body.add(Part::wrist, side, elbow_at + turned_z(upper, q("elbow_flex" + end)).out(wrist));
}

Body posed(const Coordinates& coordinates, bool with_arms) {
  const Reading q(coordinates);
  Body body;
  constexpr double usual_height = 0.95;
  const Space3 pelvis{q("pelvis_tx"), q("pelvis_ty", usual_height), q("pelvis_tz")};
  const Axes axes = turned_zxy({}, q("pelvis_tilt"), q("pelvis_list"), q("pelvis_rotation"));
  const Axes torso = turned_zxy(axes, q("lumbar_extension"), q("lumbar_bending"), q("lumbar_rotation"));
  const Space3 back = pelvis + axes.out(lumbar);
  for (const Side side : {Side::left, Side::right}) {
    const std::string name(body::to_string(side));
    body.add(name + "_asis", pelvis + axes.out(on_side(asis, side)));
    body.add(name + "_psis", pelvis + axes.out(on_side(psis, side)));
    add_leg(body, q, side, pelvis, axes);
    const Space3 shoulder_at = back + torso.out(on_side(shoulder, side));
    body.add(Part::shoulder, side, shoulder_at);
    body.add(Part::ear, side, back + torso.out(on_side(ear, side)));
    if (with_arms) add_arm(body, q, side, shoulder_at, torso);
  }
  body.add("nose", back + torso.out(nose));
  return body;
}

/// The landmarks of one frame by name.
class Places {
 public:
  Places(const body::Recording& recording, std::size_t frame) : recording_(recording), frame_(recording.frames[frame]) {}
  [[nodiscard]] std::optional<Space3> at(std::string_view name) const {
    const auto found = std::ranges::find(recording_.names, name);
    if (found == recording_.names.end() || !frame_.has_person()) return std::nullopt;
    const auto& landmark = frame_.landmarks[static_cast<std::size_t>(found - recording_.names.begin())];
    if (!landmark.measured) return std::nullopt;
    const auto point = upright_metres(landmark, recording_.space);
    return Space3{point.x, point.y, point.z};
  }
  [[nodiscard]] std::optional<Space3> at(Part part, Side side) const { return at(to_string(body::on_side(part, side))); }
  [[nodiscard]] std::optional<Space3> middle_of(std::string_view left, std::string_view right) const {
    const auto l = at(left), r = at(right);
    if (!l || !r) return std::nullopt;
    return middle(*l, *r);
  }

 private:
  const body::Recording& recording_;
  const body::Frame& frame_;
};

struct Pelvis {
  Axes axes;
  Space3 origin;
  bool by_markers = false;
};

/// By the four spines where they are, else by the line of the hips and the trunk.
std::optional<Pelvis> find_pelvis(const Places& places) {
  const auto left = places.at("left_asis"), right = places.at("right_asis");
  auto back = places.middle_of("left_psis", "right_psis");
  if (!back) back = places.at("sacrum");
  if (left && right && back) {
    const Space3 to_right = unit(*right - *left), front = middle(*left, *right);
    const Space3 forward = unit(without(front - *back, to_right));
    return Pelvis{{forward, cross(to_right, forward), to_right}, front, true};
  }
  const auto left_hip = places.at("left_hip"), right_hip = places.at("right_hip");
  const auto shoulders = places.middle_of("left_shoulder", "right_shoulder");
  if (!left_hip || !right_hip || !shoulders) return std::nullopt;
  const Space3 to_right = unit(*right_hip - *left_hip), hips = middle(*left_hip, *right_hip);
  const Space3 up = unit(without(*shoulders - hips, to_right));
  return Pelvis{{cross(up, to_right), up, to_right}, hips, false};
}

/// Angle between two directions.
double between(Space3 a, Space3 b) { return std::atan2(length(cross(a, b)), dot(a, b)); }

void measure_leg(const Places& places, Side side, const Axes& pelvis, Coordinates& q) {
  const std::string end = side == Side::right ? "_r" : "_l";
  const auto hip_at = places.at(Part::hip, side), knee_at = places.at(Part::knee, side), ankle_at = places.at(Part::ankle, side);
  const auto heel_at = places.at(Part::heel, side), toe_at = places.at(Part::toe, side);
  if (hip_at && knee_at) {
    const Space3 thigh = pelvis.in(unit(*knee_at - *hip_at));
    q["hip_flexion" + end] = std::atan2(thigh.x, -thigh.y);
    q["hip_adduction" + end] = std::asin(std::clamp(side == Side::right ? -thigh.z : thigh.z, -1.0, 1.0));
    if (ankle_at) {
      const Space3 shank = pelvis.in(unit(*ankle_at - *knee_at));
      double flexion = between(thigh, shank);
      // Which way a nearly straight knee bends is seen from the side only; further, a knee bends one way.
      constexpr double nearly_straight = 15 * std::numbers::pi / 180;
      if (flexion < nearly_straight && cross(thigh, shank).z > 0) flexion = -flexion;
      q["knee_angle" + end] = flexion;
    }
  }
  if (knee_at && ankle_at && heel_at && toe_at) {
    q["ankle_angle" + end] = between(*ankle_at - *knee_at, *toe_at - *heel_at) - std::numbers::pi / 2;
  }
}

void measure_trunk(const Places& places, const Pelvis& pelvis, Coordinates& q) {
  const auto left = places.at(Part::shoulder, Side::left), right = places.at(Part::shoulder, Side::right);
  if (!pelvis.by_markers || !left || !right) return;
  // From the lowest joint of the back, which lies behind and above the middle of the anterior spines as in the model.
  const Space3 trunk = pelvis.axes.in(unit(middle(*left, *right) - (pelvis.origin + pelvis.axes.out(lumbar))));
  const double extension = std::atan2(-trunk.x, trunk.y), bending = std::asin(std::clamp(trunk.z, -1.0, 1.0));
  q["lumbar_extension"] = extension;
  q["lumbar_bending"] = bending;
  const Space3 across = turned_x(turned_z({}, extension), bending).in(pelvis.axes.in(unit(*right - *left)));
  q["lumbar_rotation"] = std::atan2(across.x, across.z);
}

}  // namespace

std::vector<std::string> gait_model_names(bool with_arms) { return posed({}, with_arms).names; }
std::vector<body::Landmark> pose_gait_model(const Coordinates& coordinates, bool with_arms) {
  return posed(coordinates, with_arms).landmarks;
}

Coordinates measure_coordinates(const body::Recording& recording, std::size_t frame) {
  Coordinates q;
  const Places places(recording, frame);
  const auto pelvis = find_pelvis(places);
  if (!pelvis) return q;
  const auto& [x, y, z] = pelvis->axes;
  q["pelvis_tilt"] = std::atan2(-y.x, y.y);
  q["pelvis_list"] = std::asin(std::clamp(y.z, -1.0, 1.0));
  q["pelvis_rotation"] = std::atan2(-x.z, z.z);
  q["pelvis_tx"] = pelvis->origin.x;
  q["pelvis_ty"] = pelvis->origin.y;
  q["pelvis_tz"] = pelvis->origin.z;
  measure_trunk(places, *pelvis, q);
  for (const Side side : {Side::right, Side::left}) {
    measure_leg(places, side, pelvis->axes, q);
    const auto shoulder_at = places.at(Part::shoulder, side), elbow_at = places.at(Part::elbow, side), wrist_at = places.at(Part::wrist, side);
    if (shoulder_at && elbow_at && wrist_at) {
      q[side == Side::right ? "elbow_flex_r" : "elbow_flex_l"] = between(*elbow_at - *shoulder_at, *wrist_at - *elbow_at);
    }
  }
  return q;
}

}  // namespace hinge::mocap
