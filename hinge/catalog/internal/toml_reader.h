#pragma once
// A TOML table that is read key by key and remembers everything that was wrong with it, instead of stopping at the
// first.
#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <toml++/toml.h>  // TOML_EXCEPTIONS=0 comes with the target hinge::tomlplusplus

namespace hinge::catalog::internal {

struct Place {
  std::string file;
  unsigned line = 1, column = 1;
};

struct Problem {
  Place place;
  std::string text;
};

/// Everything found wrong so far, over all files.
struct Problems {
  std::vector<Problem> list;
  std::vector<std::string> never;  ///< words no text may contain, lower case

  void add(Place place, std::string text) { list.push_back({std::move(place), std::move(text)}); }
  /// "file:line:column: text" a line, in order of file and place.
  [[nodiscard]] std::string render() const;
};

using Placeholders = std::span<const std::string_view>;

class TableReader {
public:
  TableReader(const toml::table& table, std::string file, Problems& problems)
      : table_(&table), file_(std::move(file)), problems_(&problems) {}

  [[nodiscard]] Place place() const { return place_of(*table_); }
  /// Of the key's value, or of the table when the key is absent.
  [[nodiscard]] Place place(std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const { return table_->contains(key); }

  // Each of these reports a missing or unsuitable value and returns something harmless in its place.
  std::string text(std::string_view key, Placeholders allowed = {});
  std::string text_or(std::string_view key, std::string fallback, Placeholders allowed = {});
  /// Not scanned for forbidden words or placeholders: names, keys, other people's titles.
  std::string name(std::string_view key);
  std::string name_or(std::string_view key, std::string fallback);
  bool flag_or(std::string_view key, bool fallback);
  double number(std::string_view key);
  std::optional<double> find_number(std::string_view key);
  int whole(std::string_view key, int least, int most);
  int whole_or(std::string_view key, int fallback, int least, int most);
  std::vector<std::pair<std::string, Place>> names(std::string_view key);
  std::vector<std::pair<std::string, Place>> names_or_none(std::string_view key);
  /// A list of texts, each checked like text(); absent is empty.
  std::vector<std::string> texts_or_none(std::string_view key);
  std::optional<TableReader> table(std::string_view key);
  std::optional<TableReader> find_table(std::string_view key);
  /// An array of tables; absent is empty.
  std::vector<TableReader> tables(std::string_view key);
  /// Sub-tables by their names, in the order of the names: [case.bent], [case.locked].
  std::vector<std::pair<std::string, TableReader>> named_tables(std::string_view key);
  std::vector<std::string> keys() const;

  /// One of `choices`, which are (spelling, value).
  template <class T>
  T choice(std::string_view key, std::span<const std::pair<std::string_view, T>> choices, T fallback) {
    const std::string given = name(key);
    return given.empty() ? fallback : choose(given, place(key), choices, fallback);
  }
  template <class T>
  T choice_or(std::string_view key, std::span<const std::pair<std::string_view, T>> choices, T fallback) {
    return has(key) ? choice(key, choices, fallback) : fallback;
  }
  template <class T>
  T choose(const std::string& given, const Place& where, std::span<const std::pair<std::string_view, T>> choices,
           T fallback) {
    const auto found = std::ranges::find(choices, std::string_view{given}, &std::pair<std::string_view, T>::first);
    if (found != choices.end()) return found->second;
    std::vector<std::string> spellings;
    for (const auto& [spelling, value] : choices) spellings.emplace_back(spelling);
    report_choice(given, where, spellings);
    return fallback;
  }

  void problem(std::string_view key, std::string text) { problems_->add(place(key), std::move(text)); }
  /// Call when every key was asked for: whatever is left is a mistake.
  void report_unknown_keys();

private:
  [[nodiscard]] Place place_of(const toml::node& node) const;
  const toml::node* require(std::string_view key, std::string_view kind);
  std::string read_text(const toml::node& node, std::string_view key, bool prose, Placeholders allowed);
  void check_prose(const std::string& text, const Place& where, Placeholders allowed);
  void report_choice(const std::string& given, const Place& where, const std::vector<std::string>& spellings);

  const toml::table* table_;
  std::string file_;
  Problems* problems_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace hinge::catalog::internal
