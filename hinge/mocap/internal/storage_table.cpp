#include "hinge/mocap/internal/storage_table.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "hinge/mocap/internal/text_table.h"

namespace hinge::mocap {
namespace {

constexpr std::size_t longest_header = 500;
constexpr std::size_t most_columns = 5000;
constexpr std::size_t longest_name = 200;
constexpr double largest_time_s = 4e5;  // as in TRC

auto wrong(std::string what, const std::string& name, std::size_t line, std::size_t column = 0) {
  return fail(Errc::corrupt, std::move(what),
              name + ":" + std::to_string(line) + (column > 0 ? ":" + std::to_string(column) : ""));
}

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) out.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  return out;
}

/// "nRows=801" and the older "datarows 12".
struct Setting {
  std::string key, value;
};
Setting split_setting(std::string_view line) {
  const auto equals = line.find('=');
  const auto parts = equals == std::string_view::npos ? words(line) : std::vector{line.substr(0, equals), line.substr(equals + 1)};
  if (parts.size() != 2) return {};
  const auto keys = words(parts[0]), values = words(parts[1]);
  return keys.size() == 1 && values.size() == 1 ? Setting{lower(keys[0]), lower(values[0])} : Setting{};
}

Result<void> read_header(LineReader& lines, const std::string& name, StorageTable& table) {
  while (const auto line = lines.next()) {
    const auto first = words(*line);
    if (!first.empty() && lower(first[0]) == "endheader") return {};
    if (lines.number() > longest_header) break;
    const auto setting = split_setting(*line);
    if (setting.key == "indegrees") table.in_degrees = setting.value == "yes" || setting.value == "y";
    if (setting.key == "nrows" || setting.key == "datarows") {
      const auto rows = to_number(setting.value);
      if (rows && *rows >= 0 && *rows < 1e9) table.promised_rows = static_cast<std::size_t>(*rows);
    }
    if (setting.key != "datatype") continue;
    if (setting.value == "vec3") table.width = 3;
    else if (setting.value != "double")
      return fail(Errc::unsupported, "holds cells of type " + printable(setting.value) + "; only double and Vec3 are read",
                  name + ":" + std::to_string(lines.number()));
  }
  return wrong("there is no line \"endheader\" in front of the table", name, lines.number());
}

std::vector<std::string_view> cells_of(std::string_view line) {
  auto cells = split_cells(line);
  while (!cells.empty() && cells.back().empty()) cells.pop_back();
  return cells;
}

Result<void> read_labels(LineReader& lines, const std::string& name, StorageTable& table) {
  auto line = lines.next();
  while (line && is_blank(*line)) line = lines.next();
  if (!line) return wrong("the file ends before the line of column names", name, lines.number() + 1);
  const auto cells = cells_of(*line);
  if (cells.empty() || lower(cells[0]) != "time") return wrong("the line of column names must begin with time", name, lines.number());
  if (cells.size() < 2) return wrong("there are no columns beside time", name, lines.number());
  if (cells.size() > most_columns) return wrong("has more than 5000 columns, which is not plausible", name, lines.number());
  for (const auto cell : cells) {
    if (cell.size() > longest_name) return wrong("has a column name of more than 200 characters", name, lines.number());
  }
  table.labels.assign(cells.begin() + 1, cells.end());
  return {};
}

Result<std::optional<double>> number_of(std::string_view cell, const std::string& name, std::size_t line, std::size_t column) {
  if (is_missing(cell)) return std::optional<double>{};
  const auto value = to_number(cell);
  if (!value) return wrong("\"" + printable(cell) + "\" is not a number", name, line, column);
  return value;
}

/// "1,2,3" of a vector.
Result<void> append_cell(std::string_view cell, std::size_t width, const std::string& name, std::size_t line,
                         std::size_t column, std::vector<std::optional<double>>& row) {
  if (width == 1) {
    HINGE_TRY(row.emplace_back(), number_of(cell, name, line, column));
    return {};
  }
  for (std::size_t part = 0; part < width; ++part) {
    const auto comma = cell.find(',');
    if ((comma == std::string_view::npos) != (part + 1 == width)) return wrong("is not three numbers with commas between", name, line, column);
    HINGE_TRY(row.emplace_back(), number_of(cell.substr(0, comma), name, line, column));
    if (comma != std::string_view::npos) cell.remove_prefix(comma + 1);
  }
  return {};
}

Result<void> read_row(std::string_view text, const std::string& name, std::size_t line, StorageTable& table) {
  const auto cells = cells_of(text);
  const std::size_t needed = table.labels.size() + 1;
  if (cells.size() != needed) {
    return wrong("this row has " + std::to_string(cells.size()) + " columns where the line of names has " + std::to_string(needed),
                 name, line, std::min(cells.size(), needed) + 1);
  }
  HINGE_TRY(const auto time, number_of(cells[0], name, line, 1));
  if (!time || std::abs(*time) > largest_time_s) return wrong("this row has no plausible time", name, line, 1);
  if (!table.time_s.empty() && *time < table.time_s.back()) return wrong("time runs backwards here", name, line, 1);
  std::vector<std::optional<double>> row;
  row.reserve(table.labels.size() * table.width);
  for (std::size_t i = 1; i < cells.size(); ++i) {
    HINGE_TRY_VOID(append_cell(cells[i], table.width, name, line, i + 1, row));
  }
  table.time_s.push_back(*time);
  table.rows.push_back(std::move(row));
  return {};
}

}  // namespace

Result<StorageTable> read_storage(std::string_view text, const std::string& name) {
  LineReader lines(text);
  StorageTable table;
  HINGE_TRY_VOID(read_header(lines, name, table));
  HINGE_TRY_VOID(read_labels(lines, name, table));
  while (const auto line = lines.next()) {
    if (is_blank(*line)) continue;
    HINGE_TRY_VOID(read_row(*line, name, lines.number(), table));
  }
  if (table.rows.empty()) return wrong("there are no rows of data", name, lines.number() + 1);
  return table;
}

}  // namespace hinge::mocap
