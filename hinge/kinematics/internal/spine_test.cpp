// The spine measurement through the room's door: painted backs whose bend is known.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

#include "hinge/kinematics/compute_motion.h"
#include "hinge/kinematics/internal/constants.h"
#include "tests/support/painted_back.h"
#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {

using namespace hinge::literals;
using test::BackProfile;
using test::posture_of;
using test::stick_hinge;
using test::stick_recording;
using test::StickCamera;
using test::StickFrame;
using test::StickScript;

constexpr double bulge_of_full_bend = 0.5, middle = 0.47;

double degrees(Radians r) { return to_degrees(r).value(); }

BackProfile rounded(double share) {
  return [share](double s) { return 0.3 - share * bulge_of_full_bend * (s - middle) * (s - middle); };
}

/// Mean inclination of that parabola's tangents against the trunk, over a part of the back told by its length along
/// the parabola from the shoulder's level down; worked out apart from the measurement.
double mean_tangent(double from, double to) {
  const auto slope = [](double s) { return -2 * bulge_of_full_bend * (s - middle); };
  constexpr double step = 1e-4;
  double sum = 0, count = 0, down = 0;
  for (double s = 1; s > -0.2; s -= step) {
    down += step * std::hypot(1, slope(s));
    if (down < from || down > to) continue;
    sum -= std::atan(slope(s));
    ++count;
  }
  return sum / count;
}

double full_bend_deg() {
  const double seen = mean_tangent(.20, .40) - mean_tangent(.65, .90);
  const double slide = constants::skin_per_bend * seen;
  return (constants::lumbar_per_turn * (mean_tangent(.20, .40) - mean_tangent(.65 + slide, .90 + slide)) +
          constants::lumbar_offset) /
         degree;
}

struct Film {
  std::vector<StickFrame> frames = stick_hinge({.reps = 1}).frames;
  StickCamera camera{};
  double rounding = 0;  ///< share of the full bend where the trunk lies at 75 degrees; grows with the lean

  [[nodiscard]] body::Recording recording() const {
    auto out = stick_recording(frames, camera);
    test::paint_backs(out, camera.facing, [this](std::size_t i) {
      return rounded(rounding * std::clamp(frames[i].posture.trunk.value() / 60, 0.0, 1.0));
    });
    return out;
  }
  [[nodiscard]] std::size_t lowest() const {
    std::size_t best = 0;
    for (std::size_t i = 0; i < frames.size(); ++i) {
      if (frames[i].posture.trunk.value() > frames[best].posture.trunk.value()) best = i;
    }
    return best + 2;  // the bottom is held for six frames
  }
};

Motion motion_of(const body::Recording& recording) {
  auto motion = compute_motion(recording, {}, {});
  EXPECT_TRUE(motion.has_value());
  return motion ? *std::move(motion) : Motion{};
}

void expect_missing_everywhere(const Motion& motion, Unmeasured why) {
  for (const auto* series :
       {&motion.lumbar_flexion, &motion.pelvis_tilt, &motion.hip_flexion, &motion.thoracic_flexion}) {
    ASSERT_EQ(series->size(), motion.frames());
    for (const auto& value : *series) {
      ASSERT_FALSE(value.has_value());
      ASSERT_EQ(value.why(), why);
    }
  }
}

TEST(Spine, ReadsAKnownBendOfTheLowerBackFacingEitherWay) {
  for (const double facing : {1.0, -1.0}) {
    const Film film{.camera = {.facing = facing}, .rounding = 1};
    const auto motion = motion_of(film.recording());
    const auto lumbar = motion.lumbar_flexion[film.lowest()];
    ASSERT_TRUE(lumbar.has_value());
    EXPECT_NEAR(degrees(lumbar.value()), full_bend_deg(), 2.0);
    EXPECT_NEAR(degrees(lumbar.sd()), 4, 1.2);  // 4 and what the coarse grid of these silhouettes leaves unsharp
  }
}

