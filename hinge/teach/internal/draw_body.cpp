#include "hinge/teach/internal/shapes.h"
#include "hinge/teach/internal/stage.h"

namespace hinge::teach::internal {
namespace {

using catalog::Channel;
using catalog::PropKind;

constexpr Vector2<World> depth{0.030, 0.010};  // how far the other side is drawn aside, so that both legs are seen

std::string use(std::string_view part) { return "<use href=\"#h-" + std::string(part) + "\"/>"; }

std::string draw_leg(const Stage& stage, Leg Skeleton::* side, Vector2<World> aside) {
  const auto leg = [side](const Sample& sample) -> const Leg& { return sample.body.*side; };
  std::string text = stage.carried([&](const Sample& s) { return Placed{leg(s).ankle + aside, leg(s).heel_lift}; }, use("foot"));
  text += stage.carried([&](const Sample& s) { return Placed{leg(s).knee + aside, leg(s).shank}; }, use("shank"));
  text += stage.carried([&](const Sample& s) { return Placed{leg(s).hip + aside, leg(s).thigh}; }, use("thigh"));
  return text;
}

bool grips(const catalog::Figure& figure) {
  for (const catalog::Prop& prop : figure.props) {
    switch (prop.kind) {
      case PropKind::dowel_back:
      case PropKind::dowel_crease:
      case PropKind::kettlebell:
      case PropKind::barbell:
      case PropKind::trap_bar:
      case PropKind::dumbbells:
      case PropKind::cable: return true;
      default: break;
    }
  }
  return false;
}

std::string draw_arm(const Stage& stage, Arm Skeleton::* side, Vector2<World> aside) {
  const auto arm = [side](const Sample& sample) -> const Arm& { return sample.body.*side; };
  const bool leans_on_hands = stage.figure->base == catalog::Base::toes || stage.figure->base == catalog::Base::hands_and_knees;
  const std::string hand = leans_on_hands ? std::string{} : use(grips(*stage.figure) ? "fist" : "hand");
  std::string text = leans_on_hands ? stage.carried([&](const Sample& s) { return Placed{arm(s).wrist + aside, 0}; }, use("palm")) : std::string{};
  text += stage.carried([&](const Sample& s) { return Placed{arm(s).elbow + aside, -arm(s).fore}; }, use("forearm") + hand);
  text += stage.carried([&](const Sample& s) { return Placed{arm(s).shoulder + aside, -arm(s).upper}; }, use("upper-arm"));
  return text;
}

Swell swell(const Sample& sample) {
  return {sample.moment.of(Channel::belly), sample.moment.of(Channel::low_back), sample.moment.of(Channel::chest)};
}

}  // namespace

std::string draw_far_limbs(const Stage& stage) {
  const bool apart = stage.figure->far_foot != 0 || stage.figure->base == catalog::Base::walk;
  return "<g class=\"far\">" + draw_arm(stage, &Skeleton::far_arm, depth) +
         draw_leg(stage, &Skeleton::far, apart ? Vector2<World>{0, 0.01} : depth) + "</g>";
}

std::string draw_trunk_and_legs(const Stage& stage) {
  std::string text = stage.carried([](const Sample& s) { return Placed{s.body.spine.back(), s.body.head}; }, use("head"));
  text += stage.carried([](const Sample& s) { return Placed{s.body.near.hip, s.body.pelvis}; }, use("pelvis"));
  text += draw_leg(stage, &Skeleton::near, {0, 0});
  text += stage.changing("path", "d", [](const Sample& s) { return smooth_path(shirt(s.body, swell(s)), Ends::open) + "Z"; }, "class=\"h-shirt\"");
  return text;
}

std::string draw_near_arm(const Stage& stage) { return "<g class=\"near-arm\">" + draw_arm(stage, &Skeleton::near_arm, {0, 0}) + "</g>"; }

}  // namespace hinge::teach::internal
