#include "hinge/metrics/unit.h"

#include <array>
#include <cstddef>
#include <numbers>

namespace hinge::metrics {
namespace {

constexpr double deg = 180 / std::numbers::pi;

// clang-format off
constexpr std::array rows{
    //      unit                        name                    edge_name               per SI symbol            in tables           in sentences
    UnitRow{Unit::rad,                  "rad",                  "deg",                  deg,   "°",              {deg, 0, "°"},      {deg, 0, "°"}},
    UnitRow{Unit::m,                    "m",                    "m",                    1,     " m",             {100, 0, " cm"},    {100, 0, " cm"}},
    UnitRow{Unit::s,                    "s",                    "s",                    1,     " s",             {1, 1, " s"},       {1, 1, " s"}},
    UnitRow{Unit::m_per_s,              "m_per_s",              "m_per_s",              1,     " m/s",           {1, 2, " m/s"},     {1, 1, " m/s"}},
    UnitRow{Unit::ratio,                "ratio",                "ratio",                1,     "",               {1, 2, ""},         {1, 1, ""}},
    UnitRow{Unit::foot_lengths,         "foot_lengths",         "foot_lengths",         1,     " foot lengths",  {1, 2, " foot lengths"}, {100, 0, " % of your foot's length"}},
    UnitRow{Unit::newton_metres,        "newton_metres",        "newton_metres",        1,     " N·m",           {1, 0, " N·m"},     {1, 0, " N·m"}},
    UnitRow{Unit::newton_metres_per_kg, "newton_metres_per_kg", "newton_metres_per_kg", 1,     " N·m/kg",        {1, 2, " N·m/kg"},  {1, 1, " N·m/kg"}},
};
// clang-format on

constexpr bool in_order() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].unit != static_cast<Unit>(i)) return false;
  }
  return rows.size() == static_cast<std::size_t>(Unit::newton_metres_per_kg) + 1;
}
static_assert(in_order(), "one row a unit, in the order of the enumeration");

}  // namespace

std::span<const UnitRow> unit_table() { return rows; }
const UnitRow& row_of(Unit unit) { return rows.at(static_cast<std::size_t>(unit)); }
std::string_view to_string(Unit unit) { return row_of(unit).name; }

}  // namespace hinge::metrics
