#include "hinge/mocap/internal/joint_centres.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <set>
#include <string>

#include "hinge/mocap/internal/space_vector.h"

namespace hinge::mocap {
namespace {

using body::Joint;
using body::Recording;
using body::Side;

std::string sided(Side side, std::string_view place) {
  return std::string(body::to_string(side)) + "_" + std::string(place);
}

/// One marker through the recording.
class Track {
 public:
  Track(const Recording& recording, const std::string& name) : recording_(recording) {
    const auto found = std::ranges::find(recording.names, name);
    if (found != recording.names.end()) column_ = static_cast<std::size_t>(found - recording.names.begin());
  }
  [[nodiscard]] bool exists() const { return column_.has_value(); }
  [[nodiscard]] std::optional<Space3> at(std::size_t frame) const {
    if (!column_ || !recording_.frames[frame].has_person()) return std::nullopt;
    const auto& landmark = recording_.frames[frame].landmarks[*column_];
    if (!landmark.measured) return std::nullopt;
    return Space3{landmark.world.x, landmark.world.y, landmark.world.z};
  }

 private:
  const Recording& recording_;
  std::optional<std::size_t> column_;
};

using Path = std::vector<std::optional<Space3>>;

void add_column(Recording& recording, Joint joint, const Path& path) {
  recording.names.emplace_back(body::to_string(joint));
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    auto& frame = recording.frames[i];
    if (!frame.has_person()) continue;
    body::Landmark& landmark = frame.landmarks.emplace_back();
    if (!path[i]) continue;
    landmark.world = {path[i]->x, path[i]->y, path[i]->z};
    landmark.visibility = landmark.presence = 1;
    landmark.measured = true;
  }
}

bool lacks(const Recording& recording, Joint joint) { return !recording.find_column(joint).has_value(); }
bool anything(const Path& path) {
  return std::ranges::any_of(path, [](const auto& at) { return at.has_value(); });
}

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

struct PelvisMarkers {
  Track left_asis, right_asis, left_psis, right_psis, sacrum;

  explicit PelvisMarkers(const Recording& r)
      : left_asis(r, "left_asis"), right_asis(r, "right_asis"), left_psis(r, "left_psis"), right_psis(r, "right_psis"),
        sacrum(r, "sacrum") {}
  [[nodiscard]] std::optional<Space3> back(std::size_t frame) const {
    const auto left = left_psis.at(frame), right = right_psis.at(frame);
    if (left && right) return middle(*left, *right);
    return sacrum.at(frame);
  }
};

/// Harrington et al. 2007 (doi:10.1016/j.jbiomech.2006.02.003), the set by pelvic width and depth that needs no leg
/// length: millimetres from the middle of the anterior spines, along the pelvis's own axes.
void add_hips(Recording& recording, std::set<std::string>& said) {
  const PelvisMarkers pelvis(recording);
  std::vector<double> widths, depths;
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    const auto left = pelvis.left_asis.at(i), right = pelvis.right_asis.at(i), back = pelvis.back(i);
    if (!left || !right || !back) continue;
    widths.push_back(length(*right - *left));
    depths.push_back(length(middle(*left, *right) - *back));
  }
  const auto width = median(widths), depth = median(depths);
  if (!width || !depth) return;
  const double forward_m = -0.24 * *depth - 0.0099, up_m = -0.30 * *width - 0.0109, outward_m = 0.33 * *width + 0.0073;
  for (const Side side : {Side::left, Side::right}) {
    const Joint joint = on_side(body::Part::hip, side);
    if (!lacks(recording, joint)) continue;
    Path path(recording.frames.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
      const auto left = pelvis.left_asis.at(i), right = pelvis.right_asis.at(i), back = pelvis.back(i);
      if (!left || !right || !back) continue;
      const Space3 front = middle(*left, *right), to_right = unit(*right - *left);
      const Space3 forward = unit(without(front - *back, to_right)), up = cross(to_right, forward);
      const double out = side == Side::right ? outward_m : -outward_m;
      path[i] = front + forward_m * forward + up_m * up + out * to_right;
    }
    add_column(recording, joint, path);
    said.insert("hips from the pelvis's four spines (Harrington et al. 2007)");
  }
}

/// Weinhandl and O'Connor 2010 (doi:10.1016/j.jbiomech.2010.06.012): a quarter of the way between the trochanters.
void add_hips_by_trochanters(Recording& recording, std::set<std::string>& said) {
  const Track left(recording, "left_trochanter"), right(recording, "right_trochanter");
  for (const Side side : {Side::left, Side::right}) {
    const Joint joint = on_side(body::Part::hip, side);
    if (!lacks(recording, joint)) continue;
    Path path(recording.frames.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
      const auto l = left.at(i), r = right.at(i);
      if (!l || !r) continue;
      path[i] = side == Side::left ? *l + 0.25 * (*r - *l) : *r + 0.25 * (*l - *r);
    }
    if (!anything(path)) continue;
    add_column(recording, joint, path);
    said.insert("hips a quarter of the way between the trochanters (Weinhandl and O'Connor 2010)");
  }
}

