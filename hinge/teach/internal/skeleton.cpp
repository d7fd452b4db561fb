#include "hinge/teach/internal/skeleton.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hinge/dynamics/segments.h"

namespace hinge::teach::internal {
namespace {

using catalog::Base;
using catalog::Channel;
using catalog::Figure;
using catalog::Hands;

constexpr double degree = std::numbers::pi / 180.0;
constexpr double palm_height = 0.05;  // of a wrist over a flat hand
constexpr double body_kg = 70;  // between the two reference bodies of docs/science.md 2.1
constexpr double half_back = 0.130, half_buttock = 0.135;  // metres from the middle of the body to its skin

struct SpineSegment {
  double length;              // share of the trunk, hip centre to C7
  double standing;            // inclination in quiet standing: the S of the back, chosen to look like one
  double lumbar, thoracic;    // share of that region's bend that has happened below it
};
constexpr std::array<SpineSegment, spine_nodes - 1> spine_segments{{{.16, -18 * degree, 0, 0},
                                                                    {.14, 6 * degree, .35, 0},
                                                                    {.14, -2 * degree, .70, 0},
                                                                    {.13, -9 * degree, 1, 0},
                                                                    {.14, -5 * degree, 1, .3},
                                                                    {.15, 8 * degree, 1, .65},
                                                                    {.14, 23 * degree, 1, 1}}};

struct Two {
  double upper, lower;  // inclinations
};

double inclination(At upper, At lower) { return std::atan2(upper.x - lower.x, upper.y - lower.y); }

/// Two limbs from `top` to `bottom`: their inclinations with the joint between them in front of the line.
Two reach(At top, At bottom, double upper_length, double lower_length) {
  const double line = inclination(top, bottom);
  const double distance = std::clamp(length(top - bottom), std::abs(upper_length - lower_length) + 1e-6,
                                     upper_length + lower_length - 1e-6);
  const auto angle = [&](double beside, double across) {
    return std::acos(std::clamp((beside * beside + distance * distance - across * across) / (2 * beside * distance), -1.0, 1.0));
  };
  return {line - angle(upper_length, lower_length), line + angle(lower_length, upper_length)};
}

void place_spine(Skeleton& body, double lumbar, double thoracic) {
  body.spine[0] = body.near.hip;
  for (std::size_t i = 0; i < spine_segments.size(); ++i) {
    const SpineSegment& segment = spine_segments[i];
    const double lean = body.pelvis + lumbar * segment.lumbar + thoracic * segment.thoracic;
    if (i == 0) body.lean[0] = lean;
    body.lean[i + 1] = lean;
    body.spine[i + 1] = body.spine[i] + segment.length * Build::trunk * along(lean + segment.standing);
  }
}

void move_by(Skeleton& body, Vector2<World> step) {
  for (Leg* leg : {&body.near, &body.far}) {
    leg->hip = leg->hip + step;
    leg->knee = leg->knee + step;
    leg->ankle = leg->ankle + step;
  }
  for (At& node : body.spine) node = node + step;
}

Leg leg_up_from(At ankle, double heel_lift, double shank, double knee) {
  Leg leg;
  leg.ankle = ankle;
  leg.heel_lift = heel_lift;
  leg.shank = shank;
  leg.thigh = shank - knee;
  leg.knee = ankle + Build::shank * along(shank);
  leg.hip = leg.knee + Build::thigh * along(leg.thigh);
  return leg;
}

Leg leg_down_from(At hip, double thigh, double knee, double ankle) {
  Leg leg;
  leg.hip = hip;
  leg.thigh = thigh;
  leg.shank = thigh + knee;
  leg.knee = hip + -Build::thigh * along(leg.thigh);
  leg.ankle = leg.knee + -Build::shank * along(leg.shank);
  leg.heel_lift = leg.shank - ankle;  // the foot square to the shank
  return leg;
}

/// The leg whose foot is planted somewhere, hanging from a hip that is already known.
Leg leg_between(At hip, At ankle, double heel_lift) {
  const Two limbs = reach(hip, ankle, Build::thigh, Build::shank);
  Leg leg;
  leg.hip = hip;
  leg.thigh = limbs.upper;
  leg.shank = limbs.lower;
  leg.knee = ankle + Build::shank * along(limbs.lower);
  leg.ankle = ankle;
  leg.heel_lift = heel_lift;
  return leg;
}

/// The ankle of a foot that rolled by `lift` over its toes, which our shoe does not bend; 0: flat at x.
At ankle_over_toes(double x, double lift) {
  const double ball = 0.92 * Build::toe;
  const double reach_back = std::hypot(ball, Build::ankle_height);
  const double angle = std::atan2(Build::ankle_height, ball) + lift;
  return {x + ball - reach_back * std::cos(angle), reach_back * std::sin(angle)};
}

void stand(Skeleton& body, const Figure& figure, const Moment& moment, double shank) {
  const double lift = moment.of(Channel::foot);
  body.near = leg_up_from(ankle_over_toes(0, lift), lift, shank, moment.of(Channel::knee));
  body.pelvis = body.near.thigh + moment.of(Channel::hip);
  constexpr double rear_heel = 50 * degree;  // a foot behind the body stands on its ball
  const double far_lift = figure.far_foot < 0 ? rear_heel : 0.0;
  body.far = figure.far_foot == 0 ? body.near
                                  : leg_between(body.near.hip, ankle_over_toes(figure.far_foot, far_lift), far_lift);
  place_spine(body, moment.of(Channel::lumbar), moment.of(Channel::thoracic));
}

void walk(Skeleton& body, const Moment& moment) {
  const auto leg = [&](Channel hip, Channel knee) {
    Leg down = leg_down_from({0, 0}, body.pelvis - moment.of(hip), moment.of(knee), 0);
    return down;
  };
  body.pelvis = moment.of(Channel::ankle);
  body.near = leg(Channel::hip, Channel::knee);
  body.far = leg(Channel::far_hip, Channel::far_knee);
  const double lowest = std::min(body.near.ankle.y, body.far.ankle.y) - Build::ankle_height;
  place_spine(body, moment.of(Channel::lumbar), moment.of(Channel::thoracic));
  move_by(body, {0, -lowest});
  for (Leg* side : {&body.near, &body.far}) {  // the foot that carries lies flat, the one that swings hangs
    const double off_floor = std::clamp((side->ankle.y - Build::ankle_height) / 0.10, 0.0, 1.0);
    side->heel_lift *= off_floor;
  }
}

/// Shoulders on the floor or a bench, feet planted: the trunk tilts until the hips are as bent as the pose says.
void lift_hips(Skeleton& body, const Figure& figure, const Moment& moment) {
  const At shoulders{-figure.reach, figure.rest + half_back}, ankle{0, Build::ankle_height};
  const auto tilt = [&](double pelvis) {
    body.near.hip = {0, 0};
    body.pelvis = pelvis;
    place_spine(body, moment.of(Channel::lumbar), moment.of(Channel::thoracic));
    const At blades = body.spine[figure.rest == 0 ? 6 : 5];  // lying: T4; on a bench's edge: T7
    const At hip = shoulders + Vector2<World>{-blades.x, -blades.y};
    body.near = leg_between(hip, ankle, 0);
    return body.pelvis - body.near.thigh - moment.of(Channel::hip);
  };
  double low = -170 * degree, high = -40 * degree;
  for (int i = 0; i < 50; ++i) {
    const double middle = (low + high) / 2;
    (tilt(middle) < 0 ? low : high) = middle;
  }
  tilt((low + high) / 2);
  body.far = body.near;
  place_spine(body, moment.of(Channel::lumbar), moment.of(Channel::thoracic));
}

/// Seat and shoulder blades on the floor: an arched back tilts the pelvis, the legs stay where they are.
void lie(Skeleton& body, const Moment& moment) {
  body.near = leg_down_from({0, half_buttock}, -90 * degree - moment.of(Channel::hip), moment.of(Channel::knee), moment.of(Channel::ankle));
  body.far = body.near;
  double low = -130 * degree, high = -50 * degree;
  for (int i = 0; i < 40; ++i) {
    body.pelvis = (low + high) / 2;
    place_spine(body, moment.of(Channel::lumbar), moment.of(Channel::thoracic));
    (body.spine[6].y < half_back ? low : high) = body.pelvis;
  }
}

void kneel(Skeleton& body, const Moment& moment) {
  constexpr double shin_height = 0.06;
  constexpr double sole_up = 172 * degree;
  body.near = leg_up_from({-Build::shank, shin_height}, sole_up, 90 * degree, moment.of(Channel::knee));
  body.far = body.near;
  body.pelvis = body.near.thigh + moment.of(Channel::hip);
  place_spine(body, moment.of(Channel::lumbar), moment.of(Channel::thoracic));
}

At centre_of_mass(const Skeleton& body, double load_kg) {
  const dynamics::SegmentTable& table = dynamics::segments_of(dynamics::Build::mean);
  double mass = 0, x = 0, y = 0;
  const auto add = [&](double kg, At at) {
    mass += kg;
    x += kg * at.x;
    y += kg * at.y;
  };
  const At vertex = body.spine.back() + Build::head * along(body.head);
  add(table.head.mass * body_kg, between(vertex, body.spine.back(), table.head.com));
  add(table.trunk.mass * body_kg, body.spine[4]);  // T10: 0.6 of the way up, docs/science.md 2.1 row trunk3
  for (const Arm* arm : {&body.near_arm, &body.far_arm}) {
    add(table.upper_arm.mass * body_kg, between(arm->shoulder, arm->elbow, table.upper_arm.com));
    add(table.forearm.mass * body_kg, between(arm->elbow, arm->wrist, table.forearm.com));
    add(table.hand.mass * body_kg, arm->grip());
    add(load_kg / 2, arm->grip());
  }
  for (const Leg* leg : {&body.near, &body.far}) {
    add(table.thigh.mass * body_kg, between(leg->hip, leg->knee, table.thigh.com));
    add(table.shank.mass * body_kg, between(leg->knee, leg->ankle, table.shank.com));
    add(table.foot.mass * body_kg, {leg->ankle.x + Build::middle, leg->ankle.y / 2});
  }
  return {x / mass, y / mass};
}

At shoulder_of(const Skeleton& body) {
  // Mid-shoulder lies 9 cm below C7 (docs/science.md 2.1, trunk3 against trunk2) and a little in front of the spine.
  return body.spine.back() + -0.085 * along(body.lean.back()) + 0.025 * in_front(body.lean.back());
}

struct ArmAngles {
  double upper, fore;
};

ArmAngles arm_to(At shoulder, At grip) {
  const Two limbs = reach(shoulder, grip, Build::upper_arm, Build::forearm + Build::grip);
  // reach() bends towards the front of its line, an elbow towards the back: swap by mirroring about the line.
  const double line = inclination(shoulder, grip);
  return {-(2 * line - limbs.upper), -(2 * line - limbs.lower)};
}

/// The arm as one place of the hand asks for it. Angles from hanging down, + forwards.
ArmAngles arm_at(Hands hands, const Skeleton& body, const Figure& figure, const Moment& moment, bool far) {
  const At shoulder = shoulder_of(body);
  const double trunk = body.lean.back();
  switch (hands) {
    case Hands::hang: return {0.02, 8 * degree};
    case Hands::angles: {
      const bool alone = far && (moment.of(Channel::far_arm) != 0 || moment.of(Channel::far_elbow) != 0);
      const double arm = moment.of(alone ? Channel::far_arm : Channel::arm) - trunk;
      return {arm, arm + moment.of(alone ? Channel::far_elbow : Channel::elbow)};
    }
    case Hands::thighs:
      return arm_to(shoulder, body.near.knee + 0.11 * along(body.near.thigh) + 0.085 * in_front(body.near.thigh));
    case Hands::hips: return arm_to(shoulder, body.near.hip + 0.13 * along(body.pelvis) + 0.02 * in_front(body.pelvis));
    case Hands::crease: return arm_to(shoulder, hip_crease(body));
    case Hands::midfoot: {
      constexpr double ahead = 0.075;  // of the ankle: what the hands hold hangs over the middle of the foot
      const double whole = Build::upper_arm + Build::forearm + Build::grip;
      const double angle = std::asin(std::clamp((ahead - shoulder.x) / whole, -1.0, 1.0));
      return {angle, angle + 2 * degree};
    }
    case Hands::floor: {
      if (figure.base == Base::supine || figure.base == Base::lying) {  // beside the body, nearly straight
        constexpr double straight = 0.612;
        const double fall = shoulder.y - 0.05;
        return arm_to(shoulder, {shoulder.x + std::sqrt(std::max(0.0, straight * straight - fall * fall)), 0.05});
      }
      return arm_to(shoulder, {figure.reach, palm_height - Build::grip});
    }
    case Hands::dowel:
      return far ? arm_to(shoulder, body.spine[2] + -0.13 * in_front(body.lean[2]))
                 : arm_to(shoulder, body.spine.back() + 0.07 * along(trunk) + -0.08 * in_front(trunk));
    case Hands::chest: return arm_to(shoulder, body.spine[5] + 0.17 * in_front(body.lean[5]));
    case Hands::behind: return arm_to(shoulder, body.near.knee + Vector2<World>{-0.11, 0.13});
  }
  return {0, 0};
}

void place_arm(Arm& arm, const Skeleton& body, const Figure& figure, const Moment& moment, bool far) {
  const ArmAngles to = arm_at(moment.to, body, figure, moment, far);
  const ArmAngles from = arm_at(moment.from, body, figure, moment, far);
  const auto mix = [&](double a, double b) { return a + moment.blend * std::remainder(b - a, 2 * std::numbers::pi); };
  arm.shoulder = shoulder_of(body);
  arm.upper = mix(from.upper, to.upper);
  arm.fore = mix(from.fore, to.fore);
  arm.elbow = arm.shoulder + -Build::upper_arm * along(-arm.upper);
  arm.wrist = arm.elbow + -Build::forearm * along(-arm.fore);
}

void finish(Skeleton& body, const Figure& figure, const Moment& moment) {
  body.head = body.lean.back() + moment.of(Channel::neck);
  const bool head_on_floor = (figure.base == Base::supine && figure.rest == 0) || figure.base == Base::lying;
  if (head_on_floor) body.head = -88 * degree;
  place_arm(body.near_arm, body, figure, moment, false);
  place_arm(body.far_arm, body, figure, moment, true);
  body.com = centre_of_mass(body, figure.load_kg);
}

/// The shank leans until body and load stand over the middle of the foot.
void balance(Skeleton& body, const Figure& figure, const Moment& moment) {
  double low = -40 * degree, high = 60 * degree;
  for (int i = 0; i < 40; ++i) {
    const double middle = (low + high) / 2;
    stand(body, figure, moment, middle);
    finish(body, figure, moment);
    (body.com.x < Build::middle ? low : high) = middle;
  }
}

}  // namespace

Vector2<World> along(double inclination) { return {std::sin(inclination), std::cos(inclination)}; }
Vector2<World> in_front(double inclination) { return {std::cos(inclination), -std::sin(inclination)}; }

At Arm::grip() const { return wrist + -Build::grip * along(-fore); }

At hip_crease(const Skeleton& body) {
  const Vector2<World> up = along(body.pelvis), down = -1.0 * along(body.near.thigh);
  const Vector2<World> front = in_front((body.pelvis + body.near.thigh) / 2);
  const double closed = std::max(0.0, up.x * down.x + up.y * down.y);  // 1: trunk lies on the thigh
  return body.near.hip + (0.105 + 0.05 * closed) * front;
}

Skeleton assemble(const Figure& figure, const Moment& moment) {
  Skeleton body;
  switch (figure.base) {
    case Base::feet:
      if (figure.balanced) {
        balance(body, figure, moment);
      } else {
        stand(body, figure, moment, moment.of(Channel::ankle));
      }
      break;
    case Base::toes: stand(body, figure, moment, moment.of(Channel::ankle) + moment.of(Channel::foot)); break;
    case Base::walk: walk(body, moment); break;
    case Base::supine: lift_hips(body, figure, moment); break;
    case Base::lying: lie(body, moment); break;
    case Base::hands_and_knees: kneel(body, moment); break;
  }
  finish(body, figure, moment);
  return body;
}

}  // namespace hinge::teach::internal
