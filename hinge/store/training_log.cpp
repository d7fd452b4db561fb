#include <csv.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>

#include "hinge/base/files.h"
#include "hinge/store/internal/codec.h"
#include "hinge/store/internal/text.h"
#include "hinge/store/portable.h"

namespace hinge::store {
namespace {

constexpr std::uintmax_t log_limit_bytes = 100'000'000;
constexpr std::size_t problems_shown = 20;
constexpr std::size_t shown_bytes = 40;

/// Records of fields, each with the line it began on.
struct Table {
  struct Record {
    std::size_t line = 0;
    std::vector<std::string> fields;
  };
  std::vector<Record> records;
  Record open;
  std::size_t line = 1;
};

using Parser = std::unique_ptr<csv_parser, decltype([](csv_parser* parser) {
                                 csv_free(parser);
                                 delete parser;
                               })>;

void take_field(void* text, std::size_t length, void* table) {
  auto& open = static_cast<Table*>(table)->open;
  if (open.fields.empty()) open.line = static_cast<Table*>(table)->line;
  open.fields.emplace_back(static_cast<const char*>(text), length);
}

void take_record(int, void* table) {
  auto& all = *static_cast<Table*>(table);
  if (!std::ranges::all_of(all.open.fields, &std::string::empty)) all.records.push_back(std::move(all.open));
  all.open = {};
}

Result<Table> parse(std::string_view text, char separator, const std::string& where) {
  Table table;
  Parser parser(new csv_parser);
  if (csv_init(parser.get(), CSV_STRICT | CSV_STRICT_FINI) != 0) return fail(Errc::io, "cannot be read", where);
  csv_set_delim(parser.get(), static_cast<unsigned char>(separator));
  // Line by line, since libcsv does not count lines.
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
    if (csv_parse(parser.get(), text.data(), end, take_field, take_record, &table) != end) {
      return fail(Errc::invalid, "line " + std::to_string(table.line) + ": a quote stands where none can (" + csv_strerror(csv_error(parser.get())) + ")", where);
    }
    text.remove_prefix(end);
    ++table.line;
  }
  --table.line;
  if (csv_fini(parser.get(), take_field, take_record, &table) != 0) return fail(Errc::invalid, "line " + std::to_string(table.line) + ": a quoted field has no end", where);
  return table;
}

// Other names that training logs use for our columns.
const std::map<std::string, std::string, std::less<>> other_names = {{"date", "time"}, {"datum", "time"}, {"weight_kg", "load_kg"}, {"weight", "load_kg"}, {"load", "load_kg"},
                                                                     {"weight_lb", "load_lb"}, {"weight_lbs", "load_lb"}, {"load_lbs", "load_lb"},
                                                                     {"rpe", "effort"}, {"comment", "notes"}, {"note", "notes"}};
constexpr double kilograms_in_a_pound = 0.45359237;  // the international pound of 1959, exactly

// What render_sets_csv() writes beside what is read; no reader misses it.
constexpr std::string_view read_columns[] = {"time", "exercise", "load_kg", "load_lb", "reps", "effort", "pain", "pain_place", "pain_growing", "notes", "rung", "id"};
constexpr std::string_view derived_columns[] = {"source", "clean_reps", "borderline_reps", "fault_reps", "cue", "drill", "felt", "session"};

/// "Romanian Deadlift" and "romanian-deadlift" are romanian_deadlift; brackets, as in "Weight (kg)", say nothing.
std::string folded(std::string name) {
  std::erase_if(name, [](char letter) { return letter == '(' || letter == ')'; });
  std::ranges::transform(name, name.begin(), [](char letter) {
    return letter == ' ' || letter == '-' ? '_' : letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return name;
}

std::string column_name(std::string name) {
  name = folded(std::move(name));
  const auto other = other_names.find(name);
  return other == other_names.end() ? name : other->second;
}

/// How a file is written.
struct Dialect {
  std::map<std::string, std::size_t> columns;
  bool decimal_comma = false;  ///< between semicolons a comma can only be one: "2,5"
};

/// One record being read; problems go to a list shared by all.
class Line {
 public:
  Line(const Table::Record& record, const Dialect& dialect, std::vector<std::string>& problems)
      : record_(record), columns_(dialect.columns), decimal_comma_(dialect.decimal_comma), problems_(problems) {}

  std::string text(const std::string& column) const {
    const auto found = columns_.find(column);
    if (found == columns_.end() || found->second >= record_.fields.size()) return "";
    auto text = record_.fields[found->second];
    // What render_sets_csv() puts in front of formulas.
    if (text.size() > 1 && text[0] == '\'' && std::string_view("=+-@\t\r'").find(text[1]) != std::string_view::npos) text.erase(0, 1);
    return text;
  }
  std::optional<double> number(const std::string& column, double low, double high) {
    auto given = text(column);
    if (given.empty()) return std::nullopt;
    if (decimal_comma_ && std::ranges::count(given, ',') == 1) given[given.find(',')] = '.';
    double value = 0;
    const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), value);
    if (error != std::errc() || end != given.data() + given.size() || !std::isfinite(value)) {
      say(column, quoted(given) + " is not a number" + (given.find(',') != std::string::npos ? "; write 2.5, not 2,5" : ""));
      return std::nullopt;
    }
    if (value < low || value > high) {
      say(column, given + " is not from " + std::to_string(static_cast<int>(low)) + " to " + std::to_string(static_cast<int>(high)));
      return std::nullopt;
    }
    return value;
  }
  void say(const std::string& column, const std::string& what) { problems_.push_back("line " + std::to_string(record_.line) + ", " + column + ": " + what); }
  static std::string quoted(const std::string& text) { return "'" + (text.size() > shown_bytes ? text.substr(0, shown_bytes) + "…" : text) + "'"; }

 private:
  const Table::Record& record_;
  const std::map<std::string, std::size_t>& columns_;
  bool decimal_comma_;
  std::vector<std::string>& problems_;
};

void read_pain(Line& line, progress::Set& set) {
  const auto level = line.number("pain", 0, 10);
  if (!level) return;
  progress::Pain pain{static_cast<int>(std::lround(*level)), progress::Place::elsewhere, false};
  const auto place = line.text("pain_place");
  const auto known = internal::read_enum<progress::Place>(place);
  if (!place.empty() && !known) line.say("pain_place", Line::quoted(place) + " is not a place Hinge knows, like low_back or knee");
  pain.place = known.value_or(pain.place);
  pain.growing = line.text("pain_growing") == "yes";
  set.pain = pain;
}

progress::Set read_set(Line& line, const std::vector<std::string>& exercises) {
  progress::Set set;
  set.source = progress::SetSource::imported;
  const auto time = line.text("time");
  if (const auto at = read_local_time(time)) set.at = *at;
  else line.say("time", time.empty() ? "is empty" : Line::quoted(time) + " is not a time like 2026-03-09 or 2026-03-09T18:30");
  set.exercise = folded(line.text("exercise"));
  if (std::ranges::find(exercises, set.exercise) == exercises.end()) {
    line.say("exercise", set.exercise.empty() ? "is empty" : Line::quoted(line.text("exercise")) + " is not an exercise; `hinge exercises` lists them");
  }
  if (const auto load = line.number("load_kg", 0, 1000)) set.load = Kilograms{*load};
  if (const auto pounds = line.number("load_lb", 0, 2000)) {
    constexpr double rounding_kg = 1;  // people write 60 kg beside 132 lb
    const Kilograms load{*pounds * kilograms_in_a_pound};
    if (set.load && std::abs((*set.load - load).value()) > rounding_kg) line.say("load_lb", line.text("load_lb") + " lb is not the load_kg of the same line");
    set.load = set.load.value_or(load);
  }
  const auto reps = line.number("reps", 0, 10'000);
  if (line.text("reps").empty()) line.say("reps", "is empty");
  else if (reps && *reps != std::floor(*reps)) line.say("reps", line.text("reps") + " is not a whole number");
  else set.reps_done = static_cast<int>(reps.value_or(0));
  set.effort = line.number("effort", 0, 10);
  read_pain(line, set);
  set.notes = line.text("notes");
  if (const auto fine = internal::check_text(set.notes, "the note", internal::notes_limit_bytes); !fine) line.say("notes", fine.error().what);
  set.rung = line.text("rung");
  return set;
}

/// The same line of the same log is the same set, however often it is read; equal lines are told apart by their count.
std::string id_of(const Table::Record& record, std::map<std::string, int>& seen) {
  // FNV-1a, 64 bits, twice with different beginnings: an id, not a secret.
  std::string whole;
  for (const auto& field : record.fields) whole += field + '\x1f';
  whole += std::to_string(++seen[whole]);
  const auto hash = [&](std::uint64_t value) {
    for (const char letter : whole) value = (value ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    return value;
  };
  char id[48];
  std::snprintf(id, sizeof id, "log-%016llx%016llx", static_cast<unsigned long long>(hash(14695981039346656037ULL)), static_cast<unsigned long long>(hash(1469598103934665603ULL)));
  return id;
}

Result<std::map<std::string, std::size_t>> read_header(const Table::Record& header, const std::string& where) {
  std::map<std::string, std::size_t> columns;
  for (std::size_t i = 0; i < header.fields.size(); ++i) {
    if (!columns.emplace(column_name(header.fields[i]), i).second) return fail(Errc::invalid, "line 1: the column " + header.fields[i] + " stands there twice", where);
  }
  for (const char* needed : {"time", "exercise", "reps"}) {
    if (!columns.contains(needed)) return fail(Errc::invalid, std::string("line 1: there is no column ") + needed + "; a log begins with a line like time,exercise,load_kg,reps,effort,pain,notes", where);
  }
  return columns;
}

Error all_of(const std::vector<std::string>& problems, const std::string& where) {
  std::string text;
  for (std::size_t i = 0; i < std::min(problems.size(), problems_shown); ++i) text += (i == 0 ? "" : "\n  ") + problems[i];
  if (problems.size() > problems_shown) text += "\n  and " + std::to_string(problems.size() - problems_shown) + " more";
  return {Errc::invalid, text, where};
}

}  // namespace

Result<TrainingLog> read_training_log(const std::filesystem::path& file, const std::vector<std::string>& exercises) {
  HINGE_TRY(auto text, read_file(file, log_limit_bytes));
  const std::string where = file.filename().string();
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);  // spreadsheets put it in front of UTF-8
  HINGE_TRY_VOID(internal::check_text(text, "the file", log_limit_bytes));
  const auto first_line = std::string_view(text).substr(0, text.find('\n'));
  const char separator = std::ranges::count(first_line, ';') > std::ranges::count(first_line, ',') ? ';' : ',';
  HINGE_TRY(const auto table, parse(text, separator, where));
  if (table.records.empty()) return fail(Errc::invalid, "is empty; a log begins with a line like time,exercise,load_kg,reps,effort,pain,notes", where);
  Dialect dialect;
  dialect.decimal_comma = separator == ';';
  HINGE_TRY(dialect.columns, read_header(table.records.front(), where));

  TrainingLog log;
  for (const auto& header : table.records.front().fields) {
    const auto is_column = [&](std::string_view name) { return name == column_name(header); };
    if (std::ranges::none_of(read_columns, is_column) && std::ranges::none_of(derived_columns, is_column)) log.unread.push_back(header);
  }
  std::vector<std::string> problems;
  std::map<std::string, int> seen;
  for (const auto& record : std::span(table.records).subspan(1)) {
    if (record.fields.size() != table.records.front().fields.size()) {
      problems.push_back("line " + std::to_string(record.line) + ": has " + std::to_string(record.fields.size()) + " fields, the first line has " +
                         std::to_string(table.records.front().fields.size()));
      continue;
    }
    Line line(record, dialect, problems);
    auto set = read_set(line, exercises);
    // A table Hinge wrote carries the ids: taking it back doubles nothing.
    set.id = line.text("id").empty() ? id_of(record, seen) : line.text("id");
    log.sets.push_back(std::move(set));
  }
  if (!problems.empty()) return tl::unexpected<Error>(all_of(problems, where));
  return log;
}

}  // namespace hinge::store
