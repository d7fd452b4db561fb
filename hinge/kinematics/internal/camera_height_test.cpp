// Feet painted as a camera sees them: one shoe from the floor, the far one above the near one from hip height.
#include <gtest/gtest.h>

#include <cmath>

#include "hinge/body/silhouette.h"
#include "hinge/kinematics/compute_motion.h"
#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {

constexpr int cells = 128;
constexpr double leg_m = 0.85;  ///< the stick lifter's thigh and shank

/// A person from the sole up to `shoe` leg lengths over the front of the feet and up to the hip over the ankles.
body::Recording film_of_feet(double shoe, double facing = 1, const test::StickCamera& seen = {}) {
  auto camera = seen;
  camera.facing = facing;
  auto recording = test::stick_recording(test::stick_hinge({.reps = 1}).frames, camera);
  const auto near = facing > 0 ? body::Side::right : body::Side::left;
  const auto toe_column = *recording.find_column(body::on_side(body::Part::toe, near));
  const auto ankle_column = *recording.find_column(body::on_side(body::Part::ankle, near));
  for (auto& frame : recording.frames) {
    const auto &toe = frame.landmarks[toe_column].image, &ankle = frame.landmarks[ankle_column].image;
    const body::RegionOfInterest region{{ankle.x, ankle.y - 100}, 600, Radians{0}};
    std::vector<std::uint8_t> probability;
    for (int row = 0; row < cells; ++row) {
      for (int column = 0; column < cells; ++column) {
        const double x = region.centre.x + ((column + 0.5) / cells - 0.5) * region.side_px,
                     y = region.centre.y + ((row + 0.5) / cells - 0.5) * region.side_px;
        const double sole = ankle.y + 20;
        const double ahead = facing * (x - ankle.x), foot = facing * (toe.x - ankle.x);
        const double height = ahead < 0.3 * foot ? 1.0 : shoe;
        const bool inside = ahead > -0.3 * foot && ahead < 1.1 * foot && y < sole &&
                            y > sole - height * leg_m * camera.px_per_m;
        probability.push_back(inside ? 255 : 0);
      }
    }
    frame.silhouette = body::pack_silhouette(region, cells, probability);
  }
  return recording;
}

CameraHeight height_of(const body::Recording& recording) {
  const auto motion = compute_motion(recording, {}, {});
  EXPECT_TRUE(motion);
  return motion ? motion->view.height : CameraHeight::unknown;
}

TEST(CameraHeight, IsNearTheFloorWhereOneShoeHidesTheOtherFacingEitherWay) {
  EXPECT_EQ(height_of(film_of_feet(0.11, 1)), CameraHeight::near_floor);
  EXPECT_EQ(height_of(film_of_feet(0.11, -1)), CameraHeight::near_floor);
}

TEST(CameraHeight, IsUsualWhereTheFarShoeShowsAboveTheNearOne) {
  EXPECT_EQ(height_of(film_of_feet(0.20)), CameraHeight::usual);
}

TEST(CameraHeight, IsUnknownWithoutSilhouettes) {
  EXPECT_EQ(height_of(test::stick_recording(test::stick_hinge({.reps = 1}).frames)), CameraHeight::unknown);
}

TEST(CameraHeight, IsUnknownWithAWeightInTheHands) {
  auto recording = film_of_feet(0.11);
  recording.implement.resize(recording.frames.size());
  EXPECT_EQ(height_of(recording), CameraHeight::unknown);
}

TEST(CameraHeight, IsNotCalledLowWhereAPlateTookTheLegs) {
  EXPECT_NE(height_of(film_of_feet(0.11, 1, {.plates = test::Plates::both_legs})), CameraHeight::near_floor);
}

TEST(CameraHeight, NearTheFloorTheSpineIsNotReadAndSaysWhy) {
  const auto motion = compute_motion(film_of_feet(0.11), {}, {});
  ASSERT_TRUE(motion);
  for (const auto& value : motion->lumbar_flexion) {
    ASSERT_FALSE(value.has_value());
    ASSERT_EQ(value.why(), Unmeasured::camera_low);
  }
  EXPECT_TRUE(motion->hip_fold.camera_side[10].has_value());
}

}  // namespace
}  // namespace hinge::kinematics