/// The network's doubt: the painted edge drawn out over `cells` of its grid.
void blur_outline(body::Recording& recording, int cells) {
  for (auto& frame : recording.frames) {
    auto& silhouette = frame.silhouette;
    const int n = silhouette.cells;
    const auto sharp = *body::unpack_silhouette(silhouette);
    auto soft = sharp;
    for (int row = 0; row < n; ++row) {
      for (int column = 0; column < n; ++column) {
        int sum = 0, count = 0;
        for (int k = std::max(0, column - cells); k <= std::min(n - 1, column + cells); ++k, ++count)
          sum += sharp[static_cast<std::size_t>(row * n + k)];
        for (int k = std::max(0, row - cells); k <= std::min(n - 1, row + cells); ++k, ++count)
          sum += sharp[static_cast<std::size_t>(k * n + column)];
        soft[static_cast<std::size_t>(row * n + column)] = static_cast<std::uint8_t>(sum / count);
      }
    }
    silhouette = body::pack_silhouette(silhouette.region, n, soft);
  }
}

TEST(Spine, IsLessSureTheWiderTheOutlinesEdgeIs) {
  const Film film{.rounding = 1};
  auto recording = film.recording();
  const auto sharp = motion_of(recording).lumbar_flexion[film.lowest()];
  blur_outline(recording, 1);
  const auto soft = motion_of(recording).lumbar_flexion[film.lowest()];
  ASSERT_TRUE(sharp.has_value() && soft.has_value());
  EXPECT_GT(degrees(soft.sd()), degrees(sharp.sd()) + 3);
}

TEST(Spine, IsNotReadFromAnEdgeThatIsNotSeen) {
  const Film film{.rounding = 1};
  auto recording = film.recording();
  blur_outline(recording, 3);
  const auto lumbar = motion_of(recording).lumbar_flexion[film.lowest()];
  ASSERT_FALSE(lumbar.has_value());
  EXPECT_EQ(lumbar.why(), Unmeasured::occluded);
}

/// A plate at standing hips, this far behind them, and its part of the silhouette.
Motion with_plate_at_the_hips(double behind) {
  const Film film;
  auto recording = film.recording();
  for (auto& frame : recording.frames) {
    const auto& hip = frame.landmarks[*recording.find_column(body::Joint::right_hip)].image;
    const auto& shoulder = frame.landmarks[*recording.find_column(body::Joint::right_shoulder)].image;
    const double trunk = std::hypot(hip.x - shoulder.x, hip.y - shoulder.y);
    recording.implement.push_back(body::ImplementPoint{{hip.x - behind * trunk, hip.y + .25 * trunk}, .55 * trunk, 1});
  }
  return motion_of(recording);
}

TEST(Spine, IsNotReadFromThePlateThatSticksOutBehindTheHips) {
  const auto standing = with_plate_at_the_hips(0.05).lumbar_flexion[10];
  ASSERT_FALSE(standing.has_value());
  EXPECT_EQ(standing.why(), Unmeasured::occluded);
}

TEST(Spine, IsReadBesideAPlateThatEndsAtTheBack) {
  EXPECT_TRUE(with_plate_at_the_hips(-0.25).lumbar_flexion[10].has_value());
}

TEST(Spine, ReadsAStraightBackAsNearlyItsOwnStanding) {
  const Film film;
  const auto motion = motion_of(film.recording());
  EXPECT_NEAR(degrees(motion.lumbar_flexion[10].value()), 0, 1);
  EXPECT_NEAR(degrees(motion.lumbar_flexion[film.lowest()].value()), 2.8, 1.5);
}

