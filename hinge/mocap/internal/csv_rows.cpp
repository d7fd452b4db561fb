#include "hinge/mocap/internal/csv_rows.h"

#include <csv.h>

#include <algorithm>

namespace hinge::mocap {
namespace {

constexpr std::size_t most_cells = 10'000;

struct Reading {
  std::vector<CsvRow> rows;
  CsvRow row;
  std::size_t line = 1;
  bool too_wide = false;
};

void take_cell(void* bytes, std::size_t size, void* reading) {
  auto& state = *static_cast<Reading*>(reading);
  if (state.row.cells.size() == most_cells) state.too_wide = true;
  else state.row.cells.emplace_back(bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size));
}

void take_row(int, void* reading) {
  auto& state = *static_cast<Reading*>(reading);
  state.row.line = state.line;
  const bool blank = std::ranges::all_of(state.row.cells, [](const std::string& cell) { return cell.empty(); });
  if (!blank) state.rows.push_back(std::move(state.row));
  state.row = {};
}

/// The C parser with its memory.
struct Parser {
  csv_parser state{};
  explicit Parser(char separator) {
    csv_init(&state, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&state, static_cast<unsigned char>(separator));
  }
  ~Parser() { csv_free(&state); }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
};

}  // namespace

Result<std::vector<CsvRow>> read_csv_rows(std::string_view text, char separator, const std::string& name) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  Parser parser(separator);
  Reading reading;
  const auto place = [&] { return name + ":" + std::to_string(reading.line); };
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n') == std::string_view::npos ? text.size() : text.find('\n') + 1);
    if (csv_parse(&parser.state, line.data(), line.size(), take_cell, take_row, &reading) != line.size()) {
      return fail(Errc::corrupt, "has a quotation mark where none belongs", place());
    }
    if (reading.too_wide) return fail(Errc::corrupt, "has more than 10000 columns, which is not plausible", place());
    text.remove_prefix(line.size());
    if (!text.empty()) ++reading.line;
  }
  if (csv_fini(&parser.state, take_cell, take_row, &reading) != 0) return fail(Errc::corrupt, "ends within quotation marks", place());
  return std::move(reading.rows);
}

}  // namespace hinge::mocap
