#pragma once
// A body in the sagittal plane put together from joint angles: feet on the floor, every joint turning the rest.
// Metres on the floor, +x the way the person faces, +y up. Angles are inclinations: 0 upright, + leaning forwards.
#include <array>

#include "hinge/base/units.h"
#include "hinge/catalog/lesson.h"

namespace hinge::teach::internal {

using At = Point2<World>;

[[nodiscard]] constexpr At operator+(At a, Vector2<World> b) { return {a.x + b.x, a.y + b.y}; }
[[nodiscard]] constexpr Vector2<World> operator*(double k, Vector2<World> v) { return {k * v.x, k * v.y}; }
[[nodiscard]] constexpr At between(At a, At b, double share) {
  return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
}
/// One metre up a limb of that inclination, and one metre out of its front.
[[nodiscard]] Vector2<World> along(double inclination);
[[nodiscard]] Vector2<World> in_front(double inclination);

/// Lengths of a person of 1.74 m, the mean of the two columns of de Leva 1996 (docs/science.md 2.1), in metres.
struct Build {
  static constexpr double shank = 0.4395, thigh = 0.3954, trunk = 0.6090, head = 0.2433;
  static constexpr double upper_arm = 0.2784, forearm = 0.2657, grip = 0.07;
  static constexpr double foot = 0.2432, ankle_height = 0.08;
  static constexpr double heel = -0.27 * foot, toe = 0.73 * foot;  ///< docs/science.md 2.3: ankle at 0.27 of the foot
  static constexpr double middle = (0.49 - 0.27) * foot;           ///< centre of the tripod, from the ankle
};

inline constexpr std::size_t spine_nodes = 8;  ///< hip centre, L5, L3, L1, T10, T7, T4, C7

struct Leg {
  At hip, knee, ankle;
  double thigh = 0, shank = 0;  ///< inclinations
  double heel_lift = 0;         ///< of the sole, + heel up
};

struct Arm {
  At shoulder, elbow, wrist;
  double upper = 0, fore = 0;  ///< from hanging straight down, + forwards; fore >= upper, as an elbow bends
  [[nodiscard]] At grip() const;
};

struct Skeleton {
  Leg near, far;
  Arm near_arm, far_arm;
  double pelvis = 0, head = 0;                       ///< inclinations, 0 in standing
  std::array<At, spine_nodes> spine{};
  std::array<double, spine_nodes> lean{};            ///< of the trunk at each node, without the curve of standing
  At com;                                            ///< of body and load
};

/// Somewhere between two poses: the angles, and the places the hands come from and go to.
struct Moment {
  std::array<double, catalog::channel_count> values{};
  catalog::Hands from = catalog::Hands::hang, to = catalog::Hands::hang;
  double blend = 1;  ///< 0 at `from`, 1 at `to`

  [[nodiscard]] double of(catalog::Channel channel) const { return values[static_cast<std::size_t>(channel)]; }
};

[[nodiscard]] Skeleton assemble(const catalog::Figure& figure, const Moment& moment);

/// Where a thing held in the fold of the hip lies: in front of the joint, half-way between trunk and thigh.
[[nodiscard]] At hip_crease(const Skeleton& body);

}  // namespace hinge::teach::internal
