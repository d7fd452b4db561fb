// Each exercise, checkpoint, fault and drill of the knowledge from a known motion to the words a person reads.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "hinge/assess/assess.h"
#include "hinge/base/files.h"
#include "hinge/coach/compose.h"
#include "hinge/dynamics/compute_dynamics.h"
#include "hinge/teach/handbook.h"
#include "hinge/teach/lesson_text.h"
#include "tests/support/scripted_motion.h"
#include "tests/support/shipped_catalog.h"

namespace hinge {
namespace {

namespace fs = std::filesystem;

struct Told {
  assess::SetAssessment set;
  coach::Coaching coaching;
};

Told judge(const test::ScriptedSet& script, const coach::CueChooser& choose = {}) {
  const catalog::Catalog& catalog = test::shipped_catalog();
  const test::Scripted scripted = test::script_motion(script);
  const body::Athlete athlete;
  const dynamics::Dynamics dynamics = dynamics::compute_dynamics(scripted.motion, athlete);
  Told told;
  told.set = assess::assess_set({scripted.motion, scripted.movement, athlete, &dynamics}, catalog);
  coach::write_checkpoint_sentences(scripted.movement, told.set, catalog);
  told.coaching = coach::compose_coaching(scripted.movement, told.set, catalog, choose);
  return told;
}

test::ScriptedSet set_of(const catalog::Exercise& exercise) {
  test::ScriptedSet script;
  script.exercise = exercise.id;
  script.pattern = exercise.pattern;
  script.from_floor = exercise.traits.from_floor;
  script.reps.resize(3);
  return script;
}

/// Knees at 80 degrees in every rep: a squat where a hinge was asked for.
test::ScriptedSet squatted() {
  test::ScriptedSet script;
  test::ScriptedRep rep;
  rep.bottom = test::posture_of(Degrees{85}, Degrees{80}, Degrees{22});
  script.reps.assign(3, rep);
  return script;
}

TEST(EveryExercise, IsCountedMeasuredAndToldInWords) {
  for (const catalog::Exercise& exercise : test::shipped_catalog().exercises) {
    if (exercise.pattern == movement::Pattern::none) continue;
    const Told told = judge(set_of(exercise));
    ASSERT_EQ(told.set.reps.size(), 3u) << exercise.id;
    EXPECT_FALSE(told.coaching.headline.empty()) << exercise.id;
    EXPECT_EQ(told.coaching.reps.size(), 3u) << exercise.id;
    for (const assess::RepAssessment& rep : told.set.reps) {
      EXPECT_FALSE(rep.metrics.empty()) << exercise.id;
      EXPECT_EQ(rep.findings.size(), exercise.rules.size()) << exercise.id;
    }
  }
}

TEST(EveryExercise, OfTheOtherFivePatternsRaisesNoHingeFault) {
  for (const char* id : {"squat", "lunge", "push_up", "overhead_press", "row", "carry"}) {
    const catalog::Exercise* exercise = test::shipped_catalog().find_exercise(id);
    ASSERT_NE(exercise, nullptr) << id;
    const Told told = judge(set_of(*exercise));
    for (const assess::RepAssessment& rep : told.set.reps) EXPECT_TRUE(rep.findings.empty()) << id;
    EXPECT_TRUE(told.coaching.priority.empty()) << id;
  }
}

TEST(EveryCheckpoint, IsAnsweredInTheGuidesOrderWithHowItIsKnown) {
  const catalog::Catalog& catalog = test::shipped_catalog();
  const Told told = judge(set_of(*catalog.find_exercise("bodyweight_hinge")));
  ASSERT_EQ(told.set.checkpoints.size(), 5u);
  for (std::size_t i = 0; i < 5; ++i) {
    EXPECT_EQ(told.set.checkpoints[i].id, catalog.checkpoints[i].id);
    EXPECT_FALSE(told.set.checkpoints[i].sentence.empty()) << catalog.checkpoints[i].id;
  }
  EXPECT_EQ(told.set.checkpoints[1].known_by, catalog::KnownBy::inferred) << "hamstrings are long and loaded, never seen active";
}

TEST(EveryCheckpoint, ThatAsksTeachesWhatItAsks) {
  for (const catalog::Checkpoint& checkpoint : test::shipped_catalog().checkpoints) {
    EXPECT_EQ(checkpoint.ask.empty(), checkpoint.teach.empty()) << checkpoint.id;
  }
}

TEST(EveryFault, OfTheGuideIsTaughtWithItsRule) {
  const catalog::Catalog& catalog = test::shipped_catalog();
  for (const char* rule : {"lumbar_flexion", "squat_dominant", "rib_flare"}) {
    EXPECT_TRUE(std::ranges::any_of(catalog.lessons, [&](const catalog::Lesson& lesson) {
      return lesson.chapter == catalog::Chapter::faults && lesson.rule == rule;
    })) << rule;
  }
}

TEST(EveryDrill, ReachesThePersonWithItsDoseWhenTheCoachChoosesIt) {
  const catalog::Catalog& catalog = test::shipped_catalog();
  for (const catalog::Drill& drill : catalog.drills) {
    const auto choose = [&](const catalog::Rule&, const catalog::Case& words) {
      return std::optional(coach::Chosen{words.cue, drill.id});
    };
    const Told told = judge(squatted(), choose);
    EXPECT_EQ(told.coaching.drill, drill.id);
    EXPECT_EQ(told.coaching.drill_dose, drill.dose);
    EXPECT_EQ(told.coaching.drill_how, drill.how);
    EXPECT_NE(told.coaching.next.find("this drill"), std::string::npos) << told.coaching.next;
  }
}

TEST(EveryDrill, IsChosenForSomeFaultOrPlannedOnSomeRung) {
  const catalog::Catalog& catalog = test::shipped_catalog();
  for (const catalog::Drill& drill : catalog.drills) {
    bool reached = false;
    for (const catalog::Rule& rule : catalog.rules) {
      for (const catalog::Case& words : rule.cases) {
        reached = reached || std::ranges::count(catalog::find_drills(catalog, rule, words), &drill) > 0;
      }
    }
    for (const catalog::Rung& rung : catalog.ladder.rungs) {
      reached = reached || rung.drill == drill.id || std::ranges::count(rung.warm_up, drill.id) > 0;
    }
    EXPECT_TRUE(reached) << drill.id;
  }
}

TEST(EveryDrill, HasAPageAndALessonOfTheSameWords) {
  const catalog::Catalog& catalog = test::shipped_catalog();
  for (const catalog::Drill& drill : catalog.drills) {
    const auto page = teach::render_entry(catalog, drill.id);
    ASSERT_TRUE(page) << drill.id;
    EXPECT_NE(page->find(drill.how), std::string::npos) << drill.id;
    EXPECT_TRUE(std::ranges::any_of(catalog.lessons, [&](const catalog::Lesson& lesson) { return lesson.drill == drill.id; })) << drill.id;
  }
}

}  // namespace
}  // namespace hinge