/// How deep in the body a joint's middle lies behind a marker on its outer side, where the inner one is not marked.
struct Depth {
  body::Part towards;  ///< the segment's other end
  double metres;
};
// Half of the breadth over the epicondyles and over the malleoli of Ross and Wilson's reference person (1974), and half
// of a marker of 14 mm.
constexpr double marker_radius_m = 0.007;
constexpr Depth knee_depth{body::Part::hip, 0.0952 / 2 + marker_radius_m};
constexpr Depth ankle_depth{body::Part::knee, 0.0668 / 2 + marker_radius_m};

/// From the outer marker inwards along the line of the hips, at right angles to the segment.
class Inwards {
 public:
  Inwards(const Recording& recording, Side side, const Depth* depth)
      : left_(recording, "left_hip"), right_(recording, "right_hip"),
        end_(recording, depth == nullptr ? "" : std::string(to_string(on_side(depth->towards, side)))),
        depth_m_(depth == nullptr ? 0 : side == Side::left ? depth->metres : -depth->metres) {}

  [[nodiscard]] bool is_known() const { return depth_m_ != 0 && left_.exists() && right_.exists() && end_.exists(); }
  [[nodiscard]] std::optional<Space3> from(Space3 outer, std::size_t frame) const {
    if (!is_known()) return outer;
    const auto left = left_.at(frame), right = right_.at(frame), end = end_.at(frame);
    if (!left || !right || !end) return std::nullopt;
    return outer + depth_m_ * unit(without(*right - *left, unit(*end - outer)));
  }

 private:
  Track left_, right_, end_;
  double depth_m_;
};

/// The middle of the two sides of a joint (Wu et al. 2002, 2005); where only the outer one is marked, the usual depth
/// behind it, or that marker itself: it lies on the axis the joint bends about, so that flexion hardly changes.
void add_hinge(Recording& recording, body::Part part, std::string_view place, const Depth* depth, std::set<std::string>& said) {
  for (const Side side : {Side::left, Side::right}) {
    const Joint joint = on_side(part, side);
    if (!lacks(recording, joint)) continue;
    const Track lateral(recording, sided(side, std::string(place) + "_lateral"));
    const Track medial(recording, sided(side, std::string(place) + "_medial"));
    const Inwards inwards(recording, side, depth);
    Path path(recording.frames.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
      const auto outer = lateral.at(i), inner = medial.at(i);
      if (outer && inner) path[i] = middle(*outer, *inner);
      else if (outer && !medial.exists()) path[i] = inwards.from(*outer, i);
    }
    if (!anything(path)) continue;
    add_column(recording, joint, path);
    said.insert(std::string(place) + (medial.exists()       ? " between its two sides (Wu et al. 2002, 2005)"
                                      : inwards.is_known() ? " behind its outer side by half the usual breadth (Ross and Wilson 1974)"
                                                           : " at its outer side"));
  }
}

/// Rab, Petuskey and Bagley 2002 (doi:10.1016/S0966-6362(01)00164-1): 17 % of the distance between the acromions below
/// them, down the trunk.
void add_shoulders(Recording& recording, std::set<std::string>& said) {
  const Track left(recording, "left_acromion"), right(recording, "right_acromion");
  const Track left_hip(recording, "left_hip"), right_hip(recording, "right_hip");
  for (const Side side : {Side::left, Side::right}) {
    const Joint joint = on_side(body::Part::shoulder, side);
    if (!lacks(recording, joint)) continue;
    Path path(recording.frames.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
      const auto l = left.at(i), r = right.at(i), lh = left_hip.at(i), rh = right_hip.at(i);
      if (!l || !r || !lh || !rh) continue;
      const Space3 down = unit(middle(*lh, *rh) - middle(*l, *r));
      path[i] = (side == Side::left ? *l : *r) + 0.17 * length(*r - *l) * down;
    }
    if (!anything(path)) continue;
    add_column(recording, joint, path);
    said.insert("shoulders below the acromions (Rab et al. 2002)");
  }
}

/// The ear lies about half-way between a head band's front and back marker.
void add_ears(Recording& recording) {
  for (const Side side : {Side::left, Side::right}) {
    const Joint joint = on_side(body::Part::ear, side);
    if (!lacks(recording, joint)) continue;
    const Track front(recording, sided(side, "head_front")), back(recording, sided(side, "head_back"));
    Path path(recording.frames.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
      const auto f = front.at(i), b = back.at(i);
      if (f && b) path[i] = middle(*f, *b);
    }
    if (anything(path)) add_column(recording, joint, path);
  }
}

}  // namespace

void add_joint_centres(Recording& recording) {
  std::set<std::string> said;
  add_hips(recording, said);
  add_hips_by_trochanters(recording, said);
  add_hinge(recording, body::Part::knee, "knee", &knee_depth, said);
  add_hinge(recording, body::Part::ankle, "ankle", &ankle_depth, said);
  add_shoulders(recording, said);
  add_hinge(recording, body::Part::elbow, "elbow", nullptr, said);
  add_hinge(recording, body::Part::wrist, "wrist", nullptr, said);
  add_ears(recording);
  if (said.empty()) return;
  std::string text = "Joint centres were computed from skin markers: ";
  for (const std::string& how : said) text += (how == *said.begin() ? "" : "; ") + how;
  recording.warnings.push_back({"joint_centres", text + "."});
}

}  // namespace hinge::mocap
