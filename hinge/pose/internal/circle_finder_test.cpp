#include "hinge/pose/internal/circle_finder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace hinge::pose {
namespace {

constexpr CircleSearch search{.least_radius = 5, .greatest_radius = 29, .reach = 40, .most = 8, .usual_radius = 10};
constexpr double tenth_of_a_cell = 0.1;

/// A patch whose cells hold the mean of `level` over 4 x 4 points, as a camera's pixel would.
template <class Level>
GreyPatch draw(Level level) {
  GreyPatch patch;
  patch.level.resize(std::size_t{patch_cells} * patch_cells);
  for (int y = 0; y < patch_cells; ++y) {
    for (int x = 0; x < patch_cells; ++x) {
      double sum = 0;
      for (int i = 0; i < 16; ++i) sum += level(x - 0.375 + 0.25 * (i % 4), y - 0.375 + 0.25 * (i / 4));
      patch.level[static_cast<std::size_t>(y * patch_cells + x)] = static_cast<float>(sum / 16);
    }
  }
  return patch;
}

void add_noise(GreyPatch& patch, float sd) {
  std::mt19937 random(20);  // NOLINT(cert-msc51-cpp): a test repeats itself
  std::normal_distribution<float> noise(0, sd);
  for (float& level : patch.level) level += noise(random);
}

auto disc(double cx, double cy, double radius) {
  return [=](double x, double y) { return std::hypot(x - cx, y - cy) < radius ? 40.0 : 150.0; };
}

PatchCircle best_of(const GreyPatch& patch) {
  const auto found = CircleFinder().find(patch, search);
  return found.empty() ? PatchCircle{} : found.front();
}

class DiscOfEverySize : public testing::TestWithParam<double> {};
TEST_P(DiscOfEverySize, IsFoundToATenthOfACell) {
  const auto found = best_of(draw(disc(70.3, 55.8, GetParam())));
  EXPECT_NEAR(found.x, 70.3, tenth_of_a_cell);
  EXPECT_NEAR(found.y, 55.8, tenth_of_a_cell);
  EXPECT_NEAR(found.radius, GetParam(), 2 * tenth_of_a_cell);
  EXPECT_GT(found.score, 0.95);
}
INSTANTIATE_TEST_SUITE_P(Radii, DiscOfEverySize, testing::Values(6.0, 8.5, 12.0, 17.3, 22.0, 28.0));

TEST(CircleFinder, FindsADiscInNoise) {
  GreyPatch patch = draw(disc(60.4, 66.2, 18));
  add_noise(patch, 8);
  const auto found = best_of(patch);
  EXPECT_NEAR(found.x, 60.4, 3 * tenth_of_a_cell);
  EXPECT_NEAR(found.y, 66.2, 3 * tenth_of_a_cell);
  EXPECT_NEAR(found.radius, 18, 3 * tenth_of_a_cell);
}

TEST(CircleFinder, FindsAPlateBehindALegAndSaysHowMuchOfItWasSeen) {
  const auto plate = disc(64, 64, 20);
  const auto found = best_of(draw([&](double x, double y) { return x > 66 ? 95.0 : plate(x, y); }));
  EXPECT_NEAR(found.x, 64, 5 * tenth_of_a_cell);
  EXPECT_NEAR(found.y, 64, 3 * tenth_of_a_cell);
  EXPECT_NEAR(found.score, 0.53, 0.1);
}

TEST(CircleFinder, FindsAPlateWhetherItIsDarkerOrLighterThanWhatIsBehindIt) {
  const auto found = best_of(draw([](double x, double y) {
    return std::hypot(x - 64, y - 60) < 19 ? 100.0 : y < 60 ? 190.0 : 20.0;
  }));
  EXPECT_NEAR(found.y, 60, 3 * tenth_of_a_cell);
  EXPECT_NEAR(found.radius, 19, 3 * tenth_of_a_cell);
}

TEST(CircleFinder, LooksAgainWhereItIsTold) {
  // A third of an outline alone is lost among many others, but not to one who knows where to look.
  const GreyPatch patch = draw([](double x, double y) {
    const double angle = std::atan2(y - 64, x - 64);
    return std::hypot(x - 64, y - 64) < 20 && std::abs(angle) < 0.4 * std::numbers::pi ? 40.0 : 150.0;
  });
  const std::array<PatchCircle, 1> hints{{{63.2, 64.5, 20.4, 0}}};
  const auto found = CircleFinder().find(patch, search, hints);
  const bool there = std::ranges::any_of(found, [](const PatchCircle& one) {
    return std::hypot(one.x - 64, one.y - 64) < 1 && std::abs(one.radius - 20) < 1;
  });
  EXPECT_TRUE(there);
}

TEST(CircleFinder, FindsNothingOnABareWall) {
  GreyPatch patch = draw([](double, double) { return 120.0; });
  add_noise(patch, 2);
  EXPECT_TRUE(CircleFinder().find(patch, search).empty());
}

TEST(CircleFinder, SeesNoRoundThingInBricks) {
  const auto bricks = [](double x, double y) {
    const double row = std::floor(y / 9);
    return std::fmod(y, 9) < 1 || std::fmod(x + (std::fmod(row, 2) < 1 ? 0 : 11), 22) < 1 ? 180.0 : 90.0;
  };
  EXPECT_LT(best_of(draw(bricks)).score, 0.5);
}

TEST(CircleFinder, NamesTheSameCircleOnce) {
  const auto found = CircleFinder().find(draw(disc(64, 64, 20)), search);
  const auto there = std::ranges::count_if(
      found, [](const PatchCircle& one) { return std::hypot(one.x - 64, one.y - 64) < 3 && one.radius > 18; });
  EXPECT_EQ(there, 1);
}

}  // namespace
}  // namespace hinge::pose
