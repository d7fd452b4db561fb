#include "hinge/media/video_reader.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include "hinge/media/internal/test_clip.h"
#include "hinge/media/internal/timeline.h"
#include "tests/support/temp_folder.h"

namespace hinge::media {
namespace {

using internal::even_stamps_ms;
using internal::read_index;
using internal::TestClip;

struct Seen {
  std::vector<int> indices;
  std::vector<double> times;
  std::optional<std::string> damage;
  std::optional<Picture> first;
};

Seen read_all(const VideoInfo& info, VideoReader::Options options = {}) {
  Seen seen;
  auto reader = VideoReader::open(info, options);
  if (!reader) throw std::runtime_error(to_string(reader.error()));
  while (true) {
    auto picture = reader->next();
    if (!picture) throw std::runtime_error(to_string(picture.error()));
    if (!*picture) break;
    seen.indices.push_back(read_index(**picture));
    seen.times.push_back((*picture)->time().value());
    if (!seen.first) seen.first = **picture;
  }
  seen.damage = reader->damage();
  return seen;
}

std::vector<int> indices_upto(int count) {
  std::vector<int> all(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) all[static_cast<std::size_t>(i)] = i;
  return all;
}

class Reader : public ::testing::Test {
 protected:
  VideoInfo probed(const std::string& name, const TestClip& clip) const {
    internal::write_clip(folder.path() / name, clip);
    return info_of(name);
  }
  VideoInfo info_of(const std::string& name) const {
    auto info = probe_video(folder.path() / name);
    if (!info) throw std::runtime_error(to_string(info.error()));
    return *info;
  }
  test::TempFolder folder;
};

TEST_F(Reader, GivesEveryPictureInPresentationOrderWithItsTime) {
  const auto seen = read_all(probed("b.mp4", {.stamps_ms = even_stamps_ms(40, 25), .b_frames = 2}));
  EXPECT_EQ(seen.indices, indices_upto(40));
  for (std::size_t i = 0; i < 40; ++i) EXPECT_NEAR(seen.times[i], 0.04 * static_cast<double>(i), 1e-9);
  EXPECT_FALSE(seen.damage);
}

TEST_F(Reader, KeepsRepeatedStampsRepeated) {
  const auto seen = read_all(probed("twice.mkv", {.codec = "mjpeg", .format = AV_PIX_FMT_YUVJ420P, .stamps_ms = {0, 40, 40, 80, 80, 120}}));
  EXPECT_EQ(seen.indices, indices_upto(6));
  EXPECT_EQ(seen.times, (std::vector<double>{0, 0.04, 0.04, 0.08, 0.08, 0.12}));
}

TEST_F(Reader, NeverGoesBackInTime) {
  const auto seen = read_all(probed("back.mkv", {.codec = "mjpeg", .format = AV_PIX_FMT_YUVJ420P, .stamps_ms = {0, 40, 120, 80, 160}}));
  EXPECT_EQ(seen.indices.size(), 5U);
  EXPECT_TRUE(std::is_sorted(seen.times.begin(), seen.times.end()));
}

TEST_F(Reader, SpacesPicturesByTheNominalRateWhereThereAreNoStamps) {
  const auto info = probed("raw.h264", {.stamps_ms = even_stamps_ms(12, 25)});
  const auto seen = read_all(info);
  EXPECT_EQ(seen.indices, indices_upto(12));
  for (std::size_t i = 1; i < 12; ++i) EXPECT_NEAR(seen.times[i] - seen.times[i - 1], 1.0 / info.fps, 1e-6);
}

TEST_F(Reader, StartsBetweenKeyframesAndStopsBeforeTheEnd) {
  const auto info = probed("part.mp4", {.stamps_ms = even_stamps_ms(50, 25), .keyframe_every = 12, .b_frames = 2});
  const auto seen = read_all(info, {.start = Seconds{0.8}, .end = Seconds{1.2}});
  EXPECT_EQ(seen.indices, (std::vector<int>{20, 21, 22, 23, 24, 25, 26, 27, 28, 29}));
}

TEST_F(Reader, FindsItsPlaceInAStreamWithoutAnIndex) {
  const auto info = probed("part.ts", {.codec = "mpeg2video", .stamps_ms = even_stamps_ms(50, 25), .keyframe_every = 12});
  const auto seen = read_all(info, {.start = Seconds{0.99}, .end = Seconds{1.13}});
  EXPECT_EQ(seen.indices, (std::vector<int>{25, 26, 27, 28}));
}

TEST_F(Reader, AsksNothingOfAStartBehindTheEnd) {
  const auto info = probed("short.mp4", {.stamps_ms = even_stamps_ms(10, 25)});
  EXPECT_TRUE(read_all(info, {.start = Seconds{60}}).indices.empty());
}

TEST_F(Reader, GivesTheSamePicturesWithSeveralDecoderThreads) {
  const auto info = probed("threads.mp4", {.stamps_ms = even_stamps_ms(50, 25), .b_frames = 2});
  EXPECT_EQ(read_all(info, {.decoder_threads = 3}).indices, indices_upto(50));
}

RC_GTEST_PROP(ReaderProperty, CutsAnywhereWithoutLosingOrRepeatingAPicture, ()) {
  static const test::TempFolder folder;  // one clip for all cuts
  static const VideoInfo info = [] {
    const auto path = folder.path() / "cut.mp4";
    internal::write_clip(path, {.stamps_ms = even_stamps_ms(50, 25), .keyframe_every = 11, .b_frames = 2});
    return probe_video(path).value();
  }();
  static const Seen whole = read_all(info);
  const Seconds cut{*rc::gen::inRange(0, 2100) / 1000.0};
  auto first = read_all(info, {.start = Seconds{0}, .end = cut});
  const auto second = read_all(info, {.start = cut});
  first.indices.insert(first.indices.end(), second.indices.begin(), second.indices.end());
  first.times.insert(first.times.end(), second.times.begin(), second.times.end());
  RC_ASSERT(whole.indices == indices_upto(50));
  RC_ASSERT(first.indices == whole.indices);
  RC_ASSERT(first.times == whole.times);
}

TEST_F(Reader, KeepsWhatIsBeforeACutOffTailAndSaysHowMuchIsMissing) {
  TestClip clip{.stamps_ms = even_stamps_ms(50, 25), .fast_start = true};
  clip.paint = internal::paint_gradient;
  internal::write_clip(folder.path() / "cut.mp4", clip);
  std::filesystem::resize_file(folder.path() / "cut.mp4", std::filesystem::file_size(folder.path() / "cut.mp4") / 2);
  const auto seen = read_all(info_of("cut.mp4"));
  EXPECT_GT(seen.times.size(), 10U);
  EXPECT_LT(seen.times.size(), 40U);
  ASSERT_TRUE(seen.damage);
  const double missing = 2.0 - seen.times.back() - 0.04;
  EXPECT_EQ(*seen.damage, "the last " + std::to_string(missing).substr(0, 3) + " s could not be decoded");
}

TEST_F(Reader, KeepsWhatIsBeforeAGarbledTail) {
  TestClip clip{.stamps_ms = even_stamps_ms(50, 25), .fast_start = true};
  clip.paint = internal::paint_gradient;
  const auto file = folder.path() / "garbled.mp4";
  internal::write_clip(file, clip);
  const auto size = std::filesystem::file_size(file);
  std::fstream io(file, std::ios::binary | std::ios::in | std::ios::out);
  io.seekp(static_cast<std::streamoff>(size / 2));
  for (auto i = size / 2; i < size; ++i) io.put(static_cast<char>(i * 7919 >> 3));
  io.close();
  const auto seen = read_all(info_of("garbled.mp4"));
  EXPECT_GT(seen.times.size(), 10U);
  EXPECT_TRUE(seen.damage);
}

TEST_F(Reader, ShowsPicturesAtTheFirstSizeWhenTheSizeChangesAndSaysSo) {
  internal::write_clip(folder.path() / "a.h264", {.stamps_ms = even_stamps_ms(10, 25)});
  internal::write_clip(folder.path() / "b.h264", {.width_px = 320, .height_px = 240, .stamps_ms = even_stamps_ms(10, 25)});
  {
    std::ofstream out(folder.path() / "both.h264", std::ios::binary);
    for (const auto* name : {"a.h264", "b.h264"}) out << std::ifstream(folder.path() / name, std::ios::binary).rdbuf();
  }
  auto reader = VideoReader::open(info_of("both.h264"), {});
  ASSERT_TRUE(reader);
  int pictures = 0;
  for (auto picture = reader->next(); picture && *picture; picture = reader->next(), ++pictures) {
    EXPECT_EQ((*picture)->width_px(), 160);
    EXPECT_EQ(to_rgb(**picture).height_px, 120);
  }
  EXPECT_EQ(pictures, 20);
  ASSERT_TRUE(reader->damage());
  EXPECT_EQ(*reader->damage(), "the picture size changes within the clip; all pictures are shown at the first one's size");
}

// Half-pictures 20 ms apart of a bar that moves 8 px each: woven together its edges are combs.
void paint_woven_bar(AVFrame& frame, int index) {
  for (int y = 0; y < frame.height; ++y) {
    const int left = 8 * (2 * index + y % 2);
    for (int x = 0; x < frame.width; ++x) frame.data[0][y * frame.linesize[0] + x] = x >= left && x < left + 40 ? 200 : 50;
  }
  for (int plane = 1; plane < 3; ++plane) {
    for (int y = 0; y < frame.height / 2; ++y) std::fill_n(frame.data[plane] + y * frame.linesize[plane], frame.width / 2, 128);
  }
}

double comb_of(const Picture& picture) {
  const YuvView& yuv = picture.yuv();
  double sum = 0;
  for (int y = 1; y < yuv.height_px; ++y) {
    for (int x = 0; x < yuv.width_px; ++x) {
      sum += std::abs(std::to_integer<int>(yuv.plane[0][y * yuv.stride_bytes[0] + x]) - std::to_integer<int>(yuv.plane[0][(y - 1) * yuv.stride_bytes[0] + x]));
    }
  }
  return sum / (yuv.width_px * (yuv.height_px - 1));
}

TEST_F(Reader, UnweavesInterlacedPictures) {
  TestClip clip{.stamps_ms = even_stamps_ms(8, 25)};
  clip.paint = paint_woven_bar;
  const auto woven = probed("flat.mp4", clip);
  ASSERT_FALSE(woven.interlaced);
  const double comb_before = comb_of(*read_all(woven).first);
  clip.interlaced = true;
  const auto info = probed("interlaced.mp4", clip);
  ASSERT_TRUE(info.interlaced);
  const auto seen = read_all(info);
  EXPECT_EQ(seen.times, read_all(woven).times);
  EXPECT_LT(comb_of(*seen.first), 0.25 * comb_before);
}

struct PixelCase {
  const char* name;
  const char* codec;
  AVPixelFormat format;
  int bit_depth, shift_x, shift_y;
};
class ReaderPixels : public Reader, public ::testing::WithParamInterface<PixelCase> {};

TEST_P(ReaderPixels, KeepsDepthAndChromaAndReadsTheSamePictures) {
  const auto& expected = GetParam();
  const auto info = probed("pixels.mkv", {.codec = expected.codec, .format = expected.format, .width_px = 161, .height_px = 121, .stamps_ms = even_stamps_ms(6, 25)});
  const auto seen = read_all(info);
  EXPECT_EQ(seen.indices, indices_upto(6));
  const YuvView& yuv = seen.first->yuv();
  EXPECT_EQ(yuv.bit_depth, expected.bit_depth);
  EXPECT_EQ(yuv.chroma_shift_x, expected.shift_x);
  EXPECT_EQ(yuv.chroma_shift_y, expected.shift_y);
  const auto rgb = to_rgb(*seen.first);
  EXPECT_EQ(rgb.data.size(), 161U * 121 * 3);
  // Grey as painted: every channel of the bottom right pixel alike.
  const std::size_t last = rgb.data.size() - 3;
  EXPECT_NEAR(rgb.data[last], rgb.data[last + 1], 2);
  EXPECT_NEAR(rgb.data[last], rgb.data[last + 2], 2);
}

INSTANTIATE_TEST_SUITE_P(Formats, ReaderPixels,
                         ::testing::Values(PixelCase{"yuv420p", "ffv1", AV_PIX_FMT_YUV420P, 8, 1, 1}, PixelCase{"yuv422p", "ffv1", AV_PIX_FMT_YUV422P, 8, 1, 0},
                                           PixelCase{"yuv444p", "ffv1", AV_PIX_FMT_YUV444P, 8, 0, 0},
                                           PixelCase{"yuv420p10", "ffv1", AV_PIX_FMT_YUV420P10LE, 10, 1, 1},
                                           PixelCase{"yuv422p10", "ffv1", AV_PIX_FMT_YUV422P10LE, 10, 1, 0},
                                           PixelCase{"yuv444p12", "ffv1", AV_PIX_FMT_YUV444P12LE, 12, 0, 0},
                                           PixelCase{"nv12", "rawvideo", AV_PIX_FMT_NV12, 8, 1, 1}),
                         [](const auto& test) { return std::string(test.param.name); });

struct ColourCase {
  const char* name;
  AVColorSpace matrix;
  AVColorRange range;
  AVPixelFormat format;
  int y, u, v;  // 8 bits
  int r, g, b;
};
class ReaderColour : public Reader, public ::testing::WithParamInterface<ColourCase> {};

TEST_P(ReaderColour, ConvertsByTheClipsOwnMatrixAndRange) {
  const auto& expected = GetParam();
  TestClip clip{.codec = "ffv1", .format = expected.format, .stamps_ms = even_stamps_ms(3, 25)};
  clip.matrix = expected.matrix;
  clip.range = expected.range;
  clip.paint = [&](AVFrame& frame, int) { internal::paint_flat(frame, expected.y, expected.u, expected.v); };
  const auto seen = read_all(probed("colour.mkv", clip));
  const auto rgb = to_rgb(*seen.first);
  constexpr int tolerance = 3;  // 8-bit codes are rounded twice
  EXPECT_NEAR(rgb.data[0], expected.r, tolerance);
  EXPECT_NEAR(rgb.data[1], expected.g, tolerance);
  EXPECT_NEAR(rgb.data[2], expected.b, tolerance);
}

// Codes of pure red (ITU-R BT.601 and BT.709, Y = Kr R + …) worked by hand.
INSTANTIATE_TEST_SUITE_P(
    Matrices, ReaderColour,
    ::testing::Values(ColourCase{"bt601", AVCOL_SPC_SMPTE170M, AVCOL_RANGE_MPEG, AV_PIX_FMT_YUV420P, 81, 90, 240, 255, 0, 0},
                      ColourCase{"unspecified_is_bt601", AVCOL_SPC_UNSPECIFIED, AVCOL_RANGE_UNSPECIFIED, AV_PIX_FMT_YUV420P, 81, 90, 240, 255, 0, 0},
                      ColourCase{"bt709", AVCOL_SPC_BT709, AVCOL_RANGE_MPEG, AV_PIX_FMT_YUV420P, 63, 102, 240, 255, 0, 0},
                      ColourCase{"bt2020_10_bit", AVCOL_SPC_BT2020_NCL, AVCOL_RANGE_MPEG, AV_PIX_FMT_YUV420P10LE, 74, 97, 240, 255, 0, 0},
                      ColourCase{"bt601_full", AVCOL_SPC_SMPTE170M, AVCOL_RANGE_JPEG, AV_PIX_FMT_YUV420P, 76, 85, 255, 254, 0, 0},
                      ColourCase{"bt709_full", AVCOL_SPC_BT709, AVCOL_RANGE_JPEG, AV_PIX_FMT_YUV444P, 54, 99, 255, 254, 0, 0}),
    [](const auto& test) { return std::string(test.param.name); });

class ReaderTurn : public Reader, public ::testing::WithParamInterface<std::pair<double, std::pair<int, int>>> {};

TEST_P(ReaderTurn, BringsTheBrightCornerWhereTheTurnPutsIt) {
  const auto& [clockwise_deg, corner] = GetParam();
  TestClip clip{.stamps_ms = even_stamps_ms(3, 25)};
  clip.clockwise_deg = clockwise_deg;
  const auto rgb = to_rgb(*read_all(probed("turned.mov", clip)).first);
  for (int right = 0; right < 2; ++right) {
    for (int bottom = 0; bottom < 2; ++bottom) {
      const int x = (1 + 2 * right) * rgb.width_px / 4, y = (1 + 2 * bottom) * rgb.height_px / 4;
      const int value = rgb.data[static_cast<std::size_t>(y * rgb.width_px + x) * 3];
      EXPECT_EQ(value > 128, corner == std::pair(right, bottom)) << "right " << right << ", bottom " << bottom;
    }
  }
}

// Stored bright corner: top left. A quarter turn clockwise brings it to the top right.
INSTANTIATE_TEST_SUITE_P(Turns, ReaderTurn,
                         ::testing::Values(std::pair{0.0, std::pair{0, 0}}, std::pair{90.0, std::pair{1, 0}}, std::pair{180.0, std::pair{1, 1}},
                                           std::pair{-90.0, std::pair{0, 1}}));

class ReaderParity : public Reader, public ::testing::WithParamInterface<std::pair<int, int>> {};

TEST_P(ReaderParity, GivesTheVeryBytesOfTheFfmpegProgram) {
  const auto [width, height] = GetParam();
  TestClip clip{.codec = "ffv1", .width_px = width, .height_px = height, .stamps_ms = even_stamps_ms(5, 25)};
  clip.paint = internal::paint_gradient;
  clip.matrix = AVCOL_SPC_BT709;
  const auto info = probed("parity.mkv", clip);
  const auto raw = folder.path() / "parity.rgb";
  const std::string command = "ffmpeg -v error -i '" + info.path.string() + "' -fps_mode passthrough -pix_fmt rgb24 -f rawvideo '" + raw.string() + "'";
  ASSERT_EQ(std::system(command.c_str()), 0);
  std::ifstream in(raw, std::ios::binary);
  const std::string expected((std::istreambuf_iterator<char>(in)), {});
  std::string got;
  auto reader = VideoReader::open(info, {});
  ASSERT_TRUE(reader);
  for (auto picture = reader->next(); picture && *picture; picture = reader->next()) {
    const auto rgb = to_rgb(**picture);
    got.append(rgb.data.begin(), rgb.data.end());
  }
  EXPECT_EQ(got.size(), expected.size());
  EXPECT_TRUE(got == expected);
}
INSTANTIATE_TEST_SUITE_P(Sizes, ReaderParity, ::testing::Values(std::pair{320, 180}, std::pair{322, 182}, std::pair{321, 181}));

TEST(Timeline, PutsAMissingStampOneFrameAfterThePrevious) {
  internal::Timeline timeline(100, {1, 1000}, Seconds{0.04});
  EXPECT_DOUBLE_EQ(timeline.place(100).value(), 0);
  EXPECT_DOUBLE_EQ(timeline.place(std::nullopt).value(), 0.04);
  EXPECT_DOUBLE_EQ(timeline.place(180).value(), 0.08);
}
TEST(Timeline, NeverBeginsBeforeZero) {
  internal::Timeline timeline(100, {1, 1000}, Seconds{0.04});
  EXPECT_DOUBLE_EQ(timeline.place(20).value(), 0);
}
RC_GTEST_PROP(TimelineProperty, NeverGoesBackWhateverTheStamps, (const std::vector<int>& stamps)) {
  internal::Timeline timeline(0, {1, 90000}, Seconds{0.04});
  Seconds previous{0};
  for (const int stamp : stamps) {
    const Seconds time = timeline.place(stamp % 3 == 0 ? std::nullopt : std::optional<std::int64_t>(stamp));
    RC_ASSERT(time >= previous);
    previous = time;
  }
}

}  // namespace
}  // namespace hinge::media