TEST(Spine, SplitsTheLeanOfTheRibsIntoPelvisAndLowerBack) {
  const Film film{.rounding = 0.6};
  const auto motion = motion_of(film.recording());
  const std::size_t i = film.lowest();
  const double ribs =
      degrees(motion.trunk_inclination[i].value()) + std::atan(2 * 0.6 * bulge_of_full_bend * (0.70 - middle)) / degree;
  EXPECT_NEAR(degrees(motion.pelvis_tilt[i].value() + motion.lumbar_flexion[i].value()), ribs, 2);
  EXPECT_NEAR(degrees(motion.hip_flexion[i].value()),
              degrees(motion.pelvis_tilt[i].value() - motion.thigh_inclination[i].value()), 1e-6);
}

TEST(Spine, DoesNotTakeARoundedUpperBackForTheLowerOne) {
  Film film;
  auto recording = film.recording();
  test::paint_backs(recording, 1, [&](std::size_t i) -> BackProfile {
    const double share = std::clamp(film.frames[i].posture.trunk.value() / 60, 0.0, 1.0);
    return [share](double s) { return 0.3 - share * 0.8 * std::pow(std::max(0.0, s - 0.75), 2); };
  });
  const auto motion = motion_of(recording);
  EXPECT_LT(degrees(motion.lumbar_flexion[film.lowest()].value()), 12);
  EXPECT_GT(degrees(motion.thoracic_flexion[film.lowest()].value()), 8);
}

TEST(Spine, IsNotReadFromASlant) {
  const Film film{.camera = {.yaw = 35_deg}};
  expect_missing_everywhere(motion_of(film.recording()), Unmeasured::wrong_view);
}

TEST(Spine, IsNotComparedWithTheStandingOfWhoeverCameBeforeACut) {
  const Film film;
  auto recording = film.recording();
  recording.cuts = {film.frames[film.lowest() - 10].time};
  recording.frames.resize(film.lowest() + 20);  // the second person never stands
  const auto motion = motion_of(recording);
  EXPECT_TRUE(motion.lumbar_flexion[10].has_value());
  EXPECT_EQ(motion.lumbar_flexion[film.lowest()].why(), Unmeasured::no_reference);
}

TEST(Spine, NeedsTheOwnStanding) {
  const Film film{.frames = StickScript(posture_of(85_deg, 18_deg, Degrees{-4})).hold(2_s).frames()};
  expect_missing_everywhere(motion_of(film.recording()), Unmeasured::no_reference);
}

TEST(Spine, IsNotInRecordingsWithoutSilhouettes) {
  expect_missing_everywhere(motion_of(stick_recording(stick_hinge({.reps = 1}).frames)), Unmeasured::no_outline);
}

TEST(Spine, IsHiddenWhereTheFrameHasNoSilhouetteOrADamagedOne) {
  const Film film;
  auto recording = film.recording();
  const std::size_t from = film.lowest() - 15, to = film.lowest() + 15;
  for (std::size_t i = from; i < to; ++i) {
    if (i % 2 == 0)
      recording.frames[i].silhouette = {};
    else
      recording.frames[i].silhouette.packed.resize(3);
  }
  const auto motion = motion_of(recording);
  EXPECT_EQ(motion.lumbar_flexion[film.lowest()].why(), Unmeasured::occluded);
  EXPECT_TRUE(motion.lumbar_flexion[from - 10].has_value());
}

TEST(Spine, IsHiddenByADowelAlongTheBack) {
  const Film film;
  auto recording = film.recording();
  test::paint_backs(recording, 1, [](std::size_t) -> BackProfile {
    return [](double s) { return s > 0.3 && s < 0.4 ? 0.45 : 0.3; };
  });
  expect_missing_everywhere(motion_of(recording), Unmeasured::occluded);
}

