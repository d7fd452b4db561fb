// Films that cannot show what is asked of them: each ends in a reason, never in a guess.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "hinge/kinematics/compute_motion.h"
#include "tests/support/painted_back.h"
#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {

using namespace hinge::literals;
using body::Part;
using body::Side;
using test::BackProfile;
using test::StickCamera;

struct Film {
  test::StickCamera camera{};
  std::vector<test::StickFrame> frames = test::stick_hinge({.reps = 1}).frames;

  [[nodiscard]] double lean(std::size_t i) const { return frames[i].posture.trunk.value(); }
  [[nodiscard]] body::Recording with_back(const std::function<BackProfile(std::size_t)>& back) const {
    auto recording = test::stick_recording(frames, camera);
    test::paint_backs(recording, camera.facing, back);
    return recording;
  }
  [[nodiscard]] std::size_t lowest() const {
    const auto deepest =
        std::ranges::max_element(frames, {}, [](const test::StickFrame& frame) { return frame.posture.trunk.value(); });
    return static_cast<std::size_t>(deepest - frames.begin()) + 2;
  }
};

Motion motion_of(const body::Recording& recording) {
  auto motion = compute_motion(recording, {});
  EXPECT_TRUE(motion.has_value());
  return motion ? *std::move(motion) : Motion{};
}

BackProfile plain(double behind = 0.3) {
  return [behind](double) { return behind; };
}

void expect_back_hidden(const Motion& motion, std::size_t frame) {
  ASSERT_FALSE(motion.lumbar_flexion[frame].has_value());
  EXPECT_EQ(motion.lumbar_flexion[frame].why(), Unmeasured::occluded);
  EXPECT_FALSE(motion.pelvis_tilt[frame].has_value());
  EXPECT_FALSE(motion.back[frame].has_value());
}

TEST(BadFilm, WithTheBackToTheCameraIsNoSideView) {
  for (const Degrees yaw : {90_deg, 120_deg}) {
    const Film film{.camera = {.yaw = yaw}};
    const auto motion = motion_of(film.with_back([](std::size_t) { return plain(); }));
    EXPECT_NE(motion.view.view, View::sagittal_left);
    EXPECT_NE(motion.view.view, View::sagittal_right);
    EXPECT_EQ(motion.lumbar_flexion[film.lowest()].why(), Unmeasured::wrong_view);
  }
}

TEST(BadFilm, OfACoatThatHangsFromTheShouldersHidesTheLowerBack) {
  const Film film;
  const auto motion = motion_of(film.with_back([&](std::size_t i) -> BackProfile {
    const double flap = film.lean(i) > 20 ? 0.15 : 0.0;  // leaves the back at the waist and ends below it
    return [flap](double s) { return 0.3 + (s > 0.05 && s < 0.4 ? flap : 0.0); };
  }));
  expect_back_hidden(motion, film.lowest());
}

TEST(BadFilm, OfLongHairOverTheBackHidesIt) {
  const Film film;
  const auto motion = motion_of(film.with_back([&](std::size_t i) -> BackProfile {
    const double hair = film.lean(i) > 20 ? 0.12 : 0.0;
    return [hair](double s) { return 0.3 + (s > 0.55 ? hair : 0.0); };
  }));
  expect_back_hidden(motion, film.lowest());
}

TEST(BadFilm, OfPlatesThatCoverTheHipsHidesTheBack) {
  const Film film;
  const auto motion = motion_of(film.with_back([](std::size_t) -> BackProfile {
    return [](double s) { return std::abs(s) < 0.3 ? 0.3 + std::sqrt(0.09 - s * s) : 0.3; };
  }));
  expect_back_hidden(motion, film.lowest());
}

TEST(BadFilm, OfAMirrorBehindThePersonHidesTheBack) {
  const Film film;
  // The picture in the mirror joins the person: no edge within reach.
  const auto motion = motion_of(film.with_back([](std::size_t) { return plain(1.5); }));
  expect_back_hidden(motion, film.lowest());
}

TEST(BadFilm, WithTheFeetCutOffMeasuresTheTrunkAndNoLeg) {
  const Film film;
  auto recording = test::stick_recording(film.frames, film.camera);
  for (auto& frame : recording.frames) {
    for (const Side side : {Side::left, Side::right}) {
      for (const Part part : {Part::ankle, Part::heel, Part::toe}) {
        frame.landmarks[*recording.find_column(on_side(part, side))].measured = false;
      }
    }
  }
  const auto motion = motion_of(recording);
  const std::size_t i = film.lowest();
  EXPECT_FALSE(motion.knee_flexion.camera_side[i].has_value());
  EXPECT_FALSE(motion.shank_inclination[i].has_value());
  EXPECT_FALSE(motion.ankle_dorsiflexion.camera_side[i].has_value());
  EXPECT_FALSE(motion.foot_pitch[i].has_value());
}

}  // namespace
}  // namespace hinge::kinematics
