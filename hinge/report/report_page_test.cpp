#include "hinge/report/report_page.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "hinge/report/internal/page_pictures.h"
#include "hinge/report/internal/page_rules.h"
#include "tests/support/sample_analysis.h"
#include "tests/support/shipped_catalog.h"

namespace hinge::report {
namespace {

using nlohmann::json;
using test::sample_analysis;
using test::shipped_catalog;

constexpr std::string_view page = "<script type=\"application/json\">/*HINGE_DATA*/null</script>";

std::vector<Still> sample_stills() {
  std::vector<Still> stills;
  for (const auto& plan : plan_stills(sample_analysis(), shipped_catalog())) {
    stills.push_back({plan, sample_analysis().motion.time[plan.frame], "\xFF\xD8jpeg", 400, 640, "alt", ""});
  }
  return stills;
}

json data_of(const analysis::Analysis& analysis) {
  const auto stills = sample_stills();
  return json::parse(render_report_data({analysis, shipped_catalog(), stills, "2026-01-01"}));
}

std::string page_of(const analysis::Analysis& analysis) {
  return render_report_page(page, {analysis, shipped_catalog(), {}, "2026-01-01"}).value();
}

TEST(ReportPage, HoldsTheDataWhereTheMarkerWas) {
  const std::string html = page_of(sample_analysis());
  EXPECT_EQ(html.find("HINGE_DATA"), std::string::npos);
  EXPECT_TRUE(html.starts_with("<script type=\"application/json\">{\"format\":1,"));
  EXPECT_TRUE(html.ends_with("}</script>"));
}

TEST(ReportPage, SaysTheLowPassThatWasUsed) {
  auto analysis = sample_analysis();
  analysis.motion.cutoff_hz = 6.34;
  EXPECT_EQ(data_of(analysis)["method"]["cutoff_hz"], 6.3);
  analysis.motion.cutoff_hz = std::nullopt;
  EXPECT_TRUE(data_of(analysis)["method"]["cutoff_hz"].is_null());
}

TEST(ReportPage, CannotBeEndedByAHostileFileName) {
  auto analysis = sample_analysis();
  analysis.source.file = "</script><script>alert(1)</script>.mp4";
  const std::string html = page_of(analysis);
  EXPECT_EQ(html.find("</script>"), html.size() - 9);
  EXPECT_NE(html.find("\\u003c/script>\\u003cscript>alert(1)"), std::string::npos);
}

TEST(ReportPage, KeepsAHostileNameUnchangedForTheReader) {
  auto analysis = sample_analysis();
  analysis.source.file = "</script>\xE2\x80\xA8<b>\"&'.mp4";
  const std::string html = page_of(analysis);
  const auto begin = html.find('{'), end = html.rfind('}');
  EXPECT_EQ(json::parse(html.substr(begin, end - begin + 1))["analysis"]["source"]["file"], analysis.source.file);
}

TEST(ReportPage, EscapesLineSeparators) {
  EXPECT_EQ(to_inline_json("a<b\xE2\x80\xA8"
                           "c\xE2\x80\xA9"),
            "a\\u003cb\\u2028c\\u2029");
}

TEST(ReportPage, RefusesAPageWithoutTheMarker) {
  const auto result = render_report_page("<html></html>", {sample_analysis(), shipped_catalog(), {}, ""});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::invalid);
  EXPECT_EQ(result.error().what,
            "the report page does not hold its data marker exactly once; build it again with `make build`");
}

TEST(ReportPage, RefusesAPageWithTwoMarkers) {
  const std::string twice = std::string(page) + std::string(page);
  EXPECT_FALSE(render_report_page(twice, {sample_analysis(), shipped_catalog(), {}, ""}));
}

TEST(ReportData, MarksARepWhoseOnlyFindingIsANoteAsGood) {
  auto analysis = sample_analysis();
  analysis.set.reps[0].findings.push_back(
      {"tempo_control", assess::Verdict::borderline, 0.5, 0.1, 1.0, metrics::Unit::s, {}, {}, "", "A little quick."});
  EXPECT_EQ(data_of(analysis)["analysis"]["reps"][0]["verdict"], "good");
  EXPECT_EQ(data_of(analysis)["analysis"]["reps"][1]["verdict"], "fault");
}

TEST(ReportData, NamesTheHeroAmongTheStills) {
  const json data = data_of(sample_analysis());
  ASSERT_TRUE(data["hero"].is_number());
  EXPECT_EQ(data["stills"][data["hero"].get<std::size_t>()]["rule"], "minimal_knee_bend");
}

TEST(ReportData, GivesStillsAsJpegAddresses) {
  EXPECT_EQ(data_of(sample_analysis())["stills"][0]["image"], "data:image/jpeg;base64,/9hqcGVn");
}

TEST(ReportData, GivesCurvesOfOneLength) {
  const json series = data_of(sample_analysis())["series"];
  for (const auto& [name, values] : series.items()) EXPECT_EQ(values.size(), series["time_s"].size()) << name;
  EXPECT_FALSE(series.contains("lumbar_flexion_deg"));
}

TEST(ReportData, HasNoCurvesWhenNobodyWasFound) {
  analysis::Analysis empty;
  const json data = json::parse(render_report_data({empty, shipped_catalog(), {}, ""}));
  EXPECT_TRUE(data["series"].is_null());
  EXPECT_TRUE(data["stick"].is_null());
  EXPECT_TRUE(data["signature"].is_null());
  EXPECT_TRUE(data["hero"].is_null());
  EXPECT_EQ(data["panels"], json::array());
}

TEST(ReportData, ThinsALongClipToWhatAScreenShows) {
  auto analysis = sample_analysis();
  auto& motion = analysis.motion;
  motion = kinematics::Motion{};
  for (int i = 0; i < 36000; ++i) {
    motion.time.push_back(Seconds{i / 60.0});
    motion.hip_fold.camera_side.push_back(test::sample_angle(i % 90));
  }
  analysis.movement.reps.clear();
  EXPECT_LE(json::parse(render_report_data({analysis, shipped_catalog(), {}, ""}))["series"]["time_s"].size(), 4001u);
}

TEST(ReportData, TakesTheKneePanelsBandsFromTheRule) {
  const json panel = data_of(sample_analysis())["panels"][1];
  EXPECT_EQ(panel["measure"], "knee_flexion_deg");
  EXPECT_EQ(panel["rule"], "minimal_knee_bend");
  const auto& rule = *shipped_catalog().find_rule("minimal_knee_bend");
  const double fault_from = rule.parts[0].bands[rule.parts[0].bands.size() - 2].below.value();
  EXPECT_EQ(panel["bands"].back()["kind"], "fault");
  EXPECT_NEAR(panel["bands"].back()["range"][0].get<double>(), to_degrees(Radians{fault_from}).value(), 0.01);
}

TEST(ReportData, SaysWhereEveryRulesLimitComesFrom) {
  for (const json& rule : data_of(sample_analysis())["rules"]) {
    EXPECT_TRUE(rule["support"] == "mechanism" || rule["support"] == "direction" || rule["support"] == "number" ||
                rule["support"] == "our_cutoff")
        << rule;
    EXPECT_EQ(rule["good"].size(), 2u) << rule;
  }
}

TEST(ReportData, HasARowForEveryNumberOfTheReps) {
  const json data = data_of(sample_analysis());
  std::set<std::string> rows;
  for (const json& metric : data["metrics"]) rows.insert(metric["id"]);
  EXPECT_EQ(rows, (std::set<std::string>{"descent_duration", "knee_flexion_peak"}));
}

TEST(ReportData, PutsTheFiveCheckpointsInTheGuidesOrder) {
  const json checkpoints = data_of(sample_analysis())["checkpoints"];
  ASSERT_EQ(checkpoints.size(), 5u);
  EXPECT_EQ(checkpoints[0]["id"], "foot_tripod");
  EXPECT_EQ(checkpoints[4]["id"], "glute_lockout");
}

TEST(ReportData, TeachesTheBreathBesideItsQuestion) {
  const json spine = data_of(sample_analysis())["checkpoints"][2];
  EXPECT_EQ(spine["id"], "neutral_spine_and_brace");
  EXPECT_NE(spine["teach"].get<std::string>().find("push every finger outwards"), std::string::npos) << spine;
}

TEST(Base64, FollowsTheStandardsOwnExamples) {  // RFC 4648 section 10
  EXPECT_EQ(internal::to_base64(""), "");
  EXPECT_EQ(internal::to_base64("f"), "Zg==");
  EXPECT_EQ(internal::to_base64("fo"), "Zm8=");
  EXPECT_EQ(internal::to_base64("foo"), "Zm9v");
  EXPECT_EQ(internal::to_base64("foobar"), "Zm9vYmFy");
}

TEST(Title, ReadsAsWords) { EXPECT_EQ(internal::to_title("knee_flexion_change"), "Knee flexion change"); }

}  // namespace
}  // namespace hinge::report
