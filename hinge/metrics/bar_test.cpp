#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "hinge/metrics/metric.h"
#include "hinge/metrics/rep_metrics.h"

namespace hinge::metrics {
namespace {

using kinematics::WeightSource;
using movement::PhaseName;

constexpr double fps = 50, scale_sd = 0.1, quadrature = 0.01;

/// Lifts with known speeds: a second down, a second still, then up half a metre at an even speed, a second still.
class Lifts {
public:
  explicit Lifts(const std::vector<double>& speeds, double drift_m = 0) {
    motion.weight.source = WeightSource::round;
    motion.weight.scale_sd = scale_sd;
    movement.recognition = {.pattern = movement::Pattern::hinge, .exercise = "romanian_deadlift", .confidence = 1};
    double height = rise;
    for (const double speed : speeds) {
      movement::Rep rep;
      rep.index = static_cast<int>(movement.reps.size()) + 1;
      rep.start = motion.frames();
      for (int i = 0; i < fps; ++i) add(height -= rise / fps, -rise, 0.03);
      rep.bottom = motion.frames() - 1;
      hold(height);
      const std::size_t first = motion.frames();
      const auto frames = static_cast<std::size_t>(std::lround(rise / speed * fps));
      for (std::size_t i = 0; i < frames; ++i) {
        const double way = static_cast<double>(i + 1) / static_cast<double>(frames);
        add(height += speed / fps, speed, 0.03 + drift_m * std::sin(std::numbers::pi * way));
      }
      rep.phases = {{PhaseName::ascent, {first - 10, motion.frames() + 5}}};
      rep.end = motion.frames() - 1;
      hold(height);
      movement.reps.push_back(rep);
    }
  }

  [[nodiscard]] Sample measure(std::string_view name, std::size_t rep = 0) const {
    const Trial trial{motion, movement, athlete, nullptr};
    return peak_of(find_metric(name)->measure(trial, movement.reps.at(rep)));
  }

  static constexpr double rise = 0.5;
  kinematics::Motion motion;
  movement::Movement movement;
  body::Athlete athlete;

private:
  void add(double height, double velocity, double ahead) {
    motion.time.push_back(Seconds{static_cast<double>(motion.frames()) / fps});
    motion.weight.height.push_back(Measured<double>::seen(height, 0.01));
    motion.weight.velocity.push_back(Measured<double>::seen(velocity, std::hypot(0.02, scale_sd * velocity)));
    motion.weight.ahead_of_midfoot.push_back(Measured<double>::seen(ahead, 0.03));
  }
  void hold(double height) {
    for (int i = 0; i < fps; ++i) add(height, 0, 0.03);
  }
};

TEST(MeanConcentricVelocity, IsTheRiseOverItsTimeWithoutThePauses) {
  const auto velocity = Lifts({0.4}).measure("mean_concentric_velocity").value;
  ASSERT_TRUE(velocity.has_value());
  EXPECT_NEAR(velocity.value(), 0.4, quadrature);
  EXPECT_NEAR(velocity.sd(), std::hypot(0.01, 0.04), 0.002);
}

TEST(PeakConcentricVelocity, IsTheGreatestSpeedOnTheWayUp) {
  EXPECT_NEAR(Lifts({0.4}).measure("peak_concentric_velocity").value.value(), 0.4, 1e-9);
}

TEST(VelocityLoss, IsHeldAgainstTheFastestRepSoFar) {
  const Lifts lifts({0.40, 0.50, 0.40});
  EXPECT_NEAR(lifts.measure("velocity_loss", 0).value.value(), 0, 1e-9);
  EXPECT_NEAR(lifts.measure("velocity_loss", 1).value.value(), 0, 1e-9);
  EXPECT_NEAR(lifts.measure("velocity_loss", 2).value.value(), 0.20, 0.02);
}

TEST(VelocityLoss, DoesNotFeelTheScale) {
  auto lifts = Lifts({0.5, 0.4});
  const double sd = lifts.measure("velocity_loss", 1).value.sd();
  EXPECT_LT(sd, 0.05);
}

TEST(BarDrift, IsTheFurthestFromTheVerticalOverTheStart) {
  EXPECT_NEAR(Lifts({0.4}, 0.08).measure("bar_drift").value.value(), 0.08, 0.005);
  EXPECT_NEAR(Lifts({0.4}, -0.06).measure("bar_drift").value.value(), -0.06, 0.005);
}

TEST(BarToMidfoot, IsTheWeightsPlaceAheadOfTheFoot) {
  EXPECT_NEAR(Lifts({0.4}, 0.08).measure("bar_to_midfoot").value.value(), 0.11, 0.005);
}

TEST(BarMetrics, AreMissingWhereNoWeightMovesWithTheHands) {
  for (const auto trait : {&movement::Traits::empty_handed, &movement::Traits::hands_apart}) {
    Lifts lifts({0.4});
    lifts.motion.weight.source = WeightSource::hands;
    lifts.movement.recognition.traits.*trait = true;
    for (const auto* name : {"mean_concentric_velocity", "peak_concentric_velocity", "velocity_loss", "bar_drift", "bar_to_midfoot"})
      EXPECT_FALSE(lifts.measure(name).value.has_value()) << name;
  }
}

TEST(BarMetrics, TakeTheHandsForTheBarInADeadlift) {
  Lifts lifts({0.4});
  lifts.motion.weight.source = WeightSource::hands;
  EXPECT_TRUE(lifts.measure("mean_concentric_velocity").value.has_value());
}

TEST(BarMetrics, AreMissingWithNeitherWeightNorHands) {
  Lifts lifts({0.4});
  lifts.motion.weight = {};
  EXPECT_EQ(lifts.measure("mean_concentric_velocity").value.why(), Unmeasured::occluded);
}

TEST(BarMetrics, AreMissingWhereHalfOfTheWayUpWasNotSeen) {
  Lifts lifts({0.4});
  const std::size_t fast = lifts.movement.reps[0].phases[0].frames.first + 30;
  for (std::size_t i = fast; i < fast + 10; ++i) lifts.motion.weight.velocity[i] = Measured<double>::missing(Unmeasured::occluded);
  EXPECT_EQ(lifts.measure("mean_concentric_velocity").value.why(), Unmeasured::too_few_frames);
}

TEST(BarMetrics, AreMissingWhereTheWeightHardlyRises) {
  Lifts lifts({0.4});
  for (auto& height : lifts.motion.weight.height) height = Measured<double>::seen(0.1 * height.value(), 0.01);
  EXPECT_EQ(lifts.measure("mean_concentric_velocity").value.why(), Unmeasured::too_few_frames);
}

}  // namespace
}  // namespace hinge::metrics
