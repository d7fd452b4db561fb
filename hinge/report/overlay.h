#pragma once
// What is drawn on a picture of the person: the same drawing for stills, the annotated video and, later, the live view.
// Sizes are in u, 0.8 % of standing height in pixels, so a drawing looks alike at every distance.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "hinge/assess/finding.h"
#include "hinge/base/units.h"
#include "hinge/body/joint.h"
#include "hinge/media/picture.h"

namespace hinge::report {

using PartPoints = std::array<std::optional<Point2<ImagePx>>, body::part_count>;

/// The joints of one frame; only measured ones are there, so only measured ones are drawn.
struct Skeleton {
  PartPoints near_side;
  PartPoints far_side;

  [[nodiscard]] const std::optional<Point2<ImagePx>>& near(body::Part part) const {
    return near_side[static_cast<std::size_t>(part)];
  }
};

/// An arc from "straight" (dotted) to where the segment is, so the arc is the flexion.
struct AngleArc {
  body::Part joint = body::Part::hip;            ///< hip or knee
  Radians sd;                                    ///< one standard deviation, for the bar across the segment
  bool show_uncertainty = false;                 ///< large stills only
  assess::Verdict verdict = assess::Verdict::good;  ///< borderline and fault colour the arc
};

/// The back's outline where its bend was judged, and the directions of sacrum and ribs on it.
struct BackMark {
  struct Tangent {
    Point2<ImagePx> at;
    Radians screen;  ///< direction upwards along the back, clockwise from +x as on screen
  };
  std::vector<Point2<ImagePx>> outline;
  std::array<Tangent, 2> tangents{};
  bool is_vague = false;          ///< known to no better than 12 degrees: dashed
  bool show_uncertainty = false;  ///< large stills only
  assess::Verdict verdict = assess::Verdict::good;
};

/// Where the weight in the hands went in this rep, up to now or through all of it.
struct WeightTrail {
  std::vector<std::vector<Point2<ImagePx>>> up, down;  ///< unbroken runs; nothing is drawn where it was not seen
  std::optional<Point2<ImagePx>> now;
};

/// A straight thing beside the body: the stick as it was seen, the wall where it was told, seen or learned.
struct GuideLine {
  Point2<ImagePx> from, to;
  bool is_dashed = false;  ///< inferred, not seen
};

/// A pill at the empty side with a leader to its joint.
struct Tag {
  std::string text;
  Point2<ImagePx> at;
  bool is_fault = false;
};

/// Bottom left of the annotated video.
struct Caption {
  std::string title;    ///< "Rep 2 of 4 · going down"
  std::string numbers;  ///< "hip fold 75°  knee 13°"; empty for none
  std::optional<assess::Verdict> verdict;
};

struct Overlay {
  Skeleton skeleton;
  double u_px = 4;
  bool draw_far_side = false;
  bool faces_right = true;   ///< tags go behind the person
  std::vector<AngleArc> arcs;
  std::optional<BackMark> back;
  std::optional<WeightTrail> weight;
  std::vector<GuideLine> guides;
  std::vector<Tag> tags;
  std::optional<Caption> caption;
};

/// Where a window of the picture lands: a point p goes to (p - origin) * scale.
struct Placement {
  Point2<ImagePx> origin;
  double scale = 1;
};
[[nodiscard]] Overlay to_placement(const Overlay& overlay, const Placement& placement);

void draw_overlay(media::RgbImage& image, const Overlay& overlay);

/// The window of `source` whose top-left corner is `placement.origin`, scaled to width x height. What lies outside the
/// picture is filled with a quiet grey.
[[nodiscard]] media::RgbImage crop_and_scale(const media::RgbImage& source, const Placement& placement, int width_px,
                                             int height_px);

/// "Good", "Borderline", "Needs work", "Can't tell".
[[nodiscard]] std::string_view verdict_word(assess::Verdict verdict);

}  // namespace hinge::report
