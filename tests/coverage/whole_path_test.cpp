// Each exercise of the guide from a recording of a scripted lifter to the files a person opens: recognition or the user's
// word, repetitions, rules, coaching, analysis.json and the report page. A knowledge file that is broken must be noticed.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "hinge/analysis/pipeline.h"
#include "hinge/base/files.h"
#include "hinge/catalog/load.h"
#include "hinge/report/analysis_json.h"
#include "hinge/report/report_page.h"
#include "tests/support/schema.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/stick_lifter.h"

namespace hinge {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

/// The exercises that the guide and its drills and progressions name (docs/guide-coverage.md), and the other patterns.
constexpr const char* guide[] = {"runner_pose",       "wall_tap_hinge",        "dowel_hinge_vertical", "dowel_hinge_horizontal",
                                 "knee_block_hinge",  "bodyweight_hinge",      "glute_bridge",         "hip_thrust",
                                 "pull_through",      "kettlebell_deadlift",   "kettlebell_swing",     "romanian_deadlift",
                                 "stiff_leg_deadlift", "trap_bar_deadlift",    "conventional_deadlift", "sumo_deadlift",
                                 "good_morning",      "sit_to_stand",          "pick_up",              "squat",
                                 "lunge",             "push_up",               "overhead_press",       "row", "carry"};
constexpr std::string_view page = "<script type=\"application/json\">/*HINGE_DATA*/null</script>";

/// A hinge, or the bent knees of every other pattern.
test::StickSet motion_for(movement::Pattern pattern) {
  if (pattern == movement::Pattern::hinge) return {.reps = 3};
  return {.reps = 3, .hip_fold_bottom = Degrees{105}, .knee_bottom = Degrees{95}, .shank_bottom = Degrees{28}};
}

Result<analysis::Analysis> run(const catalog::Catalog& catalog, const body::Recording& recording, std::optional<std::string> exercise) {
  analysis::AnalyseOptions options;
  options.exercise = std::move(exercise);
  return analysis::analyse(recording, catalog, options);
}

body::Recording filmed(const test::StickSet& set) { return test::stick_recording(test::stick_hinge(set).frames); }

/// A squatter with the hands before the chest; hands that hang to the floor would be a lift from the floor.
body::Recording squatter() {
  using body::Joint;
  const test::StickCamera camera;
  auto recording = filmed(motion_for(movement::Pattern::squat));
  const double ahead_m = 0.25, below_m = 0.10;
  for (auto& frame : recording.frames) {
    for (auto joint = static_cast<std::size_t>(Joint::left_wrist); joint <= static_cast<std::size_t>(Joint::right_thumb); ++joint) {
      const bool left = joint % 2 == static_cast<std::size_t>(Joint::left_wrist) % 2;
      auto hand = frame.landmarks[static_cast<std::size_t>(left ? Joint::left_shoulder : Joint::right_shoulder)];
      hand.image.x += camera.facing * camera.px_per_m * ahead_m;
      hand.image.y += camera.px_per_m * below_m;
      hand.metric.x += camera.facing * ahead_m;
      hand.metric.y += below_m;
      frame.landmarks[joint] = hand;
    }
  }
  return recording;
}

/// What is wrong on the way of one exercise from recording to page; empty: nothing.
std::string trouble_with(const catalog::Catalog& catalog, const std::string& id) {
  const catalog::Exercise* exercise = catalog.find_exercise(id);
  if (exercise == nullptr) return "is not in the knowledge";
  const auto analysis = run(catalog, filmed(motion_for(exercise->pattern)), id);
  if (!analysis) return analysis.error().what;
  if (analysis->set.reps.size() != 3) return "counts " + std::to_string(analysis->set.reps.size()) + " of 3 reps";
  if (analysis->coaching.headline.empty()) return "has no headline";
  std::size_t judged = 0;
  for (const auto& rep : analysis->set.reps) {
    if (rep.metrics.empty()) return "measures nothing";
    if (rep.findings.size() != exercise->rules.size()) return "leaves out a rule";
    for (const auto& finding : rep.findings) {
      if (finding.why.empty()) return "says nothing of " + finding.rule;
      judged += finding.verdict == assess::Verdict::cannot_judge ? 0 : 1;
    }
  }
  if (!exercise->rules.empty() && judged == 0) return "judges nothing";
  const std::string text = report::render_analysis_json(*analysis, "series.csv");
  if (const auto problems = test::schema_problems("analysis.schema.json", text); !problems.empty()) return problems;
  const json document = json::parse(text);
  if (document["movement"]["exercise"] != id) return "is called " + document["movement"]["exercise"].get<std::string>();
  if (document["reps"].size() != 3) return "writes other reps than it counted";
  const auto html = report::render_report_page(page, {*analysis, catalog, {}, "2026-01-01T00:00:00Z"});
  if (!html) return html.error().what;
  if (html->find(exercise->title) == std::string::npos) return "is not named on the page";
  for (const catalog::Rule& rule : exercise->rules) {
    if (html->find('"' + rule.id + '"') == std::string::npos) return "has no " + rule.id + " on the page";
  }
  return {};
}

std::vector<catalog::TextFile> shipped_files() {
  const fs::path folder = fs::path(HINGE_SOURCE_DIR) / "knowledge";
  std::vector<catalog::TextFile> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".toml") continue;
    const std::string name = entry.path().lexically_relative(folder).generic_string();
    files.push_back({name, name, read_file(entry.path(), 1 << 20).value()});
  }
  std::ranges::sort(files, {}, &catalog::TextFile::name);
  return files;
}

