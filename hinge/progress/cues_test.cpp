#include "hinge/progress/cues.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "tests/support/past.h"

namespace hinge::progress {
namespace {

using test::Past;

const catalog::Catalog& ours() { return test::shipped_catalog(); }
const catalog::Rule& rule() { return *ours().find_rule("minimal_knee_bend"); }
const catalog::Case& bent() { return *rule().find_case("bent"); }

void add_trials(History& history, const std::string& cue, int helped, int not_helped) {
  for (int i = 0; i < helped + not_helped; ++i) {
    CueTrial trial;
    trial.rule = "minimal_knee_bend";
    trial.words = "bent";
    trial.cue = cue;
    trial.drill = "knee_block";
    trial.effect = i < helped ? CueEffect::helped : CueEffect::no_change;
    history.trials.push_back(trial);
  }
}

int times_chosen(const History& history, const std::string& cue, int draws) {
  int chosen = 0;
  for (int seed = 0; seed < draws; ++seed) {
    chosen += choose_cue(history, ours(), rule(), bent(), static_cast<std::uint64_t>(seed)).cue == cue ? 1 : 0;
  }
  return chosen;
}

TEST(SampleBeta, HasTheMeanAndVarianceOfItsDistribution) {
  constexpr int draws = 20000;
  constexpr double alpha = 2.16, beta = 1.84;
  std::uint64_t state = 1;
  double sum = 0, squares = 0;
  for (int i = 0; i < draws; ++i) {
    const double x = sample_beta(alpha, beta, state);
    ASSERT_GT(x, 0);
    ASSERT_LT(x, 1);
    sum += x;
    squares += x * x;
  }
  const double mean = sum / draws, total = alpha + beta;
  const double variance = alpha * beta / (total * total * (total + 1));
  EXPECT_NEAR(mean, alpha / total, 4 * std::sqrt(variance / draws));  // four standard errors
  EXPECT_NEAR(squares / draws - mean * mean, variance, 0.05 * variance);
}

TEST(SampleBeta, KeepsItsShapeBelowOne) {
  constexpr int draws = 20000;
  std::uint64_t state = 7;
  double sum = 0;
  for (int i = 0; i < draws; ++i) sum += sample_beta(0.5, 1.5, state);
  EXPECT_NEAR(sum / draws, 0.25, 0.01);
}

TEST(ChooseCue, TriesAllCuesAlikeBeforeAnythingIsKnown) {
  History history;
  const auto arms = choose_cue(history, ours(), rule(), bent(), 1).cues;
  ASSERT_GE(arms.size(), 3u);
  constexpr int draws = 3000;
  const double fair = static_cast<double>(draws) / static_cast<double>(arms.size());
  for (const Arm& arm : arms) EXPECT_NEAR(times_chosen(history, arm.id, draws), fair, 4 * std::sqrt(fair)) << arm.id;
}

TEST(ChooseCue, PrefersWhatHelpedThisPerson) {
  History history;
  add_trials(history, "fence_posts", 6, 0);
  add_trials(history, "car_door", 0, 6);
  EXPECT_GT(times_chosen(history, "fence_posts", 1000), 600);
  EXPECT_LT(times_chosen(history, "car_door", 1000), 60);
}

TEST(ChooseCue, StartsFromTheEvidenceAndCountsOwnTrials) {
  History history;
  add_trials(history, "fence_posts", 2, 1);
  const CueChoice choice = choose_cue(history, ours(), rule(), bent(), 3);
  const auto arm = std::ranges::find(choice.cues, "fence_posts", &Arm::id);
  EXPECT_EQ(arm->helped, 2);
  EXPECT_EQ(arm->tried, 3);
  EXPECT_NEAR(arm->expected(), (0.54 * 4 + 2) / (4 + 3), 1e-12);
}

TEST(ChooseCue, DoesNotCountTrialsOfAnotherFinding) {
  History history;
  add_trials(history, "fence_posts", 5, 0);
  for (CueTrial& trial : history.trials) trial.words = "locked";
  const CueChoice choice = choose_cue(history, ours(), rule(), bent(), 3);
  EXPECT_EQ(std::ranges::find(choice.cues, "fence_posts", &Arm::id)->tried, 0);
}

TEST(ChooseCue, DoesNotCountWhatNobodyCouldMeasure) {
  History history;
  add_trials(history, "fence_posts", 2, 0);
  for (CueTrial& trial : history.trials) trial.effect = CueEffect::not_measured;
  const CueChoice choice = choose_cue(history, ours(), rule(), bent(), 3);
  EXPECT_EQ(std::ranges::find(choice.cues, "fence_posts", &Arm::id)->tried, 0);
}

TEST(ChooseCue, ExplainsItselfWithTheCounts) {
  History history;
  add_trials(history, "fence_posts", 60, 0);
  add_trials(history, "car_door", 0, 2);
  add_trials(history, "closed_drawer", 1, 0);
  EXPECT_EQ(choose_cue(history, ours(), rule(), bent(), 5).because,
            "It helped 60 of 60 times; “Push the drawer shut with your hips.” helped the "
            "one time it was tried; “Shut the car door with your back pocket.” helped 0 of 2 times.");
}

RC_GTEST_PROP(ChooseCueProperty, IsTheSameForTheSameSeed, ()) {
  History history;
  add_trials(history, "fence_posts", *rc::gen::inRange(0, 5), *rc::gen::inRange(0, 5));
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const CueChoice a = choose_cue(history, ours(), rule(), bent(), seed);
  const CueChoice b = choose_cue(history, ours(), rule(), bent(), seed);
  RC_ASSERT(a.cue == b.cue && a.drill == b.drill && a.because == b.because);
}

TEST(SeedOf, ChangesWithTheNextTrialAndWithThePerson) {
  History a, b;
  a.person.id = "a";
  b.person.id = "b";
  EXPECT_NE(seed_of(a), seed_of(b));
  const auto before = seed_of(a);
  EXPECT_EQ(before, seed_of(a));
  a.trials.emplace_back();
  EXPECT_NE(before, seed_of(a));
}

TEST(ResolveTrials, AnswersWithTheFirstSetOfTheSameExerciseAfterIt) {
  Past past;
  past.trains(0, {.faults = 10}).trains(1, {.exercise = "wall_tap_hinge"}).trains(2);
  History& history = past.history();
  CueTrial trial =
      open_trial(choose_cue(history, ours(), rule(), bent(), 1), rule(), bent(), history.sets[0], test::on_day(0, 11));
  history.trials.push_back(trial);
  const auto resolved = resolve_trials(history, ours());
  ASSERT_EQ(resolved.size(), 1u);
  EXPECT_EQ(resolved[0].set_after, history.sets[2].id);
  EXPECT_EQ(resolved[0].effect, CueEffect::helped);
  EXPECT_NEAR(*resolved[0].before, test::rad(58), 1e-9);
  EXPECT_NEAR(*resolved[0].after, test::rad(15), 1e-9);
}

TEST(ResolveTrials, LeavesATrialPendingUntilThereIsASet) {
  Past past;
  past.trains(0, {.faults = 10});
  CueTrial trial = open_trial(choose_cue(past.history(), ours(), rule(), bent(), 1), rule(), bent(),
                              past.history().sets[0], test::on_day(0, 11));
  past.history().trials.push_back(trial);
  EXPECT_TRUE(resolve_trials(past.history(), ours()).empty());
}

TEST(TaperFeedback, SpeaksAfterEverySetOfABeginner) {
  Past past;
  past.stands_on("free_hinge").trains(0, {.faults = 8}, 2);
  const Feedback feedback = taper_feedback(past.history(), ours());
  EXPECT_EQ(feedback.every_sets, 1);
  EXPECT_TRUE(feedback.speaks);
  EXPECT_EQ(feedback.because, "4 of your last 20 reps here were good enough, so a cue comes after every set.");
}

TEST(TaperFeedback, FallsSilentBetweenAsSkillGrows) {
  Past past;
  past.stands_on("free_hinge").trains(0, {}, 2);
  const Feedback second = taper_feedback(past.history(), ours());
  EXPECT_EQ(second.every_sets, 3);
  EXPECT_FALSE(second.speaks);
  past.trains(2, {}, 2);
  EXPECT_TRUE(taper_feedback(past.history(), ours()).speaks);  // the fourth: first, then every third
}

}  // namespace
}  // namespace hinge::progress
