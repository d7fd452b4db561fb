#include "hinge/report/overlay.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "hinge/base/expect.h"
#include "hinge/report/internal/canvas.h"
#include "hinge/report/internal/caption.h"

namespace hinge::report {
namespace {

using body::Part;
using internal::Canvas;
using internal::Colour;
using internal::colour_of;

// All proportions are those of docs/look/README.md section 2; sizes in u.
constexpr Colour white = colour_of(0xFFFFFF);
constexpr Colour halo = colour_of(0x0B1210);
constexpr Colour fault_tag = colour_of(0xA8173F);
constexpr double halo_alpha = 0.5;
constexpr double bone_u = 1.0, bone_halo_u = 2.1, far_bone_u = 0.6, far_bone_alpha = 0.45;
constexpr double joint_ring_u = 0.5, joint_large_u = 1.35, joint_small_u = 0.95;
constexpr double hip_arc_u = 8.5 / 0.75, knee_arc_u = 6.8 / 0.75;  // 8.5 % and 6.8 % of a picture whose u is 0.75 %
constexpr double arc_u = 0.8, judged_arc_u = 1.5, wedge_alpha = 0.2, judged_wedge_alpha = 0.38;
constexpr double reference_u = 0.55, reference_gap_u = 2.1, reference_reach = 1.35;
constexpr double bar_u = 1.7, bar_reach = 1.3, bar_alpha = 0.55;
constexpr double tag_text_u = 2.6 / 0.75, leader_u = 0.45, leader_halo_u = 1.1;
constexpr double back_u = 1.6, back_halo_u = 2.7, back_spread_u = 4.2, back_spread_alpha = 0.36;
constexpr double tangent_reach_u = 15, back_dash_u = 3;
constexpr double trail_u = 0.9, trail_halo_u = 1.8, trail_dots_u = 1.9, weight_ring_u = 1.6;
constexpr Degrees least_arc{8};

struct Bone {
  Part from, to;
};
constexpr std::array<Bone, 8> bones{{{Part::ankle, Part::knee},
                                     {Part::knee, Part::hip},
                                     {Part::hip, Part::shoulder},
                                     {Part::shoulder, Part::elbow},
                                     {Part::elbow, Part::wrist},
                                     {Part::shoulder, Part::ear},
                                     {Part::heel, Part::ankle},
                                     {Part::ankle, Part::toe}}};
constexpr std::array<Part, 6> dotted_joints{Part::ankle, Part::knee, Part::hip, Part::shoulder, Part::elbow, Part::wrist};

const std::optional<Point2<ImagePx>>& at(const PartPoints& points, Part part) {
  return points[static_cast<std::size_t>(part)];
}

Colour video_colour(assess::Verdict verdict) {
  switch (verdict) {
    case assess::Verdict::good: return colour_of(0x4FD8E6);
    case assess::Verdict::borderline: return colour_of(0xFFC84D);
    case assess::Verdict::fault: return colour_of(0xFF4F73);
    case assess::Verdict::cannot_judge: return white;
  }
  return white;
}

bool is_judged(assess::Verdict verdict) {
  return verdict == assess::Verdict::borderline || verdict == assess::Verdict::fault;
}

void trace_bones(cairo_t* context, const PartPoints& points) {
  for (const Bone& bone : bones) {
    const auto& from = at(points, bone.from);
    const auto& to = at(points, bone.to);
    if (!from || !to) continue;
    cairo_move_to(context, from->x, from->y);
    cairo_line_to(context, to->x, to->y);
  }
}

void stroke_bones(const Canvas& canvas, const PartPoints& points, double width_px, Colour colour, double alpha) {
  // One path and one stroke: a translucent halo must not darken where two bones overlap.
  cairo_new_path(canvas.context());
  trace_bones(canvas.context(), points);
  canvas.set_colour(colour, alpha);
  cairo_set_line_width(canvas.context(), width_px);
  cairo_stroke(canvas.context());
}

void draw_joints(const Canvas& canvas, const Overlay& overlay) {
  for (const Part part : dotted_joints) {
    const auto& point = overlay.skeleton.near(part);
    if (!point) continue;
    const bool large = part == Part::hip || part == Part::knee;
    cairo_new_path(canvas.context());
    cairo_arc(canvas.context(), point->x, point->y, (large ? joint_large_u : joint_small_u) * overlay.u_px, 0, 2 * std::numbers::pi);
    canvas.set_colour(white);
    cairo_fill_preserve(canvas.context());
    canvas.set_colour(halo);
    cairo_set_line_width(canvas.context(), joint_ring_u * overlay.u_px);
    cairo_stroke(canvas.context());
  }
}

double turn_between(double from, double to) { return std::remainder(to - from, 2 * std::numbers::pi); }

struct ArcGeometry {
  Point2<ImagePx> centre;
  double straight = 0;  ///< screen direction (clockwise from +x) of the lower segment extended
  double turn = 0;      ///< signed, from straight to the upper segment
  double radius_px = 0;
};

/// Nothing when a neighbour was not measured.
std::optional<ArcGeometry> arc_geometry(const Overlay& overlay, Part joint) {
  HINGE_EXPECT(joint == Part::hip || joint == Part::knee);
  const auto& lower = overlay.skeleton.near(joint == Part::hip ? Part::knee : Part::ankle);
  const auto& centre = overlay.skeleton.near(joint);
  const auto& upper = overlay.skeleton.near(joint == Part::hip ? Part::shoulder : Part::hip);
  if (!lower || !centre || !upper) return std::nullopt;
  const double straight = std::atan2(centre->y - lower->y, centre->x - lower->x);
  const double segment = std::atan2(upper->y - centre->y, upper->x - centre->x);
  return ArcGeometry{*centre, straight, turn_between(straight, segment),
                     (joint == Part::hip ? hip_arc_u : knee_arc_u) * overlay.u_px};
}

void trace_arc(cairo_t* context, Point2<ImagePx> centre, double radius, double from, double turn) {
  if (turn >= 0) cairo_arc(context, centre.x, centre.y, radius, from, from + turn);
  else cairo_arc_negative(context, centre.x, centre.y, radius, from, from + turn);
}

void draw_reference(const Canvas& canvas, const ArcGeometry& arc, double u) {
  cairo_t* context = canvas.context();
  const std::array<double, 2> dots{0.0, reference_gap_u * u};
  cairo_set_dash(context, dots.data(), static_cast<int>(dots.size()), 0);
  const double reach = arc.radius_px * reference_reach;
  cairo_new_path(context);
  cairo_move_to(context, arc.centre.x, arc.centre.y);
  cairo_line_to(context, arc.centre.x + reach * std::cos(arc.straight), arc.centre.y + reach * std::sin(arc.straight));
  // White dots vanish on a white wall: a dark dot under each.
  canvas.set_colour(halo, halo_alpha);
  cairo_set_line_width(context, 2 * reference_u * u);
  cairo_stroke_preserve(context);
  canvas.set_colour(white, 0.9);
  cairo_set_line_width(context, reference_u * u);
  cairo_stroke(context);
  cairo_set_dash(context, nullptr, 0, 0);
}

void draw_uncertainty(const Canvas& canvas, const ArcGeometry& arc, double u, double two_sd) {
  cairo_t* context = canvas.context();
  cairo_new_path(context);
  const double segment = arc.straight + arc.turn;
  cairo_arc(context, arc.centre.x, arc.centre.y, arc.radius_px * bar_reach, segment - two_sd, segment + two_sd);
  canvas.set_colour(white, bar_alpha);
  cairo_set_line_cap(context, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_width(context, bar_u * u);
  cairo_stroke(context);
  cairo_set_line_cap(context, CAIRO_LINE_CAP_ROUND);
}

void draw_arc(const Canvas& canvas, const Overlay& overlay, const AngleArc& wanted) {
  const auto arc = arc_geometry(overlay, wanted.joint);
  if (!arc || std::abs(arc->turn) < to_radians(least_arc).value()) return;
  cairo_t* context = canvas.context();
  const bool judged = is_judged(wanted.verdict);
  const Colour colour = judged ? video_colour(wanted.verdict) : white;

  cairo_new_path(context);
  cairo_move_to(context, arc->centre.x, arc->centre.y);
  trace_arc(context, arc->centre, arc->radius_px, arc->straight, arc->turn);
  cairo_close_path(context);
  canvas.set_colour(colour, judged ? judged_wedge_alpha : wedge_alpha);
  cairo_fill(context);

  draw_reference(canvas, *arc, overlay.u_px);

  cairo_new_path(context);
  trace_arc(context, arc->centre, arc->radius_px, arc->straight, arc->turn);
  const double width = (judged ? judged_arc_u : arc_u) * overlay.u_px;
  canvas.set_colour(halo, halo_alpha);
  cairo_set_line_width(context, 2 * width);
  cairo_stroke_preserve(context);
  canvas.set_colour(colour);
  cairo_set_line_width(context, width);
  cairo_stroke(context);

  if (wanted.show_uncertainty && wanted.sd.value() > 0) draw_uncertainty(canvas, *arc, overlay.u_px, 2 * wanted.sd.value());
}

void stroke(const Canvas& canvas, Colour colour, double alpha, double width_px) {
  canvas.set_colour(colour, alpha);
  cairo_set_line_width(canvas.context(), width_px);
  cairo_stroke_preserve(canvas.context());
}

void draw_tangent(const Canvas& canvas, const BackMark::Tangent& tangent, double u) {
  cairo_t* context = canvas.context();
  const double dx = tangent_reach_u * u * std::cos(tangent.screen.value()),
               dy = tangent_reach_u * u * std::sin(tangent.screen.value());
  const std::array<double, 2> dots{0.0, reference_gap_u * u};
  cairo_set_dash(context, dots.data(), static_cast<int>(dots.size()), 0);
  cairo_new_path(context);
  cairo_move_to(context, tangent.at.x - dx, tangent.at.y - dy);
  cairo_line_to(context, tangent.at.x + dx, tangent.at.y + dy);
  stroke(canvas, halo, halo_alpha, 2.6 * reference_u * u);
  stroke(canvas, white, 1.0, 1.4 * reference_u * u);
  cairo_new_path(context);
  cairo_set_dash(context, nullptr, 0, 0);
}

void draw_back(const Canvas& canvas, const BackMark& back, double u) {
  cairo_t* context = canvas.context();
  const Colour colour = video_colour(back.verdict);
  cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path(context);
  for (const auto& point : back.outline) cairo_line_to(context, point.x, point.y);
  if (back.show_uncertainty) stroke(canvas, colour, back_spread_alpha, back_spread_u * u);
  const std::array<double, 1> dashes{back_dash_u * u};
  if (back.is_vague) cairo_set_dash(context, dashes.data(), static_cast<int>(dashes.size()), 0);
  stroke(canvas, halo, halo_alpha, back_halo_u * u);
  stroke(canvas, colour, 1.0, back_u * u);
  cairo_new_path(context);
  cairo_set_dash(context, nullptr, 0, 0);
  for (const auto& tangent : back.tangents) draw_tangent(canvas, tangent, u);
}

void stroke_runs(const Canvas& canvas, const std::vector<std::vector<Point2<ImagePx>>>& runs, double u) {
  cairo_new_path(canvas.context());
  for (const auto& run : runs) {
    cairo_new_sub_path(canvas.context());
    for (const auto& point : run) cairo_line_to(canvas.context(), point.x, point.y);
  }
  stroke(canvas, halo, halo_alpha, trail_halo_u * u);
  stroke(canvas, white, 1.0, trail_u * u);
  cairo_new_path(canvas.context());
}

/// Up is a line, down are dots: shape tells them apart, colour is kept for verdicts.
void draw_weight(const Canvas& canvas, const WeightTrail& trail, double u) {
  cairo_t* context = canvas.context();
  const std::array<double, 2> dots{0.0, trail_dots_u * u};
  cairo_set_dash(context, dots.data(), static_cast<int>(dots.size()), 0);
  stroke_runs(canvas, trail.down, u);
  cairo_set_dash(context, nullptr, 0, 0);
  stroke_runs(canvas, trail.up, u);
  if (!trail.now) return;
  cairo_arc(context, trail.now->x, trail.now->y, weight_ring_u * u, 0, 2 * std::numbers::pi);
  stroke(canvas, halo, halo_alpha, trail_halo_u * u);
  stroke(canvas, white, 1.0, trail_u * u);
  cairo_new_path(context);
}

void draw_guide(const Canvas& canvas, const GuideLine& guide, double u) {
  cairo_t* context = canvas.context();
  const std::array<double, 2> dashes{2.5 * u, 2.0 * u};
  if (guide.is_dashed) cairo_set_dash(context, dashes.data(), static_cast<int>(dashes.size()), 0);
  cairo_new_path(context);
  cairo_move_to(context, guide.from.x, guide.from.y);
  cairo_line_to(context, guide.to.x, guide.to.y);
  stroke(canvas, halo, halo_alpha, bone_halo_u * u);
  stroke(canvas, white, 1.0, 0.6 * bone_u * u);
  cairo_new_path(context);
  cairo_set_dash(context, nullptr, 0, 0);
}

void trace_pill(cairo_t* context, double left, double top, double width, double height) {
  const double r = height / 2;
  cairo_new_path(context);
  cairo_arc(context, left + r, top + r, r, std::numbers::pi / 2, 3 * std::numbers::pi / 2);
  cairo_arc(context, left + width - r, top + r, r, -std::numbers::pi / 2, std::numbers::pi / 2);
  cairo_close_path(context);
}

struct PlacedTag {
  const Tag* tag = nullptr;
  double left = 0, top = 0, width = 0;
};

/// All on the side the person turns the back to, at their joints' heights, pushed apart where they would touch.
std::vector<PlacedTag> place_tags(cairo_t* context, const media::RgbImage& image, const Overlay& overlay, double text_px, double height) {
  std::vector<PlacedTag> placed;
  const double margin = 0.6 * text_px;
  for (const Tag& tag : overlay.tags) {
    const double width = internal::set_text_size(context, text_px, tag.text) + 2 * text_px;
    const double left = overlay.faces_right ? margin : image.width_px - margin - width;
    double top = tag.at.y - height / 2;
    // Never over the joint it names: a hip far back reaches under the pill.
    const double clear = 2 * joint_large_u * overlay.u_px;
    if (tag.at.x > left - clear && tag.at.x < left + width + clear) top += height / 2 + clear;
    placed.push_back({&tag, left, top, width});
  }
  std::sort(placed.begin(), placed.end(), [](const PlacedTag& a, const PlacedTag& b) { return a.top < b.top; });
  double free_from = margin;
  for (PlacedTag& tag : placed) {
    tag.top = std::max(tag.top, free_from);
    free_from = tag.top + 1.35 * height;
  }
  double free_to = image.height_px - margin;
  for (auto tag = placed.rbegin(); tag != placed.rend(); ++tag) {
    tag->top = std::min(tag->top, free_to - height);
    free_to = tag->top - 0.35 * height;
  }
  return placed;
}

void draw_tags(const Canvas& canvas, const media::RgbImage& image, const Overlay& overlay) {
  cairo_t* context = canvas.context();
  const double text_px = tag_text_u * overlay.u_px;
  const double height = 1.9 * text_px;
  const auto placed = place_tags(context, image, overlay, text_px, height);
  for (const PlacedTag& tag : placed) {
    cairo_new_path(context);
    cairo_move_to(context, overlay.faces_right ? tag.left + tag.width - height / 2 : tag.left + height / 2, tag.top + height / 2);
    cairo_line_to(context, tag.tag->at.x, tag.tag->at.y);
    canvas.set_colour(halo, halo_alpha);
    cairo_set_line_width(context, leader_halo_u * overlay.u_px);
    cairo_stroke_preserve(context);
    canvas.set_colour(white);
    cairo_set_line_width(context, leader_u * overlay.u_px);
    cairo_stroke(context);
  }
  for (const PlacedTag& tag : placed) {
    trace_pill(context, tag.left, tag.top, tag.width, height);
    canvas.set_colour(tag.tag->is_fault ? fault_tag : halo, tag.tag->is_fault ? 1.0 : 0.82);
    cairo_fill(context);
    internal::set_text_size(context, text_px, tag.tag->text);
    canvas.set_colour(white);
    cairo_move_to(context, tag.left + text_px, tag.top + height / 2 + 0.36 * text_px);
    cairo_show_text(context, tag.tag->text.c_str());
  }
}

/// Converting pixels for cairo costs more than the drawing: only the part that is drawn on.
internal::PixelBox drawn_box(const media::RgbImage& image, const Overlay& overlay) {
  if (!overlay.tags.empty()) return {0, 0, image.width_px, image.height_px};
  double left = std::numeric_limits<double>::max(), top = left, right = std::numeric_limits<double>::lowest(), bottom = right;
  for (const PartPoints* side : {&overlay.skeleton.near_side, &overlay.skeleton.far_side}) {
    for (const auto& point : *side) {
      if (!point) continue;
      left = std::min(left, point->x), right = std::max(right, point->x);
      top = std::min(top, point->y), bottom = std::max(bottom, point->y);
    }
  }
  if (overlay.back) {
    for (const auto& point : overlay.back->outline) {
      left = std::min(left, point.x), right = std::max(right, point.x);
      top = std::min(top, point.y), bottom = std::max(bottom, point.y);
    }
  }
  if (overlay.weight) {
    for (const auto* runs : {&overlay.weight->up, &overlay.weight->down}) {
      for (const auto& run : *runs) {
        for (const auto& point : run) {
          left = std::min(left, point.x), right = std::max(right, point.x);
          top = std::min(top, point.y), bottom = std::max(bottom, point.y);
        }
      }
    }
  }
  for (const GuideLine& guide : overlay.guides) {
    for (const auto& point : {guide.from, guide.to}) {
      left = std::min(left, point.x), right = std::max(right, point.x);
      top = std::min(top, point.y), bottom = std::max(bottom, point.y);
    }
  }
  if (left > right) return {};
  const double reach = (hip_arc_u * reference_reach + 2) * overlay.u_px;
  const auto inside = [](double value, int limit) { return static_cast<int>(std::clamp(value, 0.0, static_cast<double>(limit))); };
  return {inside(left - reach, image.width_px), inside(top - reach, image.height_px),
          inside(right + reach + 1, image.width_px), inside(bottom + reach + 1, image.height_px)};
}

}  // namespace

std::string_view verdict_word(assess::Verdict verdict) {
  switch (verdict) {
    case assess::Verdict::good: return "Good";
    case assess::Verdict::borderline: return "Borderline";
    case assess::Verdict::fault: return "Needs work";
    case assess::Verdict::cannot_judge: return "Can't tell";
  }
  return "Can't tell";
}

Overlay to_placement(const Overlay& overlay, const Placement& placement) {
  const auto move = [&](Point2<ImagePx> p) {
    return Point2<ImagePx>{(p.x - placement.origin.x) * placement.scale, (p.y - placement.origin.y) * placement.scale};
  };
  Overlay moved = overlay;
  for (PartPoints* side : {&moved.skeleton.near_side, &moved.skeleton.far_side}) {
    for (auto& point : *side) {
      if (point) point = move(*point);
    }
  }
  for (Tag& tag : moved.tags) tag.at = move(tag.at);
  for (GuideLine& guide : moved.guides) guide.from = move(guide.from), guide.to = move(guide.to);
  if (moved.back) {
    for (auto& point : moved.back->outline) point = move(point);
    for (auto& tangent : moved.back->tangents) tangent.at = move(tangent.at);
  }
  if (moved.weight) {
    for (auto* runs : {&moved.weight->up, &moved.weight->down}) {
      for (auto& run : *runs) std::ranges::transform(run, run.begin(), move);
    }
    if (moved.weight->now) moved.weight->now = move(*moved.weight->now);
  }
  moved.u_px *= placement.scale;
  return moved;
}

void draw_overlay(media::RgbImage& image, const Overlay& overlay) {
  HINGE_EXPECT(overlay.u_px > 0);
  if (const auto box = drawn_box(image, overlay); !box.empty()) {
    const Canvas canvas(image, box);
    if (overlay.draw_far_side) {
      stroke_bones(canvas, overlay.skeleton.far_side, far_bone_u * overlay.u_px, white, far_bone_alpha);
    }
    for (const GuideLine& guide : overlay.guides) draw_guide(canvas, guide, overlay.u_px);
    stroke_bones(canvas, overlay.skeleton.near_side, bone_halo_u * overlay.u_px, halo, halo_alpha);
    stroke_bones(canvas, overlay.skeleton.near_side, bone_u * overlay.u_px, white, 1.0);
    for (const AngleArc& arc : overlay.arcs) draw_arc(canvas, overlay, arc);
    if (overlay.back) draw_back(canvas, *overlay.back, overlay.u_px);
    if (overlay.weight) draw_weight(canvas, *overlay.weight, overlay.u_px);
    draw_tags(canvas, image, overlay);
    draw_joints(canvas, overlay);
  }
  if (overlay.caption) internal::draw_caption(image, *overlay.caption);
}

media::RgbImage crop_and_scale(const media::RgbImage& source, const Placement& placement, int width_px, int height_px) {
  HINGE_EXPECT(width_px > 0 && height_px > 0 && placement.scale > 0);
  const internal::Surface picture = internal::to_surface(source, {0, 0, source.width_px, source.height_px});
  media::RgbImage out{width_px, height_px, std::vector<std::uint8_t>(static_cast<std::size_t>(width_px) * static_cast<std::size_t>(height_px) * 3)};
  const Canvas canvas(out, {0, 0, width_px, height_px});
  cairo_t* context = canvas.context();
  canvas.set_colour(colour_of(0xECEAE4));  // the look's "sunk": a picture's placeholder
  cairo_paint(context);
  cairo_scale(context, placement.scale, placement.scale);
  cairo_set_source_surface(context, picture.get(), -placement.origin.x, -placement.origin.y);
  cairo_pattern_set_filter(cairo_get_source(context), CAIRO_FILTER_GOOD);
  cairo_paint(context);
  return out;
}

}  // namespace hinge::report
