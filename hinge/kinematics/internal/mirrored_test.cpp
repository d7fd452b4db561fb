#include "hinge/kinematics/internal/mirrored.h"

#include <gtest/gtest.h>

#include <cmath>

#include "hinge/kinematics/compute_motion.h"
#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {

/// The lifter faces image right up to the frame `at`, from then on image left, as in a film mirrored from there on.
body::Recording mirrored_from(std::size_t at) {
  const auto run = test::stick_hinge();
  body::Recording recording = test::stick_recording(run.frames, {.facing = 1});
  const body::Recording other = test::stick_recording(run.frames, {.facing = -1});
  for (std::size_t i = at; i < recording.frames.size(); ++i) recording.frames[i] = other.frames[i];
  recording.cuts = {recording.frames[at].time};
  return recording;
}

double most_difference(const AngleSeries& a, const AngleSeries& b) {
  double most = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] && b[i]) most = std::max(most, std::abs((a[i].value() - b[i].value()).value()));
  }
  return most;
}

TEST(MirroredStretches, GiveTheAnglesOfTheFilmThatWasNotMirrored) {
  const auto run = test::stick_hinge();
  const auto plain = compute_motion(test::stick_recording(run.frames, {.facing = 1}), {}, {});
  const auto cut = compute_motion(mirrored_from(run.frames.size() / 3), {}, {});
  ASSERT_TRUE(plain && cut);
  constexpr double at_the_cut = 0.1;  // rad: nothing is smoothed across it
  EXPECT_LT(most_difference(plain->hip_fold.camera_side, cut->hip_fold.camera_side), at_the_cut);
  EXPECT_LT(most_difference(plain->trunk_inclination, cut->trunk_inclination), at_the_cut);
  EXPECT_EQ(cut->cuts, std::vector<std::size_t>{run.frames.size() / 3});
}

TEST(MirroredStretches, AreFoundOfAPersonWhoLiesByWhereTheHeadIs) {
  const auto run = test::stick_hinge();
  auto recording = test::stick_recording(run.frames, {.facing = 1});
  recording.source.width_px = recording.source.height_px = 2000;
  const std::size_t at = recording.frames.size() / 3;
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    for (auto& landmark : recording.frames[i].landmarks) {
      std::swap(landmark.image.x, landmark.image.y);
      if (i >= at) landmark.image.x = 2000 - landmark.image.x;
    }
  }
  recording.cuts = {recording.frames[at].time};
  const auto found = find_mirrored(recording, extract_tracks(recording, Coordinates::image, image_plane(1)));
  ASSERT_TRUE(found);
  EXPECT_NE(found->mirrored.front(), found->mirrored.back());
}

TEST(MirroredStretches, AreNoneWithoutACut) {
  auto recording = mirrored_from(40);
  recording.cuts.clear();
  EXPECT_FALSE(find_mirrored(recording, extract_tracks(recording, Coordinates::image, image_plane(1))));
}

TEST(MirroredStretches, AreNoneWhereThePersonFacesTheSameWayAfterTheCut) {
  const auto run = test::stick_hinge();
  auto recording = test::stick_recording(run.frames, {.facing = 1});
  recording.cuts = {recording.frames[40].time};
  EXPECT_FALSE(find_mirrored(recording, extract_tracks(recording, Coordinates::image, image_plane(1))));
}

}  // namespace
}  // namespace hinge::kinematics
