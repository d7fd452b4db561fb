#include "hinge/signal/interpolate.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "hinge/base/expect.h"

namespace hinge::signal {
namespace {

using Values = std::vector<double>;
constexpr double rounding = 1e-12;

TEST(Interpolate, MeetsItsKnots) {
  const Values time{0, 0.1, 0.35, 0.4}, value{1, 5, -2, 0.5};
  for (const auto method : {Interpolation::linear, Interpolation::cubic, Interpolation::pchip}) {
    const auto out = interpolate(time, value, time, method);
    for (std::size_t i = 0; i < time.size(); ++i) EXPECT_NEAR(out[i], value[i], rounding);
  }
}

TEST(Interpolate, KeepsAStraightLine) {
  const Values time{0, 0.1, 0.35, 0.4}, value{0, 1, 3.5, 4};
  for (const auto method : {Interpolation::linear, Interpolation::cubic, Interpolation::pchip}) {
    EXPECT_NEAR(interpolate(time, value, Values{0.2}, method)[0], 2, rounding);
  }
}

// Worked by hand: slopes by Fritsch and Butland at the middle knots of 0 1 4 9 are 1.5 and 3.75.
TEST(Interpolate, HasFritschAndButlandsSlopes) {
  const Values time{0, 1, 2, 3}, value{0, 1, 4, 9};
  EXPECT_NEAR(interpolate(time, value, Values{1.5})[0], 2.5 + (1.5 - 3.75) / 8, rounding);
}

TEST(Interpolate, KeepsAParabolaWhenCubic) {
  const Values time{0, 0.5, 2, 3}, value{0, 0.25, 4, 9};
  for (const double t : {0.25, 1.0, 2.5}) {
    EXPECT_NEAR(interpolate(time, value, Values{t}, Interpolation::cubic)[0], t * t, rounding);
  }
}

TEST(Interpolate, IsLevelBeyondItsEnds) {
  EXPECT_EQ(interpolate(Values{1, 2}, Values{5, 7}, Values{0, 3}), (Values{5, 7}));
}

TEST(Interpolate, TakesTheFirstOfTwoKnotsAtOneTime) {
  EXPECT_NEAR(interpolate(Values{0, 1, 1, 2}, Values{0, 1, 50, 2}, Values{1.5})[0], 1.5, rounding);
}

TEST(Interpolate, RefusesTimesThatRunBackwards) {
  EXPECT_THROW((void)interpolate(Values{1, 0}, Values{1, 1}, Values{0.5}), LogicFault);
}

RC_GTEST_PROP(InterpolateProperty, NeverLeavesTheRangeOfTheNeighbouringKnots, ()) {
  Values time{0}, value{0};
  for (int i = 0; i < *rc::gen::inRange(1, 12); ++i) {
    time.push_back(time.back() + *rc::gen::inRange(1, 50) / 100.0);
    value.push_back(*rc::gen::inRange(-100, 100) / 10.0);
  }
  for (std::size_t i = 1; i < time.size(); ++i) {
    const Values inside = even_times(time[i - 1], time[i], 1000);
    for (const double v : interpolate(time, value, inside)) {
      RC_ASSERT(v >= std::min(value[i - 1], value[i]) - rounding);
      RC_ASSERT(v <= std::max(value[i - 1], value[i]) + rounding);
    }
  }
}

TEST(EvenTimes, MeetBothEndsAtAboutTheRate) {
  const auto times = even_times(1.0, 2.01, 30);
  EXPECT_EQ(times.size(), 31U);
  EXPECT_EQ(times.front(), 1.0);
  EXPECT_EQ(times.back(), 2.01);
}

TEST(EvenTimes, AreOneForAMoment) { EXPECT_EQ(even_times(2, 2, 30), Values{2}); }

TEST(TypicalRate, IsNotMovedByDroppedOrDoubledFrames) {
  EXPECT_NEAR(typical_rate_hz(Values{0, 0.1, 0.2, 0.2, 0.3, 1.3, 1.4}), 10, 1e-9);
  EXPECT_EQ(typical_rate_hz(Values{1, 1}), 0);
}

Values frame_times(std::size_t count, double rate_hz = 30) {
  Values times;
  for (std::size_t i = 0; i < count; ++i) times.push_back(static_cast<double>(i) / rate_hz);
  return times;
}

Series line_without(std::size_t count, std::size_t first, std::size_t last) {
  Series series;
  for (std::size_t i = 0; i < count; ++i) {
    if (i >= first && i <= last) series.emplace_back(std::nullopt);
    else series.emplace_back(static_cast<double>(i));
  }
  return series;
}

TEST(FillGaps, BridgesAFifthOfASecond) {
  const auto filled = fill_gaps(frame_times(20), line_without(20, 5, 9));  // neighbours 6 frames of 1/30 s apart
  for (std::size_t i = 0; i < 20; ++i) EXPECT_NEAR(filled[i].value(), static_cast<double>(i), 1e-9);
}

TEST(FillGaps, LeavesLongerGapsOpen) {
  const auto series = line_without(20, 5, 10);
  EXPECT_EQ(fill_gaps(frame_times(20), series), series);
}

TEST(FillGaps, InventsNothingBeforeTheFirstOrAfterTheLastMeasurement) {
  const auto before = line_without(10, 0, 1), after = line_without(10, 8, 9);
  EXPECT_EQ(fill_gaps(frame_times(10), before), before);
  EXPECT_EQ(fill_gaps(frame_times(10), after), after);
}

TEST(FillGaps, CountsTimeNotFrames) {
  const auto series = line_without(10, 4, 5);
  EXPECT_EQ(fill_gaps(frame_times(10, 10), series), series);  // 0.3 s at 10 frames a second
}

TEST(FillGaps, StandsAnEmptySeries) { EXPECT_TRUE(fill_gaps({}, {}).empty()); }

TEST(FillGaps, IsWithinOnePercentOnASine) {
  // 1 Hz, three frames of thirty missing at its steepest.
  const auto times = frame_times(60);
  Series series;
  for (const double t : times) series.emplace_back(std::sin(2 * 3.14159265358979 * t));
  const Series whole = series;
  for (std::size_t i = 29; i <= 31; ++i) series[i].reset();
  const auto filled = fill_gaps(times, series);
  for (std::size_t i = 29; i <= 31; ++i) EXPECT_NEAR(*filled[i], *whole[i], 0.01);
}

}  // namespace
}  // namespace hinge::signal
