#include "hinge/store/time_text.h"

#include <charconv>
#include <cstdio>
#include <ctime>

#include "hinge/store/internal/codec.h"

namespace hinge::store {
namespace {

/// Exactly `digits` digits at the front, taken off.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc() || end != text.data() + digits || text[0] == '-') return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, char letter) {
  if (text.empty() || text.front() != letter) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<std::chrono::sys_days> take_day(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, '-')) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, '-')) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

std::optional<std::chrono::seconds> take_clock(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (take(text, ':')) {
    const auto given = take_number(text, 2);
    if (!given || *given > 59) return std::nullopt;
    second = *given;
  }
  return std::chrono::hours(*hour) + std::chrono::minutes(*minute) + std::chrono::seconds(second);
}

}  // namespace

std::string utc_text(progress::Instant at) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(at - day);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()));
  return text;
}

std::string local_time_text(progress::Instant at) {
  const std::time_t seconds = at.time_since_epoch().count();
  std::tm fields{};
  ::localtime_r(&seconds, &fields);
  char text[40];
  std::strftime(text, sizeof text, "%Y-%m-%d %H:%M", &fields);
  return text;
}

std::optional<progress::Instant> read_time(std::string_view text) {
  const auto day = take_day(text);
  if (!day) return std::nullopt;
  if (text.empty()) return *day + std::chrono::hours(12);
  if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
  const auto clock = take_clock(text);
  if (!clock) return std::nullopt;
  progress::Instant at = *day + *clock;
  if (text.empty() || text == "Z") return at;
  const bool east = text.front() == '+';
  if (!east && text.front() != '-') return std::nullopt;
  text.remove_prefix(1);
  const auto offset = take_clock(text);
  if (!offset || !text.empty()) return std::nullopt;
  return east ? at - *offset : at + *offset;
}

std::optional<progress::Instant> read_local_time(std::string_view text) {
  const auto at = read_time(text);
  const bool zoned = text.size() > 16 && text.find_first_of("Z+-", 16) != std::string_view::npos;
  if (!at || zoned) return at;
  // Read as if it were UTC; the local clock that shows these digits is what was meant.
  const std::time_t digits = at->time_since_epoch().count();
  std::tm fields{};
  ::gmtime_r(&digits, &fields);
  fields.tm_isdst = -1;
  return progress::Instant(std::chrono::seconds(std::mktime(&fields)));
}

std::optional<progress::Place> find_place(std::string_view word) { return internal::read_enum<progress::Place>(word); }
std::optional<progress::Role> find_role(std::string_view word) { return internal::read_enum<progress::Role>(word); }
std::optional<progress::Moment> find_moment(std::string_view word) { return internal::read_enum<progress::Moment>(word); }
std::optional<progress::Feeling> find_feeling(std::string_view word) { return internal::read_enum<progress::Feeling>(word); }

}  // namespace hinge::store
