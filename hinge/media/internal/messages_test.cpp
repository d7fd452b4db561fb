#include "hinge/media/internal/messages.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "hinge/media/internal/shared_frame.h"

namespace hinge::media::internal {
namespace {

VideoInfo sample_info() {
  VideoInfo info;
  info.path = "/clips/squat.mp4";
  info.container = "mov,mp4";
  info.codec = "h264";
  info.width_px = 720;
  info.height_px = 1280;
  info.turn = QuarterTurn::clockwise_90;
  info.duration = Seconds{12.3};
  info.frames = 369;
  info.fps = 29.97;
  info.variable_frame_rate = true;
  info.has_audio = true;
  info.keyframes = {Seconds{0}, Seconds{1.0 / 3}, Seconds{8}};
  info.first_stamp = -1001;
  return info;
}

TEST(Messages, BringAClipsFactsOverWhole) {
  const VideoInfo sent = sample_info();
  const auto info = unpack_info(pack(sent));
  ASSERT_TRUE(info);
  EXPECT_EQ(info->path, sent.path);
  EXPECT_EQ(info->container, sent.container);
  EXPECT_EQ(info->codec, sent.codec);
  EXPECT_EQ(info->width_px, sent.width_px);
  EXPECT_EQ(info->height_px, sent.height_px);
  EXPECT_EQ(info->turn, sent.turn);
  EXPECT_EQ(info->duration, sent.duration);
  EXPECT_EQ(info->frames, sent.frames);
  EXPECT_EQ(info->fps, sent.fps);
  EXPECT_TRUE(info->variable_frame_rate);
  EXPECT_FALSE(info->interlaced);
  EXPECT_TRUE(info->has_audio);
  EXPECT_EQ(info->keyframes, sent.keyframes);
  EXPECT_EQ(info->first_stamp, sent.first_stamp);
}

TEST(Messages, BringAJobOverWhole) {
  const auto job = unpack_job(pack(ReadJob{sample_info(), {.start = Seconds{2}, .end = Seconds{4}, .decoder_threads = 3}}));
  ASSERT_TRUE(job);
  EXPECT_EQ(job->options.start, Seconds{2});
  EXPECT_EQ(job->options.end, Seconds{4});
  EXPECT_EQ(job->options.decoder_threads, 3);
  EXPECT_EQ(job->info.keyframes.size(), 3U);
}

TEST(Messages, AreRefusedWhenAnythingIsMissingOrTooMuch) {
  const std::string whole = pack(sample_info());
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) EXPECT_FALSE(unpack_info(whole.substr(0, bytes))) << bytes;
  EXPECT_FALSE(unpack_info(whole + "x"));
}

TEST(Messages, AreRefusedWhenTheyCannotBeTrue) {
  const auto refused = [](auto spoil) {
    VideoInfo info = sample_info();
    spoil(info);
    return !unpack_info(pack(info));
  };
  EXPECT_TRUE(refused([](VideoInfo& info) { info.width_px = 0; }));
  EXPECT_TRUE(refused([](VideoInfo& info) { info.height_px = 1 << 30; }));
  EXPECT_TRUE(refused([](VideoInfo& info) { info.turn = static_cast<QuarterTurn>(4); }));
  EXPECT_TRUE(refused([](VideoInfo& info) { info.duration = Seconds{std::numeric_limits<double>::infinity()}; }));
  EXPECT_TRUE(refused([](VideoInfo& info) { info.fps = std::numeric_limits<double>::quiet_NaN(); }));
  EXPECT_TRUE(refused([](VideoInfo& info) { info.frames = -1; }));
  EXPECT_TRUE(refused([](VideoInfo& info) { info.keyframes = {Seconds{1}, Seconds{0}}; }));
}

TEST(Messages, LetNoControlCharacterOfAnErrorReachATerminal) {
  const auto error = unpack_error(pack(Error{Errc::corrupt, "is \x1b[2J\nbroken", ""}));
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, Errc::corrupt);
  EXPECT_EQ(error->what, "is ?[2J?broken");
  EXPECT_EQ(to_sentence(std::string(100'000, 'x')).size(), 1000U);
}

TEST(Messages, PlaceNoPictureThatHasNoLayout) {
  const auto placed = [](FrameFacts frame) { return needed_bytes({Seconds{0}, frame, std::nullopt}).has_value(); };
  EXPECT_TRUE(placed({AV_PIX_FMT_YUV420P, 640, 360}));
  EXPECT_FALSE(placed({-1, 640, 360}));
  EXPECT_FALSE(placed({AV_PIX_FMT_NB, 640, 360}));
  EXPECT_FALSE(placed({AV_PIX_FMT_VAAPI, 640, 360}));
  EXPECT_FALSE(placed({AV_PIX_FMT_YUV420P, 0, 360}));
  EXPECT_FALSE(placed({AV_PIX_FMT_YUV420P, 640, -360}));
  EXPECT_FALSE(placed({AV_PIX_FMT_YUV420P, 1 << 30, 1 << 30}));
}

RC_GTEST_PROP(MessagesProperty, AreAnsweredWhateverTheBytes, (const std::string& bytes)) {
  static_cast<void>(unpack_info(bytes));
  static_cast<void>(unpack_error(bytes));
  const auto picture = unpack_picture(bytes);
  if (picture) static_cast<void>(needed_bytes(*picture));
}

RC_GTEST_PROP(MessagesProperty, SurviveAnyByteThatIsChanged, ()) {
  std::string bytes = pack(sample_info());
  const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
  bytes[at] = *rc::gen::arbitrary<char>();
  const auto info = unpack_info(bytes);
  if (info) RC_ASSERT(info->width_px > 0 && info->height_px > 0);
}

}  // namespace
}  // namespace hinge::media::internal
