#include "hinge/pose/internal/frame_choice.h"

#include <gtest/gtest.h>

namespace hinge::pose {
namespace {

media::VideoInfo clip_of(double fps, double seconds) {
  media::VideoInfo info;
  info.fps = fps;
  info.duration = Seconds{seconds};
  info.frames = static_cast<std::int64_t>(fps * seconds + 0.5);
  return info;
}

TEST(FrameChoice, LeavesThirtyPicturesASecond) {
  EXPECT_EQ(pictures_per_look(clip_of(59.94, 10)), 2);
  EXPECT_EQ(pictures_per_look(clip_of(60, 10)), 2);
  EXPECT_EQ(pictures_per_look(clip_of(120, 10)), 4);
  EXPECT_EQ(pictures_per_look(clip_of(240, 10)), 8);
}

TEST(FrameChoice, LooksAtEveryPictureOfAnOrdinaryFilm) {
  for (const double fps : {8.0, 23.976, 25.0, 29.97, 30.0, 48.0, 50.0}) EXPECT_EQ(pictures_per_look(clip_of(fps, 10)), 1) << fps;
}

TEST(FrameChoice, NeverLeavesLessThanTwentyNinePicturesASecondOrSixtyInAll) {
  for (double fps = 5; fps < 1000; fps *= 1.03) {
    for (const double seconds : {0.2, 1.0, 1.9, 4.0, 60.0}) {
      const auto clip = clip_of(fps, seconds);
      const int every = pictures_per_look(clip);
      if (every == 1) continue;
      EXPECT_GE(fps / every, 29) << fps;
      EXPECT_GE(clip.frames / every, 60) << fps << " for " << seconds;
    }
  }
}

TEST(FrameChoice, LooksAtEveryPictureWhereTheClockIsNotToBeTrusted) {
  auto shared_times = clip_of(60, 10);
  shared_times.fps = 30;  // every time twice
  EXPECT_EQ(pictures_per_look(shared_times), 1);
  auto a_day_later = clip_of(60, 10);
  a_day_later.duration = Seconds{86410};
  EXPECT_EQ(pictures_per_look(a_day_later), 1);
  EXPECT_EQ(pictures_per_look(clip_of(0, 0)), 1);
}

TEST(FrameChoice, BeginsWithTheFirstPicture) {
  FrameChoice one_in_three(3);
  for (int i = 0; i < 9; ++i) EXPECT_EQ(one_in_three.look_at_next(), i % 3 == 0);
}

}  // namespace
}  // namespace hinge::pose
