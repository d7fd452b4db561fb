#include "hinge/pose/internal/stick_finder.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace hinge::pose {
namespace {

constexpr StickSearch search{.steepest = 0.45, .highest_row = 28, .lowest_row = 64};
constexpr double half_a_cell = 0.5, slope_error = 0.02;

GreyStrip strip_of(const std::function<double(int row, int column)>& level) {
  GreyStrip strip;
  for (int row = 0; row < strip_rows; ++row) {
    for (int column = 0; column < strip_columns; ++column) strip.level.push_back(static_cast<float>(level(row, column)));
  }
  return strip;
}

/// Three cells wide, 40 levels darker than the wall.
double with_stick(int row, int column, double at_middle, double slope) {
  return std::abs(column - at_middle - slope * (row - strip_rows / 2.0)) < 1.6 ? 120 : 160;
}

TEST(FindStickLine, FindsAThinSlantedStick) {
  const auto line = find_stick_line(strip_of([](int r, int c) { return with_stick(r, c, 33, -0.2); }), search);
  ASSERT_TRUE(line);
  EXPECT_NEAR(line->at_middle, 33, half_a_cell);
  EXPECT_NEAR(line->slope, -0.2, slope_error);
  EXPECT_LT(line->residual, half_a_cell);
}

TEST(FindStickLine, LooksPastTheHandsThatHoldIt) {
  const auto line = find_stick_line(strip_of([](int r, int c) {
    const bool hand = (r > 30 && r < 40) || (r > 62 && r < 74);
    return hand ? 150 : with_stick(r, c, 30, 0.1);
  }), search);
  ASSERT_TRUE(line);
  EXPECT_NEAR(line->at_middle, 30, half_a_cell);
  EXPECT_LT(line->share, 0.9);
}

TEST(FindStickLine, KnowsAStickThatIsDarkOnTheWallAndLightOnTheHair) {
  const auto line = find_stick_line(strip_of([](int r, int c) { return r < 40 && c < 40 ? (std::abs(c - 25) < 2 ? 120 : 40) : with_stick(r, c, 25, 0); }), search);
  ASSERT_TRUE(line);
  EXPECT_NEAR(line->at_middle, 25, half_a_cell);
}

TEST(FindStickLine, IsNoneWhereTheBackMeetsTheWall) {
  EXPECT_FALSE(find_stick_line(strip_of([](int, int c) { return c < 30 ? 60 : 160; }), search));
}

TEST(FindStickLine, IsNoneInAnArmNineCentimetresWide) {
  EXPECT_FALSE(find_stick_line(strip_of([](int, int c) { return std::abs(c - 30) < 6 ? 60 : 160; }), search));
}

TEST(FindStickLine, IsNoneWhereTheStretchDoesNotReachFromHeadToTailbone) {
  EXPECT_FALSE(find_stick_line(strip_of([](int r, int c) { return r < 40 ? 160 : with_stick(r, c, 30, 0); }), search));
}

}  // namespace
}  // namespace hinge::pose
