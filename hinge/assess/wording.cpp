#include "hinge/assess/wording.h"

#include <array>
#include <cctype>
#include <cmath>
#include <vector>

#include "hinge/base/units.h"

namespace hinge::assess {
namespace {

constexpr double loose_deg = 3.0;  // sd above which a sentence says "about" (the look of the report, words)

std::string one_decimal(double value) {
  const long long tenths = std::llround(value * 10.0);
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string whole(double value) { return std::to_string(std::llround(value)); }

}  // namespace

std::string say_value(double value, double sd, metrics::Unit unit) {
  const metrics::WrittenAs as = metrics::row_of(unit).in_sentences;
  const double size = std::abs(value) * as.per_si;
  const bool loose = unit == metrics::Unit::rad && to_degrees(Radians{sd}).value() > loose_deg;
  return (loose ? "about " : "") + (as.decimals == 0 ? whole(size) : one_decimal(size)) + std::string(as.symbol);
}

std::string say_count(std::size_t count) {
  constexpr std::array<std::string_view, 13> words{"no",    "one",   "two",  "three", "four",   "five",  "six",
                                                   "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  return count < words.size() ? std::string(words[count]) : std::to_string(count);
}

std::string say_list(std::span<const std::string> items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " and " : ", ";
    text += items[i];
  }
  return text;
}

std::string say_reps(std::span<const int> reps, std::size_t total) {
  if (total > 1 && reps.size() == total) return "every rep";
  std::vector<std::string> numbers;
  for (const int rep : reps) numbers.push_back(std::to_string(rep));
  return (reps.size() == 1 ? "rep " : "reps ") + say_list(numbers);
}

std::string capitalise(std::string text) {
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

std::string fill(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values) {
  std::string result;
  std::size_t from = 0;
  for (std::size_t open = text.find('{'); open != std::string_view::npos; open = text.find('{', from)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string_view::npos) break;
    result += text.substr(from, open - from);
    const std::string_view hole = text.substr(open + 1, close - open - 1);
    for (const auto& [name, value] : values) {
      if (name == hole) result += value;
    }
    from = close + 1;
  }
  result += text.substr(from);
  return result;
}

}  // namespace hinge::assess
