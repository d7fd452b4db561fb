#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "hinge/metrics/metric.h"

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
