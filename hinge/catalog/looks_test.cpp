// The descriptions we ship, against bodies whose angles are known: what each is named, and how sure.
#include <gtest/gtest.h>

#include "hinge/movement/recognise.h"
#include "tests/support/puppet.h"
#include "tests/support/shipped_catalog.h"

namespace hinge::catalog {
namespace {

using test::Bump;
using test::DegreesOverTime;
using test::Puppet;

DegreesOverTime reps(double depth_deg, double fast = 1) {
  return [=](double t) {
    double share = 0;
    for (int i = 0; i < 4; ++i) share += Bump{1 + i * 3.6 / fast, 1.5 / fast, 0.3 / fast, 1.1 / fast}.at(t);
    return depth_deg * share;
  };
}

movement::Recognition name(const Puppet& puppet, std::optional<Kilograms> load = {}) {
  return movement::recognise_movement(puppet.filmed_at(test::steady_times(16, 30)),
                                      {{}, load, test::shipped_catalog().prototypes})
      .recognition;
}

TEST(ShippedLooks, NameABodyweightHinge) {
  const auto found = name(Puppet::hinging(reps(90)));
  EXPECT_EQ(found.exercise, "bodyweight_hinge");
  EXPECT_GE(found.confidence, 0.5);
}

TEST(ShippedLooks, NameARomanianDeadliftWhenALoadWasTold) {
  EXPECT_EQ(name(Puppet::hinging(reps(90)), Kilograms{40}).pattern, movement::Pattern::hinge);
  EXPECT_NE(name(Puppet::hinging(reps(90)), Kilograms{40}).exercise, "bodyweight_hinge");
}

TEST(ShippedLooks, NameAGoodMorningByTheHandsOnTheShoulders) {
  Puppet p = Puppet::hinging(reps(90));
  p.arm = [](double) { return 10.0; };
  p.elbow = [](double) { return 172.0; };
  EXPECT_EQ(name(p).exercise, "good_morning");
}

TEST(ShippedLooks, NameASquat) {
  Puppet p;
  p.trunk = reps(35);
  p.knee = [](double t) { return 4 + reps(108)(t); };
  p.shank = [](double t) { return 4 + reps(29)(t); };
  p.arm = reps(80);
  const auto found = name(p);
  EXPECT_EQ(found.exercise, "squat");
  EXPECT_EQ(found.pattern, movement::Pattern::squat);
}

TEST(ShippedLooks, LeaveAHingeDoneSquatLikeAHingeAndSayItUnsurely) {
  Puppet p;
  p.trunk = reps(42);
  p.knee = [](double t) { return 4 + reps(81)(t); };
  p.shank = [](double t) { return 7 + reps(19)(t); };
  const auto found = name(p);
  EXPECT_EQ(found.pattern, movement::Pattern::hinge);
  EXPECT_LT(found.confidence, 0.5);
}

TEST(ShippedLooks, NameARowByTheArmsOfABentOverBody) {
  Puppet p;
  p.trunk = [](double t) { return 58 * test::smooth_step(t, 0, 0.8); };
  p.knee = [](double t) { return 4 + 20 * test::smooth_step(t, 0, 0.8); };
  p.shank = [](double t) { return 4 - 8 * test::smooth_step(t, 0, 0.8); };
  p.elbow = [](double t) { return 5 + reps(110)(t); };
  EXPECT_EQ(name(p).exercise, "row");
}

TEST(ShippedLooks, NameTheRestingRunnerWithoutReps) {
  Puppet p;
  p.trunk = [](double) { return 75.0; };
  p.knee = [](double) { return 25.0; };
  p.shank = [](double) { return 0.0; };
  p.arm = [](double) { return -30.0; };  // back to the knees
  const auto found = name(p);
  EXPECT_EQ(found.exercise, "runner_pose");
  EXPECT_EQ(found.pattern, movement::Pattern::hinge);
}

TEST(ShippedLooks, NameNobodyStandingStill) {
  EXPECT_EQ(name(Puppet{}).exercise, "unknown");
}

TEST(ShippedLooks, AreNeverSureOfWhichWeightStandsOnTheFloor) {
  Puppet p;  // a deadlift's bottom: docs/science.md 3.1, conventional-like start
  p.trunk = reps(60);
  p.knee = [](double t) { return 4 + reps(70)(t); };
  p.shank = [](double t) { return 4 + reps(8)(t); };
  const auto found = name(p);
  EXPECT_EQ(found.pattern, movement::Pattern::hinge);
  EXPECT_LT(found.confidence, 0.5);
}

}  // namespace
}  // namespace hinge::catalog
