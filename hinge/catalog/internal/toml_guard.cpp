#include "hinge/catalog/internal/toml_guard.h"

#include <algorithm>
#include <cctype>

namespace hinge::catalog::internal {
namespace {

/// Walks over a text, knowing what is string and comment and how deep in brackets a value is.
class Outline {
public:
  Outline(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  std::optional<Problem> find_unreadable() {
    bool line_start = true;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (const auto problem = check_character(c)) return problem;
      if (line_start && depth_ == 0 && c == '[' && !names_a_table())
        return here("a table's name must follow '[' or '[['");
      if (c == '#') {
        if (const auto problem = skip_comment()) return problem;
        continue;
      }
      if (c == '"' || c == '\'') {
        if (const auto problem = skip_string(c)) return problem;
        line_start = false;
        continue;
      }
      if (c == '\n') {
        value_ = value_ && depth_ > 0;
        line_start = true;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        line_start = false;
      }
      count_brackets(c);
      step();
    }
    return std::nullopt;
  }

private:
  static bool is_control(char c) {
    const auto code = static_cast<unsigned char>(c);
    return (code < 0x20 && c != '\t' && c != '\n' && c != '\r') || code == 0x7f;
  }

  [[nodiscard]] std::optional<Problem> here(std::string what) const {
    const auto before = text_.substr(0, at_);
    const auto line = static_cast<unsigned>(std::ranges::count(before, '\n')) + 1;
    const auto column = static_cast<unsigned>(at_ - (before.rfind('\n') + 1)) + 1;  // npos + 1 is 0
    return Problem{{file_, line, column}, "not TOML: " + std::move(what)};
  }

  [[nodiscard]] std::optional<Problem> check_character(char c) const {
    if (is_control(c)) return here("control characters are not allowed");
    if (static_cast<unsigned char>(c) >= 0x80) return here("this character may only stand in a text or a comment");
    return std::nullopt;
  }

  void count_brackets(char c) {
    if (c == '=') value_ = true;
    if (!value_) return;
    if (c == '[' || c == '{') ++depth_;
    if ((c == ']' || c == '}') && depth_ > 0) --depth_;
  }

  [[nodiscard]] bool names_a_table() const {
    std::size_t i = skip_blanks(at_ + 1);
    if (i < text_.size() && text_[i] == '[') i = skip_blanks(i + 1);
    if (i >= text_.size()) return true;  // cut off: toml++ says so
    const char c = text_[i];
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' || c == '"' || c == '\'' ||
           c == ']';
  }
  [[nodiscard]] std::size_t skip_blanks(std::size_t i) const {
    while (i < text_.size() && (text_[i] == ' ' || text_[i] == '\t')) ++i;
    return i;
  }

  std::optional<Problem> skip_comment() {
    while (at_ < text_.size() && text_[at_] != '\n') {
      if (is_control(text_[at_])) return here("control characters are not allowed");
      step();
    }
    return std::nullopt;
  }

  /// To behind the closing quotes, or to the end of the line or file where they are missing: toml++ says so.
  std::optional<Problem> skip_string(char quote) {
    const std::string three(3, quote);
    const bool multi_line = text_.substr(at_, 3) == three;
    step(multi_line ? 3 : 1);
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_control(c)) return here("control characters are not allowed");
      if (!multi_line && c == '\n') return std::nullopt;
      const bool closes = multi_line ? text_.substr(at_, 3) == three : c == quote;
      if (closes) {
        step(multi_line ? 3 : 1);
        return std::nullopt;
      }
      step(c == '\\' && quote == '"' ? 2 : 1);
    }
    return std::nullopt;
  }

  void step(std::size_t count = 1) { at_ = std::min(at_ + count, text_.size()); }

  std::string_view text_;
  const std::string& file_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool value_ = false;
};

}  // namespace

std::optional<Problem> find_unreadable(std::string_view text, const std::string& file) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  return Outline(text, file).find_unreadable();
}

}  // namespace hinge::catalog::internal
