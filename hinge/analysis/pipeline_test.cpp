#include "hinge/analysis/pipeline.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "tests/support/shipped_catalog.h"
#include "tests/support/stick_lifter.h"

namespace hinge::analysis {
namespace {

Analysis analyse_stick(const test::StickSet& set, const AnalyseOptions& options = {},
                       const test::StickCamera& camera = {}) {
  Result<Analysis> analysis = analyse(test::stick_recording(test::stick_hinge(set).frames, camera), test::shipped_catalog(), options);
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
  const Result<Analysis> analysis = analyse(test::stick_recording(script.frames()), test::shipped_catalog(), options);
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

/// Hinges, a rest, then squats.
std::vector<test::StickFrame> hinges_then_squats(int hinges, int squats) {
  auto frames = test::stick_hinge({.reps = hinges}).frames;
  const auto then = test::stick_hinge({.reps = squats,
                                       .hip_fold_bottom = Degrees{90},
                                       .knee_bottom = Degrees{102},
                                       .shank_bottom = Degrees{30},
                                       .stand = Seconds{2.0}});
  const Seconds shift = frames.back().time + Seconds{1.0 / 30};
  for (auto frame : then.frames) {
    frame.time = frame.time + shift;
    frames.push_back(frame);
  }
  return frames;
}

Analysis analyse_recording(const body::Recording& recording) {
  Result<Analysis> analysis = analyse(recording, test::shipped_catalog(), {});
  if (!analysis) throw std::runtime_error(to_string(analysis.error()));
  return *std::move(analysis);
}

TEST(Pipeline, TellsTwoExercisesInOneRecordingApart) {
  const Analysis analysis = analyse_recording(test::stick_recording(hinges_then_squats(5, 4)));
  const auto& sets = analysis.movement.sets;
  ASSERT_EQ(sets.size(), 2u);
  EXPECT_EQ(sets[0].recognition.pattern, movement::Pattern::hinge);
  EXPECT_EQ(sets[0].reps.size(), 5u);
  // A stick's hanging arms tell a squat from a lunge no better than its feet do; no hinge it is.
  EXPECT_NE(sets[1].recognition.pattern, movement::Pattern::hinge);
  EXPECT_EQ(sets[1].reps.size(), 4u);
  EXPECT_EQ(analysis.set.reps.size(), 5u);  // the larger set is judged, the squats raise no hinge fault
  EXPECT_EQ(analysis.coaching.priority, "");
  ASSERT_EQ(analysis.warnings.size(), 1u);
  EXPECT_TRUE(analysis.warnings[0].text.starts_with("This recording shows 5 \u00d7 Bodyweight hinge (0:01\u20130:17), then 4 \u00d7 "))
      << analysis.warnings[0].text;
}

TEST(Pipeline, JudgesTheSetThatTheUserNames) {
  AnalyseOptions options;
  options.exercise = "squat";
  Result<Analysis> analysis = analyse(test::stick_recording(hinges_then_squats(5, 4)), test::shipped_catalog(), options);
  ASSERT_TRUE(analysis);
  EXPECT_EQ(analysis->movement.reps.size(), 4u);
  EXPECT_EQ(analysis->movement.judged_set, 1u);
}

TEST(Pipeline, KeepsASetWithALongPauseTogether) {
  auto frames = test::stick_hinge({.reps = 3}).frames;
  const auto then = test::stick_hinge({.reps = 3, .stand = Seconds{6}});
  const Seconds shift = frames.back().time + Seconds{1.0 / 30};
  for (auto frame : then.frames) frames.push_back({frame.time + shift, frame.posture});
  const Analysis analysis = analyse_recording(test::stick_recording(frames));
  EXPECT_EQ(analysis.movement.sets.size(), 1u);
  EXPECT_EQ(analysis.movement.reps.size(), 6u);
}

TEST(Pipeline, LeavesOutHalfARepAtEachEnd) {
  auto frames = test::stick_hinge({.reps = 4}).frames;
  // From half-way up the first to half-way down the last: 1 s of standing, then 1.4 down, 0.2, 1.1 up, 0.6.
  std::erase_if(frames, [](const auto& f) { return f.time < Seconds{3.2} || f.time > Seconds{11.6}; });
  const Analysis analysis = analyse_recording(test::stick_recording(frames));
  EXPECT_EQ(analysis.movement.reps.size(), 2u);
}

TEST(Pipeline, JudgesAMirroredRecordingAlike) {
  const Analysis right = analyse_stick({.reps = 3});
  const Analysis left = analyse_stick({.reps = 3}, {}, {.facing = -1});
  ASSERT_EQ(left.movement.reps.size(), right.movement.reps.size());
  for (std::size_t k = 0; k < left.movement.reps.size(); ++k) {
    EXPECT_EQ(left.movement.reps[k].bottom, right.movement.reps[k].bottom);
  }
  EXPECT_EQ(left.movement.recognition.exercise, right.movement.recognition.exercise);
  EXPECT_EQ(left.coaching.headline, right.coaching.headline);
}

TEST(Pipeline, CountsNothingUpsideDownAndSaysHowToMendIt) {
  auto recording = test::stick_recording(test::stick_hinge({.reps = 3}).frames);
  for (auto& frame : recording.frames) {
    for (auto& mark : frame.landmarks) {
      mark.image.x = recording.source.width_px - mark.image.x;
      mark.image.y = recording.source.height_px - mark.image.y;
      mark.metric.x *= -1;
      mark.metric.y *= -1;
    }
  }
  const Analysis analysis = analyse_recording(recording);
  EXPECT_TRUE(analysis.movement.reps.empty());
  EXPECT_EQ(analysis.movement.why_no_reps, "the person is upside down in the picture");
  ASSERT_EQ(analysis.warnings.size(), 1u);
  EXPECT_EQ(analysis.warnings[0].text,
            "The person is upside down in the picture, so nothing was counted. Turn the video by 180 degrees and "
            "analyse it again.");
}

TEST(Pipeline, IsNotMisledByAPartnerWhoCrossesTheFrame) {
  const auto run = test::stick_hinge({.reps = 4});
  auto recording = test::stick_recording(run.frames);
  recording.people = 2;
  // While the partner hides the lifter during the second way up, the landmarks jump to the partner, who walks.
  const auto partner = test::stick_recording(test::stick_hinge({.reps = 1, .stand = Seconds{30}}).frames);
  for (std::size_t i = 0; i < recording.frames.size(); ++i) {
    const double t = recording.frames[i].time.value() - run.reps[1].bottom.value();
    if (t < 0.3 || t > 0.9) continue;
    recording.frames[i].landmarks = partner.frames[i].landmarks;
    for (auto& mark : recording.frames[i].landmarks) mark.image.x += 400 * (t - 0.6);
  }
  const Analysis analysis = analyse_recording(recording);
  ASSERT_EQ(analysis.movement.reps.size(), 4u);
  for (std::size_t k = 0; k < 4; ++k) {
    const auto& rep = analysis.movement.reps[k];
    EXPECT_NEAR(analysis.motion.time[rep.start].value(), run.reps[k].start.value(), 0.3);
    EXPECT_NEAR(analysis.motion.time[rep.bottom].value(), run.reps[k].bottom.value(), 0.3);
  }
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
  EXPECT_EQ(analysis.knowledge_version, test::shipped_catalog().version);
  EXPECT_EQ(analysis.engine_version, engine_version());
  EXPECT_EQ(analysis.pose_model, "stick");
}

TEST(Pipeline, AnswersAnEmptyRecordingWithAnAnalysis) {
  body::Recording recording;
  recording.names = body::blazepose_names();
  const Result<Analysis> analysis = analyse(recording, test::shipped_catalog());
  ASSERT_TRUE(analysis);
  EXPECT_TRUE(analysis->set.reps.empty());
  EXPECT_TRUE(analysis->set.checkpoints.empty());
  EXPECT_EQ(analysis->coaching.headline,
            "Nobody was found. Film a whole set from the side, from standing tall to standing tall.");
}

TEST(Pipeline, NamesTheNearExerciseWhenOneIsMisspelt) {
  AnalyseOptions options;
  options.exercise = "romanian_dedlift";
  const Result<Analysis> analysis = analyse({}, test::shipped_catalog(), options);
  ASSERT_FALSE(analysis);
  EXPECT_EQ(analysis.error().code, Errc::invalid);
  EXPECT_EQ(analysis.error().what,
            "there is no exercise 'romanian_dedlift'; did you mean 'romanian_deadlift'? `hinge exercises` lists them");
}

TEST(Analyse, RefusesABodyMassNobodyHas) {
  for (const double kg : {-70.0, 0.0, 3.0, 900.0}) {
    AnalyseOptions options;
    options.athlete.mass = Kilograms{kg};
    const auto analysis = analyse(test::stick_recording(test::stick_hinge().frames), test::shipped_catalog(), options);
    ASSERT_FALSE(analysis) << kg;
    EXPECT_EQ(analysis.error().what, "a body mass must lie between 20 and 300 kg");
  }
}

TEST(Analyse, RefusesANegativeLoad) {
  AnalyseOptions options;
  options.athlete.load = Kilograms{-5};
  const auto analysis = analyse(test::stick_recording(test::stick_hinge().frames), test::shipped_catalog(), options);
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
