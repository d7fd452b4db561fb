// The whole room on the clips that come with the sources. Slow (a network runs): short parts of clips only.
#include "hinge/pose/estimate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include "hinge/pose/inference.h"
#include "tests/support/temp_folder.h"

namespace hinge::pose {
namespace {
namespace fs = std::filesystem;

const fs::path models = fs::path(HINGE_VENDOR_DIR) / "models";

media::VideoInfo clip(const std::string& name) {
  return media::probe_video(fs::path(HINGE_SOURCE_DIR) / "tests/clips" / (name + ".mp4")).value();
}

EstimateOptions options(Seconds end) {
  EstimateOptions options;
  options.models_folder = models;
  options.end = end;
  return options;
}

TEST(EstimateRecording, FindsTheStandingPersonInEveryFrame) {
  const auto info = clip("12_standing");
  const auto recording = estimate_recording(info, options(Seconds{2}), {}).value();
  ASSERT_EQ(recording.frames.size(), 40U);  // 20 frames a second
  EXPECT_EQ(recording.people, 1);
  EXPECT_EQ(recording.estimator, "blazepose-full");
  EXPECT_EQ(recording.names, body::blazepose_names());
  EXPECT_TRUE(recording.cuts.empty());
  EXPECT_TRUE(recording.warnings.empty());
  for (const auto& frame : recording.frames) {
    ASSERT_TRUE(frame.has_person()) << "at " << frame.time.value() << " s";
    const auto& nose = frame.landmarks[static_cast<std::size_t>(body::Joint::nose)];
    const auto& ankle = frame.landmarks[static_cast<std::size_t>(body::Joint::left_ankle)];
    EXPECT_GT(ankle.image.y - nose.image.y, 0.4 * info.height_px);
    EXPECT_LT(ankle.image.y, info.height_px);
    EXPECT_TRUE(ankle.measured);
    EXPECT_FALSE(frame.silhouette.empty());
  }
}

TEST(EstimateRecording, GivesASilhouetteThatCoversTheTrunkAndNotTheCorner) {
  const auto recording = estimate_recording(clip("12_standing"), options(Seconds{0.2}), {}).value();
  const auto& frame = recording.frames.front();
  const auto mask = body::unpack_silhouette(frame.silhouette).value();
  const auto at = [&](double x, double y) {
    const auto& region = frame.silhouette.region;
    const double dx = x - region.centre.x, dy = y - region.centre.y;
    const double c = std::cos(region.rotation.value()), s = std::sin(region.rotation.value());
    const double u = (dx * c + dy * s) / region.side_px + 0.5, v = (-dx * s + dy * c) / region.side_px + 0.5;
    return mask[static_cast<std::size_t>(v * frame.silhouette.cells) *
                    static_cast<std::size_t>(frame.silhouette.cells) +
                static_cast<std::size_t>(u * frame.silhouette.cells)];
  };
  const auto& shoulder = frame.landmarks[static_cast<std::size_t>(body::Joint::left_shoulder)].image;
  const auto& hip = frame.landmarks[static_cast<std::size_t>(body::Joint::left_hip)].image;
  EXPECT_GT(at((shoulder.x + hip.x) / 2, (shoulder.y + hip.y) / 2), 200);
  EXPECT_LT(mask.front(), 30);
}

TEST(EstimateRecording, DoesNotDependOnTheNumberOfWorkers) {
  auto one = options(Seconds{4.5}), two = options(Seconds{4.5});
  one.workers = 1;
  two.workers = 2;
  const auto info = clip("12_standing");
  const auto a = estimate_recording(info, one, {}).value(), b = estimate_recording(info, two, {}).value();
  ASSERT_EQ(a.frames.size(), b.frames.size());
  for (std::size_t i = 0; i < a.frames.size(); ++i) {
    ASSERT_EQ(a.frames[i].time, b.frames[i].time);
    ASSERT_EQ(a.frames[i].landmarks.size(), b.frames[i].landmarks.size());
    for (std::size_t k = 0; k < a.frames[i].landmarks.size(); ++k)
      ASSERT_EQ(a.frames[i].landmarks[k].image, b.frames[i].landmarks[k].image) << "frame " << i;
    ASSERT_EQ(a.frames[i].silhouette.packed, b.frames[i].silhouette.packed);
  }
}

TEST(EstimateRecording, FindsNobodyInAnEmptyRoom) {
  const auto recording = estimate_recording(clip("13_empty_room"), options(Seconds{3}), {}).value();
  EXPECT_EQ(recording.frames.size(), 60U);
  EXPECT_TRUE(std::ranges::none_of(recording.frames, &body::Frame::has_person));
  EXPECT_EQ(recording.people, 0);
  ASSERT_EQ(recording.warnings.size(), 1U);
  EXPECT_EQ(recording.warnings[0].code, "nobody_found");
}

TEST(EstimateRecording, FollowsTheOneOfTwoPeopleWhoBows) {
  const auto recording = estimate_recording(clip("28_two_people"), options(Seconds{20}), {}).value();
  EXPECT_EQ(recording.people, 2);
  double lowest = 0, highest = 1e9;
  for (const auto& frame : recording.frames) {
    ASSERT_TRUE(frame.has_person());
    const double nose_y = frame.landmarks[static_cast<std::size_t>(body::Joint::nose)].image.y;
    lowest = std::max(lowest, nose_y);
    highest = std::min(highest, nose_y);
  }
  EXPECT_GT(lowest - highest, 60);  // px of 360: the head of the one who bows; the other stands
}

TEST(EstimateRecording, CanLeaveSilhouettesOut) {
  auto without = options(Seconds{0.2});
  without.silhouettes = Silhouettes::drop;
  const auto recording = estimate_recording(clip("12_standing"), without, {}).value();
  for (const auto& frame : recording.frames) EXPECT_TRUE(frame.silhouette.empty());
}

TEST(EstimateRecording, KeepsTheClipsTimesWhenOnlyAPartIsAskedFor) {
  auto part = options(Seconds{3});
  part.start = Seconds{2.5};
  const auto recording = estimate_recording(clip("12_standing"), part, {}).value();
  ASSERT_EQ(recording.frames.size(), 10U);
  EXPECT_NEAR(recording.frames.front().time.value(), 2.5, 1e-6);
}

TEST(EstimateRecording, RefusesAPartThatLiesOutsideTheClip) {
  auto part = options(Seconds{60});
  part.start = Seconds{50};
  const auto error = estimate_recording(clip("12_standing"), part, {}).error();
  EXPECT_EQ(error.code, Errc::invalid);
  EXPECT_EQ(to_string(error), "12_standing.mp4: the chosen start lies outside the clip; choose another start and end");
}

TEST(EstimateRecording, StopsWhenAskedTo) {
  CancelFlag cancel;
  RunControl control;
  control.cancel = &cancel;
  std::int64_t frames = 0;
  control.progress = [&](const Progress& progress) {
    frames = progress.done;
    EXPECT_EQ(progress.stage, "pose");
    EXPECT_EQ(progress.total, 160);
    if (progress.done == 3) cancel.request();
  };
  EstimateOptions whole;
  whole.models_folder = models;
  EXPECT_EQ(estimate_recording(clip("12_standing"), whole, control).error().code, Errc::cancelled);
  EXPECT_LT(frames, 10);
}

TEST(EstimateRecording, NamesAMissingModelAndTheRemedy) {
  const test::TempFolder folder;
  auto elsewhere = options(Seconds{1});
  elsewhere.models_folder = folder.path();
  const auto error = estimate_recording(clip("12_standing"), elsewhere, {}).error();
  EXPECT_EQ(error.code, Errc::not_found);
  EXPECT_EQ(to_string(error),
            (folder.path() / "pose_detector.tflite").string() + ": the pose model is missing; run `make setup`");
}

class DamagedModel : public testing::TestWithParam<const char*> {
protected:
  static std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static void write(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
};

TEST_P(DamagedModel, IsNamedWithTheRemedy) {
  const test::TempFolder folder;
  const fs::path file = folder.path() / "pose_detector.tflite";
  const std::string kind = GetParam(), whole = bytes_of(detector_file(models));
  ASSERT_GT(whole.size(), 1000000U);
  if (kind == "text") write(file, "<html>404 not found</html>");
  if (kind == "half") write(file, whole.substr(0, whole.size() / 2));
  if (kind == "another_network") write(file, bytes_of(landmark_file(models, Model::lite)));
  if (kind == "empty") write(file, "");
  auto elsewhere = options(Seconds{1});
  elsewhere.models_folder = folder.path();
  const auto result = estimate_recording(clip("12_standing"), elsewhere, {});
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, Errc::corrupt);
  EXPECT_EQ(result.error().where, file.string());
  EXPECT_NE(result.error().what.find("run `make setup` to fetch it again"), std::string::npos) << result.error().what;
}

INSTANTIATE_TEST_SUITE_P(Kinds, DamagedModel, testing::Values("text", "half", "another_network", "empty"),
                         [](const auto& one) { return std::string(one.param); });

}  // namespace
}  // namespace hinge::pose
