#include "hinge/pose/internal/region.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hinge::pose {
namespace {

TEST(Region, OfAnUprightPersonIsNotTurned) {
  const auto region = region_from_points({100, 200}, {100, 120}, 1.25);
  EXPECT_DOUBLE_EQ(region.side_px, 2 * 80 * 1.25);
  EXPECT_NEAR(region.rotation.value(), 0, 1e-12);
}

TEST(Region, OfAPersonLyingWithTheHeadToTheRightIsTurnedClockwise) {
  const auto region = region_from_points({100, 200}, {180, 200}, 1.0);
  EXPECT_NEAR(region.rotation.value(), std::numbers::pi / 2, 1e-12);
}

TEST(Region, PutsItsCornerUpLeftOfItsCentre) {
  const auto corner = to_picture({{50, 60}, 20, Radians{0}}, 0, 0);
  EXPECT_DOUBLE_EQ(corner.x, 40);
  EXPECT_DOUBLE_EQ(corner.y, 50);
}

RC_GTEST_PROP(RegionProperty, HasTheScalePointStraightAboveTheHips, (int dx, int dy)) {
  RC_PRE(dx != 0 || dy != 0);
  const ImagePoint hips{320, 240}, top{320.0 + dx % 300, 240.0 + dy % 300};
  RC_PRE(top.x != hips.x || top.y != hips.y);
  const auto region = region_from_points(hips, top, 1.25);
  RC_ASSERT(region.rotation.value() >= -std::numbers::pi - 1e-12 && region.rotation.value() < std::numbers::pi + 1e-12);
  // Enlarged by 1.25, the circle through the scale point reaches 0.5 / 1.25 of the side above the centre.
  const auto back = to_picture(region, 0.5, 0.5 - 0.5 / 1.25);
  RC_ASSERT(std::hypot(back.x - top.x, back.y - top.y) < 1e-9 * region.side_px + 1e-9);
}

TEST(Region, LetterboxHoldsTheWholePictureInItsMiddle) {
  const auto square = letterbox({0, 0, 640, 360});
  const auto corner = to_picture(square, 0, 0);
  EXPECT_DOUBLE_EQ(corner.x, 0);
  EXPECT_DOUBLE_EQ(corner.y, -140);
  EXPECT_DOUBLE_EQ(square.side_px, 640);
}

TEST(Region, TilesCoverAWideOrATallPictureAndShareAtLeastHalf) {
  for (const auto& [width, height] : {std::pair{1280, 360}, std::pair{640, 360}, std::pair{404, 720}}) {
    const auto squares = tiles({0, 0, static_cast<double>(width), static_cast<double>(height)});
    ASSERT_GE(squares.size(), 2U);
    const bool wide = width > height;
    const auto along = [wide](const RegionOfInterest& square) { return wide ? square.centre.x : square.centre.y; };
    const double edge = std::min(width, height);
    EXPECT_DOUBLE_EQ(along(squares.front()), edge / 2);
    EXPECT_DOUBLE_EQ(along(squares.back()), std::max(width, height) - edge / 2);
    for (std::size_t i = 1; i < squares.size(); ++i)
      EXPECT_LE(along(squares[i]) - along(squares[i - 1]), edge / 2 + 1e-9);
  }
  EXPECT_TRUE(tiles({0, 0, 640, 600}).empty());
}

TEST(Region, SmallTilesHoldAPersonOfAQuarterOfThePictureWholeWhereverTheyStand) {
  const double width = 1280, height = 720;
  const double person = height / 4.0;
  const auto squares = small_tiles({100, 40, width, height});
  for (double x = person / 2; x <= width - person / 2; x += 15) {
    for (double y = person / 2; y <= height - person / 2; y += 15) {
      const bool whole = std::ranges::any_of(squares, [&](const RegionOfInterest& square) {
        const double room = (square.side_px - person) / 2 + 1e-9;
        return std::abs(100 + x - square.centre.x) <= room && std::abs(40 + y - square.centre.y) <= room;
      });
      ASSERT_TRUE(whole) << x << ", " << y;
    }
  }
}

TEST(Region, IsUnusableWhenItIsASpeckOrFarOutside) {
  EXPECT_TRUE(is_usable({{100, 100}, 200, Radians{0}}, 640, 360));
  EXPECT_FALSE(is_usable({{100, 100}, 2, Radians{0}}, 640, 360));
  EXPECT_FALSE(is_usable({{100, 100}, std::nan(""), Radians{0}}, 640, 360));
  EXPECT_FALSE(is_usable({{-2000, 100}, 200, Radians{0}}, 640, 360));
  EXPECT_FALSE(is_usable({{100, 100}, 20000, Radians{0}}, 640, 360));
}

TEST(Region, IsHeadOverHeelsWhicheverWayTheAngleWraps) {
  const auto turned = [](double degrees) { return RegionOfInterest{{0, 0}, 100, to_radians(Degrees{degrees})}; };
  EXPECT_TRUE(is_head_over_heels(turned(-40), turned(150)));
  EXPECT_FALSE(is_head_over_heels(turned(-170), turned(150)));
  EXPECT_FALSE(is_head_over_heels(turned(0), turned(90)));
}

TEST(Region, CouldBeTheSamePersonOnlyNearAndOfSimilarSize) {
  const RegionOfInterest here{{300, 200}, 200, Radians{0}};
  EXPECT_TRUE(could_be_same_person(here, {{330, 210}, 240, Radians{1}}));
  EXPECT_FALSE(could_be_same_person(here, {{420, 200}, 200, Radians{0}}));
  EXPECT_FALSE(could_be_same_person(here, {{300, 200}, 500, Radians{0}}));
}

}  // namespace
}  // namespace hinge::pose
