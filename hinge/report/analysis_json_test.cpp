#include "hinge/report/analysis_json.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "hinge/movement/movement.h"
#include "tests/support/golden.h"
#include "tests/support/sample_analysis.h"
#include "tests/support/schema.h"

namespace hinge::report {
namespace {

using nlohmann::json;
using test::sample_analysis;

json rendered(const analysis::Analysis& analysis) { return json::parse(render_analysis_json(analysis, "series.csv")); }

TEST(AnalysisJson, LooksAsItAlwaysDid) { test::expect_golden("analysis_sample.json", render_analysis_json(sample_analysis(), "series.csv")); }

TEST(AnalysisJson, FollowsItsSchema) {
  EXPECT_EQ(test::schema_problems("analysis.schema.json", render_analysis_json(sample_analysis(), "series.csv")), "");
}

TEST(AnalysisJson, FollowsItsSchemaWhenNobodyWasFound) {
  analysis::Analysis empty;
  empty.engine_version = "0.0.0";
  empty.pose_model = "blazepose-full";
  empty.source.file = "empty.mp4";
  empty.movement.why_no_reps = "nobody was found";
  EXPECT_EQ(test::schema_problems("analysis.schema.json", render_analysis_json(empty, "")), "");
}

TEST(AnalysisJsonSchema, RefusesARepWithoutItsBottom) {
  json broken = rendered(sample_analysis());
  broken["reps"][0].erase("bottom_s");
  EXPECT_NE(test::schema_problems("analysis.schema.json", broken.dump()), "");
}

TEST(AnalysisJsonSchema, RefusesAVerdictNobodyKnows) {
  json broken = rendered(sample_analysis());
  broken["reps"][0]["findings"][0]["verdict"] = "dangerous";
  EXPECT_NE(test::schema_problems("analysis.schema.json", broken.dump()), "");
}

TEST(AnalysisJson, GivesAnglesInDegreesAndDurationsInSeconds) {
  const json reps = rendered(sample_analysis())["reps"];
  EXPECT_EQ(reps[0]["metrics"]["knee_flexion_peak"], (json{{"value", 15.0}, {"unit", "deg"}, {"sd", 2.0}}));
  EXPECT_EQ(reps[0]["metrics"]["descent_duration"], (json{{"value", 2.0}, {"unit", "s"}, {"sd", 0.05}}));
}

TEST(AnalysisJson, GivesRepTimesFromTheClipsFirstFrame) {
  const json rep = rendered(sample_analysis())["reps"][1];
  EXPECT_EQ(rep["start_s"], 4.0);
  EXPECT_EQ(rep["bottom_s"], 6.0);
  EXPECT_EQ(rep["end_s"], 8.0);
}

TEST(AnalysisJson, SaysNullWhereNothingWasMeasured) {
  const json finding = rendered(sample_analysis())["reps"][0]["findings"][1];
  EXPECT_EQ(finding["verdict"], "cannot_judge");
  for (const char* key : {"value", "sd", "limit", "onset_s", "worst_s"}) EXPECT_TRUE(finding[key].is_null()) << key;
}

TEST(AnalysisJson, LeavesOutAMetricThatWasNotMeasured) {
  EXPECT_FALSE(rendered(sample_analysis())["reps"][1]["metrics"].contains("lumbar_flexion_peak"));
}

TEST(AnalysisJson, HasNoPriorityWhenThereIsNothingToFix) {
  auto analysis = sample_analysis();
  analysis.coaching.priority.clear();
  EXPECT_TRUE(rendered(analysis)["set"]["priority"].is_null());
}

TEST(AnalysisJson, SurvivesAFileNameThatIsNotUtf8) {
  auto analysis = sample_analysis();
  analysis.source.file = "bad\xFFname.mp4";
  EXPECT_EQ(rendered(analysis)["source"]["file"], "bad\xEF\xBF\xBDname.mp4");
}

}  // namespace
}  // namespace hinge::report
