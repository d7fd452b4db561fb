#include "hinge/pose/internal/upright_watch.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace hinge::pose {
namespace {

constexpr int width = 640, height = 360;
constexpr double one_pixel = 1.0, one_row_px = 2.0 * height / edge_rows;
using Scene = std::function<int(int look, int x, int y)>;

/// What a watch has summed up after `looks` looks, a second apart.
StandingEdges watched(const Scene& scene, int looks = 6, Seconds apart = Seconds{1}) {
  UprightWatch watch;
  std::vector<std::byte> luma(std::size_t{width} * height);
  for (int look = 0; look < looks; ++look) {
    for (int y = 0; y < height; ++y) {
      for (int x = 0; x < width; ++x)
        luma[static_cast<std::size_t>(y * width + x)] = static_cast<std::byte>(scene(look, x, y));
    }
    media::YuvView yuv;
    yuv.plane[0] = luma.data();
    yuv.width_px = width;
    yuv.height_px = height;
    yuv.stride_bytes[0] = width;
    watch.look(yuv, media::QuarterTurn::none, apart * look);
  }
  return watch.take();
}

/// A wall's end, a little aslant, from the top down to y = 300.
int wall_end(int x, int y) { return y < 300 && x > 400 - 0.02 * y ? 190 : 160; }

TEST(FindUprights, FindsTheEndOfAWallAndWhereItMeetsTheFloor) {
  const auto found = find_uprights(watched([](int, int x, int y) { return wall_end(x, y); }));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].top.x, 400, one_pixel);
  EXPECT_NEAR(found[0].bottom.x, 394, one_pixel);
  EXPECT_NEAR(found[0].top.y, 0, one_row_px);
  EXPECT_NEAR(found[0].bottom.y, 300, one_row_px);
  EXPECT_GT(found[0].score, 0.95);
}

TEST(FindUprights, SeesItPastSomebodyWhoWalksBy) {
  const auto found = find_uprights(watched([](int look, int x, int y) {
    return std::abs(x - 100 * look) < 30 && y > 100 ? 60 : wall_end(x, y);
  }));
  ASSERT_FALSE(found.empty());
  EXPECT_NEAR(found[0].bottom.x, 394, 2 * one_pixel);
}

TEST(FindUprights, TakesNobodyWhoMovesForAPost) {
  EXPECT_TRUE(find_uprights(watched([](int look, int x, int) { return std::abs(x - 200 - 12 * look) < 20 ? 60 : 160; })).empty());
}

TEST(FindUprights, IsNoneOnABareWallNorForAWindowsShortSide) {
  EXPECT_TRUE(find_uprights(watched([](int, int, int) { return 160; })).empty());
  EXPECT_TRUE(find_uprights(watched([](int, int x, int y) { return std::abs(x - 200) < 50 && std::abs(y - 80) < 40 ? 90 : 160; })).empty());
}

TEST(FindUprights, IsNoneFromTwoLooks) {
  EXPECT_TRUE(find_uprights(watched([](int, int x, int y) { return wall_end(x, y); }, 2)).empty());
}

TEST(UprightWatch, LooksOnceASecond) {
  EXPECT_EQ(watched([](int, int, int) { return 160; }, 10, Seconds{0.5}).looks, 5);
}

TEST(StandingEdges, OfTwoPartsOfAClipAddUp) {
  const Scene scene = [](int, int x, int y) { return wall_end(x, y); };
  auto parts = watched(scene, 2);
  parts.add(watched(scene, 2));
  parts.add({});
  EXPECT_EQ(parts.looks, 4);
  EXPECT_EQ(find_uprights(parts).size(), 1U);
}

}  // namespace
}  // namespace hinge::pose
