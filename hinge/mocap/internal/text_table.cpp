#include "hinge/mocap/internal/text_table.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace hinge::mocap {
namespace {

constexpr std::string_view blanks = " \t\v\f\r";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

LineReader::LineReader(std::string_view text) : rest_(text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
}

std::optional<std::string_view> LineReader::next() {
  if (rest_.empty()) return std::nullopt;
  ++number_;
  const auto end = rest_.find('\n');
  auto line = rest_.substr(0, end);
  rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::vector<std::string_view> words(std::string_view line) {
  std::vector<std::string_view> found;
  for (auto start = line.find_first_not_of(blanks); start != std::string_view::npos;) {
    const auto end = line.find_first_of(blanks, start);
    found.push_back(line.substr(start, end - start));
    start = end == std::string_view::npos ? end : line.find_first_not_of(blanks, end);
  }
  return found;
}

std::vector<std::string_view> split_cells(std::string_view line) {
  if (line.find('\t') == std::string_view::npos) return words(line);
  std::vector<std::string_view> cells;
  for (;;) {
    const auto tab = line.find('\t');
    cells.push_back(trimmed(line.substr(0, tab)));
    if (tab == std::string_view::npos) return cells;
    line.remove_prefix(tab + 1);
  }
}

std::vector<std::string_view> non_empty(std::vector<std::string_view> cells) {
  std::erase_if(cells, [](std::string_view cell) { return cell.empty(); });
  return cells;
}

bool is_blank(std::string_view text) { return trimmed(text).empty(); }

bool is_missing(std::string_view cell) {
  if (cell.empty() || cell.find('#') != std::string_view::npos) return true;
  if (cell.front() == '-' || cell.front() == '+') cell.remove_prefix(1);
  std::string lower;
  for (const char c : cell.substr(0, 9)) lower.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  return lower == "nan" || lower == "inf" || lower == "infinity";
}

std::optional<double> to_number(std::string_view cell) {
  if (cell.starts_with('+')) cell.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

void append_fixed(std::string& out, double value, int decimals) {
  char buffer[400];  // the largest double has 309 digits before the point
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals).ptr;
  std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
  if (text.find_first_not_of("-0.") == std::string_view::npos && text.starts_with('-')) text.remove_prefix(1);
  out += text;
}

std::string printable(std::string_view text) {
  constexpr std::size_t longest = 40;
  std::string out(text.substr(0, longest));
  std::ranges::replace_if(out, [](unsigned char c) { return c < 0x20 || c >= 0x7F; }, '?');
  return text.size() > longest ? out + "..." : out;
}

}  // namespace hinge::mocap
