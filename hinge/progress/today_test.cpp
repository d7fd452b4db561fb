#include "hinge/progress/today.h"

#include <gtest/gtest.h>

#include "hinge/progress/record.h"
#include "tests/support/past.h"

namespace hinge::progress {
namespace {

using test::on_day;
using test::Past;

const catalog::Catalog& ours() { return test::shipped_catalog(); }

Today today_of(Past& past, int day) {
  return plan_today(past.history(), ours(), decide(past.history(), ours(), on_day(day, 18)), seed_of(past.history()));
}

TEST(Today, HasTheRungsOwnDrillWhenNothingNeedsFixing) {
  Past past;
  const Today today = today_of(past, 0);
  EXPECT_EQ(today.exercise, "knee_block_hinge");
  EXPECT_EQ(today.drill, "knee_block");
  EXPECT_EQ(today.sets, 3);
  EXPECT_EQ(today.reps, 8);
  EXPECT_FALSE(today.focus);
}

TEST(Today, WorksOnTheCommonestFaultOfTheLastTraining) {
  Past past;
  past.stands_on("free_hinge").trains(0, {.faults = 3});
  const Today today = today_of(past, 1);
  ASSERT_TRUE(today.focus);
  EXPECT_EQ(today.focus->rule, "minimal_knee_bend");
  EXPECT_EQ(today.focus->reps, 3);
  EXPECT_EQ(today.focus->of, 10);
  EXPECT_EQ(today.drill, today.focus->choice.drill);
}

TEST(Today, GivesACueItsSetBeforeAnotherIsTried) {
  Past past;
  past.stands_on("free_hinge").trains(0, {.faults = 3});
  CueTrial waiting;
  waiting.rule = "minimal_knee_bend";
  waiting.words = "bent";
  waiting.cue = "fence_posts";
  waiting.drill = "wall_tap";
  waiting.set_before = past.history().sets[0].id;
  past.history().trials.push_back(waiting);
  const Today today = today_of(past, 1);
  ASSERT_TRUE(today.focus);
  EXPECT_TRUE(today.focus->waiting);
  EXPECT_EQ(today.focus->choice.cue, "fence_posts");
  EXPECT_EQ(today.drill, "wall_tap");
}

TEST(Today, TakesTurnsOnlyFromTheFreeHinge) {
  Past past;
  past.stands_on("free_hinge");
  EXPECT_EQ(today_of(past, 0).exercise, "bodyweight_hinge");
  past.trains(0);
  EXPECT_EQ(today_of(past, 1).exercise, "dowel_hinge_horizontal");
}

TEST(Today, RampsUpToALoadThatHasRoomBelow) {
  Past past;
  past.answers_no().stands_on("deadlift", -1, 60);
  const Today today = today_of(past, 0);
  ASSERT_EQ(today.ramp.size(), 1u);
  EXPECT_DOUBLE_EQ(today.ramp[0].load.value(), 30);
  Past empty_bar;
  empty_bar.answers_no().stands_on("barbell_rdl", -1, 20);
  EXPECT_TRUE(today_of(empty_bar, 0).ramp.empty());
}

TEST(Today, PlansNothingWhenItStops) {
  Past past;
  past.stands_on("free_hinge").trains(0, {.pain = 7});
  const Today today = today_of(past, 0);
  EXPECT_EQ(today.decision.move, Move::stop);
  EXPECT_EQ(today.sets, 0);
  EXPECT_TRUE(today.warm_up.empty());
}

TEST(Today, KeepsInItsPlanWhatWasToldAndWhy) {
  Past past;
  past.stands_on("free_hinge").trains(0, {.faults = 3});
  const Today today = today_of(past, 1);
  const Plan plan = to_plan(today, on_day(1, 18));
  EXPECT_EQ(plan.rung, "free_hinge");
  EXPECT_EQ(plan.cue, today.focus->choice.cue);
  ASSERT_EQ(plan.reasons.size(), today.decision.reasons.size());
  EXPECT_EQ(plan.reasons.front(), today.decision.reasons.front().text);
}

TEST(Record, FindsTheLastFilmedSetOfTheSameExercise) {
  Past past;
  past.trains(0).trains(1, {.exercise = "wall_tap_hinge"}).trains(2, {.reps = 0});
  const Set now = test::make_script_set({}, on_day(3), "now");
  ASSERT_NE(find_last_like(past.history(), now), nullptr);
  EXPECT_EQ(find_last_like(past.history(), now)->id, past.history().sets[0].id);
}

}  // namespace
}  // namespace hinge::progress
