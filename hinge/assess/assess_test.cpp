#include "hinge/assess/assess.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "hinge/assess/internal/judge.h"
#include "hinge/assess/wording.h"

namespace hinge::assess {
namespace {

using catalog::Band;
using catalog::Grade;
using internal::judge_value;

const std::vector<Band> up_to_25_40{
    {Grade::good, 25.0, "", {}, ""}, {Grade::borderline, 40.0, "", {}, "w"}, {Grade::fault, {}, "", {}, "w"}};
const std::vector<Band> from_30_45{
    {Grade::fault, 30.0, "", {}, "w"}, {Grade::borderline, 45.0, "", {}, "w"}, {Grade::good, {}, "", {}, ""}};
const std::vector<Band> sharp_at_50{{Grade::good, 50.0, "", {}, ""}, {Grade::fault, {}, "", {}, "w"}};

TEST(Guard, CallsAFaultThatClearsTheEdgeByHalfItsInterval) {
  EXPECT_EQ(judge_value(43, 3, up_to_25_40).verdict, Verdict::fault);  // 3 > 0.98 * 3
}

TEST(Guard, CallsItBorderlineWhenTheFaultIsWithinHalfItsInterval) {
  EXPECT_EQ(judge_value(42.9, 3, up_to_25_40).verdict, Verdict::borderline);  // 2.9 < 2.94
}

TEST(Guard, CannotTellGoodFromFaultWhenTheIntervalReachesFromOneToTheOther) {
  EXPECT_EQ(judge_value(20, 10.3, up_to_25_40).verdict, Verdict::cannot_judge);  // 20 + 1.96 * 10.3 > 40
  EXPECT_EQ(judge_value(20, 10.1, up_to_25_40).verdict, Verdict::good);
}

TEST(Guard, WorksBelowTheGoodBandAsAboveIt) {
  EXPECT_EQ(judge_value(20, 3, from_30_45).verdict, Verdict::fault);
  EXPECT_EQ(judge_value(28, 3, from_30_45).verdict, Verdict::borderline);
  EXPECT_EQ(judge_value(50, 3, from_30_45).verdict, Verdict::good);
  EXPECT_EQ(judge_value(50, 11, from_30_45).verdict, Verdict::cannot_judge);
}

TEST(Guard, NamesTheEdgeOfTheGoodBandThatWasCrossed) {
  EXPECT_EQ(judge_value(60, 1, up_to_25_40).limit, 25.0);
  EXPECT_EQ(judge_value(10, 1, from_30_45).limit, 45.0);
}

TEST(Guard, GivesASingleValueTheBenefitOfTheDoubtAtASharpEdge) {
  EXPECT_EQ(judge_value(49, 3, sharp_at_50).verdict, Verdict::good);
  EXPECT_EQ(judge_value(51, 3, sharp_at_50).verdict, Verdict::borderline);
}

TEST(Guard, LetsAVoteAbstainAtASharpEdge) {
  EXPECT_EQ(judge_value(49, 3, sharp_at_50, internal::NearFault::abstain).verdict, Verdict::cannot_judge);
  EXPECT_EQ(judge_value(40, 3, sharp_at_50, internal::NearFault::abstain).verdict, Verdict::good);
}

RC_GTEST_PROP(GuardProperty, MoreUncertaintyNeverMakesAFault, (const int value, const int sd)) {
  const double v = value % 100, narrow = std::abs(sd % 40), wide = narrow + 5;
  for (const auto& bands : {up_to_25_40, from_30_45, sharp_at_50}) {
    RC_ASSERT(judge_value(v, narrow, bands).verdict == Verdict::fault ||
              judge_value(v, wide, bands).verdict != Verdict::fault);
  }
}

RC_GTEST_PROP(GuardProperty, NeverCallsAFaultInsideTheGoodBand, (const int value, const int sd)) {
  const double v = std::abs(value % 25);
  RC_ASSERT(judge_value(v, std::abs(sd % 40), up_to_25_40).verdict != Verdict::fault);
}

using enum Verdict;

TEST(JudgeSet, HasAFaultThatTwoOfTheLastThreeRepsShow) {
  const std::array reps{good, good, good, good, good, fault, good, fault};
  EXPECT_EQ(judge_set(reps).verdict, fault);
  EXPECT_EQ(judge_set(reps).reps, (std::vector<int>{6, 8}));
}

TEST(JudgeSet, HasAFaultThatHalfOfTheSetShows) {
  EXPECT_EQ(judge_set(std::array{fault, fault, good, good}).verdict, fault);
}

TEST(JudgeSet, IsBorderlineWhenOneRepOfFourShowsIt) {
  EXPECT_EQ(judge_set(std::array{good, good, fault, good}).verdict, borderline);
}

TEST(JudgeSet, ForgivesASingleBorderlineRep) {
  EXPECT_EQ(judge_set(std::array{good, borderline, good, good}).verdict, good);
}

TEST(JudgeSet, JudgesASetOfOne) {
  EXPECT_EQ(judge_set(std::array{fault}).verdict, fault);
  EXPECT_EQ(judge_set(std::array{good}).verdict, good);
}

TEST(JudgeSet, CannotJudgeASetItMostlyDidNotSee) {
  EXPECT_EQ(judge_set(std::array{good, cannot_judge, cannot_judge}).verdict, cannot_judge);
  EXPECT_EQ(judge_set(std::span<const Verdict>{}).verdict, cannot_judge);
}

TEST(Wording, RoundsAnglesToWholeDegrees) {
  EXPECT_EQ(say_value(to_radians(Degrees{57.6}).value(), to_radians(Degrees{2}).value(), metrics::Unit::rad), "58°");
}

TEST(Wording, SaysAboutWhenTheDeviationPassesThreeDegrees) {
  EXPECT_EQ(say_value(to_radians(Degrees{46}).value(), to_radians(Degrees{3.5}).value(), metrics::Unit::rad),
            "about 46°");
}

TEST(Wording, LeavesTheSignToTheSentence) {
  EXPECT_EQ(say_value(to_radians(Degrees{-20}).value(), 0, metrics::Unit::rad), "20°");
}

TEST(Wording, SaysMomentsInNewtonMetres) {
  EXPECT_EQ(say_value(118.6, 0, metrics::Unit::newton_metres), "119 N·m");
  EXPECT_EQ(say_value(-0.61, 0, metrics::Unit::newton_metres_per_kg), "0.6 N·m/kg");
}

TEST(Wording, ListsRepsAsAPersonWould) {
  EXPECT_EQ(say_reps(std::array{3}, 4), "rep 3");
  EXPECT_EQ(say_reps(std::array{1, 3}, 4), "reps 1 and 3");
  EXPECT_EQ(say_reps(std::array{1, 2, 4}, 5), "reps 1, 2 and 4");
  EXPECT_EQ(say_reps(std::array{1, 2}, 2), "every rep");
  EXPECT_EQ(say_reps(std::array{1}, 1), "rep 1");
}

TEST(Wording, FillsTemplates) {
  EXPECT_EQ(fill("Your knees bent {value} in {reps}.", {{"value", "58°"}, {"reps", "rep 3"}}),
            "Your knees bent 58° in rep 3.");
}

}  // namespace
}  // namespace hinge::assess
