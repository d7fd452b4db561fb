// The statics against the worked cases of docs/science.md 3.1 and Appendix A, and against physics by another road.
#include "hinge/dynamics/statics.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <optional>

namespace hinge::dynamics {
namespace {

using Point = Point2<Sagittal>;

double rad(double degrees) { return to_radians(Degrees{degrees}).value(); }

Point up(Point from, double length, double lean) {
  return {from.x + length * std::sin(lean), from.y + length * std::cos(lean)};
}

/// The body of Appendix A: male column, 80 kg, 1.75 m, straight rigid trunk, straight arms hanging or on a bar.
struct Case {
  double trunk, knee, shank;  ///< degrees
  double bar_kg = 0;
  std::optional<double> bar_x_m = std::nullopt;

  static constexpr double mass = 80, scale = 1.75 / 1.741, foot = .2581 * scale;

  [[nodiscard]] double thigh() const { return rad(shank - knee); }
  [[nodiscard]] Linkage body() const {
    Linkage b;
    auto& at = b.nodes;
    const auto put = [&](Node node, Point p) { at[static_cast<std::size_t>(node)] = p; };
    const Point ankle{0, 0.08}, knee_joint = up(ankle, .4403 * scale, rad(shank)),
                hip = up(knee_joint, .4222 * scale, thigh()), shoulder = up(hip, .5155 * scale, rad(trunk));
    const double upper_arm = .2817 * scale, forearm = .2689 * scale, arm = upper_arm + forearm + .0862 * scale;
    const double sine = bar_x_m ? (*bar_x_m - shoulder.x) / arm : 0;
    const Point hang{sine, -std::sqrt(1 - sine * sine)};
    const auto along = [&](double d) { return Point{shoulder.x + d * hang.x, shoulder.y + d * hang.y}; };
    const Point c7 = up(hip, .6033 * scale, rad(trunk)), vertex = up(c7, .2429 * scale, rad(trunk));
    put(Node::ankle, ankle);
    put(Node::knee, knee_joint);
    put(Node::hip, hip);
    put(Node::shoulder, shoulder);
    put(Node::elbow, along(upper_arm));
    put(Node::wrist, along(upper_arm + forearm));
    put(Node::knuckles, along(arm));
    put(Node::head, {vertex.x + .5002 * (c7.x - vertex.x), vertex.y + .5002 * (c7.y - vertex.y)});
    put(Node::foot, {(.4415 - .27) * foot, 0.03});
    return b;
  }
  [[nodiscard]] Statics solve() const { return compute_statics(body(), segments_of(Build::male), bar_kg / mass); }
  [[nodiscard]] double com_on_foot() const { return .27 + solve().com.x / foot; }
};

/// Expected to the rounding docs/science.md shows.
struct Expected {
  double com, hip, knee, ankle, l5s1, com_rounding, moment_rounding;
};

void check(const Case& c, const Expected& want) {
  const Statics s = c.solve();
  EXPECT_NEAR(c.com_on_foot(), want.com, want.com_rounding);
  EXPECT_NEAR(s.hip * Case::mass, want.hip, want.moment_rounding);
  EXPECT_NEAR(s.knee * Case::mass, want.knee, want.moment_rounding);
  EXPECT_NEAR(s.ankle * Case::mass, want.ankle, want.moment_rounding);
  EXPECT_NEAR(s.l5s1 * Case::mass, want.l5s1, want.moment_rounding);
}

TEST(Statics, AgreeWithTheAppendixOnAnUnloadedHinge) {
  check({60, 20, -3}, {.466, 156.2, -56.0, 39.0, 116.9, .0005, .05});
}

TEST(Statics, AgreeWithTheAppendixOnABarCloseToTheLegs) {
  check({70, 20, -5, 60, .06}, {.443, 325.5, -111.6, 60.6, 227.0, .0005, .05});
}

TEST(Statics, AgreeWithTheAppendixOnAStartFromTheFloor) {
  check({60, 60, 8, 60, .06}, {.358, 347.9, 51.0, 30.4, 257.1, .0005, .05});
}

TEST(Statics, AgreeWithTheTableOfCases) {
  check({75, 20, -5}, {.46, 174, -66, 38, 130, .005, .5});
  check({70, 20, -5, 60, std::nullopt}, {.81, 456, -242, 191, 358, .005, .5});
  check({45, 75, 15, 60, .06}, {.34, 310, 129, 23, 236, .005, .5});
}

TEST(Statics, PutHipsBackAsFarAsTheTableSays) {
  EXPECT_NEAR(-Case({60, 20, -3}).body().at(Node::hip).x / Case::foot, .73, .005);
  EXPECT_NEAR(-Case({60, 60, 8}).body().at(Node::hip).x / Case::foot, 1.05, .005);
}

TEST(Statics, ChangeTheSignOfTheKneeBetweenHingeAndSquat) {
  EXPECT_LT(Case({70, 20, -5, 60, .06}).solve().knee, 0);
  EXPECT_GT(Case({45, 75, 15, 60, .06}).solve().knee, 0);
}

TEST(SegmentTables, AddUpToAWholeBody) {
  for (const Build build : {Build::female, Build::male, Build::mean}) {
    const SegmentTable& t = segments_of(build);
    const double limbs = t.upper_arm.mass + t.forearm.mass + t.hand.mass + t.thigh.mass + t.shank.mass + t.foot.mass;
    EXPECT_NEAR(t.head.mass + t.trunk.mass + 2 * limbs, 1.0, 2e-4);
  }
}

TEST(SegmentTables, MoveTheCentreByLessThanACentimetreBetweenOneSexAndTheMean) {
  const auto body = Case({60, 20, -3}).body();
  const auto mean = compute_statics(body, segments_of(Build::mean), 0).com;
  for (const Build build : {Build::female, Build::male}) {
    EXPECT_NEAR(compute_statics(body, segments_of(build), 0).com.x, mean.x, 0.01);
  }
}

// A joint's moment is minus the work of gravity as everything above turns about it: no lever arm is used here.
double height_energy(const Linkage& b, double load) {
  return gravity * (1 + load) * compute_statics(b, segments_of(Build::male), load).com.y;
}

Linkage turned(Linkage b, std::initializer_list<Node> nodes, Point about, double forward) {
  const double c = std::cos(forward), s = std::sin(forward);
  for (const Node node : nodes) {
    Point& p = b.at(node);
    const double x = p.x - about.x, y = p.y - about.y;
    p = {about.x + c * x + s * y, about.y - s * x + c * y};
  }
  return b;
}

double moment_by_work(const Linkage& b, double load, std::initializer_list<Node> above, Node joint) {
  constexpr double step = 1e-5;
  const Point about = b.at(joint);
  return -(height_energy(turned(b, above, about, step), load) - height_energy(turned(b, above, about, -step), load)) /
         (2 * step);
}

Case any_case() {
  Case c{static_cast<double>(*rc::gen::inRange(0, 95)), static_cast<double>(*rc::gen::inRange(0, 100)),
         static_cast<double>(*rc::gen::inRange(-15, 30))};
  c.bar_kg = *rc::gen::inRange(0, 150);
  return c;
}

RC_GTEST_PROP(StaticsProperty, EqualTheWorkOfGravityAsTheJointTurns, ()) {
  const Case c = any_case();
  const double load = c.bar_kg / Case::mass;
  const auto body = c.body();
  const auto s = c.solve();
  using enum Node;
  const auto near = [](double a, double b) { return std::abs(a - b) < 1e-5 * (1 + std::abs(a)); };
  RC_ASSERT(near(moment_by_work(body, load, {head, shoulder, elbow, wrist, knuckles}, hip), s.hip));
  RC_ASSERT(near(-moment_by_work(body, load, {head, shoulder, elbow, wrist, knuckles, hip}, knee), s.knee));
  RC_ASSERT(near(moment_by_work(body, load, {head, shoulder, elbow, wrist, knuckles, hip, knee}, ankle), s.ankle));
}

RC_GTEST_PROP(StaticsProperty, AreMirroredForABodyFacingTheOtherWay, ()) {
  const Case c = any_case();
  auto mirrored = c.body();
  for (Point& p : mirrored.nodes) p.x = -p.x;
  const auto a = c.solve(), b = compute_statics(mirrored, segments_of(Build::male), c.bar_kg / Case::mass);
  for (const auto& [x, y] : {std::pair{a.com.x, b.com.x}, {a.hip, b.hip}, {a.knee, b.knee}, {a.ankle, b.ankle}, {a.l5s1, b.l5s1}}) {
    RC_ASSERT(std::abs(x + y) < 1e-9);
  }
}

RC_GTEST_PROP(StaticsProperty, DoNotDependOnWhereTheBodyStands, ()) {
  const Case c = any_case();
  const double walk = *rc::gen::inRange(-500, 500) / 100.0;
  auto moved = c.body();
  for (Point& p : moved.nodes) p.x += walk;
  const auto a = c.solve(), b = compute_statics(moved, segments_of(Build::male), c.bar_kg / Case::mass);
  RC_ASSERT(std::abs(a.com.x + walk - b.com.x) < 1e-9);
  RC_ASSERT(std::abs(a.hip - b.hip) < 1e-9);
  RC_ASSERT(std::abs(a.l5s1 - b.l5s1) < 1e-9);
}

RC_GTEST_PROP(StaticsProperty, HoldTheWholeWeightAtTheAnkle, ()) {
  // Ankle moment and centre of mass are the same statement: what the feet themselves weigh is all that lies between.
  const Case c = any_case();
  const double load = c.bar_kg / Case::mass, feet = 2 * segments_of(Build::male).foot.mass;
  const auto s = c.solve();
  const double by_com = gravity * ((1 + load) * s.com.x - feet * c.body().at(Node::foot).x);
  RC_ASSERT(std::abs(by_com - s.ankle) < 1e-9);
}

}  // namespace
}  // namespace hinge::dynamics
