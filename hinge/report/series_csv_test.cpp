#include "hinge/report/series_csv.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <sstream>

#include "tests/support/golden.h"
#include "tests/support/sample_analysis.h"

namespace hinge::report {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> cells;
  std::string cell;
  for (const char c : line) {
    if (c == ',') cells.push_back(std::exchange(cell, {}));
    else cell += c;
  }
  cells.push_back(cell);
  return cells;
}

std::vector<Row> table(const std::string& csv) {
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  const auto names = split(line);
  std::vector<Row> rows;
  while (std::getline(lines, line)) {
    const auto cells = split(line);
    EXPECT_EQ(cells.size(), names.size());
    Row row;
    for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = cells[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

TEST(SeriesCsv, HasTheContractsColumnsFirst) {
  const auto columns = series_columns();
  const std::vector<std::string> contract{"time_s", "hip_fold_deg", "hip_flexion_deg", "knee_flexion_deg", "ankle_dorsiflexion_deg",
                                          "trunk_inclination_deg", "shank_inclination_deg", "pelvis_tilt_deg",
                                          "lumbar_flexion_deg", "thoracic_flexion_deg"};
  ASSERT_GE(columns.size(), contract.size());
  EXPECT_TRUE(std::equal(contract.begin(), contract.end(), columns.begin()));
}

TEST(SeriesCsv, NamesBothSidesAndPutsUncertaintiesLast) {
  const auto columns = series_columns();
  EXPECT_NE(std::find(columns.begin(), columns.end(), "hip_fold_deg_left"), columns.end());
  EXPECT_NE(std::find(columns.begin(), columns.end(), "knee_flexion_deg_right"), columns.end());
  EXPECT_TRUE(columns.back().ends_with("_sd"));
}

TEST(SeriesCsv, HasARowAFrame) { EXPECT_EQ(table(render_series_csv(test::sample_motion())).size(), test::sample_frames); }

TEST(SeriesCsv, LeavesACellEmptyWhereNothingWasSeen) {
  const auto rows = table(render_series_csv(test::sample_motion()));
  EXPECT_EQ(rows[5].at("neck_flexion_deg"), "");
  EXPECT_EQ(rows[5].at("neck_flexion_deg_sd"), "");
  EXPECT_EQ(rows[6].at("neck_flexion_deg"), "-1");
  EXPECT_EQ(rows[6].at("lumbar_flexion_deg"), "");
}

TEST(SeriesCsv, ClosesTheAnglesToRounding) {
  // Three numbers rounded to 0.001 each, and the fourth: 0.002.
  constexpr double rounding_deg = 0.002 + 1e-9;
  for (const Row& row : table(render_series_csv(test::sample_motion()))) {
    const double trunk = std::stod(row.at("trunk_inclination_deg"));
    const double rest = std::stod(row.at("hip_fold_deg")) - std::stod(row.at("knee_flexion_deg")) + std::stod(row.at("shank_inclination_deg"));
    EXPECT_NEAR(trunk, rest, rounding_deg) << row.at("time_s");
  }
}

TEST(SeriesCsv, GivesUncertaintyInDegrees) {
  EXPECT_EQ(table(render_series_csv(test::sample_motion()))[10].at("hip_fold_deg_sd"), "2");
}

TEST(SeriesCsv, IsOnlyAHeaderWhenThereAreNoFrames) {
  const std::string csv = render_series_csv(kinematics::Motion{});
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'), 1);
}

}  // namespace
}  // namespace hinge::report
