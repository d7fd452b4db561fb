#include "bench/variations/report.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

namespace hinge::bench {
namespace {

using Document = nlohmann::ordered_json;

struct Sum {
  int cases = 0, exact = 0, within_one = 0, negatives = 0, false_reps = 0, bottoms = 0, bottoms_met = 0;
  int pattern = 0, group = 0, wrong = 0;

  void add(const Case& c) {
    ++cases;
    exact += c.exact();
    within_one += c.within_one();
    negatives += c.most == 0;
    false_reps += c.most == 0 && c.found > 0;
    bottoms += c.bottoms;
    bottoms_met += c.bottoms_met;
    pattern += c.pattern;
    group += c.group;
    wrong += c.confidently_wrong;
  }
};

double percent(int part, int whole) { return whole == 0 ? 0 : 100.0 * part / whole; }

std::string share(int part, int whole) { return whole == 0 ? "-" : fmt::format("{:.1f}", percent(part, whole)); }

void print_head() {
  fmt::print("{:28} {:>5} {:>7} {:>6} {:>10} {:>9} {:>9} {:>7} {:>5}\n", "kind", "cases", "exact %", "±1 %", "false reps",
             "bottoms %", "pattern %", "group %", "wrong");
}

void print_row(std::string_view name, const Sum& s) {
  fmt::print("{:28} {:5} {:>7} {:>6} {:>10} {:>9} {:>9} {:>7} {:5}\n", name, s.cases, share(s.exact, s.cases),
             share(s.within_one, s.cases), s.negatives == 0 ? "-" : fmt::format("{}/{}", s.false_reps, s.negatives),
             share(s.bottoms_met, s.bottoms), share(s.pattern, s.cases), share(s.group, s.cases), s.wrong);
}

Document row_of(const Sum& s) {
  return {{"cases", s.cases},   {"exact", s.exact},           {"within_one", s.within_one}, {"negatives", s.negatives},
          {"false_reps", s.false_reps}, {"bottoms", s.bottoms}, {"bottoms_met", s.bottoms_met}, {"pattern", s.pattern},
          {"group", s.group},   {"confidently_wrong", s.wrong}};
}

/// How often the name was right, by how sure it was said; in steps of 0.05, of which every page takes what it shows.
Document calibration_of(const std::vector<Case>& cases) {
  constexpr std::size_t bins = 20;
  std::array<int, bins> stated{}, right{}, pattern{};
  std::array<double, bins> sum{};
  for (const auto& c : cases) {
    if (c.said.ends_with("unknown") || c.found < 0) continue;
    const auto bin = static_cast<std::size_t>(std::clamp(c.confidence * bins, 0.0, bins - 1.0));
    ++stated.at(bin);
    sum.at(bin) += c.confidence;
    right.at(bin) += c.group && c.pattern;
    pattern.at(bin) += c.pattern;
  }
  Document rows = Document::array();
  for (std::size_t b = 0; b < bins; ++b) {
    const double mean = stated.at(b) == 0 ? 0 : sum.at(b) / stated.at(b);
    rows.push_back({{"from", static_cast<double>(b) / bins}, {"cases", stated.at(b)}, {"stated", mean}, {"pattern", pattern.at(b)}, {"right", right.at(b)}});
  }
  return rows;
}

void list_failures(const std::vector<Case>& cases) {
  std::map<std::string, Sum> by_source;
  for (const auto& c : cases) {
    by_source[c.source].add(c);
    const bool bottom_missed = c.bottoms_met < c.bottoms;
    if (c.exact() && c.pattern && !c.confidently_wrong && !bottom_missed) continue;
    const auto right = c.most != c.least ? fmt::format("{}..{}", c.least, c.most) : std::to_string(c.least);
    fmt::print("  {:26} {:32} {:2}  found {} of {}  {} {:.2f}{}{}{}{}\n", c.kind, c.source, c.number, c.found, right, c.said,
               c.confidence, c.exact() ? "" : " COUNT", c.pattern ? "" : " PATTERN", bottom_missed ? " BOTTOM" : "",
               c.confidently_wrong ? " CONFIDENT" : "");
  }
  for (const auto& [name, s] : by_source) print_row(name, s);
}

/// What was measured when the floors were written, and how far below it a change may fall: a single case of a kind is
/// chance, two of everything are.
int check_floors(const std::map<std::string, Sum>& sums, const std::filesystem::path& file) {
  constexpr int slack_of_kind = 1, slack_of_all = 2;
  std::ifstream stream(file);
  const auto floors = Document::parse(stream, nullptr, false);
  if (!floors.is_object() || !floors.contains("all")) {
    fmt::print(stderr, "hinge_variations: {} holds no floors\n", file.string());
    return 1;
  }
  int failures = 0;
  const auto fail = [&](const std::string& kind, const char* what, int found, int was) {
    fmt::print("FAILED: {}: {} {}, {} when the floors were written\n", kind, found, what, was);
    ++failures;
  };
  for (const auto& [name, floor] : floors.items()) {
    const auto found = sums.find(name);
    const Sum s = found == sums.end() ? Sum{} : found->second;
    const int slack = name == "all" ? slack_of_all : slack_of_kind;
    const auto was = [&floor](const char* what) { return floor.value(what, 0); };
    if (s.cases != was("cases")) fail(name, "cases", s.cases, was("cases"));
    if (s.exact < was("exact") - slack) fail(name, "counted right", s.exact, was("exact"));
    if (s.bottoms_met < was("bottoms_met") - slack) fail(name, "lowest points in time", s.bottoms_met, was("bottoms_met"));
    if (s.pattern < was("pattern") - slack) fail(name, "patterns right", s.pattern, was("pattern"));
    if (s.false_reps > was("false_reps")) fail(name, "given repetitions without having any", s.false_reps, was("false_reps"));
    if (s.wrong > was("confidently_wrong") + (name == "all" ? 0 : slack))
      fail(name, "confidently wrong", s.wrong, was("confidently_wrong"));
  }
  for (const auto& [name, s] : sums) {
    if (floors.contains(name)) continue;
    fmt::print("FAILED: \"{}\" has no floor\n", name);
    ++failures;
  }
  return failures == 0 ? 0 : 1;
}

void write_floors(const std::map<std::string, Sum>& sums, const std::filesystem::path& file) {
  Document floors;
  for (const auto& [name, s] : sums) floors[name] = row_of(s);
  std::ofstream stream(file);
  stream << "{\n";
  std::size_t written = 0;
  for (const auto& [name, row] : floors.items())
    stream << ' ' << Document(name).dump() << ": " << row.dump() << (++written < floors.size() ? ",\n" : "\n");
  stream << "}\n";
}

/// For bench/fit/recognition: numbers in radians, leg lengths, seconds.
void write_shapes(const std::vector<Case>& cases, const std::filesystem::path& file) {
  std::ofstream stream(file);
  for (const auto& c : cases) {
    if (c.found < 0) continue;
    Document measured = Document::object(), candidates = Document::object();
    for (const auto& m : c.recognition.measured) measured[std::string(movement::info_of(m.evidence).name)] = m.value;
    for (const auto& named : c.recognition.candidates) candidates[named.exercise] = named.confidence;
    const Document line{{"source", c.source},
                        {"kind", c.kind},
                        {"number", c.number},
                        {"patterns", c.patterns},
                        {"exercises", c.exercises},
                        {"moves", to_string(c.recognition.moves)},
                        {"found", c.found},
                        {"measured", measured},
                        {"pattern", to_string(c.recognition.pattern)},
                        {"exercise", c.recognition.exercise},
                        {"confidence", c.recognition.confidence},
                        {"candidates", candidates}};
    stream << line.dump() << "\n";
  }
}

}  // namespace

int report(const std::vector<Case>& cases, const std::vector<Kind>& kinds, const Options& options) {
  std::map<std::string, Sum> sums;
  for (const auto& c : cases) {
    sums[c.kind].add(c);
    sums["all"].add(c);
  }
  Document document;
  print_head();
  for (const auto& kind : kinds) {
    const auto found = sums.find(std::string(kind.name));
    if (found == sums.end()) continue;
    print_row(kind.name, found->second);
    document["kinds"][found->first] = row_of(found->second);
  }
  print_row("all", sums["all"]);
  document["all"] = row_of(sums["all"]);
  document["seed"] = options.seed;
  document["calibration"] = calibration_of(cases);
  if (options.lists) list_failures(cases);
  if (!options.shapes.empty()) write_shapes(cases, options.shapes);
  if (!options.json.empty()) std::ofstream(options.json) << document.dump(1) << "\n";
  if (!options.new_floors.empty()) write_floors(sums, options.new_floors);
  return options.floors.empty() ? 0 : check_floors(sums, options.floors);
}

}  // namespace hinge::bench
