#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "hinge/teach/internal/shapes.h"
#include "hinge/teach/internal/stage.h"

namespace hinge::teach::internal {
namespace {

using catalog::Show;

At buttock(const Skeleton& body) { return body.near.hip + Vector2<World>{-0.135, 0}; }
At kneecap(const Skeleton& body) { return body.near.knee + Vector2<World>{0.062, 0}; }

std::string upright(double x, double bottom, double top) {
  const At ends[] = {{x, bottom}, {x, top}};
  return fmt::format(R"(<path class="guide" d="{}"/>)", straight_path(ends));
}

std::string arrow(At from, At to, std::string_view verdict) {
  constexpr double head = 0.045;
  const double way = to.x < from.x ? -1 : 1;
  const At shaft[] = {from, {to.x - way * 0.02, to.y}};
  const At tip[] = {{to.x - way * head, to.y + head * 0.8}, to, {to.x - way * head, to.y - head * 0.8}};
  return fmt::format(R"(<path class="arrow {}" d="{}{}"/>)", verdict, straight_path(shaft), straight_path(tip));
}

std::string draw_hip_arrow(const Stage& stage) {
  const At start = buttock(stage.track->straightest()), end = buttock(stage.track->telling());
  const double height = end.y - 0.22;  // under the seat, where nothing else moves
  return start.x - end.x > 0.06 ? arrow({start.x, height}, {end.x, height}, stage.verdict()) : std::string{};
}

std::string draw_knee_arrow(const Stage& stage) {
  const At start = kneecap(stage.track->straightest()), end = kneecap(stage.track->telling());
  const double height = end.y - 0.17;
  return end.x - start.x > 0.06 ? arrow({start.x, height}, {end.x + 0.05, height}, stage.verdict()) : std::string{};
}

std::string verdict_class(const Stage& stage, std::string_view kind) {
  return fmt::format(R"(class="{} {}")", kind, stage.verdict());
}

std::string draw_weight(const Stage& stage) {
  const auto plumb = [](const Sample& s) {
    const At ends[] = {s.body.com, {s.body.com.x, 0}};
    return straight_path(ends);
  };
  return stage.changing("path", "d", plumb, verdict_class(stage, "plumb")) +
         stage.carried([](const Sample& s) { return Placed{s.body.com, 0}; }, fmt::format(R"(<circle class="weight {}" r="13"/>)", stage.verdict())) +
         stage.carried([](const Sample& s) { return Placed{At{s.body.com.x, 0}, 0}; },
                       fmt::format(R"(<path class="foot-mark {}" d="M-13 24L13 24L0 4Z"/>)", stage.verdict()));
}

/// The lower edge of the ribs and the upper edge of the pelvis: two lids that stay over each other or open in front.
std::string draw_stack(const Stage& stage) {
  const auto lid = [&](std::size_t node) {
    return stage.carried([node](const Sample& s) { return Placed{s.body.spine[node], s.body.lean[node]}; },
                         fmt::format(R"(<path class="lid {}" d="M-34 0L40 0"/>)", stage.verdict()));
  };
  return lid(1) + lid(4);
}

std::string draw_neck(const Stage& stage) {
  const auto nape = [](const Sample& s) {
    const At points[] = {s.body.spine[6] + -0.104 * in_front(s.body.lean[6]), s.body.spine[7] + -0.060 * in_front(s.body.lean[7]),
                         s.body.spine[7] + 0.09 * along(s.body.head) + -0.060 * in_front(s.body.head),
                         s.body.spine[7] + 0.19 * along(s.body.head) + -0.095 * in_front(s.body.head)};
    return smooth_path(points, Ends::open);
  };
  return stage.changing("path", "d", nape, verdict_class(stage, "line"));
}

std::string draw_hip_fold(const Stage& stage) {
  const auto wedge = [](const Sample& s) {
    constexpr double radius = 0.19;
    const At hip = s.body.near.hip, up = hip + radius * along(s.body.pelvis), down = hip + -radius * along(s.body.near.thigh);
    const At front = hip + radius * 1.28 * in_front((s.body.pelvis + s.body.near.thigh) / 2);
    return "M" + pair(hip) + "L" + pair(up) + "Q" + pair(front) + " " + pair(down) + "Z";
  };
  return stage.changing("path", "d", wedge, verdict_class(stage, "wedge"));
}

/// How far from the middle of the foot the load hangs.
std::string draw_lever(const Stage& stage) {
  const auto lever = [](const Sample& s) {
    const At grip = s.body.near_arm.grip();
    const At ends[] = {{Build::middle, grip.y}, grip};
    return straight_path(ends);
  };
  const auto foot_end = [](const Sample& s) { return Placed{At{Build::middle, s.body.near_arm.grip().y}, 0}; };
  return stage.changing("path", "d", lever, verdict_class(stage, "lever")) +
         stage.carried(foot_end, fmt::format(R"(<path class="lever {}" d="M0-16L0 16"/>)", stage.verdict()));
}

std::string on_part(const Stage& stage, Placed (*place)(const Sample&), std::string_view kind, std::string_view path) {
  return stage.carried(place, fmt::format(R"(<path class="{} {}" d="{}"/>)", kind, stage.verdict(), path));
}

}  // namespace

bool Stage::shows(Show what) const { return std::ranges::find(figure->show, what) != figure->show.end(); }

std::string_view Stage::verdict() const {
  switch (figure->mark) {
    case catalog::Figure::Mark::good: return "good";
    case catalog::Figure::Mark::fault: return "fault";
    case catalog::Figure::Mark::none: break;
  }
  return "plain";
}

double Stage::strain(const Sample& sample) const {
  using catalog::Channel;
  constexpr double soft_knee = 0.45;  // about 25 degrees, the edge of the good band of minimal_knee_bend
  const auto bend = [](const Moment& m) {
    return std::abs(m.of(Channel::lumbar)) + std::abs(m.of(Channel::thoracic)) + std::abs(m.of(Channel::neck)) +
           std::max(0.0, m.of(Channel::knee) - soft_knee) + m.of(Channel::foot);
  };
  double most = 0;
  for (const Sample& other : track->samples) most = std::max(most, bend(other.moment));
  return most > 0 ? bend(sample.moment) / most : 1.0;
}

std::string draw_lines(const Stage& stage) {
  std::string text;
  const At seat = buttock(stage.track->straightest()), knee = kneecap(stage.track->straightest());
  if (stage.shows(Show::hip_travel)) text += upright(seat.x, 0.02, seat.y + 0.25);
  if (stage.shows(Show::knee_line)) text += upright(knee.x, 0.02, knee.y + 0.25);
  if (stage.shows(Show::lever)) text += upright(Build::middle, 0.02, 1.05);
  if (stage.shows(Show::plumb)) text += upright(stage.track->straightest().near.hip.x, 0.02, 1.85);
  return text;
}

std::string draw_marks(const Stage& stage) {
  if (stage.figure->show.empty()) return {};
  std::string text = "<g>";
  if (stage.figure->mark == catalog::Figure::Mark::fault) {
    std::vector<std::string> seen;
    for (const Sample& sample : stage.samples) seen.push_back(fmt::format("{:.2g}", std::min(1.0, 1.4 * stage.strain(sample))));
    text = fmt::format("<g opacity=\"{}\">{}", seen[stage.still], animate(stage.clock, "opacity", seen));
  }
  const auto thigh = [](const Sample& s) { return Placed{s.body.near.hip, s.body.near.thigh}; };
  const auto shank = [](const Sample& s) { return Placed{s.body.near.knee, s.body.near.shank}; };
  const auto pelvis = [](const Sample& s) { return Placed{s.body.near.hip, s.body.pelvis}; };
  const auto foot = [](const Sample& s) { return Placed{s.body.near.ankle, s.body.near.heel_lift}; };
  if (stage.shows(Show::back))
    text += stage.changing("path", "d", [](const Sample& s) { return smooth_path(back_line(s.body), Ends::open); }, verdict_class(stage, "line"));
  if (stage.shows(Show::shin)) text += on_part(stage, shank, "line", "M27 8C27 60 22 110 18 160");
  if (stage.shows(Show::hamstring)) text += on_part(stage, thigh, "band", "M-30 26C-24 70-18 110-14 150");
  if (stage.shows(Show::glutes)) text += on_part(stage, pelvis, "patch", "M-50-26C-58 0-48 30-22 36C-16 14-22-14-36-30C-40-34-46-34-50-26Z");
  if (stage.shows(Show::foot)) text += on_part(stage, foot, "line", "M-26 36L72 36");
  if (stage.shows(Show::hip_fold)) text += draw_hip_fold(stage);
  if (stage.shows(Show::stack)) text += draw_stack(stage);
  if (stage.shows(Show::neck)) text += draw_neck(stage);
  if (stage.shows(Show::weight)) text += draw_weight(stage);
  if (stage.shows(Show::lever)) text += draw_lever(stage);
  if (stage.shows(Show::hip_travel)) text += draw_hip_arrow(stage);
  if (stage.shows(Show::knee_line)) text += draw_knee_arrow(stage);
  return text + "</g>";
}

}  // namespace hinge::teach::internal
