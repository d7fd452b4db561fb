// What single exercises ask: wall, block, stick, bridge, swing, held pose; against a puppet known in closed form.
#include <gtest/gtest.h>

#include "hinge/metrics/rep_metrics.h"
#include "tests/support/puppet.h"

namespace hinge::metrics {
namespace {

using movement::Phase;
using movement::PhaseName;
using test::Bump;
using test::deg;
using test::Puppet;

constexpr double fps = 50, leg_m = 0.88;

std::size_t frame_at(double seconds) { return static_cast<std::size_t>(std::lround(seconds * fps)); }

/// Reps of 4 s: down 1–2.5 s, hold to 3 s, up to 4 s, top to 5 s; each as deep as its entry says.
struct Set {
  kinematics::Motion motion;
  movement::Movement movement;
  body::Athlete athlete;

  Set(Puppet puppet, int reps) {
    motion = puppet.filmed_at(test::steady_times(1 + 4.0 * reps, fps));
    for (int k = 0; k < reps; ++k) {
      const double t = 4.0 * k;
      movement::Rep rep;
      rep.index = k + 1;
      rep.start = frame_at(t + 1);
      rep.bottom = frame_at(t + 2.75);
      rep.end = frame_at(t + 4);
      rep.phases = {Phase{PhaseName::descent, {rep.start, frame_at(t + 2.5)}},
                    Phase{PhaseName::bottom, {frame_at(t + 2.5), frame_at(t + 3)}},
                    Phase{PhaseName::ascent, {frame_at(t + 3), rep.end}},
                    Phase{PhaseName::lockout, {rep.end, frame_at(t + 4.8)}}};
      movement.reps.push_back(rep);
    }
  }
  [[nodiscard]] Samples measure(std::string_view name, std::size_t rep = 0) const {
    return find_metric(name)->measure(Trial{motion, movement, athlete}, movement.reps.at(rep));
  }
  [[nodiscard]] Measured<double> peak(std::string_view name, std::size_t rep = 0) const {
    return peak_of(measure(name, rep)).value;
  }
};

Set hinges(std::vector<double> depths_deg) {
  const auto fold = [=](double t) {
    double sum = 0;
    for (std::size_t k = 0; k < depths_deg.size(); ++k)
      sum += depths_deg[k] * Bump{1 + 4.0 * static_cast<double>(k), 1.5, 0.5, 1}.at(t);
    return sum;
  };
  return Set{Puppet::hinging(fold), static_cast<int>(depths_deg.size())};
}

/// Hip behind the ankle of a puppet's hinge, metres.
double hip_back(double fold_deg) {
  const double shank = 4 - 0.08 * fold_deg, thigh = shank - (4 + 0.2 * fold_deg);
  return -leg_m * (0.51 * std::sin(shank * deg) + 0.49 * std::sin(thigh * deg));
}

TEST(HipsShortOfWall, AreNoneWhereEveryRepEndsInTheSamePlace) {
  const auto set = hinges({90, 90, 90});
  for (std::size_t k = 0; k < 3; ++k) EXPECT_NEAR(set.peak("hips_short_of_wall", k).value(), 0, 1e-3);
}

TEST(HipsShortOfWall, AreWhatTheShallowRepLacks) {
  const auto set = hinges({90, 90, 60});
  EXPECT_NEAR(set.peak("hips_short_of_wall", 2).value(), hip_back(90) - hip_back(60), 2e-3);
}

TEST(HipsShortOfWall, CannotBeSaidFromOneRep) {
  EXPECT_EQ(hinges({90}).peak("hips_short_of_wall").why(), Unmeasured::no_reference);
}

TEST(HipsShortOfWall, AreSaidFromOneRepWhereTheWallIsSeen) {
  auto set = hinges({60});
  const double wall = hip_back(90) + kinematics::buttock_behind_hip_m;
  set.motion.wall = kinematics::WallBehind{{}, {}, Measured<double>::seen(wall, 0.03), {}};
  EXPECT_NEAR(set.peak("hips_short_of_wall").value(), hip_back(90) - hip_back(60), 2e-3);
}

TEST(KneeForwardTravel, IsBackwardsOrNothingInAHinge) {
  EXPECT_LT(hinges({90}).peak("knee_forward_travel").value(), 0.005);
}

TEST(KneeForwardTravel, IsTheWayTheKneeGoesInASquat) {
  const Bump bump{1, 1.5, 0.5, 1};
  Puppet p;
  p.shank = [=](double t) { return 4 + 26 * bump.at(t); };
  p.knee = [=](double t) { return 4 + 90 * bump.at(t); };
  p.trunk = [=](double t) { return 35 * bump.at(t); };
  EXPECT_NEAR(Set(p, 1).peak("knee_forward_travel").value(),
              leg_m * 0.51 * (std::sin(30 * deg) - std::sin(4 * deg)), 2e-3);
}

TEST(KneeForwardTravel, KeepsTheReasonWhenTheKneeIsHiddenAtTheTop) {
  auto set = hinges({90});
  set.motion.path[static_cast<std::size_t>(body::Part::knee)][set.movement.reps[0].start] =
      Measured<Point2<Sagittal>>::missing(Unmeasured::occluded);
  EXPECT_EQ(set.peak("knee_forward_travel").why(), Unmeasured::occluded);
}

TEST(DowelGap, AtTheTailboneGrowsWithTheBendOfTheLowerBack) {
  auto set = hinges({90});
  for (auto& angle : set.motion.lumbar_flexion) angle = Measured<Radians>::seen(Radians{20 * deg}, Radians{4 * deg});
  EXPECT_NEAR(set.peak("dowel_gap_sacrum").value(), 0.5 * 0.41 * leg_m * 20 * deg, 1e-9);
}

TEST(DowelGap, AtTheTailboneIsNotSaidWhenTheOutlineOfTheBackIsNotSeen) {
  EXPECT_FALSE(hinges({90}).peak("dowel_gap_sacrum").has_value());
}

TEST(DowelGap, AtTheHeadCountsLookingUpAndDownAlike) {
  for (const double neck_deg : {-25.0, 25.0}) {
    auto set = hinges({90});
    set.motion.standing.emplace();
    for (auto& angle : set.motion.neck_flexion)
      angle = Measured<Radians>::seen(Radians{neck_deg * deg}, Radians{4 * deg});
    EXPECT_NEAR(set.peak("dowel_gap_head").value(), 0.20 * leg_m * 25 * deg, 1e-9);
  }
}

TEST(HandHipDistance, IsALongArmLessTheTrunkInStanding) {
  const auto samples = hinges({90}).measure("hand_hip_distance");
  EXPECT_NEAR(samples.front().value.value(), leg_m * std::hypot(0.31 * std::sin(5 * deg), 0.6 - 0.33 - 0.31 * std::cos(5 * deg)),
              2e-3);
}

TEST(BridgeHipShort, IsTheFoldLeftWhereTheHipsAreHighest) {
  Puppet p;
  p.trunk = [](double) { return -90.0; };
  p.shank = [](double) { return 0.0; };
  p.knee = [](double) { return 105.0; };  // thigh at -105: fold 15
  EXPECT_NEAR(Set(p, 1).peak("bridge_hip_short").value(), 15 * deg, 1e-9);
}

TEST(ShankInclinationRange, IsHowFarTheShinRocks) {
  const Bump bump{1, 1.5, 0.5, 1};
  Puppet p;
  p.shank = [=](double t) { return -20 + 12 * bump.at(t); };
  EXPECT_NEAR(Set(p, 1).peak("shank_inclination_range").value(), 12 * deg, 1e-3);
}

TEST(ShankInclinationRange, IsNotGuessedWhenTheShinIsMostlyHidden) {
  auto set = hinges({90});
  for (auto& angle : set.motion.shank_inclination) angle = Measured<Radians>::missing(Unmeasured::implausible);
  EXPECT_EQ(set.peak("shank_inclination_range").why(), Unmeasured::implausible);
}

TEST(HandsAboveShoulder, AreAnArmBelowItWhenTheyHang) {
  EXPECT_NEAR(hinges({90}).peak("hands_above_shoulder").value(), -leg_m * (0.33 + 0.31 * std::cos(5 * deg)), 2e-3);
}

TEST(HandsAboveShoulder, AreLevelWithItWhenTheArmsReachForward) {
  Puppet p;
  p.arm = [](double) { return 90.0; };
  p.elbow = [](double) { return 0.0; };
  EXPECT_NEAR(Set(p, 1).peak("hands_above_shoulder").value(), 0, 1e-6);
}

TEST(HandsAboveKnee, AreMeasuredAtTheBottom) {
  Puppet p;
  p.elbow = [](double) { return 0.0; };
  p.shank = p.knee = [](double) { return 0.0; };
  EXPECT_NEAR(Set(p, 1).peak("hands_above_knee").value(), leg_m * (0.49 + 0.60 - 0.64), 1e-6);
}

TEST(HipsBehindAnkle, AreInLengthsOfTheFoot) {
  EXPECT_NEAR(hinges({90}).peak("hips_behind_ankle").value(), hip_back(90) / (0.3 * leg_m), 1e-3);
}

TEST(HandsAheadOfToes, AreNegativeWhenTheHandsStayOverTheFoot) {
  EXPECT_LT(hinges({20}).peak("hands_ahead_of_toes").value(), 0);
}

TEST(HandKneeDistance, KeepsTheReasonWhenTheHandIsHidden) {
  auto set = hinges({90});
  for (auto& point : set.motion.path[static_cast<std::size_t>(body::Part::wrist)])
    point = Measured<Point2<Sagittal>>::missing(Unmeasured::out_of_view);
  EXPECT_EQ(set.peak("hand_knee_distance").why(), Unmeasured::out_of_view);
}

}  // namespace
}  // namespace hinge::metrics
