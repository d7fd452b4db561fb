#include "hinge/pose/internal/segments.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace hinge::pose {
namespace {

media::VideoInfo clip_with_keyframes(std::vector<Seconds> keyframes) {
  media::VideoInfo info;
  info.keyframes = std::move(keyframes);
  return info;
}

TEST(Segments, MeetOnTheKeyframeNearTheMiddle) {
  const auto segments =
      plan_segments(clip_with_keyframes({Seconds{0}, Seconds{250 / 30.0}}), Seconds{0}, Seconds{490 / 30.0});
  ASSERT_EQ(segments.size(), 2U);
  EXPECT_DOUBLE_EQ(segments[1].start.value(), 250 / 30.0);
}

TEST(Segments, AreTwoForAShortClipAndOneForAVeryShortOne) {
  EXPECT_EQ(plan_segments(clip_with_keyframes({Seconds{0}}), Seconds{0}, Seconds{5}).size(), 2U);
  EXPECT_EQ(plan_segments(clip_with_keyframes({Seconds{0}}), Seconds{0}, Seconds{3}).size(), 1U);
}

TEST(Segments, FallBackToTheMiddleWhereNoKeyframeIsNear) {
  const auto segments = plan_segments(clip_with_keyframes({Seconds{0}}), Seconds{0}, Seconds{8});
  EXPECT_DOUBLE_EQ(segments.at(1).start.value(), 4);
}

TEST(Segments, AreAsManyAsThePicturesNeedWhereTheClockJumpsByADay) {
  media::VideoInfo info = clip_with_keyframes({Seconds{0}, Seconds{86404}});
  info.frames = 160;
  EXPECT_LE(plan_segments(info, Seconds{0}, Seconds{86408}).size(), 3U);
}

RC_GTEST_PROP(SegmentsProperty, CoverTheClipWithoutGapOrOverlap, (std::vector<unsigned> stamps, unsigned length)) {
  std::vector<Seconds> keyframes{Seconds{0}};
  for (const unsigned stamp : stamps) keyframes.emplace_back(stamp % 60000 / 100.0);
  std::ranges::sort(keyframes);
  const Seconds end{0.01 + length % 60000 / 100.0};
  const auto segments = plan_segments(clip_with_keyframes(keyframes), Seconds{0}, end);
  RC_ASSERT(segments.front().start == Seconds{0});
  RC_ASSERT(segments.back().end == end);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    RC_ASSERT(segments[i].start < segments[i].end);
    if (i > 0) RC_ASSERT(segments[i].start == segments[i - 1].end);
  }
}

}  // namespace
}  // namespace hinge::pose
