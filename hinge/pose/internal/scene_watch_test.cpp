#include "hinge/pose/internal/scene_watch.h"

#include <gtest/gtest.h>

namespace hinge::pose {
namespace {

Thumbnail filled(int level) {
  Thumbnail thumbnail{};
  thumbnail.fill(static_cast<std::uint8_t>(level));
  return thumbnail;
}

TEST(SceneWatch, SeesAHardCut) {
  SceneWatch watch;
  EXPECT_FALSE(watch.is_new_scene(filled(80)));
  EXPECT_FALSE(watch.is_new_scene(filled(81)));
  EXPECT_TRUE(watch.is_new_scene(filled(130)));
  EXPECT_FALSE(watch.is_new_scene(filled(131)));
}

TEST(SceneWatch, DoesNotTakeASteadyPanForCuts) {
  SceneWatch watch;
  for (int i = 0; i < 12; ++i) EXPECT_FALSE(watch.is_new_scene(filled(20 + 8 * i))) << "picture " << i;
}

TEST(Thumbnail, ReadsEightBitLevelsFromDeeperPictures) {
  std::vector<std::byte> words;
  for (int i = 0; i < 8 * 4; ++i) {
    words.push_back(std::byte{0x20});  // 0x0320 of 10 bits = 200 of 8
    words.push_back(std::byte{0x03});
  }
  media::YuvView yuv;
  yuv.plane[0] = words.data();
  yuv.stride_bytes[0] = 16;
  yuv.width_px = 8;
  yuv.height_px = 4;
  yuv.bit_depth = 10;
  EXPECT_EQ(make_thumbnail(yuv), filled(200));
}

}  // namespace
}  // namespace hinge::pose
