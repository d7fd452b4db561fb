#include "hinge/kinematics/internal/eye_features.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "hinge/base/expect.h"
#include "hinge/kinematics/internal/back_contour.h"
#include "hinge/kinematics/internal/numbers.h"

namespace hinge::kinematics {
namespace {

using body::Joint;
using body::Part;
using body::Side;

struct Vec {
  double x = 0, y = 0;
};
Vec operator-(Vec a, Vec b) { return {a.x - b.x, a.y - b.y}; }
Vec mean(Vec a, Vec b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }
double length(Vec a) { return std::hypot(a.x, a.y); }
double inclination(Vec upper, Vec lower) { return std::atan2(upper.x - lower.x, upper.y - lower.y); }

constexpr std::array parts{Part::ear,  Part::shoulder, Part::elbow, Part::wrist, Part::hip,
                           Part::knee, Part::ankle,    Part::heel,  Part::toe};
/// Angles are counted in these, so that all features are of about one size.
constexpr double angle_unit = 30 * degree;
/// Hip to shoulder, hip to knee and knee to ankle together, over the trunk alone, in people at large.
constexpr double body_per_trunk = 2.6;

/// The landmarks of one frame in the plane the person moves in, near side first.
class Body {
public:
  Body(const body::Frame& frame, const EyeView& view)
      : frame_(frame), near_(view.facing < 0 ? Side::left : Side::right), plane_(image_plane(view.facing, view.roll)) {}

