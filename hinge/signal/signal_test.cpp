#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "hinge/signal/derivative.h"
#include "hinge/signal/outliers.h"
#include "hinge/signal/smooth.h"
#include "hinge/signal/statistics.h"

namespace hinge::signal {
namespace {

using Values = std::vector<double>;
constexpr double rounding = 1e-12;
constexpr double two_pi = 2 * std::numbers::pi;

Values even(std::size_t count, double rate_hz) {
  Values times;
  for (std::size_t i = 0; i < count; ++i) times.push_back(static_cast<double>(i) / rate_hz);
  return times;
}

/// Seeded, of mean 0 and sd 1.
class Noise {
 public:
  explicit Noise(unsigned seed) : engine_(seed) {}
  double operator()() { return normal_(engine_); }

 private:
  std::mt19937 engine_;
  std::normal_distribution<double> normal_;
};

TEST(Segments, AreTheStretchesBetweenGaps) {
  const Series series{1.0, 2.0, std::nullopt, 3.0, std::nullopt, std::nullopt};
  EXPECT_EQ(find_segments(series), (std::vector<Segment>{{0, 2}, {3, 1}}));
}

TEST(Segments, ArePartedWhereFramesWereDropped) {
  EXPECT_EQ(find_segments(Values{0, 0.1, 0.9, 1.0}, Series{1.0, 1.0, 1.0, 1.0}, 0.2),
            (std::vector<Segment>{{0, 2}, {2, 2}}));
}

TEST(Median, IsTheMiddleOrTheMeanOfTheTwoMiddles) {
  EXPECT_EQ(median(Values{3, 1, 2}), 2);
  EXPECT_EQ(median(Values{4, 1, 2, 3}), 2.5);
  EXPECT_EQ(median({}), std::nullopt);
}

TEST(MedianDeviation, IsNotMovedByOneWildValue) { EXPECT_EQ(median_deviation(Values{1, 2, 3, 4, 1e9}), 1); }

TEST(Percentile, IsLinearBetweenOrderStatistics) {
  EXPECT_EQ(percentile(Values{10, 20, 30, 40, 50}, 0), 10);
  EXPECT_EQ(percentile(Values{10, 20, 30, 40, 50}, 1), 50);
  EXPECT_NEAR(*percentile(Values{10, 20, 30, 40, 50}, 0.9), 46, rounding);
}

TEST(Outliers, AreTurnedIntoGaps) {
  const Series series{1.0, 1.1, 0.9, 9.0, 1.0, 1.2, 1.1};
  const auto kept = remove_outliers(series);
  EXPECT_EQ(kept[3], std::nullopt);
  EXPECT_EQ(std::ranges::count_if(kept, [](const auto& sample) { return !sample; }), 1);
}

TEST(Outliers, AreNotSeenInASmoothMovement) {
  Series series;
  for (const double t : even(300, 30)) series.emplace_back(45 * (1 - std::cos(two_pi * t / 3)));
  EXPECT_EQ(remove_outliers(series), series);
}

TEST(Outliers, AreNotSeenBelowTheSmallestDeviation) {
  const Series series{1.0, 1.0, 1.01, 1.0, 1.0};
  EXPECT_EQ(remove_outliers(series)[2], std::nullopt);
  EXPECT_EQ(remove_outliers(series, {.smallest_deviation = 0.05}), series);
}

TEST(Outliers, AreNotJudgedWithoutNeighbours) {
  const Series series{std::nullopt, 5.0, 900.0, std::nullopt};
  EXPECT_EQ(remove_outliers(series), series);
}

TEST(Rate, IsExactForAParabolaAtUnevenTimes) {
  const Values times{0, 0.03, 0.1, 0.12, 0.2};
  Series series;
  for (const double t : times) series.emplace_back(2 + 3 * t - 5 * t * t);
  const auto rate = compute_rate(times, series);
  for (std::size_t i = 0; i < times.size(); ++i) EXPECT_NEAR(*rate[i], 3 - 10 * times[i], 1e-10);
}

TEST(Rate, IsNotTakenAcrossAGap) {
  const auto rate = compute_rate(Values{0, 1, 2, 3, 4, 5}, Series{0.0, 1.0, std::nullopt, 7.0, std::nullopt, 9.0});
  EXPECT_EQ(rate, (Series{1.0, 1.0, std::nullopt, std::nullopt, std::nullopt, std::nullopt}));
}

TEST(Rate, StandsTwoPicturesAtOneTime) {
  EXPECT_EQ(compute_rate(Values{0, 1, 1, 2}, Series{0.0, 2.0, 2.0, 4.0}), (Series{2.0, 2.0, 2.0, 2.0}));
}

// docs/science.md 5.2: 5 mm of noise at 30 frames a second is 0.106 m/s.
TEST(Rate, MultipliesNoiseAsTheFormulaSays) {
  Noise noise(2);
  Series series;
  for (int i = 0; i < 20000; ++i) series.emplace_back(0.005 * noise());
  double sum = 0;
  for (const auto& rate : compute_rate(even(series.size(), 30), series)) sum += *rate * *rate;
  EXPECT_NEAR(std::sqrt(sum / static_cast<double>(series.size())), 0.106, 0.002);
}

struct Lift {
  Values times;
  Series series;
};
/// Half a second per 90 degrees: as fast as a lift gets. Times jitter by up to `jitter_s`.
Lift jittery_lift(double jitter_s) {
  Lift lift;
  std::mt19937 engine(4);
  for (double t : even(300, 30)) {
    t += jitter_s * (static_cast<double>(engine()) / 4294967295.0 - 0.5);
    lift.times.push_back(t);
    lift.series.emplace_back(45 * (1 - std::cos(two_pi * t)));
  }
  return lift;
}

TEST(Smooth, KeepsALiftOnUnevenTimesToATwentiethOfADegree) {
  const auto [times, series] = jittery_lift(0.02);
  const auto out = smooth(times, series);
  double worst = 0;
  for (std::size_t i = 30; i < 270; ++i) worst = std::max(worst, std::abs(*out[i] - *series[i]));
  EXPECT_LT(worst, 0.05);
}

TEST(Smooth, GivesUnevenTimesWhatItGivesEvenOnes) {
  const auto [times, series] = jittery_lift(0.02);
  const auto uneven = smooth(times, series);
  const auto [even_time, even_series] = jittery_lift(0);
  const auto reference = smooth(even_time, even_series);
  Values knots;
  for (const auto& value : reference) knots.push_back(*value);
  const auto expected = interpolate(even_time, knots, times, Interpolation::cubic);
  for (std::size_t i = 30; i < 270; ++i) EXPECT_NEAR(*uneven[i], expected[i], 0.05) << i;
}

TEST(Smooth, BridgesShortGapsAndKeepsLongOnes) {
  Series series(60, 5.0);
  for (std::size_t i = 10; i < 13; ++i) series[i].reset();
  for (std::size_t i = 30; i < 45; ++i) series[i].reset();
  const auto out = smooth(even(60, 30), series);
  for (std::size_t i = 0; i < 60; ++i) {
    EXPECT_EQ(out[i].has_value(), i < 30 || i >= 45) << i;
    EXPECT_NEAR(out[i].value_or(5), 5, 1e-9);
  }
}

TEST(Smooth, DoesNotFilterAcrossDroppedFrames) {
  Values times = even(20, 30);
  for (std::size_t i = 10; i < 20; ++i) times[i] += 1;
  Series series(20, 0.0);
  for (std::size_t i = 10; i < 20; ++i) series[i] = 90;
  EXPECT_EQ(smooth(times, series), series);
}

TEST(Smooth, LowersTheCutoffForSlowCameras) {
  EXPECT_EQ(smooth(even(20, 10), Series(20, 3.0), {.cutoff_hz = 8}).size(), 20U);
}

TEST(Smooth, StandsTwoPicturesAtOneTime) {
  EXPECT_EQ(smooth(Values{0, 0, 0}, Series{1.0, 2.0, 3.0}), (Series{1.0, 2.0, 3.0}));
}

RC_GTEST_PROP(SmoothProperty, ConstantInIsConstantOutAtAnyTimesAndGaps, ()) {
  const double value = *rc::gen::inRange(-100000, 100000) / 100.0;
  Values times;
  Series series;
  double t = 0;
  for (const int step_ms : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 300))) {
    times.push_back(t);
    t += step_ms / 1000.0;
    if (*rc::gen::inRange(0, 4) == 0) series.emplace_back(std::nullopt);
    else series.emplace_back(value);
  }
  const auto out = smooth(times, series);
  for (std::size_t i = 0; i < out.size(); ++i) {
    RC_ASSERT(out[i].has_value() || !series[i].has_value());
    RC_ASSERT(std::abs(out[i].value_or(value) - value) <= 1e-9 * (1 + std::abs(value)));
  }
}

}  // namespace
}  // namespace hinge::signal
