// The statics against Simbody's recursive Newton-Euler solver on the same pose and masses: two programs that share no
// line of mechanics must agree.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "hinge/dynamics/internal/simbody_oracle.h"
#include "hinge/dynamics/statics.h"

namespace hinge::dynamics {
namespace {

using oracle::Pose;

Point2<Sagittal> beyond(Point2<Sagittal> from, double length, double lean) {
  return {from.x + length * std::sin(lean), from.y + length * std::cos(lean)};
}

Linkage linkage_of(const Pose& p) {
  Linkage b;
  b.at(Node::ankle) = {0, 0};
  b.at(Node::foot) = {p.foot_ahead, -p.foot_below};
  b.at(Node::knee) = beyond(b.at(Node::ankle), p.shank_length, p.shank);
  b.at(Node::hip) = beyond(b.at(Node::knee), p.thigh_length, p.thigh);
  b.at(Node::shoulder) = beyond(b.at(Node::hip), 1, p.trunk);
  b.at(Node::head) = beyond(b.at(Node::shoulder), p.head_length, p.trunk);
  // An arm hangs: its lean is measured from straight down.
  b.at(Node::elbow) = beyond(b.at(Node::shoulder), -p.upper_arm_length, p.upper_arm);
  b.at(Node::wrist) = beyond(b.at(Node::elbow), -p.forearm_length, p.forearm);
  b.at(Node::knuckles) = beyond(b.at(Node::wrist), -p.hand_length, p.hand);
  return b;
}

oracle::Parts parts_of(const SegmentTable& t, double load) {
  const auto both = [](const Segment& segment) { return oracle::Part{2 * segment.mass, segment.com}; };
  return {{t.trunk.mass, t.trunk.com}, both(t.upper_arm), both(t.forearm), both(t.hand), both(t.thigh), both(t.shank), t.head.mass,
          2 * t.foot.mass, load, t.lower_trunk_mass / 2, pelvis_above_hip, l5s1_above_hip, gravity};
}

// Both are exact; what is left is rounding.
constexpr double rounding = 1e-9;

void expect_agreement(const Pose& pose, Build build, double load) {
  const Statics ours = compute_statics(linkage_of(pose), segments_of(build), load);
  const oracle::Held theirs = oracle::hold_still(pose, parts_of(segments_of(build), load));
  ASSERT_GT(std::abs(theirs.hip) + std::abs(theirs.ankle), 1e-3);  // something was held
  EXPECT_NEAR(ours.hip, theirs.hip, rounding);
  EXPECT_NEAR(ours.knee, theirs.knee, rounding);
  EXPECT_NEAR(ours.ankle, theirs.ankle, rounding);
  EXPECT_NEAR(ours.l5s1, theirs.l5s1, rounding);
  EXPECT_NEAR(ours.com.x, theirs.com_x, rounding);
  EXPECT_NEAR(ours.com.y, theirs.com_y, rounding);
}

TEST(StaticsAndSimbody, AgreeOnAHingeWithALoad) {
  expect_agreement({.shank = -.09, .thigh = -.44, .trunk = 1.22, .upper_arm = .1, .forearm = .1, .hand = .1}, Build::male, 1.5);
}

TEST(StaticsAndSimbody, AgreeOnASquat) {
  expect_agreement({.shank = .26, .thigh = -1.05, .trunk = .79}, Build::female, 0);
}

RC_GTEST_PROP(StaticsAndSimbody, AgreeInAnyPoseOfAnyBuildWithAnyLoad, ()) {
  const auto between = [](int low_degrees, int high_degrees) {
    return to_radians(Degrees{static_cast<double>(*rc::gen::inRange(low_degrees, high_degrees))}).value();
  };
  const Pose pose{between(-30, 40), between(-110, 20), between(-20, 110), between(-60, 120), between(-60, 120), between(-60, 120)};
  expect_agreement(pose, *rc::gen::element(Build::female, Build::male, Build::mean), *rc::gen::inRange(0, 400) / 100.0);
}

}  // namespace
}  // namespace hinge::dynamics
