#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "hinge/base/files.h"
#include "hinge/media/internal/test_clip.h"
#include "hinge/media/video_reader.h"
#include "hinge/media/video_writer.h"
#include "tests/support/temp_folder.h"

namespace hinge::media {
namespace {

using internal::even_stamps_ms;
using internal::TestClip;

class ProbeVideo : public ::testing::Test {
 protected:
  std::filesystem::path path(const std::string& name) const { return folder_.path() / name; }
  std::filesystem::path written(const std::string& name, const TestClip& clip) const {
    internal::write_clip(path(name), clip);
    return path(name);
  }
  std::filesystem::path with_text(const std::string& name, const std::string& text) const {
    EXPECT_TRUE(write_file(path(name), text));
    return path(name);
  }
  /// The error's sentence; fails the test if there is none or it does not name the file.
  std::string refusal(const std::filesystem::path& file, Errc code) const {
    const auto info = probe_video(file);
    if (info) return "was accepted";
    EXPECT_EQ(info.error().code, code) << info.error().what;
    EXPECT_EQ(info.error().where, file.string());
    return info.error().what;
  }

 private:
  test::TempFolder folder_;
};

TEST_F(ProbeVideo, TellsSizeLengthRateAndKeyframesWithoutReadingPictures) {
  const auto info = probe_video(written("a.mp4", {.stamps_ms = even_stamps_ms(30, 25), .keyframe_every = 10}));
  ASSERT_TRUE(info) << to_string(info.error());
  EXPECT_EQ(info->codec, "h264");
  EXPECT_EQ(info->width_px, 160);
  EXPECT_EQ(info->height_px, 120);
  EXPECT_EQ(info->frames, 30);
  EXPECT_NEAR(info->duration.value(), 1.2, 1e-6);
  EXPECT_NEAR(info->fps, 25, 1e-6);
  EXPECT_FALSE(info->variable_frame_rate);
  EXPECT_FALSE(info->interlaced);
  EXPECT_FALSE(info->has_audio);
  ASSERT_EQ(info->keyframes.size(), 3U);
  EXPECT_NEAR(info->keyframes[1].value(), 0.4, 1e-9);
}

TEST_F(ProbeVideo, CountsTimeFromTheFirstPictureEvenWhenStampsBeginLate) {
  auto stamps = even_stamps_ms(20, 25);
  for (auto& stamp : stamps) stamp += 5000;
  const auto info = probe_video(written("late.mkv", {.stamps_ms = stamps}));
  ASSERT_TRUE(info) << to_string(info.error());
  EXPECT_NEAR(info->duration.value(), 0.8, 1e-6);
  EXPECT_EQ(info->keyframes.front(), Seconds{0});
}

TEST_F(ProbeVideo, KnowsAVariableFrameRateByItsSteps) {
  auto stamps = even_stamps_ms(10, 30);
  for (int i = 1; i <= 10; ++i) stamps.push_back(stamps[9] + 66 * i);
  const auto info = probe_video(written("vfr.mkv", {.stamps_ms = stamps}));
  ASSERT_TRUE(info);
  EXPECT_TRUE(info->variable_frame_rate);
}

TEST_F(ProbeVideo, KnowsRepeatedStampsAsAVariableFrameRateAndCountsDistinctTimesOnly) {
  std::vector<std::int64_t> stamps;
  for (const auto stamp : even_stamps_ms(10, 20)) stamps.insert(stamps.end(), {stamp, stamp});
  const auto info = probe_video(written("twice.mkv", {.codec = "mjpeg", .format = AV_PIX_FMT_YUVJ420P, .stamps_ms = stamps}));
  ASSERT_TRUE(info) << to_string(info.error());
  EXPECT_EQ(info->frames, 20);
  EXPECT_TRUE(info->variable_frame_rate);
  EXPECT_NEAR(info->fps, 20, 1e-6);
}

TEST_F(ProbeVideo, TakesOneLostPictureForAnEvenRate) {
  auto stamps = even_stamps_ms(50, 25);
  stamps.erase(stamps.begin() + 20);
  const auto info = probe_video(written("lost.mkv", {.stamps_ms = stamps}));
  ASSERT_TRUE(info);
  EXPECT_FALSE(info->variable_frame_rate);
}

struct TurnCase {
  double clockwise_deg;
  bool mirrored;
  QuarterTurn turn;
};
class ProbeTurn : public ProbeVideo, public ::testing::WithParamInterface<TurnCase> {};

TEST_P(ProbeTurn, IsTheNearestQuarterTurnOfTheDisplayMatrix) {
  const TurnCase& expected = GetParam();
  TestClip clip{.stamps_ms = even_stamps_ms(5, 25)};
  clip.clockwise_deg = expected.clockwise_deg;
  clip.mirrored = expected.mirrored;
  const auto info = probe_video(written("turned.mov", clip));
  ASSERT_TRUE(info) << to_string(info.error());
  EXPECT_EQ(info->turn, expected.turn);
  const bool upright_is_portrait = expected.turn == QuarterTurn::clockwise_90 || expected.turn == QuarterTurn::clockwise_270;
  EXPECT_EQ(info->width_px, upright_is_portrait ? 120 : 160);
  EXPECT_EQ(info->height_px, upright_is_portrait ? 160 : 120);
}

INSTANTIATE_TEST_SUITE_P(Turns, ProbeTurn,
                         ::testing::Values(TurnCase{0, false, QuarterTurn::none}, TurnCase{90, false, QuarterTurn::clockwise_90},
                                           TurnCase{180, false, QuarterTurn::half}, TurnCase{-90, false, QuarterTurn::clockwise_270},
                                           TurnCase{80, false, QuarterTurn::clockwise_90}, TurnCase{30, false, QuarterTurn::none},
                                           TurnCase{0, true, QuarterTurn::none}));

TEST_F(ProbeVideo, WidensOblongPixelsToSquareOnes) {
  TestClip clip{.stamps_ms = even_stamps_ms(5, 25)};
  clip.sample_aspect = {4, 3};
  const auto info = probe_video(written("oblong.mp4", clip));
  ASSERT_TRUE(info);
  EXPECT_EQ(info->width_px, 213);
  EXPECT_EQ(info->height_px, 120);
}

TEST_F(ProbeVideo, AcceptsEightK) {
  TestClip clip{.codec = "mjpeg", .format = AV_PIX_FMT_YUVJ420P, .width_px = 7680, .height_px = 4320, .stamps_ms = even_stamps_ms(2, 25)};
  const auto info = probe_video(written("8k.mkv", clip));
  ASSERT_TRUE(info) << to_string(info.error());
  EXPECT_EQ(info->width_px, 7680);
}

TEST_F(ProbeVideo, SaysThatAFileIsMissing) {
  EXPECT_EQ(refusal(path("none.mp4"), Errc::not_found), "no such file; check the name and the folder");
}
TEST_F(ProbeVideo, SaysThatAFileIsEmpty) {
  EXPECT_EQ(refusal(with_text("empty.mp4", ""), Errc::invalid), "is empty; copy it again from the phone or camera");
}
TEST_F(ProbeVideo, SaysThatAFolderIsAFolder) {
  EXPECT_EQ(refusal(path("none.mp4").parent_path(), Errc::invalid), "is a folder; name a video file in it");
}
TEST_F(ProbeVideo, RefusesAPipeInsteadOfWaitingForIt) {
  ASSERT_EQ(::mkfifo(path("pipe.mp4").c_str(), 0600), 0);
  EXPECT_EQ(refusal(path("pipe.mp4"), Errc::invalid), "is not a regular file; save the video to disk first");
}
TEST_F(ProbeVideo, SaysThatRenamedTextIsNotAVideo) {
  std::string text;
  for (int i = 0; i < 500; ++i) text += "Knees soft, hips back.\n";
  const std::string expected = "is not a video file; give a recording such as an .mp4 or .mov from the phone";
  EXPECT_EQ(refusal(with_text("text.mp4", text), Errc::invalid), expected);
  EXPECT_EQ(refusal(with_text("text.txt", text), Errc::invalid), expected);
}
TEST_F(ProbeVideo, SaysThatPlaylistsAreNotRecordings) {
  const std::string expected = "is a playlist, not a recording; give the video file itself";
  EXPECT_EQ(refusal(with_text("list.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://example.org/a.ts\n#EXT-X-ENDLIST\n"), Errc::unsupported), expected);
  EXPECT_EQ(refusal(with_text("concat.mp4", "ffconcat version 1.0\nfile other.mp4\n"), Errc::unsupported), expected);
}
TEST_F(ProbeVideo, RefusesKindsOfFileAndCodingsThatNoCameraWrites) {
  const TestClip clip{.codec = "asv1", .stamps_ms = even_stamps_ms(5, 25)};
  EXPECT_EQ(refusal(written("old.avi", clip), Errc::unsupported), "is coded as asv1, which no phone or camera writes; convert it to H.264");
  const TestClip plain{.codec = "ffv1", .stamps_ms = even_stamps_ms(5, 25)};
  EXPECT_EQ(refusal(written("plain.nut", plain), Errc::unsupported),
            "is of a kind (nut) that no phone or camera writes; convert it to an .mp4 and try again");
}
TEST_F(ProbeVideo, RefusesAStillPicture) {
  const RgbImage image{96, 96, std::vector<std::uint8_t>(96 * 96 * 3, 100)};
  EXPECT_EQ(refusal(with_text("still.jpg", encode_jpeg(image, 80).value()), Errc::invalid), "is a still picture; film a short video");
}
TEST_F(ProbeVideo, RefusesAVideoOfOnePicture) {
  EXPECT_EQ(refusal(written("one.mp4", {.stamps_ms = {0}}), Errc::invalid), "is a still picture; film a short video");
}
TEST_F(ProbeVideo, RefusesPicturesTooSmallToSeeAPerson) {
  const TestClip clip{.width_px = 16, .height_px = 16, .stamps_ms = even_stamps_ms(5, 25)};
  EXPECT_EQ(refusal(written("tiny.mp4", clip), Errc::invalid), "is only 16x16 pixels, too small to see a person; film at 640x360 or more");
}
TEST_F(ProbeVideo, SaysThatAStreamHoldsNoPicture) {
  EXPECT_EQ(refusal(written("none.avi", {}), Errc::invalid), "holds a video stream without a single picture; film it again");
  EXPECT_EQ(refusal(written("none.mp4", {}), Errc::invalid), "holds nothing that was recorded; film it again");
}
TEST_F(ProbeVideo, SaysThatAFileHoldsSoundOnly) {
  std::string wav("RIFF\xFF\x0F\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x40\x1F\0\0\x40\x1F\0\0\1\0\x08\0data\xD8\x0F\0\0", 44);  // 8 kHz, 8 bits, mono
  wav += std::string(4056, '\x80');
  EXPECT_EQ(refusal(with_text("sound.mp4", wav), Errc::invalid), "holds no video stream, only sound or data; give the video file");
}
TEST_F(ProbeVideo, SaysThatACutOffMp4HasLostItsIndex) {
  const auto file = written("cut.mp4", {.stamps_ms = even_stamps_ms(30, 25)});
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  EXPECT_EQ(refusal(file, Errc::corrupt), "is an MP4 whose index is missing, so the recording or copy was cut off; copy it again from the phone");
}
TEST_F(ProbeVideo, SaysThatNothingInAClipCanBeDecoded) {
  const auto file = written("garbage.mp4", {.stamps_ms = even_stamps_ms(30, 25), .fast_start = true});
  std::fstream io(file, std::ios::binary | std::ios::in | std::ios::out);
  const std::string bytes((std::istreambuf_iterator<char>(io)), {});
  const auto data = bytes.find("mdat");
  ASSERT_NE(data, std::string::npos);
  io.clear();
  io.seekp(static_cast<std::streamoff>(data + 4));
  for (std::size_t i = data + 4; i < bytes.size(); ++i) io.put(static_cast<char>(i * 7919 >> 3));
  io.close();
  EXPECT_EQ(refusal(file, Errc::corrupt), "holds no picture that can be decoded; copy it again from the phone");
}

}  // namespace
}  // namespace hinge::media
