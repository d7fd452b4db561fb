#pragma once
// The units of measurements, and how each is written where people and files meet it: one row a unit in unit.cpp.
#include <span>
#include <string_view>

namespace hinge::metrics {

/// SI inside.
enum class Unit : unsigned char { rad, m, s, m_per_s, ratio, foot_lengths, newton_metres, newton_metres_per_kg };

/// A number for people: the SI value times `per_si`, rounded to `decimals`, then `symbol` with its own space.
struct WrittenAs {
  double per_si = 1;
  int decimals = 0;
  std::string_view symbol;
};

struct UnitRow {
  Unit unit;
  std::string_view name;       ///< of the SI value, in knowledge files and in the store: "rad"
  std::string_view edge_name;  ///< in analysis.json and series.csv: "deg"
  double edge_per_si;
  std::string_view symbol;     ///< behind an edge value, with its own space: "°", " m"
  WrittenAs in_tables;         ///< "+12 cm" in columns
  WrittenAs in_sentences;      ///< "12 % of your foot's length"
};

/// One row a unit, in the order of the enumeration.
[[nodiscard]] std::span<const UnitRow> unit_table();
[[nodiscard]] const UnitRow& row_of(Unit unit);
[[nodiscard]] std::string_view to_string(Unit unit);

}  // namespace hinge::metrics
