// What cannot be seen from the side: the weight under a foot, a breath that widens the whole waist, how wide the feet stand.
#include <fmt/core.h>

#include <array>
#include <cmath>
#include <numbers>

#include "hinge/teach/internal/stage.h"

namespace hinge::teach::internal {
namespace {

using catalog::Channel;

struct Point {
  Channel channel;
  int x, y;
  std::string_view name;
};
// A left foot seen from below, toes up: heel, ball of the big toe, ball of the little toe (docs/science.md 2.3).
constexpr std::array<Point, 3> tripod{{{Channel::heel, 0, -66, "heel"}, {Channel::big_toe, 36, -348, "big toe"}, {Channel::little_toe, -48, -304, "little toe"}}};

constexpr std::string_view sole_outline =
    "M0-14C-44-14-58-56-50-104C-44-150-52-190-70-240C-92-300-84-360-44-392C-8-420 44-424 62-392C78-362 70-300 60-250"
    "C48-200 42-160 48-110C54-56 44-14 0-14Z";
constexpr std::string_view toes =
    R"(<ellipse class="h-skin" cx="40" cy="-432" rx="26" ry="32"/><ellipse class="h-skin" cx="-8" cy="-436" rx="15" ry="22"/><ellipse class="h-skin" cx="-40" cy="-418" rx="13" ry="19"/><ellipse class="h-skin" cx="-64" cy="-396" rx="12" ry="17"/><ellipse class="h-skin" cx="-84" cy="-366" rx="11" ry="16"/>)";

// A left shoe from above, toes up, about the middle of its heel.
constexpr std::string_view shoe = "M0 16C-15 16-19 2-19-14C-19-32-24-46-24-62C-24-84-13-94-2-94C12-94 19-82 19-64C19-44 17-30 17-14C17 2 13 16 0 16Z";
constexpr double below_floor = 0.17;  // room between the floor and the toes
constexpr double bar_reach = 0.16;    // how far the bar is drawn beyond the outer foot or hand

constexpr double heel_to_toe = 0.235;  // of the shoe, from the middle of its heel, metres
constexpr double heel_room = 0.05;     // what of the shoe lies behind that, with a little air

/// How far the toes of the turned foot reach ahead of its heel, metres.
double toes_ahead(double turn_out) { return heel_to_toe * std::cos(turn_out); }

}  // namespace

double depth_of(const catalog::Stance& stance) { return below_floor + toes_ahead(stance.turn_out) + heel_room; }

std::string draw_stance(const catalog::Stance& stance) {
  const double heel = -(below_floor + toes_ahead(stance.turn_out));  // height of the heels' middles in the picture
  const double turn = stance.turn_out * 180 / std::numbers::pi;
  std::string text = R"(<g class="stance">)";
  for (const double side : {-1.0, 1.0}) {
    text += fmt::format(R"svg(<path class="h-shoe" transform="translate({} {}) rotate({}) scale({} 1)" d="{}"/>)svg", number(side * stance.width / 2 * units_per_metre),
                        number(-heel * units_per_metre), number(side * turn), side < 0 ? 1 : -1, shoe);
  }
  if (stance.grip > 0) {
    // The bar lies over the middle of the feet (docs/science.md 2.3), which turned feet bring nearer to the heels.
    const double bar = heel + (0.49 - 0.08) * Build::foot * std::cos(stance.turn_out);
    const double outer = std::max(stance.width / 2 + heel_to_toe * std::sin(stance.turn_out), stance.grip / 2) + bar_reach;
    const At ends[] = {{-outer, bar}, {outer, bar}};
    text += fmt::format(R"(<path class="handle" d="{}"/>)", straight_path(ends));
    for (const double side : {-1.0, 1.0})
      text += fmt::format(R"(<ellipse class="h-skin" cx="{}" cy="{}" rx="19" ry="15"/>)", number(side * stance.grip / 2 * units_per_metre), number(-bar * units_per_metre));
  }
  return text + "</g>";
}

std::string draw_sole(const Stage& stage) {
  std::string text = fmt::format(R"(<g class="sole-scene"><path class="h-skin" d="{}"/>{}<path class="tripod-line" d="M0-66L36-348L-48-304Z"/>)", sole_outline, toes);
  for (const Point& point : tripod) {
    constexpr double fullest = 62;  // units of radius for all the weight on one point; area follows the share
    const auto radius = [&](const Sample& s) { return number(fullest * std::sqrt(s.moment.of(point.channel)) + 4); };
    text += stage.changing("circle", "r", radius, fmt::format(R"(class="load {}" cx="{}" cy="{}")", stage.verdict(), point.x, point.y));
    text += fmt::format(R"(<circle class="load-heart" cx="{}" cy="{}" r="7"/>)", point.x, point.y);
  }
  return text + "</g>";
}

std::string draw_breath(const Stage& stage) {
  // Left: the trunk from the front with its belt. Right: the waist from above, the feet saying where the front is.
  const auto slice = [](const Sample& s) {
    constexpr double bigger = 1.7;  // than the trunk beside it, so that a few centimetres are seen
    const double front = bigger * (0.105 + s.moment.of(Channel::belly)), back = bigger * (0.090 + s.moment.of(Channel::low_back));
    const double side = bigger * (0.150 + s.moment.of(Channel::sides));
    const std::array<At, 8> ring{{{0, front}, {0.74 * side, 0.74 * front}, {side, 0}, {0.74 * side, -0.78 * back}, {0, -0.9 * back}, {-0.74 * side, -0.78 * back}, {-side, 0}, {-0.74 * side, 0.74 * front}}};
    return smooth_path(ring, Ends::closed);
  };
  const auto torso = [](const Sample& s) {
    const double side = 0.150 + s.moment.of(Channel::sides), lift = s.moment.of(Channel::chest);
    const std::array<At, 16> outline{{{-.17, -.33}, {-.178, -.22}, {-side, -.08}, {-side, .02}, {-.158, .14}, {-.175, .27 + lift}, {-.185, .36 + lift}, {-.09, .41 + lift},
                                      {.09, .41 + lift}, {.185, .36 + lift}, {.175, .27 + lift}, {.158, .14}, {side, .02}, {side, -.08}, {.178, -.22}, {.17, -.33}}};
    return smooth_path(outline, Ends::closed);
  };
  const auto belt = [](const Sample& s) {
    const double side = 0.150 + s.moment.of(Channel::sides);
    const std::array<At, 3> band{{{-side, -.03}, {0, -.05}, {side, -.03}}};
    return smooth_path(band, Ends::open);
  };
  const auto raised = [](const Sample& s) { return Placed{{0, s.moment.of(Channel::chest)}, 0}; };
  const std::string belt_class = fmt::format(R"(class="belt {}")", stage.verdict());
  std::string text = R"svg(<g transform="translate(-190 -150)">)svg";
  text += stage.carried(raised, R"(<g class="far"><path class="h-skin" d="M-76-130C-100-90-108-20-106 60C-106 96-84 96-84 62C-82 0-76-60-62-100Z"/><path class="h-skin" d="M76-130C100-90 108-20 106 60C106 96 84 96 84 62C82 0 76-60 62-100Z"/></g><path class="h-skin" d="M-17-150L-17-190C-50-208-44-272 0-272C44-272 50-208 17-190L17-150Z"/><path class="h-hair" d="M-38-234C-42-284 42-284 38-234C28-252-20-260-38-234Z"/>)");
  text += stage.changing("path", "d", torso, "class=\"h-shirt\"") + stage.changing("path", "d", belt, belt_class) + "</g>";
  text += R"svg(<g transform="translate(140 -170)"><g class="feet"><path d="M-68-30C-78-100-70-160-46-160C-22-160-16-100-24-30Z"/><path d="M68-30C78-100 70-160 46-160C22-160 16-100 24-30Z"/></g>)svg";
  text += stage.changing("path", "d", slice, "class=\"h-shirt\"") + stage.changing("path", "d", slice, belt_class);
  return text + R"(<circle class="bone" cx="0" cy="20" r="17"/><path class="bone" d="M-5 32L5 32L0 48Z"/></g>)";
}

}  // namespace hinge::teach::internal
