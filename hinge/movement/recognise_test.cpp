#include "hinge/movement/recognise.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <random>

#include "tests/support/few_prototypes.h"
#include "tests/support/puppet.h"

namespace hinge::movement {
namespace {

using test::Bump;
using test::DegreesOverTime;
using test::Puppet;
using test::smooth_step;
using test::steady_times;

constexpr double fps = 30;

/// Hinges of 90 degrees, one per bump.
DegreesOverTime folding(std::vector<Bump> bumps, double depth_deg = 90) {
  return [=](double t) {
    double share = 0;
    for (const auto& bump : bumps) share += bump.at(t);
    return depth_deg * share;
  };
}

std::vector<Bump> regular(int reps, double first = 1.0, double rest = 0.7) {
  std::vector<Bump> bumps;
  for (int i = 0; i < reps; ++i) bumps.push_back({first + i * (2.9 + rest), 1.5, 0.3, 1.1});
  return bumps;
}

/// With the few descriptions of exercises these tests know.
Movement recognise(const kinematics::Motion& motion, MovementOptions options = {}) {
  options.prototypes = test::few_prototypes();
  return recognise_movement(motion, options);
}

Movement count(const DegreesOverTime& fold, double seconds, double rate = fps) {
  return recognise(Puppet::hinging(fold).filmed_at(steady_times(seconds, rate)));
}

TEST(Reps, AreFoundOnePerHinge) {
  const auto movement = count(folding(regular(4)), 16);
  EXPECT_EQ(movement.reps.size(), 4u);
  EXPECT_TRUE(movement.why_no_reps.empty());
}

TEST(Reps, StartBottomAndEndWhereTheCurveDoes) {
  const auto bumps = regular(3);
  const auto movement = count(folding(bumps), 13);
  ASSERT_EQ(movement.reps.size(), 3u);
  // The project's own target; this curve has left its rest by only a third of a degree after 0.1 s.
  constexpr double close_s = 0.15;
  for (std::size_t k = 0; k < 3; ++k) {
    const auto& rep = movement.reps[k];
    EXPECT_EQ(rep.index, static_cast<int>(k) + 1);
    EXPECT_NEAR(static_cast<double>(rep.start) / fps, bumps[k].start, close_s);
    EXPECT_NEAR(static_cast<double>(rep.end) / fps, bumps[k].end(), close_s);
    EXPECT_GE(static_cast<double>(rep.bottom) / fps, bumps[k].start + 1.5 - close_s);
    EXPECT_LE(static_cast<double>(rep.bottom) / fps, bumps[k].start + 1.8 + close_s);
  }
}

/// The near leg is in front and behind in turns: each lunge carries the hips from behind the near foot to before it, or
/// that foot past the hips.
Puppet walking_lunges(const std::vector<Bump>& bumps) {
  const auto share = [bumps](double t, bool behind) {
    double sum = 0;
    for (std::size_t k = behind ? 1 : 0; k < bumps.size(); k += 2) sum += bumps[k].at(t);
    return sum;
  };
  const auto leaning = [bumps](double t) {
    double forward = 0;
    for (std::size_t k = 0; k < bumps.size(); ++k)
      forward += (k % 2 == 0 ? 1 : -1) * smooth_step(t, bumps[k].start, bumps[k].end());
    return -25 + 70 * forward;
  };
  Puppet p;
  p.trunk = [](double) { return 8.0; };
  p.knee = [=](double t) { return 8 + 85 * (share(t, false) + share(t, true)); };
  p.shank = [=](double t) { return leaning(t) + 60 * share(t, true); };
  return p;
}

TEST(Reps, WalkingLungesCountWithEitherLegInFront) {
  const auto movement = recognise(walking_lunges(regular(5)).filmed_at(steady_times(20, fps)));
  EXPECT_EQ(movement.reps.size(), 5u);
}

TEST(Reps, StridesThatHardlySinkAreNoWalkingLunges) {
  auto motion = walking_lunges(regular(5)).filmed_at(steady_times(20, fps));
  const auto standing = motion.upper_height.front().value();
  for (auto& height : motion.upper_height)
    height = Measured<double>::seen(standing + 0.15 * (height.value() - standing), height.sd());
  EXPECT_LE(recognise(motion).reps.size(), 3u);  // of the near leg alone: what is done in place
}

/// A hinge with a hold of 0.4 s in which the fold still changes by `drift_deg`.
DegreesOverTime drifting(const Bump& bump, double drift_deg) {
  return [=](double t) {
    const double held = std::clamp((t - bump.start - bump.down_s) / bump.hold_s, 0.0, 1.0);
    return (90 + drift_deg * held) * bump.at(t);
  };
}

TEST(Reps, TurnInTheHalfOfAHoldThatGoesFurther) {
  const Bump bump{1.0, 1.5, 0.4, 1.1};
  const double middle = 2.7;
  const auto deeper = count(drifting(bump, 0.6), 5), shallower = count(drifting(bump, -0.6), 5);
  ASSERT_EQ(deeper.reps.size(), 1u);
  ASSERT_EQ(shallower.reps.size(), 1u);
  EXPECT_GT(static_cast<double>(deeper.reps[0].bottom) / fps, middle);
  EXPECT_LT(static_cast<double>(deeper.reps[0].bottom) / fps, 2.95);
  EXPECT_LT(static_cast<double>(shallower.reps[0].bottom) / fps, middle);
  EXPECT_GT(static_cast<double>(shallower.reps[0].bottom) / fps, 2.45);
}

TEST(Reps, TurnWhereTheUpperBodyIsLowestWhenTheAnglesAreNoisy) {
  const Bump bump{1.0, 1.5, 0.4, 1.1};
  auto motion = Puppet::hinging(drifting(bump, 0.6)).filmed_at(steady_times(5, fps));
  std::mt19937 random(7);
  std::normal_distribution<double> jitter(0, test::deg);
  for (auto* series : {&motion.trunk_inclination, &motion.hip_fold.camera_side}) {
    for (auto& angle : *series) angle = Measured<Radians>::seen(angle.value() + Radians{jitter(random)}, angle.sd());
  }
  const auto movement = recognise_movement(motion);
  ASSERT_EQ(movement.reps.size(), 1u);
  EXPECT_NEAR(static_cast<double>(movement.reps[0].bottom) / fps, 2.85, 0.1);
}

TEST(Reps, SurviveLongPausesAtTopAndBottom) {
  EXPECT_EQ(count(folding({{2, 2, 6, 1.5}, {20, 2, 4, 1.5}}), 40).reps.size(), 2u);
}

TEST(Reps, MayTouchAndGo) {
  const auto fold = [](double t) {
    return t < 1 || t > 13 ? 0.0 : 45 * (1 - std::cos((t - 1) * 2 * test::deg * 180 / 2));
  };
  EXPECT_EQ(count(fold, 14).reps.size(), 6u);
}

TEST(Reps, NeedNoFullLockout) {
  const auto bumps = regular(4);
  const auto fold = [=](double t) { return 25 * test::smooth_step(t, 1, 2) + 60 * folding(bumps, 1)(t); };
  EXPECT_EQ(count(fold, 16).reps.size(), 4u);
}

TEST(Reps, LeaveOutAHalfAttempt) {
  const auto half = folding({{1, 1, 0.2, 1}}, 40);
  const auto full = folding(regular(3, 4.0));
  EXPECT_EQ(count([=](double t) { return half(t) + full(t); }, 16).reps.size(), 3u);
}

TEST(Reps, LeaveOutOneThatTheClipEndsInTheMiddleOf) {
  EXPECT_EQ(count(folding(regular(3)), 1 + 2 * 3.6 + 1.6).reps.size(), 2u);
}

TEST(Reps, LeaveOutOneWhoseBottomLiesBeforeTheClip) {
  const auto late = folding(regular(3, -2.4));  // the clip begins half-way up the first
  EXPECT_EQ(count(late, 9).reps.size(), 2u);
}

TEST(Reps, CountALiftThatBeginsTheClipAtTheBottom) {
  const auto fold = [](double t) { return 90 - 90 * test::smooth_step(t, 1, 2) + 90 * test::smooth_step(t, 3, 4.5); };
  const auto movement = count(fold, 6);
  ASSERT_EQ(movement.reps.size(), 1u);
  EXPECT_TRUE(movement.from_floor);
  const auto& rep = movement.reps.front();
  EXPECT_NEAR(static_cast<double>(rep.start) / fps, 1.0, 0.15);  // lift-off
  EXPECT_NEAR(static_cast<double>(rep.end) / fps, 4.5, 0.15);    // the weight is down again
  EXPECT_EQ(rep.phases.front().name, PhaseName::ascent);
  EXPECT_EQ(rep.phases.back().name, PhaseName::descent);
}

TEST(Reps, AreNotFoundAcrossACut) {
  auto motion = Puppet::hinging(folding(regular(3))).filmed_at(steady_times(13, fps));
  // The second way down is lost: what is left of that rep has no beginning to be measured from, but its hold and way
  // up.
  const auto lose = [&](kinematics::AngleSeries& series) {
    for (std::size_t i = static_cast<std::size_t>(4.7 * fps); i < static_cast<std::size_t>(7.9 * fps); ++i) {
      series[i] = Measured<Radians>::missing(Unmeasured::too_few_frames);
    }
  };
  lose(motion.hip_fold.camera_side);
  lose(motion.trunk_inclination);
  for (auto& path : motion.path) {
    for (std::size_t i = static_cast<std::size_t>(4.7 * fps); i < static_cast<std::size_t>(7.9 * fps); ++i)
      path[i] = {};
  }
  EXPECT_EQ(recognise_movement(motion).reps.size(), 2u);
}

TEST(Reps, AreNotLostWhenAPlateHidesTheLegs) {
  auto motion = Puppet::hinging(folding(regular(4))).filmed_at(steady_times(16, fps));
  const auto hidden = Measured<Radians>::missing(Unmeasured::implausible);
  for (std::size_t i = 0; i < motion.frames(); ++i) {
    if (motion.trunk_inclination[i].value() < to_radians(Degrees{30})) continue;
    for (auto* series : {&motion.hip_fold.camera_side, &motion.knee_flexion.camera_side, &motion.shank_inclination}) {
      (*series)[i] = hidden;
    }
    for (const auto part : {body::Part::hip, body::Part::knee, body::Part::ankle}) {
      motion.path[static_cast<std::size_t>(part)][i] = Measured<Point2<Sagittal>>::missing(Unmeasured::implausible);
    }
  }
  EXPECT_EQ(recognise_movement(motion).reps.size(), 4u);
}

TEST(Reps, AreNotSteps) {
  Puppet walker;  // a thigh swinging 30 degrees forward and 15 back, 0.9 strides a second, along the floor
  const auto swing = [](double t) { return 22 * std::sin(2 * std::numbers::pi * 0.9 * t) - 8; };
  walker.knee = [=](double t) { return 20 - swing(t) / 2; };
  walker.shank = [=](double t) { return 20 + swing(t) / 2; };
  walker.travel = [](double t) { return 1.2 * t; };
  const auto movement = recognise_movement(walker.filmed_at(steady_times(6, fps)));
  EXPECT_EQ(movement.reps.size(), 0u);
  EXPECT_EQ(movement.why_no_reps, "the person walks; no repetitions were found");
}

TEST(Reps, AreNotWaysDownToAPlankAndUpAgain) {
  const auto bumps = regular(3);
  const auto down = [=](double t) { return folding(bumps, 1)(t); };
  Puppet burpee;  // the legs lean forward behind the hips until the body lies over hands and toes
  burpee.trunk = [=](double t) { return 85 * down(t); };
  burpee.shank = [=](double t) { return 2 + 70 * down(t); };
  EXPECT_EQ(recognise(burpee.filmed_at(steady_times(13, fps))).reps.size(), 0u);
}

TEST(Reps, NeedTheirWayUpToBeSeen) {
  auto motion = Puppet::hinging(folding(regular(1))).filmed_at(steady_times(6, fps));
  const auto lose_three_of_four = [&](double from_s, double to_s) {
    for (auto i = static_cast<std::size_t>(from_s * fps); i < static_cast<std::size_t>(to_s * fps); ++i) {
      if (i % 4 == 0) continue;
      for (auto* series : {&motion.hip_fold.camera_side, &motion.trunk_inclination})
        (*series)[i] = Measured<Radians>::missing(Unmeasured::too_few_frames);
      for (auto& path : motion.path) path[i] = {};
    }
  };
  EXPECT_EQ(recognise(motion).reps.size(), 1u);
  lose_three_of_four(2.8, 4.0);  // the way up: as of somebody who fell and is found again now and then
  EXPECT_EQ(recognise(motion).reps.size(), 0u);
}

TEST(Reps, AreAbsentWithAReasonWhenNothingMoves) {
  const auto movement = count([](double) { return 0.0; }, 10);
  EXPECT_TRUE(movement.reps.empty());
  EXPECT_EQ(movement.why_no_reps, "no movement found");
  EXPECT_EQ(movement.recognition.pattern, Pattern::none);
  EXPECT_EQ(movement.recognition.exercise, "unknown");
}

TEST(Reps, AreAbsentWithAReasonWhenNobodyIsThere) {
  auto motion = Puppet{}.filmed_at(steady_times(2, fps));
  motion.tracked_fraction = 0;
  for (auto* series : {&motion.hip_fold.camera_side, &motion.knee_flexion.camera_side, &motion.trunk_inclination,
                       &motion.shank_inclination, &motion.elbow_flexion}) {
    series->assign(motion.frames(), {});
  }
  for (auto& path : motion.path) path.assign(motion.frames(), {});
  EXPECT_EQ(recognise_movement(motion).why_no_reps, "nobody was found");
  EXPECT_EQ(recognise_movement(kinematics::Motion{}).why_no_reps, "nobody was found");
}

TEST(Reps, AreAbsentWithAReasonInAHeldPosition) {
  const auto movement = count([](double) { return 80.0; }, 8);
  EXPECT_TRUE(movement.reps.empty());
  EXPECT_EQ(movement.why_no_reps, "the position was held; no repetitions were found");
}

TEST(Phases, FollowEachOtherWithoutOverlap) {
  for (const auto& rep : count(folding(regular(3)), 13).reps) {
    ASSERT_FALSE(rep.phases.empty());
    for (std::size_t i = 1; i < rep.phases.size(); ++i) {
      EXPECT_GE(rep.phases[i].frames.first, rep.phases[i - 1].frames.last);
    }
    const auto find = [&](PhaseName name) {
      return std::find_if(rep.phases.begin(), rep.phases.end(), [&](const Phase& p) { return p.name == name; });
    };
    ASSERT_NE(find(PhaseName::descent), rep.phases.end());
    ASSERT_NE(find(PhaseName::ascent), rep.phases.end());
    EXPECT_EQ(find(PhaseName::descent)->frames.first, rep.start);
    EXPECT_EQ(find(PhaseName::ascent)->frames.last, rep.end);
    EXPECT_NE(find(PhaseName::lockout), rep.phases.end());
  }
}

TEST(Exercise, IsTakenFromTheUserWhenGiven) {
  MovementOptions options;
  options.exercise = "only_by_name";
  const auto movement = recognise(Puppet::hinging(folding(regular(3))).filmed_at(steady_times(13, fps)), options);
  EXPECT_EQ(movement.recognition.exercise, "only_by_name");
  EXPECT_EQ(movement.recognition.pattern, Pattern::push);
  EXPECT_EQ(movement.recognition.confidence, 1.0);
  EXPECT_TRUE(movement.recognition.given_by_user);
  EXPECT_EQ(movement.reps.size(), 3u);
}

TEST(Exercise, KeepsWhatItLookedLikeAsideWhenTheUserSaysAnother) {
  MovementOptions options;
  options.exercise = "sink";
  const auto recognition =
      recognise(Puppet::hinging(folding(regular(3))).filmed_at(steady_times(13, fps)), options).recognition;
  ASSERT_FALSE(recognition.candidates.empty());
  EXPECT_EQ(recognition.candidates.front().exercise, "fold");
  EXPECT_EQ(recognition.candidates.front().pattern, Pattern::hinge);
  EXPECT_GE(recognition.candidates.front().confidence, 0.5);
}

TEST(Exercise, IsTheDescriptionThatFits) {
  const auto movement = count(folding(regular(3)), 13);
  EXPECT_EQ(movement.recognition.pattern, Pattern::hinge);
  EXPECT_EQ(movement.recognition.exercise, "fold");
  EXPECT_GE(movement.recognition.confidence, 0.5);
}

TEST(Exercise, NamesTheRunnersUpBestFirst) {
  const auto candidates = count(folding(regular(3)), 13).recognition.candidates;
  ASSERT_GE(candidates.size(), 2u);
  EXPECT_EQ(candidates[0].exercise, "fold");
  EXPECT_EQ(candidates[1].exercise, "loaded_fold");
  EXPECT_GT(candidates[0].confidence, candidates[1].confidence);
  EXPECT_NEAR(candidates[0].fit, candidates[1].fit, 1e-9);  // alike to the camera, told apart by how usual they are
}

TEST(Exercise, IsAnotherWhenALoadIsTold) {
  MovementOptions options;
  options.load = Kilograms{20};
  const auto movement = recognise(Puppet::hinging(folding(regular(3))).filmed_at(steady_times(13, fps)), options);
  EXPECT_EQ(movement.recognition.exercise, "loaded_fold");
}

/// Three folds with a round thing of that diameter in the hands, in leg lengths.
kinematics::Motion folds_with_a_weight(double diameter) {
  auto motion = Puppet::hinging(folding(regular(3))).filmed_at(steady_times(13, fps));
  motion.weight.source = kinematics::WeightSource::round;
  motion.weight.diameter = diameter;
  motion.weight.in_picture.assign(motion.frames(), Point2<ImagePx>{300, 300});
  return motion;
}

TEST(Exercise, IsToldApartByTheWeightThatWasFollowed) {
  auto prototypes = test::few_prototypes();
  prototypes[0].looks[0].ranges.push_back({Evidence::weight_diameter, {}, 0.05});  // "fold" holds nothing
  MovementOptions options{{}, {}, prototypes};
  EXPECT_EQ(recognise_movement(folds_with_a_weight(0.6), options).recognition.exercise, "loaded_fold");
}

TEST(Exercise, KeepsItsPatternWhereNoneOfItHoldsSuchAWeight) {
  auto prototypes = test::few_prototypes();
  for (auto& prototype : prototypes) {
    for (auto& look : prototype.looks) look.ranges.push_back({Evidence::weight_diameter, {}, 0.05});
  }
  const auto recognition = recognise_movement(folds_with_a_weight(0.6), {{}, {}, prototypes}).recognition;
  EXPECT_EQ(recognition.pattern, Pattern::hinge);
  EXPECT_EQ(recognition.exercise, "unknown");
}

TEST(Exercise, TakesNothingFromAWeightThatWasNotSeen) {
  const auto motion = Puppet::hinging(folding(regular(3))).filmed_at(steady_times(13, fps));
  auto prototypes = test::few_prototypes();
  const auto before = recognise_movement(motion, {{}, {}, prototypes}).recognition;
  prototypes[0].looks[0].ranges.push_back({Evidence::weight_diameter, {}, 0.05});
  const auto after = recognise_movement(motion, {{}, {}, prototypes}).recognition;
  EXPECT_EQ(after.exercise, before.exercise);
  EXPECT_EQ(after.confidence, before.confidence);
}

TEST(Exercise, IsUnknownWhereNoDescriptionIsGiven) {
  const auto movement = recognise_movement(Puppet::hinging(folding(regular(3))).filmed_at(steady_times(13, fps)));
  EXPECT_EQ(movement.recognition.exercise, "unknown");
  EXPECT_EQ(movement.recognition.pattern, Pattern::none);
  EXPECT_EQ(movement.recognition.confidence, 0.0);
  EXPECT_EQ(movement.reps.size(), 3u);
}

TEST(Exercise, IsUnknownWhereNoDescriptionFits) {
  Puppet p;  // a bow from the hips with the arms stretched up: no description has hands there
  const auto fold = folding(regular(3));
  p.trunk = [=](double t) { return 0.72 * fold(t); };
  p.knee = [=](double t) { return 4 + 0.9 * fold(t); };
  p.shank = [=](double t) { return 4 - 0.35 * fold(t); };
  p.arm = [](double) { return 170.0; };
  const auto recognition = recognise(p.filmed_at(steady_times(13, fps))).recognition;
  EXPECT_EQ(recognition.exercise, "unknown");
  EXPECT_EQ(recognition.pattern, Pattern::none);
}

TEST(Hold, IsTheStretchThatStaysFolded) {
  Puppet p = Puppet::hinging([](double t) { return 80 * test::smooth_step(t, 1, 2.5); });
  MovementOptions options;
  options.exercise = "fold";
  const auto movement = recognise(p.filmed_at(steady_times(8, fps)), options);
  EXPECT_TRUE(movement.reps.empty());
  ASSERT_TRUE(movement.held);
  EXPECT_NEAR(static_cast<double>(movement.held->start) / fps, 2.2, 0.3);
  EXPECT_EQ(movement.held->end, movement.held->phases.front().frames.last);
  EXPECT_NEAR(static_cast<double>(movement.held->end) / fps, 8, 0.1);
}

TEST(Hold, IsNotStandingStill) {
  MovementOptions options;
  options.exercise = "fold";
  EXPECT_FALSE(recognise(Puppet::hinging([](double) { return 0.0; }).filmed_at(steady_times(8, fps)), options).held);
}

TEST(Exercise, IsLessSureTheThinnerTheEvidence) {
  const auto confidence = [&](std::vector<Bump> bumps, double hidden_share) {
    auto motion = Puppet::hinging(folding(std::move(bumps))).filmed_at(steady_times(16, fps));
    const auto hidden = Measured<Radians>::missing(Unmeasured::occluded);
    for (std::size_t i = 0; i < motion.frames(); ++i) {
      if (static_cast<double>(i % 10) < 10 * hidden_share) motion.hip_fold.camera_side[i] = hidden;
    }
    return recognise(motion).recognition.confidence;
  };
  EXPECT_GT(confidence(regular(4), 0), confidence(regular(1), 0));
  EXPECT_GT(confidence(regular(4), 0), confidence(regular(4), 0.4));
}

TEST(Exercise, IsNotNamedWhereItWouldBeAGuess) {
  bool named = false, unnamed = false;
  for (const double usual : {1.0, 0.1, 0.05, 0.03, 0.02, 0.01}) {
    auto prototypes = test::few_prototypes();
    for (auto& prototype : prototypes) {
      for (auto& look : prototype.looks) look.usual *= usual;
    }
    const auto once = Puppet::hinging(folding(regular(1))).filmed_at(steady_times(6, fps));
    const auto told = recognise_movement(once, {{}, {}, prototypes}).recognition;
    (told.exercise == "unknown" ? unnamed : named) = true;
    EXPECT_TRUE(told.exercise == "unknown" || told.confidence >= 0.1) << usual << ": " << told.confidence;
  }
  EXPECT_TRUE(named && unnamed);
}

TEST(Exercise, HasLessThanHalfTheBeliefAfterOneRepetition) {
  EXPECT_LT(count(folding(regular(1)), 6).recognition.confidence, 0.5);
  EXPECT_GE(count(folding(regular(3)), 13).recognition.confidence, 0.5);
}

TEST(Exercise, IsNotRuledOutByALengthThatTheViewCannotShow) {
  auto prototypes = test::few_prototypes();
  prototypes[0].looks[0].ranges.push_back({Evidence::stance_split, 0.6, {}});  // "fold" with a foot well ahead
  auto motion = Puppet::hinging(folding(regular(3))).filmed_at(steady_times(13, fps));
  EXPECT_NE(recognise_movement(motion, {{}, {}, prototypes}).recognition.exercise, "fold");
  motion.view.yaw = Radians{1.4};
  EXPECT_EQ(recognise_movement(motion, {{}, {}, prototypes}).recognition.exercise, "fold");
}

TEST(Exercise, IsNeverSurerThanItsDescriptionAllows) {
  auto prototypes = test::few_prototypes();
  prototypes.front().looks.front().surest = 0.3;
  const auto motion = Puppet::hinging(folding(regular(3))).filmed_at(steady_times(13, fps));
  const auto recognition = recognise_movement(motion, {{}, {}, prototypes}).recognition;
  EXPECT_EQ(recognition.exercise, "fold");
  EXPECT_GT(recognition.confidence, 0.2);
  EXPECT_LE(recognition.confidence, 0.3);
}

TEST(Exercise, IsATapWhereTheHipsEndAtAWallThatIsSeen) {
  auto prototypes = test::few_prototypes();
  prototypes.push_back(prototypes.front());
  prototypes.front().looks.front().ranges.push_back({Evidence::touches_wall, {}, 0.0});
  prototypes.back().exercise = "tap";
  prototypes.back().looks.front().ranges.push_back({Evidence::touches_wall, 1.0, {}});
  auto motion = Puppet::hinging(folding(regular(3))).filmed_at(steady_times(13, fps));
  const auto seen_at = [&](double gap_m) {
    motion.wall.emplace().gap.assign(motion.frames(), Measured<double>::seen(gap_m, 0.03));
    return recognise_movement(motion, {{}, {}, prototypes}).recognition;
  };
  EXPECT_EQ(recognise_movement(motion, {{}, {}, prototypes}).recognition.exercise, "fold");
  EXPECT_EQ(seen_at(0.30).exercise, "fold");
  EXPECT_EQ(seen_at(0.01).exercise, "tap");
  EXPECT_GE(seen_at(0.01).confidence, 0.5);
}

Puppet squatting(const DegreesOverTime& share) {
  Puppet p;
  p.trunk = [=](double t) { return 35 * share(t); };
  p.knee = [=](double t) { return 4 + 108 * share(t); };
  p.shank = [=](double t) { return 4 + 29 * share(t); };
  p.arm = [=](double t) { return 80 * share(t); };
  return p;
}

TEST(Exercise, IsASquatWhenKneesTakeTheMotionAndArmsReachForward) {
  const auto movement = recognise(squatting(folding(regular(3), 1)).filmed_at(steady_times(13, fps)));
  EXPECT_EQ(movement.reps.size(), 3u);
  EXPECT_EQ(movement.recognition.pattern, Pattern::squat);
  EXPECT_EQ(movement.recognition.exercise, "sink");
}

TEST(Exercise, IsARowWhenOnlyTheArmsOfABentOverBodyMove) {
  const auto pull = folding(regular(4), 1);
  Puppet p;
  p.trunk = [](double t) { return 58 * test::smooth_step(t, 0, 0.8); };
  p.knee = [](double t) { return 4 + 20 * test::smooth_step(t, 0, 0.8); };
  p.shank = [](double t) { return 4 - 8 * test::smooth_step(t, 0, 0.8); };
  p.elbow = [=](double t) { return 5 + 110 * pull(t); };
  const auto movement = recognise(p.filmed_at(steady_times(16, fps)));
  EXPECT_EQ(movement.recognition.pattern, Pattern::pull);
  EXPECT_EQ(movement.reps.size(), 4u);
}

RC_GTEST_PROP(RepCount, IgnoresAConstantOffset, ()) {
  const double offset = *rc::gen::inRange(-20, 21);
  const auto reps = *rc::gen::inRange(1, 5);
  const auto fold = folding(regular(reps));
  RC_ASSERT(count([=](double t) { return fold(t) + offset; }, 2 + reps * 3.6).reps.size() ==
            static_cast<std::size_t>(reps));
}

RC_GTEST_PROP(RepCount, IgnoresTheFrameRate, ()) {
  const double rate = *rc::gen::inRange(24, 121);
  const auto reps = *rc::gen::inRange(1, 5);
  RC_ASSERT(count(folding(regular(reps)), 2 + reps * 3.6, rate).reps.size() == static_cast<std::size_t>(reps));
}

RC_GTEST_PROP(RepCount, IgnoresUnevenFrameTimesAndNoise, ()) {
  std::mt19937 random(*rc::gen::inRange(1u, 10000u));
  std::uniform_real_distribution<double> step(0.02, 0.06);
  std::normal_distribution<double> jitter(0.0, 1.0);
  std::vector<double> times{0};
  while (times.back() < 13) times.push_back(times.back() + step(random));
  const auto fold = folding(regular(3));
  const auto movement =
      recognise_movement(Puppet::hinging([&](double t) { return fold(t) + jitter(random); }).filmed_at(times));
  RC_ASSERT(movement.reps.size() == 3u);
}

RC_GTEST_PROP(RepCount, MovesWithTheClockAndNotWithTheFacing, ()) {
  const double shift = *rc::gen::inRange(0, 40) / 10.0;
  auto motion = Puppet::hinging(folding(regular(2, 1.0 + shift))).filmed_at(steady_times(9 + shift, fps));
  motion.view.facing = *rc::gen::element(-1.0, 1.0);
  motion.view.near_side = *rc::gen::element(body::Side::left, body::Side::right);
  const auto moved = recognise_movement(motion);
  const auto still = count(folding(regular(2)), 9);
  RC_ASSERT(moved.reps.size() == 2u);
  RC_ASSERT(std::abs(static_cast<double>(moved.reps[1].start - still.reps[1].start) / fps - shift) < 0.05);
}

RC_GTEST_PROP(AnyMotion, IsAnsweredWithRepsThatLieInOrderInsideTheRecording, ()) {
  std::mt19937 random(*rc::gen::inRange(1u, 100000u));
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  const auto frames = static_cast<std::size_t>(*rc::gen::inRange(0, 400));
  const double seen = *rc::gen::inRange(0, 101) / 100.0;
  const double wildness = *rc::gen::inRange(1, 60);
  std::vector<double> times;
  for (std::size_t i = 0; i < frames; ++i) {
    times.push_back((times.empty() ? 0.0 : times.back()) + (unit(random) < 0.1 ? 0.0 : 0.06 * unit(random)));
  }
  double drift = 0;
  auto motion = Puppet::hinging([&](double t) {
                  drift += wildness * (unit(random) - 0.5);
                  return 45 + 45 * std::sin(3 * t) + drift;
                }).filmed_at(times);
  const auto hide = [&](auto& series) {
    for (auto& value : series) {
      if (unit(random) > seen) value = {};
    }
  };
  for (auto* series : {&motion.hip_fold.camera_side, &motion.knee_flexion.camera_side, &motion.trunk_inclination,
                       &motion.shank_inclination, &motion.elbow_flexion}) {
    hide(*series);
  }
  for (auto& path : motion.path) hide(path);
  const auto movement = recognise_movement(motion);
  RC_ASSERT(movement.reps.empty() != movement.why_no_reps.empty());
  std::size_t last = 0;
  for (const auto& rep : movement.reps) {
    RC_ASSERT(rep.start >= last);
    RC_ASSERT(rep.start <= rep.bottom && rep.bottom <= rep.end && rep.end < frames);
    for (const auto& phase : rep.phases)
      RC_ASSERT(phase.frames.first <= phase.frames.last && phase.frames.last < frames);
    last = rep.start;
  }
}

}  // namespace
}  // namespace hinge::movement
