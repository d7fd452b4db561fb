#include "hinge/metrics/unit.h"

#include <gtest/gtest.h>

#include <numbers>
#include <set>

namespace hinge::metrics {
namespace {

TEST(UnitTable, HasOneRowAUnitUnderANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const auto& row : unit_table()) {
    EXPECT_EQ(&row_of(row.unit), &row);
    EXPECT_TRUE(names.insert(row.name).second) << row.name;
  }
}

TEST(UnitTable, TurnsRadiansToDegreesAtTheEdgeAndLeavesTheOthersSi) {
  for (const auto& row : unit_table()) {
    const double expected = row.unit == Unit::rad ? 180 / std::numbers::pi : 1.0;
    EXPECT_DOUBLE_EQ(row.edge_per_si, expected) << row.name;
    EXPECT_EQ(row.edge_name == row.name, row.unit != Unit::rad) << row.name;
  }
}

}  // namespace
}  // namespace hinge::metrics
