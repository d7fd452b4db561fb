#include "hinge/catalog/load.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

#include "hinge/base/files.h"
#include "hinge/catalog/near_names.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/shipped_files.h"
#include "tests/support/temp_folder.h"

namespace hinge::catalog {
namespace {

using test::problem_after;
using test::shipped_files;
using test::file_named;
using test::replace_once;

TEST(LoadCatalog, ReadsTheKnowledgeWeShip) {
  const Result<Catalog> catalog = load_catalog(std::vector{test::shipped_knowledge});
  ASSERT_TRUE(catalog) << catalog.error().what;
  EXPECT_EQ(catalog->exercises.size(), 26u);
  EXPECT_EQ(catalog->checkpoints.size(), 5u);
}

TEST(LoadCatalog, LeavesTheLessonsOutForWhoDoesNotTeach) {
  const auto whole = load_catalog(std::vector{test::shipped_knowledge});
  const auto lean = load_catalog(std::vector{test::shipped_knowledge}, Extent::without_lessons);
  ASSERT_TRUE(lean) << to_string(lean.error());
  EXPECT_TRUE(lean->lessons.empty());
  EXPECT_EQ(lean->rules.size(), whole->rules.size());
  EXPECT_EQ(lean->drills.size(), whole->drills.size());
}

TEST(LoadCatalog, TurnsDegreesIntoRadiansOnce) {
  const Catalog& catalog = test::shipped_catalog();
  const Rule* rule = catalog.find_rule("minimal_knee_bend");
  ASSERT_NE(rule, nullptr);
  EXPECT_NEAR(*rule->parts[0].bands[1].below, to_radians(Degrees{25}).value(), 1e-12);
}

TEST(LoadCatalog, GivesAnExerciseItsOwnBands) {
  const Catalog& catalog = test::shipped_catalog();
  const Exercise* exercise = catalog.find_exercise("stiff_leg_deadlift");
  ASSERT_NE(exercise, nullptr);
  const auto rule = std::ranges::find(exercise->rules, "minimal_knee_bend", &Rule::id);
  ASSERT_NE(rule, exercise->rules.end());
  EXPECT_NEAR(*rule->parts[0].bands[0].below, to_radians(Degrees{15}).value(), 1e-12);
  EXPECT_NEAR(*catalog.find_rule("minimal_knee_bend")->parts[0].bands[0].below, to_radians(Degrees{5}).value(), 1e-12);
}

TEST(LoadCatalog, DropsThePartAnExerciseDoesNotWant) {
  const Catalog& catalog = test::shipped_catalog();
  const Exercise* swing = catalog.find_exercise("kettlebell_swing");
  const auto lockout = std::ranges::find(swing->rules, "full_lockout", &Rule::id);
  ASSERT_NE(lockout, swing->rules.end());
  EXPECT_TRUE(std::ranges::none_of(lockout->parts, [](const Part& p) { return p.reading.metric == "lockout_hold"; }));
}

TEST(LoadCatalog, KeepsWhyAnExerciseCapsARule) {
  const Catalog& catalog = test::shipped_catalog();
  const auto lumbar = [&](std::string_view exercise) {
    return *std::ranges::find(catalog.find_exercise(exercise)->rules, "lumbar_flexion", &Rule::id);
  };
  EXPECT_EQ(lumbar("wall_tap_hinge").at_most, Grade::borderline);
  EXPECT_NE(lumbar("wall_tap_hinge").caution.find("touch a wall"), std::string::npos);
  EXPECT_EQ(lumbar("bodyweight_hinge").at_most, Grade::fault);
  EXPECT_EQ(lumbar("bodyweight_hinge").caution, "");
}

TEST(LoadCatalog, RefusesAReasonWithoutACap) {
  const auto problem = problem_after("exercises/wall_tap_hinge.toml", "at_most = \"borderline\"\nbecause", "because");
  EXPECT_NE(problem.find("'because' is the reason of a cap: it needs 'at_most'"), std::string::npos) << problem;
}

TEST(LoadCatalog, OrdersTheRulesOfAnExerciseByTierAndRank) {
  for (const Exercise& exercise : test::shipped_catalog().exercises) {
    EXPECT_TRUE(std::ranges::is_sorted(exercise.rules, {}, [](const Rule& r) { return std::pair(r.tier, r.rank); }))
        << exercise.id;
  }
}

TEST(LoadCatalog, RaisesNoHingeFindingsOutsideTheHingeFamily) {
  for (const Exercise& exercise : test::shipped_catalog().exercises) {
    if (exercise.pattern == movement::Pattern::hinge) continue;
    // Rising from a chair begins as a hinge (the guide, G5) and has one rule of its own, which no hinge uses.
    for (const Rule& rule : exercise.rules) EXPECT_EQ(exercise.id + "/" + rule.id, "sit_to_stand/chair_rise");
  }
}

TEST(LoadCatalog, KnowsEveryExerciseRuleAndCheckpointOfTheContract) {
  const Catalog& catalog = test::shipped_catalog();
  for (const char* id : {"bodyweight_hinge",
                         "wall_tap_hinge",
                         "dowel_hinge_vertical",
                         "dowel_hinge_horizontal",
                         "knee_block_hinge",
                         "runner_pose",
                         "glute_bridge",
                         "hip_thrust",
                         "pull_through",
                         "kettlebell_swing",
                         "romanian_deadlift",
                         "stiff_leg_deadlift",
                         "trap_bar_deadlift",
                         "kettlebell_deadlift",
                         "conventional_deadlift",
                         "sumo_deadlift",
                         "good_morning",
                         "sit_to_stand",
                         "pick_up",
                         "squat",
                         "lunge",
                         "push_up",
                         "overhead_press",
                         "row",
                         "carry",
                         "unknown"}) {
    EXPECT_NE(catalog.find_exercise(id), nullptr) << id;
  }
  for (const char* id : {"hip_dominance", "minimal_knee_bend", "knee_creep", "squat_dominant", "lumbar_flexion",
                         "lumbar_change_under_load", "rib_flare", "overextended_lockout", "posterior_shift",
                         "foot_tripod", "hamstrings_loaded", "full_lockout", "hips_shoot_up", "tempo_control",
                         "neck_neutral", "bar_distance", "symmetry"}) {
    EXPECT_NE(catalog.find_rule(id), nullptr) << id;
  }
  std::vector<std::string> checkpoints;
  for (const Checkpoint& checkpoint : catalog.checkpoints) checkpoints.push_back(checkpoint.id);
  EXPECT_EQ(checkpoints, (std::vector<std::string>{"foot_tripod", "hamstrings_loaded", "neutral_spine_and_brace",
                                                   "minimal_knee_bend", "glute_lockout"}));
}

TEST(LoadCatalog, GivesRecognitionADescriptionOfEveryExercise) {
  const Catalog& catalog = test::shipped_catalog();
  ASSERT_EQ(catalog.prototypes.size(), catalog.exercises.size());
  for (const movement::Prototype& prototype : catalog.prototypes) {
    EXPECT_EQ(prototype.looks.empty(), prototype.exercise == "unknown") << prototype.exercise;
  }
}

/// The traits of shipped exercises that others rest on; one more exercise of a kind changes no line here.
TEST(LoadCatalog, HandsOnWhatAnExerciseSaysOfHowItIsDone) {
  using movement::Traits;
  const Catalog& catalog = test::shipped_catalog();
  const auto having = [&](bool Traits::*trait, std::initializer_list<std::string_view> ids) {
    for (const auto id : ids) {
      const auto found = std::ranges::find(catalog.prototypes, id, &movement::Prototype::exercise);
      ASSERT_NE(found, catalog.prototypes.end()) << id;
      EXPECT_TRUE(found->traits.*trait) << id;
      EXPECT_TRUE(catalog.find_exercise(id)->traits.*trait) << id;
    }
  };
  having(&Traits::empty_handed, {"bodyweight_hinge", "dowel_hinge_horizontal", "dowel_hinge_vertical", "knee_block_hinge", "wall_tap_hinge"});
  having(&Traits::hands_apart, {"glute_bridge", "hip_thrust", "pull_through", "runner_pose", "sit_to_stand", "unknown"});
  having(&Traits::supported, {"glute_bridge", "good_morning", "hip_thrust", "pull_through", "runner_pose", "sit_to_stand"});
  having(&Traits::from_floor, {"conventional_deadlift", "kettlebell_deadlift", "pick_up", "sumo_deadlift", "trap_bar_deadlift"});
  having(&Traits::ballistic, {"kettlebell_swing"});
  having(&Traits::wall_behind, {"wall_tap_hinge"});
  EXPECT_FALSE(catalog.find_exercise("good_morning")->traits.hands_apart) << "the hands hold the bar and go where it goes";
}

TEST(LoadCatalog, TakesFromARuleWhereItShowsAndItsShortTitle) {
  const Catalog& catalog = test::shipped_catalog();
  EXPECT_EQ(catalog.find_rule("minimal_knee_bend")->shown_at, Spot::knee);
  EXPECT_EQ(catalog.find_rule("minimal_knee_bend")->short_title, "Knees");
  EXPECT_EQ(catalog.find_rule("tempo_control")->shown_at, std::nullopt);
}

TEST(LoadCatalog, RefusesAPlaceThatIsNotDrawn) {
  EXPECT_EQ(problem_after("rules/knee_creep.toml", "shown_at = \"knee\"", "shown_at = \"kneee\""),
            "the knowledge has a problem:\n"
            "rules/knee_creep.toml:12:12: 'kneee' is not one of hip, knee, lower_back; did you mean 'knee'?");
}

TEST(LoadCatalog, TurnsARangeOfALookIntoRadians) {
  const Catalog& catalog = test::shipped_catalog();
  const movement::Look& look = catalog.find_exercise("stiff_leg_deadlift")->looks.at(0);
  const auto knee =
      std::ranges::find(look.ranges, movement::Evidence::knee_flexion, &movement::ExpectedRange::of);
  ASSERT_NE(knee, look.ranges.end());
  EXPECT_NEAR(*knee->to, to_radians(Degrees{15}).value(), 1e-12);
}

TEST(LoadCatalog, RefusesALookAtWhatRecognitionDoesNotSee) {
  EXPECT_EQ(problem_after("exercises/row.toml", "of = \"elbow_flexion_range\"", "of = \"elbow_flexion_rage\""),
            "the knowledge has a problem:\n"
            "exercises/row.toml:18:10: recognition looks at no 'elbow_flexion_rage'; did you mean 'elbow_flexion' or "
            "'elbow_flexion_range'?");
}

TEST(LoadCatalog, RefusesALookInAUnitThatDoesNotMeasureIt) {
  EXPECT_NE(problem_after("exercises/row.toml", "from = 60, unit = \"deg\"", "from = 60, unit = \"s\"")
                .find("'elbow_flexion_range' is not measured in this unit"),
            std::string::npos);
}

TEST(LoadCatalog, RefusesALookWithoutEnds) {
  EXPECT_NE(problem_after("exercises/row.toml", "from = 60, unit", "unit").find("give 'from', 'to' or both"),
            std::string::npos);
  EXPECT_NE(problem_after("exercises/row.toml", "from = 60, unit", "from = 60, to = 50, unit")
                .find("'to' must not be below 'from'"),
            std::string::npos);
}

TEST(LoadCatalog, RefusesALookMoreUsualThanAlways) {
  EXPECT_NE(problem_after("exercises/row.toml", "usual = 1.0", "usual = 1.5")
                .find("'usual' must lie above 0 and not above 1"),
            std::string::npos);
}

TEST(LoadCatalog, RefusesALookThatNothingMoves) {
  EXPECT_NE(problem_after("exercises/row.toml", "moves = \"arms\"", "moves = \"elbows\"")
                .find("'elbows' is not one of hips, arms, lying_hips, plank, nothing"),
            std::string::npos);
}

TEST(LoadCatalog, SaysWhereAKeyIsUnknownAndWhichWasMeant) {
  EXPECT_EQ(problem_after("rules/knee_creep.toml", "rank = 5", "rang = 5"),
            "the knowledge has 2 problems:\n"
            "rules/knee_creep.toml:1:1: missing 'rank', a whole number\n"
            "rules/knee_creep.toml:6:1: unknown key 'rang'; did you mean 'rank'?");
}

TEST(LoadCatalog, RefusesAUnitThatDoesNotMeasureTheMetric) {
  EXPECT_EQ(problem_after("rules/knee_creep.toml", "unit = \"deg\"", "unit = \"s\""),
            "the knowledge has a problem:\n"
            "rules/knee_creep.toml:16:8: metric 'knee_creep' is in rad, which this unit does not measure");
}

TEST(LoadCatalog, RefusesAMetricThatDoesNotExist) {
  EXPECT_EQ(problem_after("rules/knee_creep.toml", "metric = \"knee_creep\"", "metric = \"knee_crep\""),
            "the knowledge has a problem:\n"
            "rules/knee_creep.toml:15:10: there is no metric 'knee_crep'; did you mean 'knee_creep'?");
}

TEST(LoadCatalog, RefusesBandsThatDoNotRise) {
  EXPECT_EQ(problem_after("rules/knee_creep.toml", "below = 15", "below = 7"),
            "the knowledge has a problem:\n"
            "rules/knee_creep.toml:19:37: bands must rise: this edge is not above the one before it");
}

TEST(LoadCatalog, RefusesBandsWithoutAnOpenEnd) {
  const std::string problem = problem_after("rules/knee_creep.toml", "{ verdict = \"fault\", words = \"creep\" }",
                                            "{ verdict = \"fault\", below = 20, words = \"creep\", source = "
                                            "\"lee_2018\", supports = \"direction\" }");
  EXPECT_EQ(problem,
            "the knowledge has a problem:\n"
            "rules/knee_creep.toml:20:32: the last band must be open: leave 'below' out");
}

TEST(LoadCatalog, RefusesASecondOpenBand) {
  EXPECT_NE(problem_after("rules/knee_creep.toml", "below = 8, source = \"lee_2018\", supports = \"mechanism\"",
                          "source = \"lee_2018\"")
                .find("only the last band may be open: this one needs 'below'"),
            std::string::npos);
}

TEST(LoadCatalog, RefusesACueThatDoesNotExist) {
  EXPECT_EQ(problem_after("rules/knee_creep.toml", "cue = \"car_door\"", "cue = \"car_dor\""),
            "the knowledge has a problem:\n"
            "rules/knee_creep.toml:30:7: there is no cue 'car_dor'; did you mean 'car_door'?");
}

TEST(LoadCatalog, RefusesASourceThatDoesNotExist) {
  EXPECT_EQ(problem_after("rules/knee_creep.toml", "source = \"lee_2018\"", "source = \"lee_2019\""),
            "the knowledge has a problem:\n"
            "rules/knee_creep.toml:18:43: there is no source 'lee_2019'; did you mean 'lee_2018'?");
}

TEST(LoadCatalog, RefusesAThresholdThatDoesNotSayWhatItsSourceSupports) {
  EXPECT_EQ(problem_after("rules/knee_creep.toml", ", supports = \"mechanism\"", ""),
            "the knowledge has a problem:\n"
            "rules/knee_creep.toml:18:3: missing 'supports', a name");
}

TEST(LoadCatalog, RefusesARuleAnExerciseNamesInVain) {
  EXPECT_EQ(problem_after("exercises/good_morning.toml", "\"knee_creep\"", "\"knee_crap\""),
            "the knowledge has a problem:\n"
            "exercises/good_morning.toml:12:59: there is no rule 'knee_crap'; did you mean 'knee_creep'?");
}

TEST(LoadCatalog, RefusesAForbiddenWordWhereverItStands) {
  EXPECT_EQ(problem_after("rules/knee_creep.toml", "Once the knees are set", "It is dangerous; once the knees are set"),
            "the knowledge has a problem:\n"
            "rules/knee_creep.toml:29:7: says 'danger*', which words.toml lists under 'never': say what happened and "
            "what to do");
}

TEST(LoadCatalog, RefusesAPlaceholderNobodyFills) {
  EXPECT_EQ(
      problem_after("rules/knee_creep.toml", "your knees bent another {value}.", "your knees bent another {valu}."),
      "the knowledge has a problem:\n"
      "rules/knee_creep.toml:26:9: unknown placeholder {valu} (allowed: {value}, {limit}); did you mean 'value'?");
}

TEST(LoadCatalog, RefusesABraceWithoutItsPartner) {
  EXPECT_NE(problem_after("rules/knee_creep.toml", "{value} in the second half", "{value in the second half")
                .find("a brace without its partner"),
            std::string::npos);
}

TEST(LoadCatalog, RefusesACueOfMoreThanEightWords) {
  EXPECT_EQ(problem_after("cues/car_door.toml", "Shut the car door", "Please shut the car door"),
            "the knowledge has a problem:\ncues/car_door.toml:3:8: a cue has at most eight words");
}

TEST(LoadCatalog, RefusesAFormatFromTheFuture) {
  EXPECT_NE(problem_after("cues/car_door.toml", "format = 1", "format = 2")
                .find("cues/car_door.toml:1:10: format 2 is newer than this build reads (1): update Hinge or the file"),
            std::string::npos);
}

TEST(LoadCatalog, SaysWhereAFileIsNotToml) {
  const std::string problem = problem_after("cues/car_door.toml", "id = \"car_door\"", "id = car_door");
  EXPECT_NE(problem.find("cues/car_door.toml:2:"), std::string::npos) << problem;
  EXPECT_NE(problem.find("not TOML"), std::string::npos) << problem;
}

// Found by the fuzzer: toml++ asserts when a table's name does not begin like a name.
TEST(LoadCatalog, SaysWhichTableHasNoName) {
  EXPECT_NE(problem_after("cues/car_door.toml", "id =", "[[[eckpoint]]\nid =")
                .find("cues/car_door.toml:2:1: not TOML: a table's name must follow '[' or '[['"),
            std::string::npos);
}

TEST(LoadCatalog, SaysWhereAControlCharacterStands) {
  EXPECT_NE(problem_after("cues/car_door.toml", "id =", "i\x10 =")
                .find("cues/car_door.toml:2:2: not TOML: control characters are not allowed"),
            std::string::npos);
}

TEST(LoadCatalog, SaysWhereALetterBeyondAsciiStandsOutsideAText) {
  EXPECT_NE(problem_after("cues/car_door.toml", "id =", "\xC4\x97 = 1\nid =")
                .find("cues/car_door.toml:2:1: not TOML: this character may only stand in a text or a comment"),
            std::string::npos);
}

TEST(LoadCatalog, AllowsAnyLetterInATextAndInAComment) {
  std::vector<TextFile> files = shipped_files();
  replace_once(file_named(files, "cues/car_door.toml").text, "id =", "# \xC4\x97 [[[\nid =");
  replace_once(file_named(files, "cues/car_door.toml").text, "Shut", "\xC4\x97[[[");
  EXPECT_TRUE(parse_catalog(files));
}

TEST(LoadCatalog, RefusesAThresholdWrittenTwice) {
  EXPECT_NE(
      problem_after("cues/car_door.toml", "id = \"car_door\"", "id = \"car_door\"\nid = \"car_door\"").find("not TOML"),
      std::string::npos);
}

TEST(LoadCatalog, RefusesAnIdThatIsNotItsFilesName) {
  EXPECT_NE(problem_after("drills/wall_tap.toml", "id = \"wall_tap\"", "id = \"wall\"")
                .find("drills/wall_tap.toml:2:6: 'wall' must live in a file of that name, not in wall_tap.toml"),
            std::string::npos);
}

TEST(LoadCatalog, RefusesAFileNothingReads) {
  std::vector<TextFile> files = shipped_files();
  files.push_back({"sorces.toml", "sorces.toml", "format = 1\n"});
  const Result<Catalog> catalog = parse_catalog(files);
  ASSERT_FALSE(catalog);
  EXPECT_EQ(
      catalog.error().what,
      "the knowledge has a problem:\n"
      "sorces.toml:1:1: nothing reads this file: 'sorces' is not a file of the knowledge; did you mean 'sources'?");
}

TEST(LoadCatalog, ReportsEveryProblemOfEveryFileAtOnce) {
  std::vector<TextFile> files = shipped_files();
  replace_once(file_named(files, "rules/knee_creep.toml").text, "below = 15", "below = 7");
  replace_once(file_named(files, "cues/car_door.toml").text, "text =", "txt =");
  replace_once(file_named(files, "exercises/squat.toml").text, "pattern = \"squat\"", "pattern = \"sqat\"");
  const Result<Catalog> catalog = parse_catalog(files);
  ASSERT_FALSE(catalog);
  EXPECT_EQ(catalog.error().what,
            "the knowledge has 4 problems:\n"
            "cues/car_door.toml:1:1: missing 'text', a text\n"
            "cues/car_door.toml:3:1: unknown key 'txt'; did you mean 'text'?\n"
            "exercises/squat.toml:8:11: 'sqat' is not one of hinge, squat, lunge, push, pull, carry, none; did you "
            "mean 'squat'?\n"
            "rules/knee_creep.toml:19:37: bands must rise: this edge is not above the one before it");
}

TEST(LoadCatalog, RefusesADrillWithoutASource) {
  EXPECT_EQ(problem_after("drills/wall_tap.toml", "source = \"hinge_guide\"\n", ""),
            "the knowledge has a problem:\ndrills/wall_tap.toml:1:1: missing 'source', a name");
}

TEST(LoadCatalog, RefusesAPoseNoBodyCanTake) {
  EXPECT_EQ(problem_after("lessons/wall_tap.toml", "hip = 60", "hip = 260"),
            "the knowledge has a problem:\nlessons/wall_tap.toml:48:7: 'hip' must be from -40 to 140");
}

TEST(LoadCatalog, RefusesAJointAFigureDoesNotHave) {
  const std::string problem = problem_after("lessons/wall_tap.toml", "hip = 60", "hips = 60");
  EXPECT_EQ(problem, "the knowledge has a problem:\nlessons/wall_tap.toml:48:1: unknown key 'hips'");
}

TEST(LoadCatalog, RefusesALessonThatLeadsNowhere) {
  const std::string problem = problem_after("lessons/wall_tap.toml", "next = [\"dowel_vertical\"", "next = [\"dowel_vertcal\"");
  EXPECT_NE(problem.find("there is no lesson 'dowel_vertcal'; did you mean 'dowel_vertical'"), std::string::npos) << problem;
}

TEST(LoadCatalog, RefusesALessonThatNamesNoSource) {
  const std::string problem = problem_after("lessons/fault_ribs.toml", "[[claim]]", "[[clam]]");
  EXPECT_NE(problem.find("a lesson names where it comes from: it needs a [[claim]]"), std::string::npos) << problem;
}

TEST(LoadCatalog, RefusesTeachingWithoutAQuestion) {
  const std::string problem = problem_after("checkpoints.toml", "ask = \"Did you feel a stretch along the back of your thighs?\"\n", "");
  EXPECT_NE(problem.find("'teach' stands beside a question: it needs 'ask'"), std::string::npos) << problem;
}

TEST(LoadCatalog, LetsASecondFolderReplaceOneThing) {
  std::vector<TextFile> files = shipped_files();
  files.push_back({"cues/car_door.toml", "mine/cues/car_door.toml",
                   "format = 1\nid = \"car_door\"\ntext = \"Hips to the wall.\"\n", 1});
  const Result<Catalog> catalog = parse_catalog(files);
  ASSERT_TRUE(catalog) << catalog.error().what;
  EXPECT_EQ(catalog->find_cue("car_door")->text, "Hips to the wall.");
}

TEST(LoadCatalog, ReadsAWholeCopyOfTheKnowledgeOverItself) {
  const Result<Catalog> catalog = load_catalog(std::vector{test::shipped_knowledge, test::shipped_knowledge});
  ASSERT_TRUE(catalog) << catalog.error().what;
  EXPECT_EQ(catalog->sources.size(), test::shipped_catalog().sources.size());
}

TEST(LoadCatalog, RefusesASourceNamedTwice) {
  EXPECT_NE(problem_after("sources.toml", "key = \"lee_2018\"", "key = \"vigotsky_2015\"")
                .find("there are two sources 'vigotsky_2015'"),
            std::string::npos);
}

TEST(LoadCatalog, NamesAFolderThatIsNotThere) {
  const Result<Catalog> catalog = load_catalog(std::vector<std::filesystem::path>{"/no/such/knowledge"});
  ASSERT_FALSE(catalog);
  EXPECT_EQ(catalog.error().code, Errc::not_found);
  EXPECT_EQ(to_string(catalog.error()),
            "/no/such/knowledge: there is no knowledge folder here; give one with --knowledge DIR");
}

TEST(LoadCatalog, NamesAFolderWithoutKnowledge) {
  const test::TempFolder folder;
  const Result<Catalog> catalog = load_catalog(std::vector{folder.path()});
  ASSERT_FALSE(catalog);
  EXPECT_EQ(catalog.error().what, "the knowledge folder holds no .toml file");
}

TEST(NearNames, FindASlipOfTheFingers) {
  const std::vector<std::string> known{"romanian_deadlift", "row", "squat"};
  EXPECT_EQ(near_names("romanian_dedlift", known), std::vector<std::string>{"romanian_deadlift"});
}

TEST(NearNames, FindAHalfRememberedName) {
  const std::vector<std::string> known{"romanian_deadlift", "sumo_deadlift", "squat"};
  EXPECT_EQ(did_you_mean("deadlift", known), "; did you mean 'romanian_deadlift' or 'sumo_deadlift'?");
}

TEST(NearNames, LeadToTheRemedyInOneSentenceEach) {
  const std::vector<std::string> known{"squat", "lunge"};
  EXPECT_EQ(did_you_mean("sqat", known, "`hinge exercises` lists them"), "; did you mean 'squat'? `hinge exercises` lists them");
  EXPECT_EQ(did_you_mean("zzzzzz", known, "`hinge exercises` lists them"), "; `hinge exercises` lists them");
}

TEST(NearNames, StaySilentWhenNothingIsNear) {
  EXPECT_EQ(did_you_mean("zzzzzz", std::vector<std::string>{"squat", "lunge"}), "");
}

RC_GTEST_PROP(LoadCatalogProperty, SurvivesAnyCutOfAFile, ()) {
  std::vector<TextFile> files = shipped_files();
  TextFile& one = files[*rc::gen::inRange<std::size_t>(0, files.size())];
  one.text.resize(*rc::gen::inRange<std::size_t>(0, one.text.size()));
  const Result<Catalog> catalog = parse_catalog(files);
  RC_ASSERT(catalog || !catalog.error().what.empty());
}

}  // namespace
}  // namespace hinge::catalog