TEST(Spine, IsHiddenWhereTheOutlineRunsOnIntoAWall) {
  // The wall joins the buttocks over more and more of the back; where the outline is lost or jumps, nothing is said.
  for (const double joined_up_to : {-0.1, 0.0, 0.1, 0.2, 0.3}) {
    Film film;
    auto recording = film.recording();
    test::paint_backs(recording, 1, [&](std::size_t i) -> BackProfile {
      const bool touching = film.frames[i].posture.trunk.value() > 45;
      return [=](double s) { return touching && s < joined_up_to ? 1.5 : 0.3; };
    });
    const auto lumbar = motion_of(recording).lumbar_flexion[film.lowest()];
    if (lumbar) {
      EXPECT_NEAR(degrees(lumbar.value()), 2.8, 8) << joined_up_to;
    } else {
      EXPECT_EQ(lumbar.why(), Unmeasured::occluded);
    }
  }
}

TEST(Spine, IsNotReadWhileLeaningBack) {
  const auto top = posture_of(0_deg, 4_deg, 4_deg), back = posture_of(Degrees{-12}, 4_deg, 4_deg);
  const Film film{.frames = StickScript(top).hold(1_s).move_to(back, 1_s).hold(1_s).frames()};
  const auto motion = motion_of(film.recording());
  EXPECT_TRUE(motion.lumbar_flexion[10].has_value());
  EXPECT_EQ(motion.lumbar_flexion.back().why(), Unmeasured::implausible);
}

TEST(Spine, IsReadAgainstTheLockoutWhereNobodyStoodQuietlyAndKnownLessWell) {
  const auto low = posture_of(75_deg, 30_deg, 8_deg), top = posture_of(0_deg, 4_deg, 4_deg);
  const Film film{.frames = StickScript(low).hold(0.5_s).move_to(top, 0.8_s).move_to(low, 0.8_s).hold(0.5_s).frames(),
                  .rounding = 1};
  const auto motion = motion_of(film.recording());
  const auto lumbar = motion.lumbar_flexion[5];
  ASSERT_TRUE(lumbar.has_value());
  EXPECT_EQ(motion.back_zero, StandingKind::lockout);
  EXPECT_NEAR(degrees(lumbar.value()), full_bend_deg(), 5);  // well within the sd below
  EXPECT_GT(degrees(lumbar.sd()), 8);
}

TEST(Spine, IsKnownLessWellFromARestlessStand) {
  const Film film;
  auto recording = film.recording();
  test::paint_backs(recording, 1, [&](std::size_t i) {
    return rounded(film.frames[i].posture.trunk.value() < 5 ? 0.3 * std::sin(0.4 * static_cast<double>(i)) : 0);
  });
  const auto sd = motion_of(recording).lumbar_flexion[film.lowest()].sd();
  EXPECT_GT(degrees(sd), 6);
}

TEST(Spine, IsKnownLessWellInABallisticLift) {
  const Film film{.frames = stick_hinge({.reps = 3, .descent = 0.55_s, .ascent = 0.5_s, .pause = 0.2_s}).frames};
  const auto motion = motion_of(film.recording());
  EXPECT_GE(degrees(motion.lumbar_flexion[film.lowest()].sd()), 8 - 1e-6);
}

RC_GTEST_PROP(Spine, IsNeverNotANumber, ()) {
  auto recording = stick_recording(stick_hinge({.reps = 1, .fps = 10}).frames);
  const auto level = *rc::gen::container<std::vector<std::uint8_t>>(32 * 32, rc::gen::arbitrary<std::uint8_t>());
  for (auto& frame : recording.frames) {
    frame.silhouette = body::pack_silhouette({{640, 400}, *rc::gen::inRange(1, 900) * 1.0, Radians{0.1}}, 32, level);
  }
  const auto motion = motion_of(recording);
  for (const auto* series :
       {&motion.lumbar_flexion, &motion.pelvis_tilt, &motion.hip_flexion, &motion.thoracic_flexion}) {
    for (const auto& value : *series) {
      RC_ASSERT(!value || (std::isfinite(value.value().value()) && value.sd().value() > 0));
    }
  }
}

}  // namespace
}  // namespace hinge::kinematics
