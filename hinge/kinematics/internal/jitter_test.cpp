#include "hinge/kinematics/internal/jitter.h"

#include <gtest/gtest.h>

#include <cmath>

#include "hinge/kinematics/internal/clean.h"
#include "hinge/kinematics/internal/numbers.h"
#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {

constexpr double cutoff_hz = 5, leg_px = 210;

Jitter jitter_with(double noise_px, double fps) {
  const auto run = test::stick_hinge({.fps = fps});
  const auto tracks =
      extract_tracks(test::stick_recording(run.frames, {.noise_px = noise_px}), Coordinates::image, image_plane(1));
  return compute_jitter(fill_tracks(tracks, leg_px), clean_tracks(tracks, leg_px, cutoff_hz), body::Side::right,
                        cutoff_hz);
}

TEST(Jitter, IsThatOfWhiteNoiseThroughTheLowPass) {
  // A trunk of 0.52 m at 250 px/m between two points of 2 px each; of the 15 Hz of band 5 pass.
  const double expected = std::sqrt(2.0) * 2 / (0.52 * 250) * std::sqrt(5.0 / 15);
  const auto jitter = jitter_with(2, 30);
  EXPECT_NEAR(jitter.trunk, expected, 0.35 * expected);
  EXPECT_GT(jitter.shank, jitter.trunk);  // a shorter segment
}

TEST(Jitter, OfSteadyLandmarksIsNextToNothing) { EXPECT_LT(jitter_with(0, 30).trunk, 0.1 * degree); }

TEST(Jitter, IsNotClaimedWhereTimeStandsStill) {
  Tracks tracks;
  tracks.time = {0, 0, 0};
  EXPECT_EQ(compute_jitter(tracks, tracks, body::Side::left, cutoff_hz).trunk, 0);
}

}  // namespace
}  // namespace hinge::kinematics
