#include "hinge/pose/internal/bars_watch.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <vector>

namespace hinge::pose {
namespace {

/// 320 x 180, grey, with black columns and rows as asked.
class Grey {
public:
  Grey(int black_left, int black_right, int black_top = 0, int black_bottom = 0) : luma_(std::size_t{320} * 180) {
    for (int y = 0; y < 180; ++y) {
      for (int x = 0; x < 320; ++x) {
        const bool black = x < black_left || x >= 320 - black_right || y < black_top || y >= 180 - black_bottom;
        luma_[static_cast<std::size_t>(y) * 320 + static_cast<std::size_t>(x)] = black ? std::byte{17} : std::byte{90};
      }
    }
  }
  [[nodiscard]] media::YuvView view() const {
    media::YuvView yuv;
    yuv.plane[0] = luma_.data();
    yuv.stride_bytes[0] = 320;
    yuv.width_px = 320;
    yuv.height_px = 180;
    yuv.bit_depth = 8;
    return yuv;
  }

private:
  std::vector<std::byte> luma_;
};

std::optional<PictureArea> area_of(const std::vector<Grey>& pictures, media::QuarterTurn turn = media::QuarterTurn::none) {
  BarsWatch watch;
  for (const Grey& picture : pictures) watch.look(picture.view(), turn);
  return watch.between_bars();
}

TEST(BarsWatch, FindsThePortraitPictureBetweenTwoBars) {
  const auto area = area_of({Grey(110, 110)});
  ASSERT_TRUE(area);
  EXPECT_NEAR(area->left, 110, 2);
  EXPECT_NEAR(area->width, 100, 4);
  EXPECT_EQ(area->top, 0);
  EXPECT_EQ(area->height, 180);
}

TEST(BarsWatch, FindsBarsAboveAndBelowAndInATurnedPicture) {
  const auto above = area_of({Grey(0, 0, 22, 22)});
  ASSERT_TRUE(above);
  EXPECT_NEAR(above->top, 22, 2);
  const auto turned = area_of({Grey(0, 0, 22, 22)}, media::QuarterTurn::clockwise_90);
  ASSERT_TRUE(turned);
  EXPECT_NEAR(turned->left, 22, 2);
  EXPECT_EQ(turned->height, 320);
}

TEST(BarsWatch, FindsNoneWithoutBarsBesideOneDarkWallOrInABlackPicture) {
  EXPECT_FALSE(area_of({Grey(0, 0)}));
  EXPECT_FALSE(area_of({Grey(110, 0)}));
  EXPECT_FALSE(area_of({Grey(160, 160)}));
}

TEST(BarsWatch, KnowsThatWhatLightsUpLaterIsNoBar) {
  EXPECT_FALSE(area_of({Grey(110, 110), Grey(0, 0)}));
  const auto area = area_of({Grey(160, 160), Grey(110, 110)});
  ASSERT_TRUE(area) << "a fade from black between bars";
  EXPECT_NEAR(area->width, 100, 4);
}

}  // namespace
}  // namespace hinge::pose
