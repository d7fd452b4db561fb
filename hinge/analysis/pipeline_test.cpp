#include "hinge/analysis/pipeline.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "hinge/catalog/load.h"
#include "tests/support/stick_lifter.h"

namespace hinge::analysis {
namespace {

const catalog::Catalog& ours() {
  static const catalog::Catalog catalog = [] {
    const std::vector<std::filesystem::path> folders{std::filesystem::path(HINGE_SOURCE_DIR) / "knowledge"};
    Result<catalog::Catalog> loaded = catalog::load_catalog(folders);
    if (!loaded) throw std::runtime_error(loaded.error().what);
    return *std::move(loaded);
  }();
  return catalog;
}

Analysis analyse_stick(const test::StickSet& set, const AnalyseOptions& options = {},
                       const test::StickCamera& camera = {}) {
  Result<Analysis> analysis = analyse(test::stick_recording(test::stick_hinge(set).frames, camera), ours(), options);
  if (!analysis) throw std::runtime_error(to_string(analysis.error()));
  return *std::move(analysis);
}

const assess::Finding& finding(const Analysis& analysis, std::size_t rep, std::string_view rule) {
  const auto& findings = analysis.set.reps.at(rep).findings;
  const auto found = std::ranges::find(findings, rule, &assess::Finding::rule);
  if (found == findings.end()) throw std::runtime_error("no such finding");
  return *found;
}

TEST(Pipeline, FindsAGoodHingeGood) {
  const Analysis analysis = analyse_stick({.reps = 3});
  ASSERT_EQ(analysis.set.reps.size(), 3u);
  EXPECT_EQ(analysis.movement.recognition.pattern, movement::Pattern::hinge);
  EXPECT_EQ(finding(analysis, 1, "squat_dominant").verdict, assess::Verdict::good);
  EXPECT_EQ(analysis.coaching.priority, "");
  EXPECT_EQ(analysis.coaching.headline, "Three hinges: your hips did the work. We could not judge your lower back.");
}

TEST(Pipeline, FindsASquatWhereAHingeWasAskedFor) {
  AnalyseOptions options;
  options.exercise = "bodyweight_hinge";
  const Analysis analysis = analyse_stick(
      {.reps = 3, .hip_fold_bottom = Degrees{105}, .knee_bottom = Degrees{85}, .shank_bottom = Degrees{25}}, options);
  ASSERT_EQ(analysis.set.reps.size(), 3u);
  EXPECT_EQ(finding(analysis, 0, "squat_dominant").verdict, assess::Verdict::fault);
  EXPECT_EQ(analysis.coaching.priority, "squat_dominant");
}

TEST(Pipeline, JudgesAHeldPoseWithoutReps) {
  test::StickScript script(test::posture_of(Degrees{0}, Degrees{4}, Degrees{4}));
  script.hold(Seconds{1}).move_to(test::posture_of(Degrees{75}, Degrees{20}, Degrees{-4}), Seconds{1.5}).hold(Seconds{5});
  AnalyseOptions options;
  options.exercise = "runner_pose";
  const Result<Analysis> analysis = analyse(test::stick_recording(script.frames()), ours(), options);
  ASSERT_TRUE(analysis);
  EXPECT_TRUE(analysis->movement.reps.empty());
  ASSERT_TRUE(analysis->set.held);
  const auto& findings = analysis->set.held->findings;
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].verdict, assess::Verdict::borderline) << findings[0].why;
  EXPECT_EQ(findings[0].words, "hands");  // a stick's hands hang
  EXPECT_EQ(analysis->coaching.headline.rfind("One ", 0), 0u) << analysis->coaching.headline;
  EXPECT_EQ(analysis->coaching.priority_rep, 0);
  EXPECT_TRUE(analysis->coaching.reps.empty());
}

class NoHinge : public testing::TestWithParam<const char*> {};

TEST_P(NoHinge, RaisesNoHingeFault) {
  AnalyseOptions options;
  options.exercise = GetParam();
  const Analysis analysis = analyse_stick(
      {.reps = 3, .hip_fold_bottom = Degrees{105}, .knee_bottom = Degrees{95}, .shank_bottom = Degrees{28}}, options);
  ASSERT_EQ(analysis.set.reps.size(), 3u);
  for (const auto& rep : analysis.set.reps) EXPECT_TRUE(rep.findings.empty()) << rep.findings.front().rule;
  EXPECT_TRUE(analysis.set.checkpoints.empty());
  EXPECT_EQ(analysis.coaching.priority, "");
}

INSTANTIATE_TEST_SUITE_P(Exercises, NoHinge,
                         testing::Values("squat", "lunge", "push_up", "overhead_press", "row", "carry"));