/// The knowledge with `from` replaced by `to` in one file.
Result<catalog::Catalog> with_change(const std::string& name, const std::string& from, const std::string& to) {
  auto files = shipped_files();
  const auto file = std::ranges::find(files, name, &catalog::TextFile::name);
  if (file == files.end() || file->text.find(from) == std::string::npos) throw std::runtime_error(name + " has no " + from);
  file->text.replace(file->text.find(from), from.size(), to);
  return catalog::parse_catalog(files);
}

class WholePath : public testing::TestWithParam<const char*> {};

TEST_P(WholePath, GoesFromTheRecordingToThePage) { EXPECT_EQ(trouble_with(test::shipped_catalog(), GetParam()), ""); }

INSTANTIATE_TEST_SUITE_P(Guide, WholePath, testing::ValuesIn(guide), [](const auto& one) { return std::string(one.param); });

TEST(WholePath, IsWalkedByEveryExerciseOfTheKnowledge) {
  for (const catalog::Exercise& exercise : test::shipped_catalog().exercises) {
    if (exercise.pattern == movement::Pattern::none) continue;
    EXPECT_TRUE(std::ranges::any_of(guide, [&](const char* id) { return exercise.id == id; })) << exercise.id;
  }
}

TEST(WholePath, RecognisesAHingeAndASquatUntold) {
  const auto hinge = run(test::shipped_catalog(), filmed(motion_for(movement::Pattern::hinge)), std::nullopt);
  const auto squat = run(test::shipped_catalog(), squatter(), std::nullopt);
  EXPECT_EQ(hinge.value().movement.recognition.pattern, movement::Pattern::hinge);
  EXPECT_EQ(squat.value().movement.recognition.exercise, "squat");
  EXPECT_EQ(squat.value().coaching.headline, "We counted three squats. That is not a hinge, so nothing was judged.");
}

TEST(WholePath, SaysInTheHeadlineThatItWasASquat) {
  const auto told = run(test::shipped_catalog(), squatter(), "bodyweight_hinge");
  EXPECT_EQ(told.value().coaching.headline.rfind("These look like squats, not hinges. ", 0), 0u) << told.value().coaching.headline;
}

TEST(BrokenKnowledge, WithAMisspeltMetricIsRefusedWithItsFile) {
  const auto broken = with_change("rules/wall_reach.toml", "\"hips_short_of_wall\"", "\"hips_short_of_wal\"");
  ASSERT_FALSE(broken);
  EXPECT_NE(broken.error().what.find("rules/wall_reach.toml"), std::string::npos) << broken.error().what;
  EXPECT_NE(broken.error().what.find("did you mean"), std::string::npos) << broken.error().what;
}

TEST(BrokenKnowledge, WhereAPartStandsInForNoOtherIsRefused) {
  const auto broken = with_change("rules/stick_on_back.toml", "unless = \"stick_gap_head\"", "unless = \"stick_gap_heads\"");
  ASSERT_FALSE(broken);
  EXPECT_NE(broken.error().what.find("unless = 'stick_gap_heads' is the metric of no other [[part]]"), std::string::npos)
      << broken.error().what;
}

TEST(BrokenKnowledge, WithoutAnExerciseOfTheGuideIsNoticed) {
  auto files = shipped_files();
  std::erase_if(files, [](const auto& file) { return file.name == "exercises/good_morning.toml"; });
  const auto smaller = catalog::parse_catalog(files);
  ASSERT_FALSE(smaller) << "lessons and drills speak of it";
  EXPECT_NE(smaller.error().what.find("there is no exercise 'good_morning'"), std::string::npos) << smaller.error().what;
}

TEST(BrokenKnowledge, WhereAnExerciseJudgesNothingItCanSeeIsNoticed) {
  auto files = shipped_files();
  for (auto& file : files) {
    if (!file.name.starts_with("rules/")) continue;
    const auto views = file.text.find("views = [");
    file.text.replace(views, file.text.find(']', views) + 1 - views, "views = [\"front\"]");
  }
  const auto blind = catalog::parse_catalog(files);
  ASSERT_TRUE(blind) << blind.error().what;
  EXPECT_EQ(trouble_with(*blind, "bodyweight_hinge"), "judges nothing");
}

}  // namespace
}  // namespace hinge
