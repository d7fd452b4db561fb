#pragma once
// Lines, cells and numbers of tab-separated text.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hinge::mocap {

/// Lines without their ends (LF or CRLF) and without a byte order mark.
class LineReader {
 public:
  explicit LineReader(std::string_view text);
  [[nodiscard]] std::optional<std::string_view> next();
  /// Of the line last returned, from 1; how many there were once next() returned nothing.
  [[nodiscard]] std::size_t number() const { return number_; }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

/// Separated by tabs, or, where a line has none, by runs of blanks; each without blanks around it.
[[nodiscard]] std::vector<std::string_view> split_cells(std::string_view line);
[[nodiscard]] std::vector<std::string_view> non_empty(std::vector<std::string_view> cells);
/// Separated by blanks and tabs.
[[nodiscard]] std::vector<std::string_view> words(std::string_view line);
[[nodiscard]] bool is_blank(std::string_view text);

/// Empty, "nan" and "inf" in any case and with any sign, Windows' "1.#QNAN".
[[nodiscard]] bool is_missing(std::string_view cell);
/// A finite decimal number and nothing else, in the C locale.
[[nodiscard]] std::optional<double> to_number(std::string_view cell);
/// With so many decimals, never "-0.000".
void append_fixed(std::string& out, double value, int decimals);
/// For error messages: at most 40 characters, control characters replaced.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace hinge::mocap
