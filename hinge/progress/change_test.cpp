#include "hinge/progress/change.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "tests/support/past.h"

namespace hinge::progress {
namespace {

constexpr double rounding = 1e-12;

TEST(MinimalDetectableChange, IsRootTwoTimes196TimesTheErrorWhenBothAreAlike) {
  EXPECT_NEAR(minimal_detectable_change({10, 2, 5}, {12, 2, 5}), 1.96 * std::sqrt(2.0) * 2, rounding);
}

TEST(SetMean, AddsTheMeasurementsShareAndTheSpreadOverTheRootOfTheCount) {
  const std::array values{Value{10, 4}, Value{12, 4}, Value{14, 4}};
  const auto mean = mean_of(values, 3, 0.5);
  ASSERT_TRUE(mean);
  EXPECT_NEAR(mean->mean, 12, rounding);
  EXPECT_NEAR(mean->sem, std::sqrt(0.25 * 16 + 4.0 / 3.0), rounding);  // half of 4, and sd 2 of three
}

TEST(SetMean, IsNothingForTooFewValues) {
  const std::array values{Value{10, 4}, Value{12, 4}};
  EXPECT_FALSE(mean_of(values, 3, 0.5));
}

Set set_of(double knee_deg, double sd_deg = 3) {
  return test::make_script_set({.good_deg = knee_deg, .sd_deg = sd_deg}, test::on_day(0), "s");
}

TEST(CompareSets, CallsAChangeWithinTheNoiseNoise) {
  Set a = test::make_script_set({.fold_deg = 85}, test::on_day(0), "a");
  Set b = test::make_script_set({.fold_deg = 87}, test::on_day(2), "b");
  const auto changes = compare_sets(a, b, 0.5);
  const auto fold = std::ranges::find(changes, "hip_fold_peak", &MetricChange::metric);
  ASSERT_NE(fold, changes.end());
  EXPECT_EQ(fold->finding, Finding::noise);
  EXPECT_NEAR(fold->change, test::rad(2), 1e-9);
}

TEST(CompareSets, CallsAChangeBeyondTheNoiseReal) {
  Set a = test::make_script_set({.fold_deg = 70}, test::on_day(0), "a");
  Set b = test::make_script_set({.fold_deg = 87}, test::on_day(2), "b");
  const auto changes = compare_sets(a, b, 0.5);
  const auto fold = std::ranges::find(changes, "hip_fold_peak", &MetricChange::metric);
  ASSERT_NE(fold, changes.end());
  EXPECT_EQ(fold->finding, Finding::real);
  EXPECT_EQ(fold->reps_a.size(), 10u);
}

RC_GTEST_PROP(CompareSetsProperty, TurnsItsSignWhenTheSetsChangePlaces, ()) {
  const double a_deg = *rc::gen::inRange(40, 110), b_deg = *rc::gen::inRange(40, 110);
  Set a = test::make_script_set({.fold_deg = a_deg}, test::on_day(0), "a");
  Set b = test::make_script_set({.fold_deg = b_deg}, test::on_day(2), "b");
  const auto there = compare_sets(a, b, 0.5), back = compare_sets(b, a, 0.5);
  RC_ASSERT(there.size() == back.size());
  for (std::size_t i = 0; i < there.size(); ++i) {
    RC_ASSERT(std::abs(there[i].change + back[i].change) < rounding);
    RC_ASSERT(there[i].finding == back[i].finding);
  }
}

RC_GTEST_PROP(CompareSetsProperty, FindsNothingBetweenASetAndItself, ()) {
  Set a = test::make_script_set({.fold_deg = static_cast<double>(*rc::gen::inRange(40, 110))}, test::on_day(0), "a");
  for (const MetricChange& change : compare_sets(a, a, 0.5)) RC_ASSERT(change.finding == Finding::noise);
}

const catalog::Rule& knee_rule() { return *test::shipped_catalog().find_rule("minimal_knee_bend"); }
const catalog::Learning& learning() { return test::shipped_catalog().ladder.learning; }

TEST(JudgeCue, SaysHelpedWhenTheKneesBentLessBeyondTheNoise) {
  const CueOutcome outcome = judge_cue(set_of(55), set_of(30), knee_rule(), *knee_rule().find_case("bent"), learning());
  EXPECT_EQ(outcome.effect, CueEffect::helped);
  EXPECT_NEAR(*outcome.before - *outcome.after, test::rad(25), 1e-9);
  EXPECT_NEAR(*outcome.noise, 1.96 * std::sqrt(2.0) * 0.5 * test::rad(3), 1e-9);
}

TEST(JudgeCue, SaysNoChangeWithinTheNoise) {
  EXPECT_EQ(judge_cue(set_of(55), set_of(53), knee_rule(), *knee_rule().find_case("bent"), learning()).effect,
            CueEffect::no_change);
}

TEST(JudgeCue, SaysWorseWhenTheyBentMore) {
  EXPECT_EQ(judge_cue(set_of(45), set_of(60), knee_rule(), *knee_rule().find_case("bent"), learning()).effect,
            CueEffect::worse);
}

TEST(JudgeCue, TurnsRoundForACaseBelowTheGoodBand) {
  EXPECT_EQ(side_of(knee_rule(), *knee_rule().find_case("locked")), -1);
  EXPECT_EQ(judge_cue(set_of(1), set_of(15), knee_rule(), *knee_rule().find_case("locked"), learning()).effect,
            CueEffect::helped);
}

TEST(JudgeCue, DoesNotAnswerWithoutMeasurements) {
  Set blind = set_of(30);
  for (RepRecord& rep : blind.reps) rep.judgements.clear();
  EXPECT_EQ(judge_cue(set_of(55), blind, knee_rule(), *knee_rule().find_case("bent"), learning()).effect,
            CueEffect::not_measured);
}

TEST(JudgeCue, ReadsTheMetricOfTheCaseWhereARuleHasSeveral) {
  const catalog::Rule& squat = *test::shipped_catalog().find_rule("squat_dominant");
  RepRecord rep;
  rep.metrics["knee_flexion_peak"] = {1.0, 0.05, metrics::Unit::rad};
  rep.metrics["shank_inclination_peak"] = {0.3, 0.05, metrics::Unit::rad};
  EXPECT_DOUBLE_EQ(measure_case(rep, squat, *squat.find_case("knees"))->value, 1.0);
  EXPECT_DOUBLE_EQ(measure_case(rep, squat, *squat.find_case("shins"))->value, 0.3);
}

}  // namespace
}  // namespace hinge::progress
