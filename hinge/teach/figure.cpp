#include "hinge/teach/figure.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "hinge/teach/internal/shapes.h"
#include "hinge/teach/internal/stage.h"

namespace hinge::teach {
namespace {

using namespace internal;
using catalog::Figure;
using catalog::PropKind;
using catalog::Scene;

constexpr Frame sole_frame{-0.33, 0.33, -0.03, 1.20};
constexpr Frame breath_frame{-0.86, 0.80, -0.04, 1.10};

Stage moving(const Figure& figure, const Track& track) {
  Stage stage{&figure, &track, track.samples, {}, track.tell};
  stage.clock.loop_s = track.loop_s;
  if (track.samples.size() > 1) {
    for (const Sample& sample : track.samples) stage.clock.shares.push_back(sample.time_s / track.loop_s);
  }
  return stage;
}

Stage at_rest(const Figure& figure, const Track& track, std::size_t index) {
  return {&figure, &track, std::span(track.samples).subspan(index, 1), {}, 0};
}

std::string draw_person(const Stage& stage) {
  return draw_far_limbs(stage) + draw_trunk_and_legs(stage) + draw_held(stage) + draw_near_arm(stage);
}

std::string draw_side(const Stage& stage) {
  return draw_room(stage) + draw_lines(stage) + draw_person(stage) + draw_sticks(stage) + draw_marks(stage);
}

std::string draw(const Stage& stage) {
  switch (stage.figure->scene) {
    case Scene::sole: return draw_sole(stage);
    case Scene::breath: return draw_breath(stage);
    case Scene::side: break;
  }
  return draw_side(stage);
}

void cover(Frame& frame, At at, double margin) {
  frame.left = std::min(frame.left, at.x - margin);
  frame.right = std::max(frame.right, at.x + margin);
  frame.top = std::max(frame.top, at.y + margin);
}

void cover_body(Frame& frame, const Skeleton& body) {
  cover(frame, body.near.hip, 0.17);
  for (const Leg* leg : {&body.near, &body.far}) {
    cover(frame, leg->knee, 0.10);
    cover(frame, leg->ankle + Vector2<World>{Build::toe, 0}, 0.06);
    cover(frame, leg->ankle + Vector2<World>{Build::heel, 0}, 0.06);
    cover(frame, leg->ankle + Build::toe * in_front(leg->heel_lift), 0.05);
  }
  cover(frame, body.spine.back() + Build::head * along(body.head), 0.12);
  for (const Arm* arm : {&body.near_arm, &body.far_arm}) {
    cover(frame, arm->elbow, 0.06);
    cover(frame, arm->grip(), 0.12);
  }
}

std::string floor_line(const Frame& frame) {
  return fmt::format(R"(<path class="floor" d="M{} 1L{} 1"/>)", number(frame.left * units_per_metre), number(frame.right * units_per_metre));
}

}  // namespace

Frame around(const Frame& a, const Frame& b) {
  return {std::min(a.left, b.left), std::max(a.right, b.right), std::min(a.bottom, b.bottom), std::max(a.top, b.top)};
}

Frame find_frame(const Figure& figure) {
  if (figure.scene == Scene::sole) return sole_frame;
  if (figure.scene == Scene::breath) return breath_frame;
  Frame frame{0, 0, -0.09, 0.4};
  if (figure.stance) {
    frame.bottom = -depth_of(*figure.stance);
    for (const double side : {-1.0, 1.0}) cover(frame, {side * (figure.stance->width / 2 + 0.2), 0}, 0.02);
  }
  for (const Sample& sample : follow(figure).samples) cover_body(frame, sample.body);
  for (const catalog::Prop& prop : figure.props) {
    switch (prop.kind) {
      case PropKind::wall:
      case PropKind::cable:
      case PropKind::band: cover(frame, {prop.x, 0.5}, 0.14); break;
      case PropKind::box: cover(frame, {prop.x, prop.height}, 0.02); cover(frame, {prop.x + prop.width, prop.height}, 0.02); break;
      case PropKind::chair: cover(frame, {prop.x - 0.42, prop.height}, 0.04); break;
      case PropKind::dowel_back:
        for (const Sample& sample : follow(figure).samples)
          cover(frame, sample.body.near.hip + 1.12 * along(sample.body.pelvis + figure.lost * 0.6), 0.02);
        break;
      case PropKind::mark:
      case PropKind::camera: cover(frame, {prop.x, prop.height}, 0.18); break;
      default: break;
    }
  }
  return frame;
}

std::string render_figure(const Figure& figure, const Frame& frame) {
  const Track track = follow(figure);
  std::string text = fmt::format(R"(<svg class="figure" role="img" aria-label="{}" viewBox="{} {} {} {}">)", escape(figure.caption),
                                 number(frame.left * units_per_metre), number(-frame.top * units_per_metre),
                                 number(frame.width() * units_per_metre), number(frame.height() * units_per_metre));
  if (figure.scene == Scene::side) text += floor_line(frame);
  if (figure.stance) text += draw_stance(*figure.stance);
  if (track.samples.size() == 1) return text + draw(moving(figure, track)) + "</svg>";
  text += "<g class=\"moving\">" + draw(moving(figure, track)) + "</g>";
  text += "<g class=\"resting\">";
  if (figure.scene == Scene::side && track.tell != track.ghost) text += "<g class=\"ghost\">" + draw_person(at_rest(figure, track, track.ghost)) + "</g>";
  return text + draw(at_rest(figure, track, track.tell)) + "</g></svg>";
}

std::string render_shapes() {
  return "<svg class=\"shapes\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>\n" + rigid_parts() + "</defs></svg>\n";
}

std::string figure_style() {
  return R"(
.figure{--leg:#2c3a36;--leg-far:#6d7a75;--shirt:#7d9a8e;--shirt-far:#a9bcb3;--skin:#d3bfa9;--skin-far:#e0d3c4;--hair:#2c3a36;--shoe:#f6f4ee;--shoe-line:#2c3a36;--edge:#f5f4f0;--prop:#d3d0c6;--prop-line:#a7a498;--iron:#4a514e;--floor:#a7a498;--guide:#8a938f;--good:#0a6a78;--fault:#a8173f;--plain:#15382f;display:block;width:100%;height:auto;overflow:visible}
@media screen and (prefers-color-scheme:dark){.figure{--leg:#93a69d;--leg-far:#5d6b66;--shirt:#4f7f6f;--shirt-far:#37584d;--skin:#d9c4ad;--skin-far:#a09182;--hair:#0b0f0e;--shoe:#e8e6df;--shoe-line:#93a69d;--edge:#131816;--prop:#39423e;--prop-line:#6b746f;--iron:#aeb6b2;--floor:#6b746f;--guide:#7d8782;--good:#6ccbd6;--fault:#ff8fa6;--plain:#bfd2c9}.h-hair{stroke:#6b746f;stroke-width:3}}
.h-leg{fill:var(--leg)}.h-shirt{fill:var(--shirt)}.h-skin{fill:var(--skin);stroke:none}.h-hair{fill:var(--hair)}
.h-shoe{fill:var(--shoe);stroke:var(--shoe-line);stroke-width:4}.h-sole{stroke:var(--shoe-line);stroke-width:7;stroke-linecap:round}
.h-eye{stroke:var(--hair);stroke-width:4;stroke-linecap:round}
.figure .far{--leg:var(--leg-far);--shirt:var(--shirt-far);--skin:var(--skin-far);--shoe-line:var(--leg-far)}
.figure .near-arm{stroke:var(--edge);stroke-width:3;stroke-linejoin:round}
.figure .floor{stroke:var(--floor);stroke-width:4;stroke-linecap:round;fill:none}
.figure .prop{fill:var(--prop)}.figure .prop-line{stroke:var(--prop-line);stroke-width:7;fill:none;stroke-linecap:round}
.figure .iron{fill:var(--iron)}.figure .handle{stroke:var(--iron);stroke-width:10;fill:none;stroke-linecap:round}
.figure .plate{fill:var(--iron);fill-opacity:.16;stroke:var(--iron);stroke-width:8}.figure .plate-ring{fill:none;stroke:var(--iron);stroke-width:3}
.figure .rope{stroke:var(--iron);stroke-width:5;fill:none}.figure .sight{stroke:var(--guide);stroke-width:4;stroke-dasharray:3 11;stroke-linecap:round;fill:none}
.figure .stick{stroke:#8a6a3c;stroke-width:11;stroke-linecap:round}.figure .stick-end{fill:#b08a52;stroke:#8a6a3c;stroke-width:4}.figure .coin{fill:#8a6a3c}
.figure .guide{stroke:var(--guide);stroke-width:4;stroke-dasharray:2 12;stroke-linecap:round;fill:none}
.figure .good{--v:var(--good)}.figure .fault{--v:var(--fault)}.figure .plain{--v:var(--plain)}
.figure .line{stroke:var(--v);stroke-width:14;stroke-linecap:round;stroke-linejoin:round;fill:none}
.figure .band{stroke:var(--v);stroke-width:20;stroke-linecap:round;fill:none}.figure .patch{fill:var(--v)}
.figure .lid{stroke:var(--v);stroke-width:12;stroke-linecap:round}.figure .lever{stroke:var(--v);stroke-width:10;stroke-linecap:round;fill:none}.figure .wedge{fill:var(--v);fill-opacity:.35;stroke:var(--v);stroke-width:5;stroke-linejoin:round}
.figure .arrow{stroke:var(--v);stroke-width:10;stroke-linecap:round;stroke-linejoin:round;fill:none}
.figure .plumb{stroke:var(--v);stroke-width:5;stroke-dasharray:2 12;stroke-linecap:round;fill:none}.figure .weight{fill:var(--v);stroke:var(--edge);stroke-width:4}.figure .foot-mark{fill:var(--v)}
.figure .load{fill:var(--v);fill-opacity:.55}.figure .load-heart{fill:var(--v,#15382f)}.figure .tripod-line{stroke:var(--guide);stroke-width:4;stroke-dasharray:2 12;stroke-linecap:round;fill:none}
.figure .belt{stroke:var(--v);stroke-width:16;fill:none;stroke-linecap:round}.figure .feet path{fill:none;stroke:var(--guide);stroke-width:4;stroke-dasharray:2 12;stroke-linecap:round}.figure .bone{fill:var(--edge)}
.figure .ghost{opacity:.22}.figure .resting{display:none}
@media (prefers-reduced-motion:reduce){.figure .moving{display:none}.figure .resting{display:inline}}
@media print{.figure .moving{display:none}.figure .resting{display:inline}}
)";
}

std::string render_figure_file(const Figure& figure) {
  std::string svg = render_figure(figure, find_frame(figure));
  const std::size_t inside = svg.find('>') + 1;
  svg.insert(inside, "<style>" + figure_style() + "</style><defs>\n" + rigid_parts() + "</defs>");
  return svg.insert(4, " xmlns=\"http://www.w3.org/2000/svg\"");
}

}  // namespace hinge::teach
