#include "hinge/kinematics/compute_motion.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/support/stick_lifter.h"

namespace hinge::kinematics {
namespace {

using namespace hinge::literals;
using body::Part;
using body::Side;
using test::posture_of;
using test::stick_hinge;
using test::stick_lab_recording;
using test::stick_recording;
using test::StickCamera;
using test::StickFrame;
using test::StickScript;

/// What the 5 Hz low-pass takes off the turning points of a 1.1 s move through 85 degrees.
constexpr double filtered_deg = 0.6;
constexpr double rounding = 1e-9;

double degrees(Radians r) { return to_degrees(r).value(); }

Motion motion_of(const body::Recording& recording, const MotionOptions& options = {}) {
  auto motion = compute_motion(recording, {}, options);
  EXPECT_TRUE(motion.has_value());
  return motion ? *std::move(motion) : Motion{};
}

/// Greatest difference to the script, over measured frames; 999 if fewer than `least_share` of the frames are measured.
template <class Truth>
double worst_error(const AngleSeries& series, const std::vector<StickFrame>& frames, Truth truth,
                   double least_share = 0.99) {
  double worst = 0;
  std::size_t measured = 0;
  for (std::size_t i = 0; i < frames.size(); ++i) {
    if (!series[i]) continue;
    ++measured;
    worst = std::max(worst, std::abs(degrees(series[i].value()) - truth(frames[i].posture).value()));
  }
  return static_cast<double>(measured) < least_share * static_cast<double>(frames.size()) ? 999 : worst;
}
const auto fold_of = [](const test::StickPosture& p) { return p.hip_fold(); };
const auto knee_of = [](const test::StickPosture& p) { return p.knee(); };
const auto trunk_of = [](const test::StickPosture& p) { return p.trunk; };
const auto shank_of = [](const test::StickPosture& p) { return p.shank; };

void expect_angles(const Motion& motion, const std::vector<StickFrame>& frames, double tolerance_deg) {
  EXPECT_LT(worst_error(motion.hip_fold.camera_side, frames, fold_of), tolerance_deg);
  EXPECT_LT(worst_error(motion.knee_flexion.camera_side, frames, knee_of), tolerance_deg);
  EXPECT_LT(worst_error(motion.trunk_inclination, frames, trunk_of), tolerance_deg);
  EXPECT_LT(worst_error(motion.shank_inclination, frames, shank_of), tolerance_deg);
}

TEST(ComputeMotion, RecoversTheAnglesOfAStickLifterFacingEitherWay) {
  const auto run = stick_hinge();
  for (const double facing : {1.0, -1.0}) {
    expect_angles(motion_of(stick_recording(run.frames, {.facing = facing})), run.frames, filtered_deg);
  }
}

TEST(ComputeMotion, RecoversADeepSquatToo) {
  const auto run = stick_hinge({.hip_fold_bottom = 110_deg, .knee_bottom = 115_deg, .shank_bottom = 32_deg});
  expect_angles(motion_of(stick_recording(run.frames)), run.frames, 1.0);
}

TEST(ComputeMotion, ClosesTheTriangleOfTrunkFoldKneeAndShankInEveryMeasuredFrame) {
  const auto motion = motion_of(stick_recording(stick_hinge().frames, {.noise_px = 3}));
  std::size_t measured = 0;
  for (std::size_t i = 0; i < motion.frames(); ++i) {
    const auto &fold = motion.hip_fold.camera_side[i], &knee = motion.knee_flexion.camera_side[i];
    if (!fold || !knee) continue;
    ++measured;
    ASSERT_TRUE(motion.trunk_inclination[i] && motion.shank_inclination[i]);
    EXPECT_NEAR(motion.trunk_inclination[i].value().value(),
                (fold.value() - knee.value() + motion.shank_inclination[i].value()).value(), rounding);
  }
  EXPECT_GT(measured, motion.frames() * 9 / 10);
}

TEST(ComputeMotion, KeepsNoiseOfOnePixelUnderThreeDegrees) {
  const auto run = stick_hinge();
  expect_angles(motion_of(stick_recording(run.frames, {.noise_px = 1})), run.frames, 3.0);
}

TEST(ComputeMotion, SwapsLeftAndRightForAMirroredPicture) {
  const auto run = stick_hinge();
  const auto right = motion_of(stick_recording(run.frames, {.facing = 1}));
  const auto left = motion_of(stick_recording(run.frames, {.facing = -1}));
  EXPECT_EQ(right.view.view, View::sagittal_right);
  EXPECT_EQ(left.view.view, View::sagittal_left);
  for (std::size_t i = 0; i < run.frames.size(); ++i) {
    EXPECT_NEAR(right.hip_fold.right[i].value().value(), left.hip_fold.left[i].value().value(), rounding);
    EXPECT_NEAR(right.hip_fold.left[i].value().value(), left.hip_fold.right[i].value().value(), rounding);
  }
}

RC_GTEST_PROP(ComputeMotionProperty, IgnoresHowFarTheCameraStands, ()) {
  const auto run = stick_hinge({.reps = 1, .fps = 15});  // a hundred cases: short ones
  const double px_per_m = *rc::gen::inRange(40, 900);
  const auto near = motion_of(stick_recording(run.frames, {.px_per_m = px_per_m}));
  const auto far = motion_of(stick_recording(run.frames, {.px_per_m = 250}));
  for (std::size_t i = 0; i < run.frames.size(); ++i) {
    RC_ASSERT(std::abs((near.hip_fold.camera_side[i].value() - far.hip_fold.camera_side[i].value()).value()) < 1e-6);
  }
}

TEST(ComputeMotion, MeasuresInPixelsWhateverTheShapeOfThePicture) {
  const auto run = stick_hinge();
  expect_angles(motion_of(stick_recording(run.frames, {.width_px = 405, .height_px = 1920})), run.frames, filtered_deg);
}

TEST(ComputeMotion, BelievesTheTimesAndNotTheFrameNumbers) {
  auto run = stick_hinge({.fps = 60});
  std::vector<StickFrame> kept;  // a phone that drops frames: 60, 30 and 20 per second in turns
  for (std::size_t i = 0; i < run.frames.size(); i += 1 + (i / 17) % 3) kept.push_back(run.frames[i]);
  expect_angles(motion_of(stick_recording(kept)), kept, 1.5);
}

TEST(ComputeMotion, SurvivesRepeatedStamps) {
  auto frames = stick_hinge().frames;
  for (std::size_t i = 20; i < frames.size(); i += 20) frames[i].time = frames[i - 1].time;
  const auto motion = motion_of(stick_recording(frames));
  EXPECT_LT(worst_error(motion.hip_fold.camera_side, frames, fold_of), 6.0);
}

TEST(ComputeMotion, BridgesShortGapsAndOnlyThose) {
  const auto run = stick_hinge();
  auto recording = stick_recording(run.frames);
  const auto knee = *recording.find_column(on_side(Part::knee, Side::right));
  for (std::size_t i = 60; i < 64; ++i) recording.frames[i].landmarks[knee].measured = false;  // 0.17 s
  for (std::size_t i = 100; i < 120; ++i) {                                                    // 0.7 s, both legs
    for (auto& mark : recording.frames[i].landmarks) mark.measured = false;
  }
  const auto motion = motion_of(recording);
  EXPECT_NEAR(degrees(motion.knee_flexion.right[62].value()), run.frames[62].posture.knee().value(), 2.0);
  EXPECT_FALSE(motion.knee_flexion.camera_side[110].has_value());
}

TEST(ComputeMotion, SaysOutOfViewWhereNobodyWasFound) {
  auto recording = stick_recording(stick_hinge().frames);
  for (std::size_t i = 40; i < 70; ++i) recording.frames[i].landmarks.clear();
  const auto motion = motion_of(recording);
  EXPECT_EQ(motion.hip_fold.camera_side[55].why(), Unmeasured::out_of_view);
  EXPECT_EQ(motion.trunk_inclination[55].why(), Unmeasured::out_of_view);
  EXPECT_NEAR(motion.tracked_fraction, 1 - 30.0 / static_cast<double>(recording.frames.size()), rounding);
}

TEST(ComputeMotion, TakesTheFarLegWhileTheNearOneSitsOnAPlate) {
  const auto run = stick_hinge();
  auto recording = stick_recording(run.frames);
  const auto glued = stick_recording(run.frames, {.plates = test::Plates::near_leg});
  for (std::size_t i = 30; i < 60; ++i) recording.frames[i] = glued.frames[i];
  const auto motion = motion_of(recording);
  EXPECT_FALSE(motion.knee_flexion.right[45].has_value());
  EXPECT_NEAR(degrees(motion.knee_flexion.camera_side[45].value()), run.frames[45].posture.knee().value(), 2.0);
}

TEST(ComputeMotion, LeavesTheLegsOutWhileBothSitOnPlates) {
  const auto run = stick_hinge();
  auto recording = stick_recording(run.frames);
  const auto glued = stick_recording(run.frames, {.plates = test::Plates::both_legs});
  for (std::size_t i = 30; i < 60; ++i) recording.frames[i] = glued.frames[i];
  const auto motion = motion_of(recording);
  EXPECT_EQ(motion.knee_flexion.camera_side[45].why(), Unmeasured::implausible);
  EXPECT_EQ(motion.shank_inclination[45].why(), Unmeasured::implausible);
  EXPECT_EQ(motion.path_of(Part::ankle)[45].why(), Unmeasured::implausible);
}

TEST(ComputeMotion, CarriesTheFoldOverPlatesWithTheUncertaintyThatTakes) {
  const auto run = stick_hinge();
  auto recording = stick_recording(run.frames);
  const auto glued = stick_recording(run.frames, {.plates = test::Plates::both_legs});
  for (std::size_t i = 40; i < 50; ++i) recording.frames[i] = glued.frames[i];
  const auto motion = motion_of(recording);
  const auto fold = motion.hip_fold.camera_side[45];
  EXPECT_GT(fold.sd(), motion.hip_fold.camera_side[20].sd());
  EXPECT_LT(std::abs(degrees(fold.value()) - run.frames[45].posture.hip_fold().value()), 3 * degrees(fold.sd()));
}

TEST(ComputeMotion, DoesNotCareWhenTheNetworkTakesOneLegForTheOther) {
  const auto run = stick_hinge();
  auto recording = stick_recording(run.frames);
  for (std::size_t i = 50; i < 80; ++i) {
    for (const Part part : {Part::hip, Part::knee, Part::ankle}) {
      std::swap(recording.frames[i].landmarks[*recording.find_column(on_side(part, Side::left))],
                recording.frames[i].landmarks[*recording.find_column(on_side(part, Side::right))]);
    }
  }
  expect_angles(motion_of(recording), run.frames, filtered_deg);
}

TEST(ComputeMotion, ReportsTheNearLegOfASplitStance) {
  const auto run = stick_hinge();
  auto recording = stick_recording(run.frames, {.facing = 1});
  for (auto& frame : recording.frames) {  // the left leg is the far one; its foot stands 0.4 m behind
    frame.landmarks[*recording.find_column(body::Joint::left_knee)].image.x -= 45;
    frame.landmarks[*recording.find_column(body::Joint::left_ankle)].image.x -= 100;
  }
  const auto motion = motion_of(recording);
  EXPECT_LT(worst_error(motion.knee_flexion.camera_side, run.frames, knee_of, 0.9), 1.0);
}

TEST(ComputeMotion, BelievesTheFoldedFramesWherePlatesTurnTheStandingOnes) {
  const auto run = stick_hinge({.stand = 3.0_s});
  auto recording = stick_recording(run.frames, {.facing = -1});
  for (std::size_t i = 0; i < run.frames.size(); ++i) {
    if (run.frames[i].posture.trunk > 25_deg) continue;
    for (const Part part : {Part::shoulder, Part::hip}) {
      recording.frames[i].landmarks[*recording.find_column(on_side(part, Side::left))].metric.x += 0.15;
    }
  }
  const auto motion = motion_of(recording);
  EXPECT_EQ(motion.view.view, View::sagittal_left);
  EXPECT_NEAR(degrees(motion.view.yaw_sd), 10, 0.1);
}

TEST(ComputeMotion, FindsTheFirstQuietStand) {
  const auto run = stick_hinge();
  const auto motion = motion_of(stick_recording(run.frames));
  ASSERT_TRUE(motion.standing.has_value());
  EXPECT_EQ(motion.standing->frames.first, 0U);
  EXPECT_NEAR(run.frames[motion.standing->frames.last].time.value(), 1.0, 0.35);
  EXPECT_NEAR(degrees(motion.standing->knee_flexion), 4.0, 0.3);
}

/// From the floor, through the top without a stop, and down again.
std::vector<StickFrame> touch_and_go(int reps) {
  const auto low = posture_of(75_deg, 30_deg, 8_deg), top = posture_of(0_deg, 4_deg, 4_deg);
  StickScript script(low);
  script.hold(0.5_s);
  for (int rep = 0; rep < reps; ++rep) script.move_to(top, 0.8_s).move_to(low, 0.8_s);
  return script.frames();
}

TEST(ComputeMotion, TakesTheLockoutsForStandingWhereNobodyStoodQuietly) {
  const auto motion = motion_of(stick_recording(touch_and_go(3)));
  ASSERT_TRUE(motion.standing.has_value());
  EXPECT_EQ(motion.standing->kind, StandingKind::lockout);
  EXPECT_NEAR(degrees(motion.standing->knee_flexion), 4.0, 3);
  EXPECT_GT(degrees(motion.standing->spread.neck_flexion), 3);
}

TEST(ComputeMotion, DoesNotKnowALockoutBetterThanAQuietStand) {
  EXPECT_EQ(motion_of(stick_recording(stick_hinge().frames)).standing->kind, StandingKind::quiet);
  EXPECT_EQ(motion_of(stick_recording(stick_hinge().frames)).standing->spread.trunk_inclination, Radians{0});
}

TEST(ComputeMotion, DoesNotTakeSittingUpForALockout) {
  const auto upright = posture_of(85_deg, 90_deg, 0_deg), bowed = posture_of(150_deg, 90_deg, 0_deg);
  const auto sat = StickScript(bowed).hold(0.5_s).move_to(upright, 0.8_s).move_to(bowed, 0.8_s);
  EXPECT_FALSE(motion_of(stick_recording(sat.frames())).standing.has_value());
}

TEST(ComputeMotion, HasNoStandingWhenThePersonNeverStands) {
  const auto low = posture_of(90_deg, 60_deg, 20_deg);
  const auto run = StickScript(low).hold(2_s).move_to(posture_of(70_deg, 50_deg, 15_deg), 1_s).hold(1_s);
  EXPECT_FALSE(motion_of(stick_recording(run.frames())).standing.has_value());
}

class ViewOfAStickLifter : public testing::TestWithParam<double> {};
TEST_P(ViewOfAStickLifter, IsTheYawItWasFilmedAt) {
  const auto motion = motion_of(stick_recording(stick_hinge().frames, {.yaw = Degrees{GetParam()}, .facing = -1}));
  EXPECT_NEAR(degrees(motion.view.yaw), GetParam(), 1.0);
  EXPECT_EQ(motion.view.view, GetParam() <= 15   ? View::sagittal_left
                              : GetParam() <= 60 ? View::oblique
                                                 : View::frontal);
}
INSTANTIATE_TEST_SUITE_P(Yaws, ViewOfAStickLifter, testing::Values(0.0, 10.0, 20.0, 45.0, 75.0, 88.0));

TEST(ComputeMotion, MeasuresObliquelyThroughTheEstimatedDepth) {
  const auto run = stick_hinge();
  const auto motion = motion_of(stick_recording(run.frames, {.yaw = 40_deg}));
  expect_angles(motion, run.frames, filtered_deg);
  EXPECT_GE(degrees(motion.hip_fold.camera_side[50].sd()), 7.0);
}

TEST(ComputeMotion, GivesAFrontalPictureOnlyADrivingSignal) {
  const auto run = stick_hinge();
  const auto motion = motion_of(stick_recording(run.frames, {.yaw = 85_deg}));
  EXPECT_LT(worst_error(motion.hip_fold.camera_side, run.frames, fold_of), filtered_deg);
  EXPECT_GE(degrees(motion.hip_fold.camera_side[50].sd()), 10.0);
}

TEST(ComputeMotion, UndoesForeshorteningWithoutDepth) {
  const auto run = stick_hinge();
  auto recording = stick_recording(run.frames, {.yaw = 25_deg});
  for (auto& frame : recording.frames) {
    for (auto& mark : frame.landmarks) mark.metric = {};
  }
  const auto motion = motion_of(recording);
  EXPECT_EQ(motion.view.view, View::oblique);
  // Shoulders are wider than hips: seen at 25 degrees the near shoulder lies 3.7 degrees of trunk lean ahead.
  EXPECT_LT(worst_error(motion.trunk_inclination, run.frames, trunk_of), 5.0);
}

TEST(ComputeMotion, MeasuresALabRecordingWhicheverWayItWalks) {
  const auto run = stick_hinge();
  for (const auto heading : {0_deg, 70_deg, 180_deg}) {
    const auto motion = motion_of(stick_lab_recording(run.frames, heading));
    expect_angles(motion, run.frames, filtered_deg);
    EXPECT_NEAR(motion.scale.leg_length_m.value().value(), 0.84, 0.02);
  }
}

TEST(ComputeMotion, FindsUpInALabWhoseZPointsUp) {
  const auto run = stick_hinge();
  auto recording = stick_lab_recording(run.frames);
  for (auto& frame : recording.frames) {
    for (auto& mark : frame.landmarks) mark.world = {mark.world.x, -mark.world.z, mark.world.y};
  }
  expect_angles(motion_of(recording), run.frames, filtered_deg);
}

TEST(ComputeMotion, KeepsABridgeOnItsBackContinuous) {
  // Lying with the knees bent: trunk backwards and down, thighs up, shanks near vertical.
  const test::StickPosture low{.trunk = Degrees{-95}, .thigh = Degrees{-135}, .shank = Degrees{-25}};
  const test::StickPosture high{.trunk = Degrees{-118}, .thigh = Degrees{-115}, .shank = Degrees{-25}};
  StickScript script(low);
  script.hold(1_s);
  for (int i = 0; i < 3; ++i) script.move_to(high, 1_s).hold(0.5_s).move_to(low, 1_s).hold(0.5_s);
  const auto motion = motion_of(stick_recording(script.frames()), {.cutoff_hz = {}, .facing = Facing::image_right});
  EXPECT_LT(worst_error(motion.hip_fold.camera_side, script.frames(), fold_of), 1.0);
  EXPECT_LT(worst_error(motion.knee_flexion.camera_side, script.frames(), knee_of), 1.0);
}

TEST(ComputeMotion, KeepsWhichLowPassTheLandmarksWentThrough) {
  const auto cutoff_of = [](Seconds way, double rate_hz) {
    StickScript script({}, rate_hz);
    script.hold(1_s);
    for (int i = 0; i < 4; ++i) script.move_to({.trunk = Degrees{80}, .thigh = Degrees{-10}}, way).move_to({}, way);
    return motion_of(stick_recording(script.hold(1_s).frames())).cutoff_hz.value();
  };
  EXPECT_EQ(cutoff_of(2_s, 30), 5);
  EXPECT_EQ(cutoff_of(Seconds{0.3}, 60), 8);
  EXPECT_NEAR(cutoff_of(2_s, 15), 0.24 * 15, 0.01) << "no more than the pictures carry";
}

TEST(ComputeMotion, LowersTheUpperBodyWithTheTrunk) {
  const auto set = stick_hinge({.reps = 1});
  const auto recording = stick_recording(set.frames);
  const auto motion = motion_of(recording);
  const auto at = [&](Seconds time) {
    const auto frame = static_cast<std::size_t>(std::lround(time.value() * 30));
    return motion.upper_height.at(frame).value();
  };
  const double sunk = at(set.reps[0].start) - at(set.reps[0].bottom);
  EXPECT_GT(sunk, 0.2);
  EXPECT_LT(sunk, 1.0);
}

TEST(ComputeMotion, KnowsNoUpperHeightWithoutAFace) {
  auto recording = stick_recording(stick_hinge({.reps = 1}).frames);
  for (auto& frame : recording.frames) frame.landmarks[static_cast<std::size_t>(body::Joint::nose)].measured = false;
  const auto motion = motion_of(recording);
  ASSERT_EQ(motion.upper_height.size(), motion.frames());
  for (const auto& height : motion.upper_height) EXPECT_FALSE(height.has_value());
}

TEST(ComputeMotion, PutsTheOriginOfPathsAtTheAnkleAndCountsInLegs) {
  const auto run = stick_hinge();
  const auto motion = motion_of(stick_recording(run.frames, {.facing = -1}));
  const auto hip = motion.path_of(Part::hip)[0].value(), toe = motion.path_of(Part::toe)[0].value();
  EXPECT_NEAR(hip.y, std::cos(4 * std::numbers::pi / 180) * 0.43 / 0.84 + 0.41 / 0.84, 0.01);
  EXPECT_NEAR(toe.x, 0.18 / 0.84, 0.01);
  EXPECT_NEAR(motion.scale.foot_per_leg.value(), 0.23 / 0.84, 0.01);
  EXPECT_NEAR(motion.scale.leg_length.value(), 0.84 * 250, 3);
}

TEST(ComputeMotion, KnowsNoFootLengthFromAFootSeenFromTheFront) {
  auto recording = stick_recording(stick_hinge().frames);
  for (auto& frame : recording.frames) {
    for (const auto& [heel, toe] : {std::pair{body::Joint::left_heel, body::Joint::left_foot_index},
                                    std::pair{body::Joint::right_heel, body::Joint::right_foot_index}}) {
      const auto& back = frame.landmarks[static_cast<std::size_t>(heel)].image;
      auto& front = frame.landmarks[static_cast<std::size_t>(toe)].image;
      front.x = back.x + (front.x - back.x) * 0.3;
      front.y = back.y;
    }
  }
  const auto motion = motion_of(recording);
  ASSERT_FALSE(motion.scale.foot_per_leg.has_value());
  EXPECT_EQ(motion.scale.foot_per_leg.why(), Unmeasured::implausible);
}

TEST(ComputeMotion, KnowsMetresFromHeightAndSaysHowWell) {
  const auto recording = stick_recording(stick_hinge({.reps = 1}).frames);
  const auto given = *compute_motion(recording, {.height = 1.8_m, .mass = {}, .load = {}});
  const auto assumed = *compute_motion(recording, {});
  EXPECT_NEAR(given.scale.leg_length_m.value().value(), 0.48 * 1.8, 1e-6);
  EXPECT_TRUE(given.scale.height_was_given);
  EXPECT_GT(assumed.scale.leg_length_m.sd(), given.scale.leg_length_m.sd());
}

TEST(ComputeMotion, MeasuresTheNeckAgainstOwnStanding) {
  auto up = posture_of(0_deg, 4_deg, 4_deg), down = posture_of(80_deg, 15_deg, 0_deg);
  up.neck = 10_deg;
  down.neck = Degrees{-20};
  const auto frames = StickScript(up).hold(1_s).move_to(down, 1.5_s).hold(1_s).frames();
  const auto motion = motion_of(stick_recording(frames));
  EXPECT_NEAR(degrees(motion.neck_flexion[5].value()), 0, 0.2);
  EXPECT_NEAR(degrees(motion.neck_flexion[frames.size() - 5].value()), -30, 0.5);
}

TEST(ComputeMotion, DoesNotReadTheSpineFromLandmarksAlone) {
  const auto motion = motion_of(stick_recording(stick_hinge({.reps = 1}).frames));
  EXPECT_EQ(motion.lumbar_flexion[3].why(), Unmeasured::no_outline);
  EXPECT_EQ(motion.hip_flexion.size(), motion.frames());
}

TEST(ComputeMotion, AnswersAnEmptyRecordingWithAnEmptyMotion) {
  body::Recording recording;
  recording.names = body::blazepose_names();
  const auto motion = motion_of(recording);
  EXPECT_EQ(motion.frames(), 0U);
  EXPECT_EQ(motion.view.view, View::unknown);
}

TEST(ComputeMotion, MeasuresNothingInAnEmptyRoom) {
  body::Recording recording;
  recording.names = body::blazepose_names();
  for (int i = 0; i < 30; ++i) recording.frames.push_back({Seconds{i / 30.0}, {}, {}});
  const auto motion = motion_of(recording);
  EXPECT_EQ(motion.view.view, View::unknown);
  EXPECT_EQ(motion.tracked_fraction, 0);
  EXPECT_EQ(motion.hip_fold.camera_side[7].why(), Unmeasured::out_of_view);
  EXPECT_EQ(motion.path_of(Part::hip)[7].why(), Unmeasured::out_of_view);
}

TEST(ComputeMotion, ManagesWithASinglePicture) {
  auto run = stick_hinge();
  run.frames.resize(1);
  EXPECT_EQ(motion_of(stick_recording(run.frames)).frames(), 1U);
}

bool is_finite(const AngleSeries& series) {
  return std::ranges::all_of(series, [](const auto& sample) {
    return !sample || (std::isfinite(sample.value().value()) && std::isfinite(sample.sd().value()));
  });
}
bool is_finite(const SidedAngle& angle) {
  return is_finite(angle.camera_side) && is_finite(angle.left) && is_finite(angle.right);
}
bool is_finite(const PathSeries& path) {
  return std::ranges::all_of(
      path, [](const auto& at) { return !at || (std::isfinite(at.value().x) && std::isfinite(at.value().y)); });
}

RC_GTEST_PROP(ComputeMotionProperty, AnswersAnyRubbishWithFiniteNumbers, ()) {
  test::StickNoise noise;
  const auto seed = *rc::gen::inRange(0, 1000);
  for (int i = 0; i < seed; ++i) noise(1);
  const double scale = *rc::gen::element(0.0, 1e-9, 1.0, 300.0, 1e9);
  auto recording = stick_recording(stick_hinge({.reps = 1, .fps = 12}).frames);
  if (*rc::gen::arbitrary<bool>()) recording.space = body::Space::world;
  double time = 0;
  for (auto& frame : recording.frames) {
    time += std::max(0.0, noise(0.2));  // repeated stamps and long losses
    frame.time = Seconds{time};
    if (noise(1) > 1.5) frame.landmarks.clear();
    for (auto& mark : frame.landmarks) {
      mark.image = {noise(scale), noise(scale), noise(scale)};
      mark.metric = {noise(scale), noise(scale), noise(scale)};
      mark.world = {noise(scale), noise(scale), noise(scale)};
      mark.visibility = noise(1);
      mark.measured = noise(1) > -1;
    }
  }
  const auto motion = compute_motion(recording, {});
  RC_ASSERT(motion.has_value());
  RC_ASSERT(is_finite(motion->hip_fold) && is_finite(motion->knee_flexion) && is_finite(motion->ankle_dorsiflexion));
  RC_ASSERT(is_finite(motion->trunk_inclination) && is_finite(motion->neck_flexion) &&
            is_finite(motion->elbow_flexion));
  RC_ASSERT(std::isfinite(motion->view.yaw.value()) && std::isfinite(motion->view.yaw_sd.value()));
  RC_ASSERT(std::ranges::all_of(motion->path, [](const auto& path) { return is_finite(path); }));
}

TEST(ComputeMotion, NeverPassesOnANumberThatIsNone) {
  auto recording = stick_recording(stick_hinge({.reps = 1}).frames);
  for (std::size_t i = 0; i < recording.frames.size(); i += 3) {
    recording.frames[i].landmarks[i % 33].image.x = std::nan("");
    recording.frames[i].landmarks[(i + 7) % 33].metric.z = INFINITY;
    recording.frames[i].landmarks[(i + 11) % 33].visibility = std::nan("");
  }
  const auto motion = motion_of(recording);
  EXPECT_TRUE(is_finite(motion.hip_fold) && is_finite(motion.knee_flexion) && is_finite(motion.ankle_dorsiflexion));
  EXPECT_TRUE(is_finite(motion.trunk_inclination) && is_finite(motion.neck_flexion) && is_finite(motion.elbow_flexion));
}

TEST(ComputeMotion, RefusesTimesThatRunBackwardsAndNamesTheFrame) {
  auto recording = stick_recording(stick_hinge({.reps = 1}).frames);
  recording.frames[9].time = 0_s;
  const auto error = compute_motion(recording, {}).error();
  EXPECT_EQ(error.code, Errc::invalid);
  EXPECT_EQ(to_string(error),
            "stick.mp4, frame 9: the frame's time lies before the frame in front of it; write the recording anew");
}

TEST(ComputeMotion, RefusesFramesThatDoNotFitTheirColumns) {
  auto recording = stick_recording(stick_hinge({.reps = 1}).frames);
  recording.frames[4].landmarks.resize(32);
  EXPECT_EQ(to_string(compute_motion(recording, {}).error()),
            "stick.mp4, frame 4: the frame has 32 landmarks for 33 columns; write the recording anew");
}

TEST(ComputeMotion, RefusesAnImpossibleHeightAndCutOff) {
  const auto recording = stick_recording(stick_hinge({.reps = 1}).frames);
  EXPECT_EQ(compute_motion(recording, {.height = 17.0_m, .mass = {}, .load = {}}).error().what,
            "a body height must lie between 0.5 and 2.6 m");
  EXPECT_EQ(compute_motion(recording, {}, {.cutoff_hz = 0.0, .facing = {}}).error().what,
            "the low-pass cut-off must lie between 0.5 and 50 Hz");
}

}  // namespace
}  // namespace hinge::kinematics
