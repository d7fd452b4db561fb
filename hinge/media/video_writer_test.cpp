#include "hinge/media/video_writer.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include "hinge/base/expect.h"
#include "hinge/base/files.h"
#include "hinge/media/video_reader.h"
#include "tests/support/temp_folder.h"

namespace hinge::media {
namespace {

RgbImage flat(int width, int height, std::uint8_t r, std::uint8_t g, std::uint8_t b) {
  RgbImage image{width, height, {}};
  for (int i = 0; i < width * height; ++i) image.data.insert(image.data.end(), {r, g, b});
  return image;
}

class Writer : public ::testing::Test {
 protected:
  std::filesystem::path path() const { return folder.path() / "out.mp4"; }
  test::TempFolder folder;
};

TEST_F(Writer, KeepsUnevenTimesAndColours) {
  auto writer = VideoWriter::create(path(), {.width_px = 128, .height_px = 96});
  ASSERT_TRUE(writer) << to_string(writer.error());
  const std::vector<double> times{0, 0.033, 0.1, 0.1, 0.25, 0.26};
  for (const double time : times) ASSERT_TRUE(writer->write(flat(128, 96, 200, 60, 30), Seconds{time}));
  const auto finished = writer->finish();
  ASSERT_TRUE(finished) << to_string(finished.error());

  const auto info = probe_video(path());
  ASSERT_TRUE(info) << to_string(info.error());
  auto reader = VideoReader::open(*info, {});
  ASSERT_TRUE(reader);
  std::size_t i = 0;
  for (auto picture = reader->next(); picture && *picture; picture = reader->next(), ++i) {
    ASSERT_LT(i, times.size());
    EXPECT_NEAR((*picture)->time().value(), times[i], 1.5 / 90000);  // the repeated time moved by one tick
    EXPECT_EQ((*picture)->yuv().matrix, ColourMatrix::bt709);
    const auto rgb = to_rgb(**picture);
    EXPECT_NEAR(rgb.data[0], 200, 4);
    EXPECT_NEAR(rgb.data[1], 60, 4);
    EXPECT_NEAR(rgb.data[2], 30, 4);
  }
  EXPECT_EQ(i, times.size());
}

TEST_F(Writer, PadsOddSizesByOneLine) {
  auto writer = VideoWriter::create(path(), {.width_px = 129, .height_px = 97});
  ASSERT_TRUE(writer);
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(writer->write(flat(129, 97, 10, 200, 10), Seconds{i / 30.0}));
  ASSERT_TRUE(writer->finish());
  const auto info = probe_video(path());
  ASSERT_TRUE(info);
  EXPECT_EQ(info->width_px, 130);
  EXPECT_EQ(info->height_px, 98);
}

TEST_F(Writer, PutsTheIndexInFront) {
  auto writer = VideoWriter::create(path(), {.width_px = 128, .height_px = 96});
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(writer->write(flat(128, 96, 10, 200, 10), Seconds{i / 30.0}));
  ASSERT_TRUE(writer->finish());
  const auto bytes = read_file(path(), 1000000).value();
  EXPECT_LT(bytes.find("moov"), bytes.find("mdat"));
}

TEST_F(Writer, LeavesNothingBehindWithoutFinish) {
  {
    auto writer = VideoWriter::create(path(), {.width_px = 128, .height_px = 96});
    ASSERT_TRUE(writer->write(flat(128, 96, 1, 2, 3), Seconds{0}));
    EXPECT_FALSE(std::filesystem::exists(path()));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(Writer, RefusesToFinishWithoutAPicture) {
  {
    auto writer = VideoWriter::create(path(), {.width_px = 128, .height_px = 96});
    const auto finished = writer->finish();
    ASSERT_FALSE(finished);
    EXPECT_EQ(finished.error().what, "cannot be written: not one picture was given for it");
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(Writer, SaysWhichFolderCannotBeWritten) {
  const auto missing = folder.path() / "nowhere" / "out.mp4";
  const auto writer = VideoWriter::create(missing, {.width_px = 128, .height_px = 96});
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().where, missing.string());
}

TEST_F(Writer, RefusesASizeH264DoesNotKnow) {
  const auto writer = VideoWriter::create(path(), {.width_px = 0, .height_px = 96});
  ASSERT_FALSE(writer);
  EXPECT_EQ(writer.error().code, Errc::invalid);
}

TEST_F(Writer, TakesTimeGoingBackForOurBug) {
  auto writer = VideoWriter::create(path(), {.width_px = 128, .height_px = 96});
  ASSERT_TRUE(writer->write(flat(128, 96, 1, 2, 3), Seconds{1}));
  EXPECT_THROW((void)writer->write(flat(128, 96, 1, 2, 3), Seconds{0.5}), LogicFault);
}

// A file-size limit refuses the same system calls as a full disk.
TEST_F(Writer, ReportsADiskThatTakesNoMoreAndLeavesNothing) {
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{20000, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  Result<void> result;
  {
    auto writer = VideoWriter::create(path(), {.width_px = 320, .height_px = 240, .quality_crf = 5});
    unsigned noise = 1;
    for (int i = 0; i < 60 && writer && result; ++i) {
      RgbImage image = flat(320, 240, 0, 0, 0);
      for (auto& value : image.data) value = static_cast<std::uint8_t>((noise = noise * 1103515245 + 12345) >> 16);
      result = writer->write(image, Seconds{i / 30.0});
    }
    if (result) result = writer->finish();
  }
  setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::io);
  EXPECT_EQ(result.error().where, path().string());
  EXPECT_EQ(result.error().what, "cannot be written: File too large");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(EncodeJpeg, WritesABaselineJpegOfTheRightSize) {
  const auto jpeg = encode_jpeg(flat(101, 67, 200, 60, 30), 85);
  ASSERT_TRUE(jpeg);
  ASSERT_GT(jpeg->size(), 4U);
  EXPECT_EQ(jpeg->substr(0, 2), "\xFF\xD8");
  EXPECT_EQ(jpeg->substr(jpeg->size() - 2), "\xFF\xD9");
  const auto frame = jpeg->find("\xFF\xC0");  // SOF0: baseline; then length, depth, height, width
  ASSERT_NE(frame, std::string::npos);
  EXPECT_EQ(static_cast<unsigned char>((*jpeg)[frame + 6]), 67);
  EXPECT_EQ(static_cast<unsigned char>((*jpeg)[frame + 8]), 101);
}

TEST(EncodeJpeg, SpendsMoreBytesOnHigherQuality) {
  RgbImage image = flat(200, 200, 0, 0, 0);
  for (std::size_t i = 0; i < image.data.size(); ++i) image.data[i] = static_cast<std::uint8_t>(i * i >> 7);
  EXPECT_LT(encode_jpeg(image, 30)->size(), encode_jpeg(image, 60)->size());
  EXPECT_LT(encode_jpeg(image, 60)->size(), encode_jpeg(image, 90)->size());
}

}  // namespace
}  // namespace hinge::media
