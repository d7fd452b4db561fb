#include "hinge/catalog/ladder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "tests/support/shipped_catalog.h"
#include "tests/support/shipped_files.h"

namespace hinge::catalog {
namespace {

using test::problem_after;
using test::shipped_files;

/// "line:column" of the value behind `key` where our ladder.toml says it.
std::string place_of(std::string_view key, std::string_view after = {}) {
  std::vector<TextFile> files = shipped_files();
  const std::string& text = std::ranges::find(files, "ladder.toml", &TextFile::name)->text;
  const std::size_t at = text.find(key, after.empty() ? 0 : text.find(after)) + key.size();
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  const std::size_t start = text.rfind('\n', at) + 1;
  return std::to_string(line) + ":" + std::to_string(at - start + 1);
}

TEST(Ladder, ClimbsFromTheKneeBlockToTheDeadliftWithTheSwingBehindASlowLift) {
  const Catalog& catalog = test::shipped_catalog();
  const std::vector<std::string> expected{"dissociation",     "wall_tap",     "dowel_vertical", "free_hinge",
                                          "hip_thrust",       "pull_through", "light_rdl",      "kettlebell_deadlift",
                                          "kettlebell_swing", "barbell_rdl",  "trap_bar",       "deadlift"};
  EXPECT_EQ(catalog.ladder.find_order("")->rungs, expected);
}

TEST(Ladder, KeepsTheGuidesOwnOrderBesideOurs) {
  const Catalog& catalog = test::shipped_catalog();
  const Order* guide = catalog.ladder.find_order("guide");
  ASSERT_NE(guide, nullptr);
  const auto place = [&](std::string_view rung) {
    return std::ranges::find(guide->rungs, rung) - guide->rungs.begin();
  };
  EXPECT_LT(place("kettlebell_swing"), place("light_rdl"));
  EXPECT_LT(place("wall_tap"), place("dowel_vertical"));
  EXPECT_LT(place("trap_bar"), place("deadlift"));
}

TEST(Ladder, AsksMoreOfARungThatSaysSoAndTheSharedGateOfTheRest) {
  const Catalog& catalog = test::shipped_catalog();
  EXPECT_EQ(catalog.ladder.find_rung("wall_tap")->gate.sessions, 2);
  EXPECT_EQ(catalog.ladder.find_rung("kettlebell_swing")->gate.sessions, 3);
  EXPECT_EQ(catalog.ladder.find_rung("kettlebell_swing")->gate.clean, 8);
  EXPECT_NEAR(to_degrees(catalog.ladder.find_rung("wall_tap")->gate.fold_sd).value(), 7.0, 1e-12);
  EXPECT_FALSE(catalog.ladder.find_rung("free_hinge")->loaded());
  EXPECT_TRUE(catalog.ladder.find_rung("pull_through")->loaded());
}

TEST(Ladder, ThatGoesRoundInACircleIsRefused) {
  EXPECT_EQ(problem_after("ladder.toml", "{ rung = \"dissociation\" },",
                          "{ rung = \"dissociation\", after = \"deadlift\" },"),
            "the knowledge has a problem:\nladder.toml:" + place_of("steps = ") +
                ": the ladder goes round in a circle: no rung of this order is the first");
}

TEST(Ladder, NamesTheRungsOfACircleThatTheFirstRungNeverReaches) {
  const std::string problem = problem_after("ladder.toml", "{ rung = \"trap_bar\", after = \"barbell_rdl\" }",
                                            "{ rung = \"trap_bar\", after = \"deadlift\" }");
  EXPECT_NE(problem.find("ladder.toml:" + place_of("{ rung = ", "after = \"kettlebell_swing\" },") +
                         ": rung 'trap_bar' cannot be reached from 'dissociation'"),
            std::string::npos)
      << problem;
  EXPECT_NE(problem.find("rung 'deadlift' cannot be reached from 'dissociation'"), std::string::npos) << problem;
}

TEST(Ladder, NamesARungNoOrderReaches) {
  const std::string problem = problem_after("ladder.toml",
                                            "  { rung = \"kettlebell_deadlift\", after = \"light_rdl\" },\n  { rung = "
                                            "\"kettlebell_swing\", after = \"kettlebell_deadlift\" },",
                                            "  { rung = \"kettlebell_swing\", after = \"light_rdl\" },");
  EXPECT_EQ(problem.find("the knowledge has a problem:\nladder.toml:" + place_of("id = ", "Light Romanian") +
                         ": no order reaches rung 'kettlebell_deadlift'"),
            0u)
      << problem;
}

TEST(Ladder, RefusesTwoRungsAfterTheSameOne) {
  const std::string problem = problem_after("ladder.toml", "{ rung = \"deadlift\", after = \"trap_bar\" }",
                                            "{ rung = \"deadlift\", after = \"barbell_rdl\" }");
  EXPECT_NE(problem.find("both 'trap_bar' and 'deadlift' come after 'barbell_rdl'"), std::string::npos) << problem;
}

TEST(Ladder, SaysWhichExerciseDoesNotExistAndWhichWasMeant) {
  EXPECT_EQ(problem_after("ladder.toml", "\"wall_tap_hinge\"", "\"wall_tap_hing\""),
            "the knowledge has a problem:\nladder.toml:" + place_of("exercises = [", "id = \"wall_tap\"") +
                ": there is no exercise 'wall_tap_hing'; did you mean 'wall_tap_hinge'?");
}

TEST(Ladder, SaysWhichRungDoesNotExist) {
  const std::string problem =
      problem_after("ladder.toml", "varied_from = \"free_hinge\"", "varied_from = \"free_hing\"");
  EXPECT_EQ(problem,
            "the knowledge has a problem:\nladder.toml:4:15: there is no rung 'free_hing'; did you mean 'free_hinge'?");
}

TEST(Ladder, RefusesAGateThatASessionCannotFill) {
  const std::string problem = problem_after("ladder.toml", "sets = 3\nreps = 8\n\n[[rung]]\nid = \"wall_tap\"",
                                            "sets = 1\nreps = 8\n\n[[rung]]\nid = \"wall_tap\"");
  EXPECT_NE(problem.find("sets times reps never make the 10 reps its gate looks at"), std::string::npos) << problem;
}

TEST(Ladder, RefusesPainLimitsThatDoNotRise) {
  const std::string problem = problem_after("ladder.toml", "stop_today = 5", "stop_today = 1");
  EXPECT_NE(problem.find("pain limits must rise: 'go_on', 'repeat', 'stop_today'"), std::string::npos) << problem;
}

TEST(Ladder, RefusesASettingNobodyReads) {
  const std::string problem = problem_after("ladder.toml", "most_kg = 5", "most_kg = 5\nmost_lb = 11");
  EXPECT_NE(problem.find("'most_lb'"), std::string::npos) << problem;
}

TEST(Ladder, MayBeMissing) {
  std::vector<TextFile> files = shipped_files();
  std::erase_if(files, [](const TextFile& file) { return file.name == "ladder.toml"; });
  const Result<Catalog> catalog = parse_catalog(files);
  ASSERT_TRUE(catalog) << catalog.error().what;
  EXPECT_TRUE(catalog->ladder.empty());
}

TEST(Ladder, IsReplacedAsAWholeByALaterFolder) {
  std::vector<TextFile> files = shipped_files();
  TextFile own = *std::ranges::find(files, "ladder.toml", &TextFile::name);
  own.layer = 1;
  own.text.replace(own.text.find("\nclean = 8"), 10, "\nclean = 9");
  files.push_back(own);
  const Result<Catalog> catalog = parse_catalog(files);
  ASSERT_TRUE(catalog) << catalog.error().what;
  EXPECT_EQ(catalog->ladder.rungs.size(), test::shipped_catalog().ladder.rungs.size());
  EXPECT_EQ(catalog->ladder.rungs.front().gate.clean, 9);
}

TEST(Cues, AreAtLeastThreeForEveryWayOfLeavingTheGoodBand) {
  const Catalog& catalog = test::shipped_catalog();
  for (const Rule& rule : catalog.rules) {
    for (const Case& words : rule.cases) {
      EXPECT_GE(find_cues(catalog, rule, words).size(), 3u) << rule.id << "." << words.id;
      EXPECT_GE(find_drills(catalog, rule, words).size(), 2u) << rule.id << "." << words.id;
    }
  }
}

TEST(Cues, BeginWithTheOneTheCaseNames) {
  const Catalog& catalog = test::shipped_catalog();
  const Rule* rule = catalog.find_rule("minimal_knee_bend");
  const auto cues = find_cues(catalog, *rule, *rule->find_case("bent"));
  EXPECT_EQ(cues.front()->id, "car_door");
}

TEST(Cues, ThatHelpACaseTheRuleDoesNotHaveAreRefused) {
  EXPECT_EQ(problem_after("cues/bus_ride.toml", "minimal_knee_bend.locked", "minimal_knee_bend.lockd"),
            "the knowledge has a problem:\n"
            "cues/bus_ride.toml:6:10: rule 'minimal_knee_bend' has no [case.lockd]; did you mean 'locked'?");
}

}  // namespace
}  // namespace hinge::catalog
