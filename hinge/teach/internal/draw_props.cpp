#include <fmt/core.h>

#include <cmath>

#include "hinge/teach/internal/shapes.h"
#include "hinge/teach/internal/stage.h"

namespace hinge::teach::internal {
namespace {

using catalog::Prop;
using catalog::PropKind;

constexpr double plate_radius = 0.225;  // of a full-size weight plate, metres
constexpr double stick_length = 1.10;
constexpr Vector2<World> mid_depth{0.012, 0.004};  // between the near and the far hand

std::string rect(double left, double bottom, double width, double height, std::string_view kind) {
  return fmt::format(R"(<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="4"/>)", kind, number(left * units_per_metre),
                     number(-(bottom + height) * units_per_metre), number(width * units_per_metre),
                     number(height * units_per_metre));
}

std::string line(At from, At to, std::string_view kind) {
  const At ends[] = {from, to};
  return fmt::format(R"(<path class="{}" d="{}"/>)", kind, straight_path(ends));
}

At grip(const Sample& sample) { return sample.body.near_arm.grip() + mid_depth; }

std::string draw_wall(const Prop& prop) {
  constexpr double thick = 0.10, high = 1.75;
  const bool behind = prop.x < 0;
  return rect(behind ? prop.x - thick : prop.x, 0, thick, high, "prop");
}

std::string draw_chair(const Prop& prop) {
  const double seat = prop.height, x = prop.x;
  return rect(x - 0.42, seat - 0.05, 0.44, 0.05, "prop") + rect(x - 0.42, seat, 0.045, 0.42, "prop") +
         rect(x - 0.40, 0, 0.04, seat, "prop") + rect(x - 0.04, 0, 0.04, seat, "prop");
}

std::string draw_camera(const Prop& prop) {
  const At phone{prop.x, prop.height};
  return line(phone, {prop.x, 0.25}, "prop-line") + line({prop.x, 0.3}, {prop.x - 0.16, 0}, "prop-line") +
         line({prop.x, 0.3}, {prop.x + 0.16, 0}, "prop-line") + rect(prop.x - 0.04, prop.height - 0.08, 0.07, 0.16, "iron");
}

std::string draw_mark(const Stage& stage, const Prop& prop) {
  const At mark{prop.x, prop.height};
  const auto sight = [&](const Sample& s) {
    const At eye = s.body.spine.back() + 0.17 * along(s.body.head) + 0.10 * in_front(s.body.head);
    const At ends[] = {eye, mark};
    return straight_path(ends);
  };
  return stage.changing("path", "d", sight, "class=\"sight\"") +
         fmt::format(R"(<circle class="iron" cx="{}" cy="{}" r="9"/>)", number(mark.x * units_per_metre), number(-mark.y * units_per_metre));
}

std::string draw_cable(const Stage& stage, const Prop& prop, bool tower) {
  const At anchor{prop.x, prop.height};
  const auto rope = [&](const Sample& s) {
    const At ends[] = {anchor, grip(s)};
    return straight_path(ends);
  };
  std::string text = tower ? rect(prop.x - 0.12, 0, 0.12, 1.5, "prop") : rect(prop.x - 0.02, 0, 0.06, 0.7, "prop");
  text += stage.changing("path", "d", rope, "class=\"rope\"");
  return text + fmt::format(R"(<circle class="iron" cx="{}" cy="{}" r="11"/>)", number(anchor.x * units_per_metre), number(-anchor.y * units_per_metre));
}

std::string plate(double radius) {
  return fmt::format(R"(<circle class="plate" r="{}"/><circle class="plate-ring" r="{}"/><circle class="iron" r="9"/>)",
                     number(radius * units_per_metre), number(0.55 * radius * units_per_metre));
}

std::string draw_held_thing(const Stage& stage, const Prop& prop) {
  const auto hanging = [](const Sample& s) { return Placed{grip(s), -s.body.near_arm.fore}; };
  const auto upright = [](const Sample& s) { return Placed{grip(s), 0}; };
  switch (prop.kind) {
    case PropKind::kettlebell:
      return stage.carried(hanging, R"(<path class="handle" d="M-17 30C-24 8-18-6 0-6C18-6 24 8 17 30"/><circle class="iron" cy="54" r="38"/>)");
    case PropKind::barbell: return stage.carried(upright, plate(plate_radius));
    case PropKind::trap_bar:
      return stage.carried(upright, R"(<path class="handle" d="M-140 12L-104 12M104 12L140 12M-104 12L104 12M-18 0L18 0"/>)" + plate(plate_radius - 0.02));
    case PropKind::dumbbells: return stage.carried(upright, R"(<rect class="iron" x="-44" y="-13" width="22" height="26" rx="5"/><rect class="iron" x="22" y="-13" width="22" height="26" rx="5"/><path class="handle" d="M-24 0L24 0"/>)");
    case PropKind::crate: return stage.carried(upright, R"(<rect class="prop" x="-64" y="-30" width="128" height="104" rx="6"/><path class="prop-line" d="M-64 2L64 2"/>)");
    case PropKind::back_bar: {
      const auto on_back = [](const Sample& s) {
        const double lean = s.body.lean.back();
        return Placed{s.body.spine.back() + -0.045 * along(lean) + -0.075 * in_front(lean), 0};
      };
      return stage.carried(on_back, plate(0.15));
    }
    default: return {};
  }
}

}  // namespace

std::string draw_room(const Stage& stage) {
  std::string text;
  for (const Prop& prop : stage.figure->props) {
    switch (prop.kind) {
      case PropKind::wall: text += draw_wall(prop); break;
      case PropKind::box: text += rect(prop.x, 0, prop.width, prop.height, "prop"); break;
      case PropKind::chair: text += draw_chair(prop); break;
      case PropKind::camera: text += draw_camera(prop); break;
      case PropKind::mark: text += draw_mark(stage, prop); break;
      case PropKind::cable: text += draw_cable(stage, prop, true); break;
      case PropKind::band: text += draw_cable(stage, prop, false); break;
      default: break;
    }
  }
  return text;
}

std::string draw_held(const Stage& stage) {
  std::string text;
  for (const Prop& prop : stage.figure->props) text += draw_held_thing(stage, prop);
  return text;
}

std::string draw_sticks(const Stage& stage) {
  std::string text;
  for (const Prop& prop : stage.figure->props) {
    if (prop.kind == PropKind::coin) {
      text += fmt::format(R"(<ellipse class="coin" cx="{}" cy="2" rx="13" ry="4"/>)", number(0.62 * Build::toe * units_per_metre));
    }
    if (prop.kind == PropKind::dowel_crease) {
      text += stage.carried([](const Sample& s) { return Placed{hip_crease(s.body), 0}; },
                            // Seen a little from in front, or it would be a dot that nobody takes for a stick.
                            R"(<path class="stick" d="M44 -22L-104 52"/><circle class="stick-end" cx="-104" cy="52" r="11"/>)");
    }
    if (prop.kind != PropKind::dowel_back) continue;
    const double lost = stage.figure->lost;
    const auto along_back = [&stage, lost](const Sample& s) {
      const BackContacts touch = back_contacts(s.body);
      // Held to the head, the stick swings off the tailbone as the back rounds.
      const Vector2<World> low = touch.mid_back - touch.sacrum, high = touch.head - touch.mid_back;
      const double straight = std::atan2(low.x, low.y), tipped = std::atan2(high.x, high.y);
      const double turn = straight + lost * stage.strain(s) * (tipped - straight);
      return Placed{touch.mid_back + -0.40 * along(turn), turn};
    };
    text += stage.carried(along_back, fmt::format(R"(<path class="stick" d="M0 50L0 {}"/>)", number(50 - stick_length * units_per_metre)));
  }
  return text;
}

}  // namespace hinge::teach::internal
