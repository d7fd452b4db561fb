#include "hinge/dynamics/statics.h"

namespace hinge::dynamics {
namespace {

using Point = Point2<Sagittal>;

Point between(Point from, Point to, double share) {
  return {from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)};
}

/// Masses gathered so far: their sum and their first moments.
struct Gathered {
  double mass = 0, mx = 0, my = 0;
  void add(double m, Point at) {
    mass += m;
    mx += m * at.x;
    my += m * at.y;
  }
  /// What their weight turns about `joint`, forwards +.
  [[nodiscard]] double turning_about(Point joint) const { return gravity * (mx - mass * joint.x); }
};

}  // namespace

Statics compute_statics(const Linkage& body, const SegmentTable& table, double load_per_mass) {
  const auto at = [&](Node node) { return body.at(node); };
  constexpr double both = 2;
  const auto limb = [&](Gathered& sum, const Segment& segment, Node proximal, Node distal) {
    sum.add(both * segment.mass, between(at(proximal), at(distal), segment.com));
  };
  Statics result;
  Gathered above;
  above.add(table.head.mass, at(Node::head));
  limb(above, table.upper_arm, Node::shoulder, Node::elbow);
  limb(above, table.forearm, Node::elbow, Node::wrist);
  limb(above, table.hand, Node::wrist, Node::knuckles);
  above.add(load_per_mass, at(Node::knuckles));
  above.add(table.trunk.mass, between(at(Node::shoulder), at(Node::hip), table.trunk.com));

  Gathered above_l5s1 = above;
  above_l5s1.add(-table.lower_trunk_mass / 2, between(at(Node::hip), at(Node::shoulder), pelvis_above_hip));
  result.l5s1 = above_l5s1.turning_about(between(at(Node::hip), at(Node::shoulder), l5s1_above_hip));

  result.hip = above.turning_about(at(Node::hip));
  limb(above, table.thigh, Node::hip, Node::knee);
  result.knee = -above.turning_about(at(Node::knee));
  limb(above, table.shank, Node::knee, Node::ankle);
  result.ankle = above.turning_about(at(Node::ankle));
  above.add(both * table.foot.mass, at(Node::foot));
  result.com = {above.mx / above.mass, above.my / above.mass};
  return result;
}

}  // namespace hinge::dynamics