  [[nodiscard]] const body::Landmark& landmark(Joint joint) const {
    return frame_.landmarks[static_cast<std::size_t>(joint)];
  }
  [[nodiscard]] Joint joint(Part part, bool near) const { return on_side(part, near ? near_ : body::other(near_)); }
  [[nodiscard]] Vec in_plane(double x, double y) const {
    return {plane_.forward[0] * x + plane_.forward[1] * y, plane_.up[0] * x + plane_.up[1] * y};
  }
  [[nodiscard]] Vec at(Joint joint) const { return in_plane(landmark(joint).image.x, landmark(joint).image.y); }
  [[nodiscard]] Vec middle(Part part) const { return mean(at(joint(part, true)), at(joint(part, false))); }
  /// In metres, by estimated depth.
  [[nodiscard]] Vec metric(Part part, bool near) const {
    const auto& p = landmark(joint(part, near)).metric;
    return in_plane(p.x, p.y);
  }

private:
  const body::Frame& frame_;
  Side near_;
  Plane plane_;
};

class Writer {
public:
  explicit Writer(EyeFeatures& features) : features_(features) {}
  void add(double value) {
    HINGE_EXPECT(next_ < features_.size());
    features_[next_++] = std::isfinite(value) ? static_cast<float>(value) : 0.0F;
  }
  void add(Vec v) {
    add(v.x);
    add(v.y);
  }
  [[nodiscard]] bool full() const { return next_ == features_.size(); }

private:
  EyeFeatures& features_;
  std::size_t next_ = 0;
};

bool usable(const Body& b) {
  return std::ranges::all_of(std::array{Part::shoulder, Part::hip, Part::knee, Part::ankle}, [&](Part part) {
    return std::ranges::all_of(std::array{true, false}, [&](bool near) {
      const auto& image = b.landmark(b.joint(part, near)).image;
      return std::isfinite(image.x) && std::isfinite(image.y);
    });
  });
}

/// 38 places, 18 depths, 19 visibilities, about the middle of the hips. The nose's depth is not kept in every recording.
void add_landmarks(const Body& b, Vec hip, double size, Writer& out) {
  std::vector<Joint> joints{Joint::nose};
  for (const bool near : {true, false})
    for (const Part part : parts) joints.push_back(b.joint(part, near));
  for (const Joint joint : joints) {
    const Vec from_hip = b.at(joint) - hip;
    out.add({from_hip.x / size, from_hip.y / size});
  }
  for (const Joint joint : std::span(joints).subspan(1)) out.add(b.landmark(joint).image.z / size);
  for (const Joint joint : joints) out.add(b.landmark(joint).visibility);
}

/// 9 inclinations in the picture, 10 from estimated depth.
void add_inclinations(const Body& b, Writer& out) {
  struct Segment {
    Part upper, lower;
  };
  constexpr std::array segments{Segment{Part::shoulder, Part::hip}, Segment{Part::hip, Part::knee},
                                Segment{Part::knee, Part::ankle}};
  for (const auto& [upper, lower] : segments) {
    for (const bool near : {true, false})
      out.add(inclination(b.at(b.joint(upper, near)), b.at(b.joint(lower, near))) / angle_unit);
    out.add(inclination(b.middle(upper), b.middle(lower)) / angle_unit);
  }
  for (const bool near : {true, false}) {
    for (const auto& [upper, lower] : segments) out.add(inclination(b.metric(upper, near), b.metric(lower, near)) / angle_unit);
    const auto point = [&](Part part) { return b.landmark(b.joint(part, near)).metric; };
    const auto thigh = point(Part::hip) - point(Part::knee), shank = point(Part::ankle) - point(Part::knee);
    const double lengths = std::hypot(thigh.x, thigh.y, thigh.z) * std::hypot(shank.x, shank.y, shank.z);
    const double cosine = (thigh.x * shank.x + thigh.y * shank.y + thigh.z * shank.z) / lengths;
    out.add((std::numbers::pi - std::acos(std::clamp(cosine, -1.0, 1.0))) / angle_unit);
  }
  for (const Part part : {Part::shoulder, Part::hip}) {  // how far the body is turned out of the plane
    const auto near = b.landmark(b.joint(part, true)).metric, far = b.landmark(b.joint(part, false)).metric;
    out.add(std::atan2(b.in_plane(far.x - near.x, 0).x, far.z - near.z) / angle_unit);
  }
}

/// Every second station's distance from the trunk line, gaps bridged.
void add_distances(const BackContour& contour, Writer& out) {
  std::array<double, station_count> filled{};
  constexpr double nobody = .3;
  double last = nobody;
  const auto first = std::ranges::find(contour.found, char{1});
  if (first != contour.found.end()) last = contour.distance[static_cast<std::size_t>(first - contour.found.begin())];
  for (std::size_t i = 0; i < station_count; ++i) {
    if (contour.found[i]) last = contour.distance[i];
    filled[i] = last;
  }
  for (std::size_t i = 0; i < station_count; i += 2) out.add(filled[i]);
}

double missing_share(const BackContour& contour) {
  return static_cast<double>(std::ranges::count(contour.found, char{0})) / static_cast<double>(station_count);
}

/// 58 distances, 18 tangents down the skin of the back against the trunk, 4 of how well the outline is seen.
void add_outline(const Body& b, const body::Silhouette& silhouette, const EyeView& view, double trunk_px,
                 EyeInput& input, Writer& out) {
  const auto in_image = [&](Vec p) {
    const auto plane = image_plane(view.facing, view.roll);
    return Point2<ImagePx>{p.x * plane.forward[0] + p.y * plane.up[0], p.x * plane.forward[1] + p.y * plane.up[1]};
  };
  const TrunkLine line{in_image(b.middle(Part::hip)), in_image(b.middle(Part::shoulder)), view.facing, trunk_px};
  TrunkLine ahead = line;
  ahead.facing = -line.facing;
  BackContour back, front;
  const auto mask = silhouette.empty() ? Result<std::vector<std::uint8_t>>{} : body::unpack_silhouette(silhouette);
  if (!silhouette.empty() && mask) {
    back = trace_back(silhouette.region, silhouette.cells, *mask, line);
    front = trace_back(silhouette.region, silhouette.cells, *mask, ahead);
  }
  add_distances(back, out);
  add_distances(front, out);
  const Outline outline = outline_of(back, line);
  const double trunk = input.raw.trunk;
  for (double at = .05; at < .92; at += .05) {
    const auto tangent = inclination_of(outline, {at, at});
    out.add(tangent ? std::remainder(*tangent - trunk, 2 * std::numbers::pi) / angle_unit : 0);
  }
  constexpr double unknown = 1;
  input.outline_roughness = roughness_of(back).value_or(unknown);
  input.outline_softness =
      input.outline_roughness < unknown ? softness_of(back, silhouette.region.side_px / silhouette.cells / trunk_px) : unknown;
  constexpr double roughness_unit = .02, softness_unit = .02, share_unit = .2;
  out.add(std::min(input.outline_roughness / roughness_unit, 3.0));
  out.add(std::min(input.outline_softness / softness_unit, 3.0));
  out.add(missing_share(back) / share_unit);
  out.add(missing_share(front) / share_unit);
}

}  // namespace

std::optional<EyeInput> read_eye_input(const body::Recording& recording, std::size_t frame, const EyeView& view) {
  const auto& seen = recording.frames[frame];
  if (seen.landmarks.size() != body::blazepose_joint_count) return std::nullopt;
  const Body b(seen, view);
  if (!usable(b)) return std::nullopt;
  const Vec shoulder = b.middle(Part::shoulder), hip = b.middle(Part::hip), knee = b.middle(Part::knee),
            ankle = b.middle(Part::ankle);
  const double size = length(shoulder - hip) + length(hip - knee) + length(knee - ankle);
  constexpr double speck_px = 10;
  if (!(size > speck_px)) return std::nullopt;
  EyeInput input;
  const auto near = [&](Part part) { return b.at(b.joint(part, true)); };
  input.raw = {inclination(shoulder, hip), inclination(near(Part::hip), near(Part::knee)),
               inclination(near(Part::knee), near(Part::ankle))};
  Writer out(input.features);
  add_landmarks(b, hip, size, out);
  add_inclinations(b, out);
  add_outline(b, seen.silhouette, view, size / body_per_trunk, input, out);
  HINGE_EXPECT(out.full());
  return input;
}

std::vector<std::optional<EyeInput>> read_eye_inputs(const body::Recording& recording, const EyeView& view) {
  std::vector<std::optional<EyeInput>> inputs(recording.frames.size());
  if (recording.names != body::blazepose_names()) return inputs;
  for (std::size_t i = 0; i < inputs.size(); ++i) inputs[i] = read_eye_input(recording, i, view);
  return inputs;
}

}  // namespace hinge::kinematics
