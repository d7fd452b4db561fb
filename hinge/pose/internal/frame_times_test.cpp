#include "hinge/pose/internal/frame_times.h"

#include <gtest/gtest.h>

namespace hinge::pose {
namespace {

std::vector<Seconds> seconds(const std::vector<double>& values) {
  std::vector<Seconds> time;
  for (const double value : values) time.emplace_back(value);
  return time;
}

void expect_times(const FrameTimes& settled, const std::vector<double>& expected) {
  ASSERT_EQ(settled.time.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(settled.time[i].value(), expected[i], 1e-9) << i;
}

TEST(FrameTimes, OfAnEvenFilmStayAsTheyAre) {
  const auto settled = settle_times(seconds({0, 0.05, 0.1, 0.15, 0.2}));
  expect_times(settled, {0, 0.05, 0.1, 0.15, 0.2});
  EXPECT_EQ(settled.spread, 0U);
}

TEST(FrameTimes, AreSpreadWhereAPictureHasItsNeighboursTimeBesideAHole) {
  expect_times(settle_times(seconds({0, 0.05, 0.1, 0.1, 0.2, 0.25, 0.3})), {0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3});
  expect_times(settle_times(seconds({0, 0.05, 0.15, 0.1501, 0.2, 0.25, 0.3})), {0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3});
  EXPECT_EQ(settle_times(seconds({0, 0.05, 0.1, 0.1, 0.2, 0.25, 0.3})).spread, 1U);
}

TEST(FrameTimes, AreOneWhereNoTimeIsMissing) {
  const auto settled = settle_times(seconds({0, 0.05, 0.1, 0.1, 0.15, 0.2}));
  EXPECT_EQ(settled.left_out, (std::vector<char>{0, 0, 0, 1, 0, 0}));
  EXPECT_EQ(settled.spread, 0U);
}

TEST(FrameTimes, OfAStretchAtAHighRateAreBelieved) {
  std::vector<double> times;
  for (int i = 0; i < 30; ++i) times.push_back(i / 30.0);
  for (int i = 0; i < 20; ++i) times.push_back(1 + i / 240.0);
  const auto settled = settle_times(seconds(times));
  expect_times(settled, times);
  EXPECT_EQ(settled.left_out, std::vector<char>(times.size(), 0));
}

TEST(FrameTimes, CountTheJumpsOfAClock) {
  EXPECT_EQ(settle_times(seconds({0, 0.05, 0.1, 86400, 86400.05})).jumps, 1U);
  EXPECT_EQ(settle_times(seconds({0, 0.05, 0.1, 5, 5.05})).jumps, 0U);
}

}  // namespace
}  // namespace hinge::pose
