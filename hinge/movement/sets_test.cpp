#include <gtest/gtest.h>

#include "hinge/movement/recognise.h"
#include "tests/support/few_prototypes.h"
#include "tests/support/puppet.h"

namespace hinge::movement {
namespace {

using test::Bump;
using test::DegreesOverTime;
using test::Puppet;

constexpr double fps = 30, first_set_ends_s = 12, whole_s = 26;

/// Three repetitions before the border and three after it, with more than the usual pause between them; each from 0 to 1.
double before(double t) {
  double share = 0;
  for (const double start : {1.0, 4.6, 8.2}) share += Bump{start, 1.5, 0.3, 1.1}.at(t);
  return share;
}
double after(double t) { return before(t - first_set_ends_s - 2); }

/// The few, and a deep bend of the knees that is taken for another one where the trunk is upright.
std::vector<Prototype> prototypes() {
  auto all = test::few_prototypes();
  all.push_back({"upright_sink", Pattern::lunge, {},
                 {{Moves::hips, 3, 1, {{Evidence::knee_flexion, 80 * test::deg, 145 * test::deg},
                                       {Evidence::trunk_inclination, -12 * test::deg, 10 * test::deg}}}}});
  return all;
}

Movement recognise(const kinematics::Motion& motion) {
  const auto all = prototypes();
  MovementOptions options;
  options.prototypes = all;
  return recognise_movement(motion, options);
}

Movement of(const Puppet& puppet) { return recognise(puppet.filmed_at(test::steady_times(whole_s, fps))); }

double hands_move(double t) { return test::smooth_step(t, first_set_ends_s, first_set_ends_s + 1); }

/// `down` from 0 to 1, and when the hands are on the shoulders rather than hanging, likewise.
Puppet hinges(const DegreesOverTime& down, const DegreesOverTime& hands_up) {
  Puppet p = Puppet::hinging([=](double t) { return 90 * down(t); });
  p.arm = [=](double t) { return 50 * hands_up(t); };
  p.elbow = [=](double t) { return 5 + 140 * hands_up(t); };
  return p;
}

/// Squats; `leaned`: how far the trunk goes with the second three of them.
Puppet squats(double leaned) {
  Puppet p;
  p.trunk = [=](double t) { return 45 * before(t) + leaned * after(t); };
  p.knee = [](double t) { return 4 + 108 * (before(t) + after(t)); };
  p.shank = [](double t) { return 4 + 29 * (before(t) + after(t)); };
  p.arm = [](double t) { return 80 * (before(t) + after(t)); };
  return p;
}

TEST(Sets, ArePartedWhereTheKneesTakeOver) {
  Puppet p = Puppet::hinging([](double t) { return 90 * before(t); });
  const Puppet deep = squats(35);
  const auto both = [](const DegreesOverTime& one, const DegreesOverTime& other) {
    return [=](double t) { return t < first_set_ends_s + 1 ? one(t) : other(t); };
  };
  p.trunk = both(p.trunk, deep.trunk);
  p.knee = both(p.knee, deep.knee);
  p.shank = both(p.shank, deep.shank);
  p.arm = both(p.arm, deep.arm);
  const auto movement = of(p);
  ASSERT_EQ(movement.sets.size(), 2u);
  EXPECT_EQ(movement.sets[0].recognition.pattern, Pattern::hinge);
  EXPECT_EQ(movement.sets[1].recognition.pattern, Pattern::squat);
  EXPECT_EQ(movement.sets[1].reps.size(), 3u);
}

TEST(Sets, ArePartedWhereTheHandsAreHeldElsewhere) {
  const auto movement = of(hinges([](double t) { return before(t) + after(t); }, hands_move));
  ASSERT_EQ(movement.sets.size(), 2u);
  EXPECT_EQ(movement.sets[0].reps.size(), 3u);
  EXPECT_EQ(movement.sets[1].reps.size(), 3u);
}

/// Squats filmed from the side and, after a cut, from the front, where lean, split and hands are what the view makes of
/// them and the name wavers: one film had five squats and three lunges that were eight squats.
TEST(Sets, AreNotPartedByAnotherViewAfterACut) {
  auto motion = squats(-3).filmed_at(test::steady_times(whole_s, fps));
  motion.cuts = {static_cast<std::size_t>((first_set_ends_s + 1) * fps)};
  const auto movement = recognise(motion);
  EXPECT_EQ(movement.sets.size(), 1u);
  EXPECT_EQ(movement.reps.size(), 6u);
  motion.cuts.clear();  // in one shot nothing but the person can have changed
  EXPECT_EQ(recognise(motion).sets.size(), 2u);
}

/// Where the second set is shallower than the count's measure of the first, its repetitions would be half ones of it.
TEST(Sets, OfAnotherWayOfMovingCountByTheirOwnMeasure) {
  Puppet p = squats(35);
  const DegreesOverTime shallow = [](double t) { return 60 * after(t); };
  const Puppet hinging = Puppet::hinging(shallow);
  p.trunk = [=](double t) { return 45 * before(t) + hinging.trunk(t); };
  p.knee = [=](double t) { return 4 + 120 * before(t) + hinging.knee(t) - 4; };
  p.shank = [=](double t) { return 4 + 30 * before(t) + hinging.shank(t) - 4; };
  p.arm = [](double) { return 0.0; };
  std::size_t counted = 0;
  for (const auto& set : of(p).sets) counted += set.reps.size();
  EXPECT_EQ(counted, 6u);
}

/// Hands that lie on the shoulders are high at the top without having flown: one hinge after such a set is no bell that was
/// parked.
TEST(Sets, KeepTheirLastRepetitionAfterOthersWithTheHandsOnTheShoulders) {
  const DegreesOverTime one_more = [](double t) { return before(t) + Bump{15, 1.5, 0.3, 1.1}.at(t); };
  EXPECT_EQ(of(hinges(one_more, [](double t) { return 1 - hands_move(t); })).reps.size(), 4u);
}

}  // namespace
}  // namespace hinge::movement
