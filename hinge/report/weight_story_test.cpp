#include "hinge/report/weight_story.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/support/sample_analysis.h"

namespace hinge::report {
namespace {

using kinematics::WeightScale;
using kinematics::WeightSource;

constexpr double rise_m = 0.6, scale_sd = 0.09;

/// The sample's two reps with a plate that goes down and up with them, `drift_m` forward in the second's way up.
analysis::Analysis with_plate(double second_speed = 0.30, double drift_m = 0.0) {
  auto analysis = test::sample_analysis();
  analysis.movement.recognition.exercise = "romanian_deadlift";
  auto& weight = analysis.motion.weight;
  weight.source = WeightSource::round;
  weight.scale_sd = scale_sd;
  weight.seen_share = 1;
  analysis.motion.scale.leg_length_m = Measured<Metres>::seen(Metres{0.84}, Metres{0.05});
  for (std::size_t i = 0; i < analysis.motion.frames(); ++i) {
    const double phase = 2 * std::numbers::pi * static_cast<double>(i) / 40.0;
    const double speed = -std::sin(phase) * std::numbers::pi * rise_m / 4.0;
    weight.height.push_back(Measured<double>::seen(rise_m * (1 - test::sample_depth(i)), 0.01));
    weight.velocity.push_back(Measured<double>::seen(speed, 0.02));
    const bool second_way_up = i > 60;
    weight.ahead_of_midfoot.push_back(Measured<double>::seen(0.03 + (second_way_up ? drift_m * std::sin(-phase) : 0.0), 0.10));
  }
  const auto put = [&](std::size_t rep, double mean, double loss, double drift) {
    auto& metrics = analysis.set.reps[rep].metrics;
    metrics["mean_concentric_velocity"] = {mean, std::hypot(0.01, scale_sd * mean), metrics::Unit::m_per_s};
    metrics["peak_concentric_velocity"] = {1.5 * mean, 0.05, metrics::Unit::m_per_s};
    metrics["velocity_loss"] = {loss, 0.03, metrics::Unit::ratio};
    metrics["bar_drift"] = {drift, 0.01, metrics::Unit::m};
  };
  put(0, 0.30, 0, 0.01);
  put(1, second_speed, 1 - second_speed / 0.30, drift_m);
  return analysis;
}

TEST(WeightStory, TellsSpeedLossDriftAndDistanceWithHowSureWeAre) {
  const auto story = tell_weight(with_plate(0.24, 0.08));
  ASSERT_TRUE(story);
  EXPECT_EQ(story->summary,
            "The weight went up at 0.27 m/s on average, ±0.03. The last rep was 20 % slower than the fastest (rep 1), ±5 %. "
            "On the way up it moved up to 8 cm forward from where it set off (rep 2), ±1 cm. At its closest it was 3 cm in front of "
            "mid-foot, at its farthest 11 cm in front of mid-foot; that place is known to about ±10 cm only.");
}

TEST(WeightStory, SaysWhatTheMetresRestOnAndFromWhereItHolds) {
  EXPECT_EQ(tell_weight(with_plate())->caution,
            "Read from the side; from another angle only the speed would hold. The metres rest on an assumed height, ±9 %: give "
            "your height or the diameter of the plate or bell and they get sharper; comparing reps is not affected.");
  auto given = with_plate();
  given.motion.weight.scale = WeightScale::diameter;
  EXPECT_TRUE(tell_weight(given)->caution.ends_with("The diameter you gave sets the metres."));
}

TEST(WeightStory, CallsNoRepSlowerThanNoiseAllows) {
  const auto story = tell_weight(with_plate(0.295));
  EXPECT_NE(story->summary.find("No rep was measurably slower"), std::string::npos);
  EXPECT_FALSE(story->worst_rep.has_value());
}

TEST(WeightStory, MarksTheRepThatStraysMost) {
  const auto story = tell_weight(with_plate(0.30, 0.08));
  EXPECT_EQ(story->worst_rep, 2);
  EXPECT_EQ(story->worst_word, "strays most");
}

TEST(WeightStory, MarksTheSlowestWhereNoneStrays) {
  const auto story = tell_weight(with_plate(0.22));
  EXPECT_EQ(story->worst_rep, 2);
  EXPECT_EQ(story->worst_word, "slowest");
}

TEST(WeightStory, SaysThatTheHandsStandIn) {
  auto analysis = with_plate();
  analysis.motion.weight.source = WeightSource::hands;
  const auto story = tell_weight(analysis);
  ASSERT_TRUE(story);
  EXPECT_EQ(story->stand_in, "No plate or bell was seen; the hands stand in for it.");
  EXPECT_TRUE(story->summary.starts_with("Your hands went up"));
  EXPECT_EQ(weight_sentence(analysis), story->stand_in);
}

TEST(WeightStory, IsNoneOfABodyweightLift) {
  auto analysis = with_plate();
  analysis.motion.weight.source = WeightSource::hands;
  analysis.movement.recognition.traits.empty_handed = true;
  EXPECT_FALSE(tell_weight(analysis));
  EXPECT_EQ(weight_sentence(analysis), "No plate or bell was seen, and nothing is known to be lifted: no path is shown.");
}

TEST(WeightStory, SpeaksOfNoPlaceFromASlant) {
  auto analysis = with_plate();
  analysis.motion.view.view = kinematics::View::oblique;
  for (auto& place : analysis.motion.weight.ahead_of_midfoot) place = Measured<double>::missing(Unmeasured::wrong_view);
  for (auto& rep : analysis.set.reps) rep.metrics.erase("bar_drift");
  const auto story = tell_weight(analysis);
  EXPECT_EQ(story->summary, "The weight went up at 0.30 m/s on average, ±0.03. No rep was measurably slower than the others.");
  EXPECT_TRUE(story->caution.starts_with("Seen at an angle: speed is read, but not where it is over your foot."));
}

TEST(WeightStory, OfASwingIsItsGreatestSpeed) {
  auto analysis = with_plate();
  analysis.movement.ballistic = true;
  EXPECT_TRUE(tell_weight(analysis)->summary.starts_with("The weight came up at 0.45 m/s at the fastest, ±0.04."));
}

}  // namespace
}  // namespace hinge::report
