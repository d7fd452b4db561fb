#include <gtest/gtest.h>

#include <algorithm>

#include "hinge/movement/recognise.h"
#include "tests/support/few_prototypes.h"
#include "tests/support/puppet.h"

namespace hinge::movement {
namespace {

using test::Bump;
using test::Puppet;
using Speaks = Reason::Speaks;

Movement hinges(int reps, double depth_deg = 90, const MovementOptions& asked = {}) {
  const auto fold = [=](double t) {
    double share = 0;
    for (int k = 0; k < reps; ++k) share += Bump{1 + 3.6 * k, 1.5, 0.3, 1.1}.at(t);
    return depth_deg * share;
  };
  MovementOptions options = asked;
  options.prototypes = test::few_prototypes();
  return recognise_movement(Puppet::hinging(fold).filmed_at(test::steady_times(2 + 3.6 * reps, 30)), options);
}

const Reason* find(const Movement& movement, std::string_view evidence) {
  const auto& reasons = movement.recognition.reasons;
  const auto found = std::ranges::find(reasons, evidence, &Reason::evidence);
  return found == reasons.end() ? nullptr : &*found;
}

TEST(Reasons, TellFirstWhatTakesMostFromTheOthers) {
  const auto movement = hinges(4);
  ASSERT_EQ(movement.recognition.exercise, "fold");
  const auto& reasons = movement.recognition.reasons;
  ASSERT_FALSE(reasons.empty());
  EXPECT_EQ(reasons.front().speaks, Speaks::for_it);
  // The only usual rival lifts from the floor; the hands stay well above it.
  EXPECT_EQ(reasons.front().evidence, "start");
  EXPECT_NE(reasons.front().text.find("where a weight hangs"), std::string::npos) << reasons.front().text;
  EXPECT_LE(reasons.size(), 4u);
}

TEST(Reasons, SayAgainstItWhatIsThin) {
  const auto movement = hinges(1);
  const Reason* repetitions = find(movement, "repetitions");
  ASSERT_NE(repetitions, nullptr);
  EXPECT_EQ(repetitions->speaks, Speaks::against_it);
  EXPECT_EQ(repetitions->text, "only one repetition was seen");
  EXPECT_EQ(find(hinges(2), "repetitions"), nullptr);
}

/// A hinge of 30 degrees is less than the description asks for: its own number speaks against the name.
TEST(Reasons, SayAgainstItWhatDoesNotFit) {
  const auto movement = hinges(4, 30);
  ASSERT_EQ(movement.recognition.exercise, "fold");
  const Reason* fold = find(movement, "hip_fold");
  ASSERT_NE(fold, nullptr);
  EXPECT_EQ(fold->speaks, Speaks::against_it);
  EXPECT_EQ(fold->unit, EvidenceUnit::rad);
  EXPECT_NEAR(fold->value.value_or(0), 30 * test::deg, 5 * test::deg);
  EXPECT_NE(fold->text.find("\u00b0 at the bottom"), std::string::npos) << fold->text;
}

TEST(Reasons, AreNoneWhereTheUserSaysWhatItIs) {
  MovementOptions asked;
  asked.exercise = "lift";
  const auto movement = hinges(3, 90, asked);
  EXPECT_EQ(movement.recognition.exercise, "lift");
  EXPECT_TRUE(movement.recognition.reasons.empty());
}

/// Every number that descriptions may ask for has words.
TEST(Reasons, AreNeverWithoutWords) {
  for (int reps = 1; reps < 5; ++reps) {
    for (const double depth : {40, 70, 100, 125}) {
      for (const auto& reason : hinges(reps, depth).recognition.reasons) EXPECT_FALSE(reason.text.empty()) << reason.evidence;
    }
  }
}

/// A stride sinks the hips as a lift's way down does; of somebody who walks nothing is named by it.
TEST(WayDown, OfSomebodyWhoWalksIsNoLift) {
  const auto seen_with = [](double travels_legs) {
    Puppet p = Puppet::hinging([](double t) { return 85 * test::smooth_step(t, 1, 2.5); });
    p.travel = [=](double t) { return travels_legs * t / 3; };
    MovementOptions options;
    options.prototypes = test::few_prototypes();
    return recognise_movement(p.filmed_at(test::steady_times(3, 30)), options).recognition;
  };
  EXPECT_EQ(seen_with(0).pattern, Pattern::hinge);
  EXPECT_EQ(seen_with(3.5).pattern, Pattern::none);
}

}  // namespace
}  // namespace hinge::movement
