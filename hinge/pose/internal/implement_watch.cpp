#include "hinge/pose/internal/implement_watch.h"

#include <cmath>

#include "hinge/base/expect.h"
#include "hinge/body/joint.h"

namespace hinge::pose {
namespace {

using body::Joint;

// The region around a body is about this many metres wide, whatever the body does (region.h, measured on 18 clips).
constexpr double region_m = 2.2;
// Bells from 4 kg up are 0.13 m wide and more, plates up to 0.45 m; a plate before the lifter looks up to 1.6 times as
// large as the body's scale says (lens 1 m nearer than the body at 2.7 m).
constexpr double least_radius_m = 0.060, greatest_radius_m = 0.36;
// From the hands to the weight's centre: a bell hangs 0.25 m below the wrists, the end of a bar seen from a slant or
// from above stands further off.
constexpr double reach_m = 0.50;
constexpr double patch_m = 1.6;
constexpr double usual_radius_m = 0.12;
constexpr std::size_t most_circles = 8;

ImagePoint point_of(std::span<const body::Landmark> landmarks, Joint joint) {
  const auto& image = landmarks[static_cast<std::size_t>(joint)].image;
  return {image.x, image.y};
}

ImagePoint middle(ImagePoint a, ImagePoint b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

// Heads, elbows and fists are round too: how far from the landmark such a circle lies, and how large it is at most.
bool is_body_part(std::span<const body::Landmark> landmarks, const body::ImplementPoint& circle, double metre_px) {
  constexpr double head_m = 0.20, largest_head_m = 0.15, elbow_m = 0.10, largest_elbow_m = 0.13;
  constexpr double fist_m = 0.06, largest_fist_m = 0.075;
  const auto near = [&](ImagePoint part, double distance_m, double largest_m) {
    return circle.radius_px < largest_m * metre_px &&
           std::hypot(circle.centre.x - part.x, circle.centre.y - part.y) < distance_m * metre_px;
  };
  const ImagePoint head = middle(point_of(landmarks, Joint::left_ear), point_of(landmarks, Joint::right_ear));
  for (const Joint joint : {Joint::left_index, Joint::right_index, Joint::left_wrist, Joint::right_wrist}) {
    if (near(point_of(landmarks, joint), fist_m, largest_fist_m)) return true;
  }
  return near(head, head_m, largest_head_m) || near(point_of(landmarks, Joint::left_elbow), elbow_m, largest_elbow_m) ||
         near(point_of(landmarks, Joint::right_elbow), elbow_m, largest_elbow_m);
}

}  // namespace

ImplementSighting ImplementWatch::look(const media::YuvView& yuv, media::QuarterTurn turn, Seconds time,
                                       std::span<const body::Landmark> landmarks, double body_side_px) {
  HINGE_EXPECT(landmarks.size() >= body::blazepose_joint_count && body_side_px > 0);
  ImplementSighting now{.time = time,
                        .has_hands = true,
                        .hands = middle(point_of(landmarks, Joint::left_wrist), point_of(landmarks, Joint::right_wrist)),
                        .metre_px = body_side_px / region_m,
                        .circles = {}};
  cut_patch(yuv, turn, now.hands, patch_m * now.metre_px, patch_);
  constexpr double per_metre = patch_cells / patch_m;
  constexpr CircleSearch search{.least_radius = least_radius_m * per_metre,
                                .greatest_radius = greatest_radius_m * per_metre,
                                .reach = reach_m * per_metre,
                                .most = most_circles,
                                .usual_radius = usual_radius_m * per_metre};
  for (const PatchCircle& circle : finder_.find(patch_, search, hints(now))) {
    const body::ImplementPoint point{patch_.to_image(circle.x, circle.y), circle.radius * patch_.cell_px, circle.score};
    if (!is_body_part(landmarks, point, now.metre_px)) now.circles.push_back(point);
  }
  last_ = now;
  return now;
}

ImplementSighting ImplementWatch::look_away(Seconds time) {
  last_ = {};
  ImplementSighting now;
  now.time = time;
  return now;
}

std::vector<PatchCircle> ImplementWatch::hints(const ImplementSighting& now) const {
  std::vector<PatchCircle> result;
  for (const body::ImplementPoint& circle : last_.circles) {
    const double x = circle.centre.x + now.hands.x - last_.hands.x, y = circle.centre.y + now.hands.y - last_.hands.y;
    result.push_back({(x - patch_.origin.x) / patch_.cell_px - 0.5, (y - patch_.origin.y) / patch_.cell_px - 0.5,
                      circle.radius_px / patch_.cell_px});
  }
  return result;
}

}  // namespace hinge::pose
