#include "hinge/kinematics/internal/camera_roll.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "hinge/kinematics/compute_motion.h"
#include "hinge/kinematics/internal/numbers.h"
#include "tests/support/painted_back.h"
#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {

using namespace hinge::literals;

/// What a phone would have filmed that was tilted so that upright things lean to image right.
body::Recording tilted(body::Recording recording, double roll) {
  const Point2<ImagePx> middle{640, 360};
  const auto turn = [&](double& x, double& y) {
    const double dx = x - middle.x, dy = y - middle.y;
    x = middle.x + dx * std::cos(roll) - dy * std::sin(roll);
    y = middle.y + dx * std::sin(roll) + dy * std::cos(roll);
  };
  for (auto& frame : recording.frames) {
    for (auto& landmark : frame.landmarks) turn(landmark.image.x, landmark.image.y);
    auto& region = frame.silhouette.region;
    turn(region.centre.x, region.centre.y);
    region.rotation += Radians{roll};
  }
  return recording;
}

struct Set {
  std::vector<test::StickFrame> frames = test::stick_hinge({.reps = 1}).frames;
  [[nodiscard]] body::Recording filmed(double facing) const {
    auto recording = test::stick_recording(frames, {.facing = facing});
    test::paint_backs(recording, facing, [&](std::size_t i) -> test::BackProfile {
      const double share = std::clamp(frames[i].posture.trunk.value() / 60, 0.0, 1.0);
      return [share](double s) { return 0.3 - share * 0.5 * (s - 0.47) * (s - 0.47); };
    });
    return recording;
  }
};

Motion motion_of(const body::Recording& recording) {
  auto motion = compute_motion(recording, {});
  EXPECT_TRUE(motion.has_value());
  return motion ? *std::move(motion) : Motion{};
}

TEST(CameraRoll, IsSeenFromBodyAndSolesAndUndone) {
  const Set set;
  for (const auto& [facing, roll_deg] : {std::pair{1.0, 10.0}, {-1.0, -12.0}}) {
    const auto filmed = set.filmed(facing);
    const auto straight = motion_of(filmed), turned = motion_of(tilted(filmed, roll_deg * degree));
    EXPECT_NEAR(turned.view.roll.value() / degree, roll_deg, 1.5);
    for (std::size_t i = 0; i < turned.frames(); i += 7) {
      ASSERT_TRUE(turned.trunk_inclination[i] && turned.lumbar_flexion[i].has_value());
      EXPECT_NEAR(turned.trunk_inclination[i].value().value(), straight.trunk_inclination[i].value().value(),
                  2 * degree);
      EXPECT_NEAR(turned.lumbar_flexion[i].value().value(), straight.lumbar_flexion[i].value().value(), 2 * degree);
    }
  }
}

TEST(CameraRoll, IsNotSeenInAStraightPicture) {
  for (const double facing : {1.0, -1.0}) EXPECT_EQ(motion_of(Set{}.filmed(facing)).view.roll.value(), 0);
}

TEST(CameraRoll, IsNotTakenFromAPersonWhoLeansOnFlatSoles) {
  const auto leaning = test::posture_of(9_deg, Degrees{9}, 9_deg);
  const auto recording = test::stick_recording(test::StickScript(leaning).hold(2_s).frames());
  EXPECT_EQ(motion_of(recording).view.roll.value(), 0);
}

TEST(CameraRoll, IsNotTakenFromHighHeels) {
  auto recording = test::stick_recording(Set{}.frames);
  for (auto& frame : recording.frames) {
    for (const auto side : {body::Side::left, body::Side::right}) {
      frame.landmarks[*recording.find_column(on_side(body::Part::heel, side))].image.y -= 12;
    }
  }
  EXPECT_EQ(motion_of(recording).view.roll.value(), 0);
}

}  // namespace
}  // namespace hinge::kinematics
