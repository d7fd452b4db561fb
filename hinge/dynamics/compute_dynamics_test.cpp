#include "hinge/dynamics/compute_dynamics.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "hinge/dynamics/muscle.h"
#include "tests/support/puppet.h"

namespace hinge::dynamics {
namespace {

using kinematics::Motion;
using test::deg;
using test::Puppet;

/// One frame of standing, one of a hinge.
Motion stand_and_hinge(double fold_deg = 90) {
  auto motion = Puppet::hinging([=](double t) { return t < 0.5 ? 0.0 : fold_deg; }).filmed_at({0, 1});
  motion.standing = kinematics::Standing{{0, 0}, Radians{0}, Radians{4 * deg}, Radians{0}, Radians{4 * deg}, Radians{0}};
  return motion;
}

TEST(Dynamics, GivesEverySeriesOneEntryAFrame) {
  const auto d = compute_dynamics(stand_and_hinge(), {});
  for (const Series* series : {&d.com_position, &d.com_ahead_of_ankle, &d.hip_moment, &d.knee_moment, &d.ankle_moment,
                               &d.l5s1_moment, &d.biceps_femoris, &d.semitendinosus, &d.semimembranosus, &d.hamstrings,
                               &d.rectus_femoris, &d.gluteus}) {
    ASSERT_EQ(series->size(), 2u);
    EXPECT_TRUE((*series)[1].has_value());
  }
}

TEST(Dynamics, OfAHingeLoadTheHipAndTheBackAndTheFlexorsOfTheKnee) {
  const auto d = compute_dynamics(stand_and_hinge(), {});
  EXPECT_GT(d.hip_moment[1].value(), 1.0);
  EXPECT_GT(d.l5s1_moment[1].value(), 0.7);
  EXPECT_LT(d.l5s1_moment[1].value(), d.hip_moment[1].value());
  EXPECT_LT(d.knee_moment[1].value(), 0);
}

TEST(Dynamics, SayTheSamePlaceInMetresAndInFootLengths) {
  const auto motion = stand_and_hinge();
  const auto d = compute_dynamics(motion, {});
  const double foot_m = 0.2910 * motion.scale.leg_length_m.value().value();
  EXPECT_NEAR(d.com_position[1].value(), 0.27 + d.com_ahead_of_ankle[1].value() / foot_m, 0.001);
}

TEST(Dynamics, AssumeAMassWithPeoplesSpreadWhenNoneIsGiven) {
  const auto assumed = compute_dynamics(stand_and_hinge(), {});
  EXPECT_FALSE(assumed.mass_was_given);
  EXPECT_GT(assumed.mass.sd().value(), 10);
  const auto given = compute_dynamics(stand_and_hinge(), {.height = {}, .mass = Kilograms{90}, .load = {}});
  EXPECT_TRUE(given.mass_was_given);
  EXPECT_EQ(given.mass.value(), Kilograms{90});
  EXPECT_NEAR(given.hip_moment[1].value(), assumed.hip_moment[1].value(), 1e-12) << "per kg it is the same";
}

TEST(Dynamics, CarryALoadAtTheHands) {
  const auto motion = stand_and_hinge();
  const auto bare = compute_dynamics(motion, {.height = {}, .mass = Kilograms{80}, .load = Kilograms{0}});
  const auto loaded = compute_dynamics(motion, {.height = {}, .mass = Kilograms{80}, .load = Kilograms{60}});
  EXPECT_GT(loaded.hip_moment[1].value(), 1.5 * bare.hip_moment[1].value());
  EXPECT_GT(loaded.com_position[1].sd(), bare.com_position[1].sd());
}

TEST(Dynamics, SayWhyAFrameHasNone) {
  auto motion = stand_and_hinge();
  motion.path[static_cast<std::size_t>(body::Part::wrist)][1] = Measured<Point2<Sagittal>>::missing(Unmeasured::out_of_view);
  const auto d = compute_dynamics(motion, {});
  EXPECT_EQ(d.com_position[1].why(), Unmeasured::out_of_view);
  EXPECT_EQ(d.hip_moment[1].why(), Unmeasured::out_of_view);
  EXPECT_TRUE(d.hamstrings[1].has_value()) << "lengths need no hands";
}

TEST(Dynamics, AreNotTakenFromALegBehindAPlate) {
  auto motion = stand_and_hinge();
  auto& knee = motion.knee_flexion.camera_side[1];
  knee = Measured<Radians>::seen(knee.value(), Radians{8 * deg});
  EXPECT_EQ(compute_dynamics(motion, {}).com_position[1].why(), Unmeasured::occluded);
}

TEST(Dynamics, HaveNoMuscleLengthsWithoutOwnStanding) {
  auto motion = stand_and_hinge();
  motion.standing.reset();
  EXPECT_EQ(compute_dynamics(motion, {}).hamstrings[1].why(), Unmeasured::no_reference);
}

TEST(MuscleLengths, TakeTheHipFromThePelvisWhereItIsMeasured) {
  auto motion = stand_and_hinge(90);
  const auto guessed = compute_dynamics(motion, {}).hamstrings[1];
  motion.hip_flexion = {Measured<Radians>::seen(Radians{2 * deg}, Radians{4 * deg}),
                        Measured<Radians>::seen(Radians{80 * deg}, Radians{4 * deg})};
  const auto measured = compute_dynamics(motion, {}).hamstrings[1];
  EXPECT_NEAR(measured.value(), hamstring_length_change(Radians{78 * deg}, Radians{18 * deg}), 1e-9);
  EXPECT_NEAR(guessed.value(), hamstring_length_change(Radians{0.78 * 90 * deg}, Radians{18 * deg}), 1e-9);
  EXPECT_LT(measured.sd(), guessed.sd());
}

TEST(NewtonMetres, CarryTheDoubtAboutTheMass) {
  const auto m = to_newton_metres(Measured<double>::seen(2, 0.1), Measured<Kilograms>::seen(Kilograms{80}, Kilograms{10}));
  EXPECT_NEAR(m.value(), 160, 1e-12);
  EXPECT_NEAR(m.sd(), std::hypot(8, 20), 1e-12);
}

RC_GTEST_PROP(DynamicsProperty, SurviveAnyPartMissing, ()) {
  auto motion = stand_and_hinge(*rc::gen::inRange(0, 120));
  for (auto& path : motion.path) {
    if (*rc::gen::inRange(0, 4) == 0) path.assign(2, Measured<Point2<Sagittal>>::missing(Unmeasured::occluded));
    if (*rc::gen::inRange(0, 8) == 0) path.clear();
  }
  const auto d = compute_dynamics(motion, {});
  for (const auto& com : d.com_position) {
    RC_ASSERT(!com.has_value() || (std::isfinite(com.value()) && com.sd() > 0 && std::isfinite(com.sd())));
  }
}

}  // namespace
}  // namespace hinge::dynamics
