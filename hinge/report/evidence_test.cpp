#include "hinge/report/evidence.h"

#include <gtest/gtest.h>

#include "hinge/report/internal/frame_overlay.h"
#include "hinge/report/internal/picture_window.h"
#include "hinge/report/skeleton_track.h"
#include "tests/support/sample_analysis.h"
#include "tests/support/shipped_catalog.h"

namespace hinge::report {
namespace {

using assess::Verdict;
using test::sample_analysis;
using test::shipped_catalog;

std::vector<PlannedStill> of_rep(const std::vector<PlannedStill>& stills, int rep) {
  std::vector<PlannedStill> found;
  for (const auto& still : stills) {
    if (still.rep == rep && !still.hero) found.push_back(still);
  }
  return found;
}

std::vector<Moment> moments(const std::vector<PlannedStill>& stills) {
  std::vector<Moment> found;
  for (const auto& still : stills) found.push_back(still.moment);
  return found;
}

TEST(Stills, ShowStartBottomAndLockoutOfACleanRep) {
  EXPECT_EQ(moments(of_rep(plan_stills(sample_analysis(), shipped_catalog()), 1)), (std::vector{Moment::start, Moment::bottom, Moment::lockout}));
}

TEST(Stills, ShowWhereAFindingBeginsInTimeOrder) {
  EXPECT_EQ(moments(of_rep(plan_stills(sample_analysis(), shipped_catalog()), 2)),
            (std::vector{Moment::start, Moment::onset, Moment::worst, Moment::lockout}));
}

TEST(Stills, LetTheBottomBeTheWorstMomentOfAFindingThatIsWorstThere) {
  const auto strip = of_rep(plan_stills(sample_analysis(), shipped_catalog()), 2);
  EXPECT_EQ(strip[2].frame, 60u);
  EXPECT_EQ(strip[2].rule, "minimal_knee_bend");
  EXPECT_EQ(strip[2].verdict, Verdict::fault);
}

TEST(Stills, AddTheWorstMomentWhenItIsNotTheBottom) {
  auto analysis = sample_analysis();
  analysis.set.reps[1].findings[0].worst = Seconds{6.8};
  EXPECT_EQ(moments(of_rep(plan_stills(analysis, shipped_catalog()), 2)),
            (std::vector{Moment::start, Moment::onset, Moment::bottom, Moment::worst, Moment::lockout}));
}

TEST(Stills, EndWithTheOneThatProvesThePriority) {
  const auto hero = plan_stills(sample_analysis(), shipped_catalog()).back();
  EXPECT_TRUE(hero.hero);
  EXPECT_EQ(hero.rep, 2);
  EXPECT_EQ(hero.moment, Moment::worst);
}

TEST(Stills, EndWithAGoodRepsBottomWhenThereIsNothingToFix) {
  auto analysis = sample_analysis();
  analysis.coaching.priority.clear();
  const auto hero = plan_stills(analysis, shipped_catalog()).back();
  EXPECT_TRUE(hero.hero);
  EXPECT_EQ(hero.rep, 1);
}

TEST(Stills, AreNoneWithoutReps) {
  auto analysis = sample_analysis();
  analysis.movement.reps.clear();
  EXPECT_TRUE(plan_stills(analysis, shipped_catalog()).empty());
}

TEST(Stills, OfALongSetShowACleanRepOnce) {
  auto analysis = sample_analysis();
  for (int rep = 3; rep <= 25; ++rep) analysis.movement.reps.push_back(test::sample_rep(rep, 40));
  EXPECT_EQ(moments(of_rep(plan_stills(analysis, shipped_catalog()), 7)), (std::vector{Moment::bottom}));
  EXPECT_EQ(of_rep(plan_stills(analysis, shipped_catalog()), 2).size(), 4u);
}

TEST(RepVerdict, IsTheWorstFindingThatCouldBeJudged) {
  EXPECT_EQ(verdict_of_rep(sample_analysis(), shipped_catalog(), 1), Verdict::good);
  EXPECT_EQ(verdict_of_rep(sample_analysis(), shipped_catalog(), 2), Verdict::fault);
}

TEST(RepVerdict, CannotJudgeARepWithoutAnswers) { EXPECT_EQ(verdict_of_rep(sample_analysis(), shipped_catalog(), 9), Verdict::cannot_judge); }

TEST(PictureWindow, IsOneForAllFramesAndHoldsTheWholePerson) {
  const auto track = compute_skeleton_track(test::sample_recording(), test::sample_motion().view);
  const auto window = internal::compute_windows(track, {0, 20}, 4.8, 640, 720, 0.625, 0.726, false).thumb;
  EXPECT_NEAR(window.width / window.height, 0.625, 1e-9);
  for (const std::size_t frame : {std::size_t{0}, std::size_t{20}}) {
    for (const auto& point : track[frame].near_side) {
      if (!point) continue;
      EXPECT_GE(point->x, window.left);
      EXPECT_LE(point->x, window.left + window.width);
      EXPECT_GE(point->y, window.top);
      EXPECT_LE(point->y, window.top + window.height);
    }
  }
}

TEST(PictureWindow, IsTheWholePictureWhenNobodyWasMeasured) {
  const std::vector<Skeleton> track(1);
  const auto window = internal::compute_windows(track, {0}, 4.8, 640, 720, 0.625, 0.726, false).thumb;
  EXPECT_DOUBLE_EQ(window.height, 720);
}

TEST(FrameCaption, SaysRepPhaseAnglesAndVerdict) {
  const auto caption = internal::frame_caption(sample_analysis(), shipped_catalog(), 55);
  EXPECT_EQ(caption.title, "Rep 2 of 2 · going down");
  EXPECT_EQ(caption.verdict, Verdict::fault);
  EXPECT_EQ(caption.numbers, "hip fold 68°  knee 43°");  // 80 and 50 times depth(55) = 0.854
}

TEST(FrameCaption, CountsFinishedRepsBetweenReps) {
  auto analysis = sample_analysis();
  analysis.movement.reps[1].start = 60;
  EXPECT_EQ(internal::frame_caption(analysis, shipped_catalog(), 50).title, "1 of 2 reps");
}

TEST(FrameOverlay, ColoursTheKneeOnlyOnceTheFindingBegan) {
  const auto analysis = sample_analysis();
  const auto track = compute_skeleton_track(test::sample_recording(), analysis.motion.view);
  const auto knee_verdict = [&](std::size_t frame) { return internal::frame_overlay(analysis, shipped_catalog(), track[frame], frame, 4.8).arcs.at(1).verdict; };
  EXPECT_EQ(knee_verdict(45), Verdict::good);
  EXPECT_EQ(knee_verdict(60), Verdict::fault);
}

TEST(FrameOverlay, DrawsNoArcForAnAngleThatWasNotMeasured) {
  auto analysis = sample_analysis();
  analysis.motion.knee_flexion.camera_side[60] = Measured<Radians>::missing(Unmeasured::implausible);
  const auto track = compute_skeleton_track(test::sample_recording(), analysis.motion.view);
  EXPECT_EQ(internal::frame_overlay(analysis, shipped_catalog(), track[60], 60, 4.8).arcs.size(), 1u);
}

TEST(SkeletonTrack, LeavesOutLandmarksThatWereNotMeasured) {
  auto recording = test::sample_recording();
  recording.frames[3].landmarks[static_cast<std::size_t>(body::Joint::left_knee)].measured = false;
  const auto track = compute_skeleton_track(recording, test::sample_motion().view);
  EXPECT_FALSE(track[3].near(body::Part::knee));
  EXPECT_TRUE(track[4].near(body::Part::knee));
}

TEST(OverlayUnit, IsEightThousandthsOfStandingHeight) {
  EXPECT_NEAR(compute_overlay_unit(test::sample_recording(), test::sample_motion().scale), 0.008 * 300 / 0.495, 1e-9);
}

}  // namespace
}  // namespace hinge::report