TEST(Pipeline, SaysSoWhenTheUserNamesAnotherExerciseThanIsSeen) {
  AnalyseOptions options;
  options.exercise = "squat";
  const Analysis analysis = analyse_stick({.reps = 3}, options);
  ASSERT_EQ(analysis.warnings.size(), 1u);
  EXPECT_EQ(analysis.warnings[0].code, "exercise_disagrees");
  EXPECT_EQ(analysis.warnings[0].text,
            "You said Squat; to the camera it looks more like Bodyweight hinge. It was judged as what you said.");
  EXPECT_EQ(analysis.movement.recognition.exercise, "squat");
  EXPECT_EQ(analysis.movement.recognition.pattern, movement::Pattern::squat);
}

TEST(Pipeline, BelievesTheUserWhereTwoExercisesLookAlike) {
  AnalyseOptions options;
  options.exercise = "knee_block_hinge";
  EXPECT_TRUE(analyse_stick({.reps = 3}, options).warnings.empty());
}

TEST(Pipeline, PutsTheOnsetBetweenTheStartAndTheBottom) {
  AnalyseOptions options;
  options.exercise = "bodyweight_hinge";
  const Analysis analysis = analyse_stick(
      {.reps = 2, .hip_fold_bottom = Degrees{100}, .knee_bottom = Degrees{80}, .shank_bottom = Degrees{22}}, options);
  ASSERT_EQ(analysis.movement.reps.size(), 2u);
  const movement::Rep& rep = analysis.movement.reps[0];
  const assess::Finding& knees = finding(analysis, 0, "minimal_knee_bend");
  ASSERT_TRUE(knees.onset && knees.worst);
  EXPECT_GT(*knees.onset, analysis.motion.time[rep.start]);
  EXPECT_LT(*knees.onset, analysis.motion.time[rep.bottom]);
  EXPECT_GE(*knees.worst, *knees.onset);
}

TEST(Pipeline, JudgesNoAngleFromASlant) {
  AnalyseOptions options;
  options.exercise = "bodyweight_hinge";
  const Analysis analysis = analyse_stick({.reps = 3}, options, {.yaw = Degrees{40}});
  ASSERT_FALSE(analysis.set.reps.empty());
  EXPECT_EQ(finding(analysis, 0, "minimal_knee_bend").verdict, assess::Verdict::cannot_judge);
  EXPECT_EQ(finding(analysis, 0, "minimal_knee_bend").why,
            "We can't see your knees from this angle. Film from the side, camera at hip height, and we can check.");
}

TEST(Pipeline, SaysWhoseRulesItUsed) {
  const Analysis analysis = analyse_stick({.reps = 1});
  EXPECT_EQ(analysis.knowledge_version, ours().version);
  EXPECT_EQ(analysis.engine_version, engine_version());
  EXPECT_EQ(analysis.pose_model, "stick");
}

TEST(Pipeline, AnswersAnEmptyRecordingWithAnAnalysis) {
  body::Recording recording;
  recording.names = body::blazepose_names();
  const Result<Analysis> analysis = analyse(recording, ours());
  ASSERT_TRUE(analysis);
  EXPECT_TRUE(analysis->set.reps.empty());
  EXPECT_TRUE(analysis->set.checkpoints.empty());
  EXPECT_EQ(analysis->coaching.headline,
            "Nobody was found. Film a whole set from the side, from standing tall to standing tall.");
}

TEST(Pipeline, NamesTheNearExerciseWhenOneIsMisspelt) {
  AnalyseOptions options;
  options.exercise = "romanian_dedlift";
  const Result<Analysis> analysis = analyse({}, ours(), options);
  ASSERT_FALSE(analysis);
  EXPECT_EQ(analysis.error().code, Errc::invalid);
  EXPECT_EQ(analysis.error().what,
            "there is no exercise 'romanian_dedlift'; did you mean 'romanian_deadlift'? `hinge exercises` lists them");
}

TEST(Analyse, RefusesABodyMassNobodyHas) {
  for (const double kg : {-70.0, 0.0, 3.0, 900.0}) {
    AnalyseOptions options;
    options.athlete.mass = Kilograms{kg};
    const auto analysis = analyse(test::stick_recording(test::stick_hinge().frames), ours(), options);
    ASSERT_FALSE(analysis) << kg;
    EXPECT_EQ(analysis.error().what, "a body mass must lie between 20 and 300 kg");
  }
}

TEST(Analyse, RefusesANegativeLoad) {
  AnalyseOptions options;
  options.athlete.load = Kilograms{-5};
  const auto analysis = analyse(test::stick_recording(test::stick_hinge().frames), ours(), options);
  ASSERT_FALSE(analysis);
  EXPECT_EQ(analysis.error().what, "a load must lie between 0 and 500 kg; 0 is none");
}

TEST(Analyse, HoldsWhatTheBodyHeldInEveryFrame) {
  const auto analysis = analyse_stick({});
  EXPECT_EQ(analysis.dynamics.com_position.size(), analysis.motion.frames());
  EXPECT_TRUE(analysis.dynamics.hip_moment.at(analysis.movement.reps.at(0).bottom).has_value());
}

}  // namespace
}  // namespace hinge::analysis
