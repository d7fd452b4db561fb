// Two things that cannot be seen from the side: the weight under a foot, and a breath that widens the whole waist.
#include <fmt/core.h>

#include <array>
#include <cmath>

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

}  // namespace

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
  // Left: a slice through the waist, seen from above, front up. Right: the trunk from the front with its belt.
  const auto slice = [](const Sample& s) {
    const double front = 0.105 + s.moment.of(Channel::belly), back = 0.085 + s.moment.of(Channel::low_back);
    const double side = 0.155 + s.moment.of(Channel::sides);
    const std::array<At, 8> ring{{{0, front}, {0.72 * side, 0.78 * front}, {side, 0}, {0.74 * side, -0.80 * back}, {0, -0.86 * back}, {-0.74 * side, -0.80 * back}, {-side, 0}, {-0.72 * side, 0.78 * front}}};
    return smooth_path(ring, Ends::closed);
  };
  const auto torso = [](const Sample& s) {
    const double side = 0.148 + s.moment.of(Channel::sides), lift = s.moment.of(Channel::chest);
    const std::array<At, 16> outline{{{-.17, -.33}, {-.175, -.22}, {-side, -.08}, {-side, .02}, {-.165, .14}, {-.19, .27 + lift}, {-.20, .36 + lift}, {-.09, .42 + lift},
                                      {.09, .42 + lift}, {.20, .36 + lift}, {.19, .27 + lift}, {.165, .14}, {side, .02}, {side, -.08}, {.175, -.22}, {.17, -.33}}};
    return smooth_path(outline, Ends::closed);
  };
  const auto belt = [](const Sample& s) {
    const double side = 0.150 + s.moment.of(Channel::sides);
    const std::array<At, 3> band{{{-side, -.03}, {0, -.05}, {side, -.03}}};
    return smooth_path(band, Ends::open);
  };
  const auto head = [](const Sample& s) { return Placed{{0, 0.42 + s.moment.of(Channel::chest)}, 0}; };
  std::string text = R"svg(<g transform="translate(-170 -190)">)svg";
  text += stage.changing("path", "d", slice, "class=\"h-shirt\"") + stage.changing("path", "d", slice, fmt::format(R"(class="belt {}")", stage.verdict()));
  text += R"(<circle class="bone" cx="0" cy="22" r="13"/><path class="bone" d="M-5 32L5 32L0 50Z"/><path class="guide" d="M0-74L0-100M-9-90L0-102L9-90"/></g>)";
  text += R"svg(<g transform="translate(150 -150)">)svg";
  text += stage.carried(head, R"(<path class="h-skin" d="M-17 14L-17-22C-50-40-44-104 0-104C44-104 50-40 17-22L17 14Z"/><path class="h-hair" d="M-38-66C-42-116 42-116 38-66C28-84-20-92-38-66Z"/>)");
  text += stage.changing("path", "d", torso, "class=\"h-shirt\"") + stage.changing("path", "d", belt, fmt::format(R"(class="belt {}")", stage.verdict())) + "</g>";
  return text;
}

}  // namespace hinge::teach::internal
