#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "hinge/metrics/metric.h"
#include "tests/support/golden.h"

namespace hinge::metrics {
namespace {

TEST(MetricRegistry, IsSortedByNameSoThatItCanBeSearched) {
  const auto rows = registry();
  EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.name < b.name; }));
}

TEST(MetricRegistry, NamesEveryMetricOnce) {
  std::set<std::string_view> names;
  for (const auto& row : registry()) EXPECT_TRUE(names.insert(row.name).second) << row.name;
}

TEST(MetricRegistry, ExplainsEveryMetricInASentenceWithASource) {
  for (const auto& row : registry()) {
    EXPECT_TRUE(row.meaning.ends_with('.')) << row.name;
    EXPECT_FALSE(row.source.empty()) << row.name;
    EXPECT_NE(row.measure, nullptr) << row.name;
  }
}

TEST(MetricRegistry, IsWhatTheHandbookPageSays) {
  std::string page =
      "# Handbook of metrics\n\nThe words that rules may use, as the engine knows them (`hinge/metrics/registry.cpp`; a test "
      "keeps this page equal to it, `HINGE_UPDATE_GOLDEN=1` rewrites it). Units are those of memory; reports show degrees.\n\n"
      "| metric | unit | meaning | defined in |\n| --- | --- | --- | --- |\n";
  for (const auto& row : registry()) {
    page += "| `" + std::string(row.name) + "` | " + std::string(to_string(row.unit)) + " | " + std::string(row.meaning) +
            " | " + std::string(row.source) + " |\n";
  }
  test::expect_file("docs/handbook/metrics.md", page);
}

TEST(MetricRegistry, FindsEveryRowByItsName) {
  for (const auto& row : registry()) EXPECT_EQ(find_metric(row.name), &row);
}

TEST(MetricRegistry, SaysSoWhenThereIsNoSuchMetric) {
  EXPECT_EQ(find_metric("knee_flexoin"), nullptr);
  EXPECT_EQ(find_metric(""), nullptr);
}

TEST(MetricUnit, IsSpelledAsInTheReport) {
  EXPECT_EQ(to_string(Unit::rad), "rad");
  EXPECT_EQ(to_string(Unit::foot_lengths), "foot_lengths");
  EXPECT_EQ(to_string(Unit::newton_metres_per_kg), "newton_metres_per_kg");
}

}  // namespace
}  // namespace hinge::metrics
