#include "hinge/catalog/internal/toml_reader.h"

#include <cctype>
#include <cmath>
#include <tuple>

#include "hinge/catalog/near_names.h"

namespace hinge::catalog::internal {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// At the beginning of a word, and to its end unless the entry ends in '*' ("injur*" also catches "injured").
bool contains_word(const std::string& text, std::string_view entry) {
  const bool open_end = entry.ends_with('*');
  if (open_end) entry.remove_suffix(1);
  if (entry.empty()) return false;
  for (std::size_t at = text.find(entry); at != std::string::npos; at = text.find(entry, at + 1)) {
    const std::size_t end = at + entry.size();
    const bool begins = at == 0 || !is_letter(text[at - 1]);
    const bool ends = open_end || end == text.size() || !is_letter(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

std::string quoted(std::string_view name) { return "'" + std::string(name) + "'"; }

}  // namespace

std::string Problems::render() const {
  std::vector<Problem> ordered = list;
  std::ranges::stable_sort(ordered, {},
                           [](const Problem& p) { return std::tuple(p.place.file, p.place.line, p.place.column); });
  std::string text;
  for (const Problem& p : ordered) {
    if (!text.empty()) text += '\n';
    text += p.place.file + ":" + std::to_string(p.place.line) + ":" + std::to_string(p.place.column) + ": " + p.text;
  }
  return text;
}

Place TableReader::place_of(const toml::node& node) const {
  const toml::source_position at = node.source().begin;
  return {file_, std::max<unsigned>(1, at.line), std::max<unsigned>(1, at.column)};
}

Place TableReader::place(std::string_view key) const {
  const toml::node* node = table_->get(key);
  return node == nullptr ? place() : place_of(*node);
}

const toml::node* TableReader::require(std::string_view key, std::string_view kind) {
  asked_.emplace(key);
  const toml::node* node = table_->get(key);
  if (node == nullptr) problems_->add(place(), "missing " + quoted(key) + ", " + std::string(kind));
  return node;
}

void TableReader::check_prose(const std::string& text, const Place& where, Placeholders allowed) {
  const std::string small = lower(text);
  for (const std::string& word : problems_->never) {
    if (contains_word(small, word)) {
      problems_->add(
          where, "says " + quoted(word) + ", which words.toml lists under 'never': say what happened and what to do");
    }
  }
  for (std::size_t open = text.find_first_of("{}"); open != std::string::npos;
       open = text.find_first_of("{}", open + 1)) {
    const std::size_t close = text[open] == '{' ? text.find('}', open) : std::string::npos;
    if (close == std::string::npos || text.find('{', open + 1) < close) {
      problems_->add(where, "has a brace without its partner; a placeholder is written {value}");
      return;
    }
    const std::string hole = text.substr(open + 1, close - open - 1);
    if (std::ranges::find(allowed, std::string_view{hole}) == allowed.end()) {
      std::vector<std::string> known(allowed.begin(), allowed.end());
      std::string list;
      for (const std::string& name : known) list += (list.empty() ? " (allowed: {" : ", {") + name + "}";
      problems_->add(where, "unknown placeholder {" + hole + "}" +
                                (list.empty() ? " (none is allowed here)" : list + ")") + did_you_mean(hole, known));
    }
    open = close;
  }
}

std::string TableReader::read_text(const toml::node& node, std::string_view key, bool prose, Placeholders allowed) {
  const auto* value = node.as_string();
  if (value == nullptr) {
    problems_->add(place_of(node), quoted(key) + " must be a text in quotation marks");
    return {};
  }
  const std::string text = value->get();
  if (text.empty()) problems_->add(place_of(node), quoted(key) + " must not be empty");
  if (prose) check_prose(text, place_of(node), allowed);
  return text;
}

std::string TableReader::text(std::string_view key, Placeholders allowed) {
  const toml::node* node = require(key, "a text");
  return node == nullptr ? std::string{} : read_text(*node, key, true, allowed);
}

std::string TableReader::text_or(std::string_view key, std::string fallback, Placeholders allowed) {
  return has(key) ? text(key, allowed) : (asked_.emplace(key), std::move(fallback));
}

std::string TableReader::name(std::string_view key) {
  const toml::node* node = require(key, "a name");
  return node == nullptr ? std::string{} : read_text(*node, key, false, {});
}

std::string TableReader::name_or(std::string_view key, std::string fallback) {
  return has(key) ? name(key) : (asked_.emplace(key), std::move(fallback));
}

bool TableReader::flag_or(std::string_view key, bool fallback) {
  asked_.emplace(key);
  const toml::node* node = table_->get(key);
  if (node == nullptr) return fallback;
  if (const auto* value = node->as_boolean()) return value->get();
  problems_->add(place_of(*node), quoted(key) + " must be true or false");
  return fallback;
}

std::optional<double> TableReader::find_number(std::string_view key) {
  asked_.emplace(key);
  const toml::node* node = table_->get(key);
  if (node == nullptr) return std::nullopt;
  const std::optional<double> value = node->is_number() ? node->value<double>() : std::nullopt;
  if (!value || !std::isfinite(*value)) {
    problems_->add(place_of(*node), quoted(key) + " must be a finite number");
    return 0.0;
  }
  return value;
}

double TableReader::number(std::string_view key) {
  if (require(key, "a number") == nullptr) return 0.0;
  return find_number(key).value_or(0.0);
}

int TableReader::whole(std::string_view key, int least, int most) {
  const toml::node* node = require(key, "a whole number");
  if (node == nullptr) return least;
  const auto* value = node->as_integer();
  if (value != nullptr && value->get() >= least && value->get() <= most) return static_cast<int>(value->get());
  problems_->add(place_of(*node),
                 quoted(key) + " must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return least;
}

int TableReader::whole_or(std::string_view key, int fallback, int least, int most) {
  return has(key) ? whole(key, least, most) : (asked_.emplace(key), fallback);
}

std::vector<std::pair<std::string, Place>> TableReader::names(std::string_view key) {
  const toml::node* node = require(key, "a list of names");
  return node == nullptr ? std::vector<std::pair<std::string, Place>>{} : names_or_none(key);
}

std::vector<std::pair<std::string, Place>> TableReader::names_or_none(std::string_view key) {
  asked_.emplace(key);
  std::vector<std::pair<std::string, Place>> found;
  const toml::node* node = table_->get(key);
  if (node == nullptr) return found;
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    problems_->add(place_of(*node), quoted(key) + " must be a list of names, [\"a\", \"b\"]");
    return found;
  }
  for (const toml::node& item : *list) {
    std::string value = read_text(item, key, false, {});
    if (value.empty()) continue;
    if (std::ranges::find(found, value, &std::pair<std::string, Place>::first) != found.end()) {
      problems_->add(place_of(item), quoted(value) + " is listed twice");
      continue;
    }
    found.emplace_back(std::move(value), place_of(item));
  }
  return found;
}

std::vector<std::string> TableReader::texts_or_none(std::string_view key) {
  asked_.emplace(key);
  std::vector<std::string> found;
  const toml::node* node = table_->get(key);
  if (node == nullptr) return found;
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    problems_->add(place_of(*node), quoted(key) + " must be a list of texts, [\"a\", \"b\"]");
    return found;
  }
  for (const toml::node& item : *list) found.push_back(read_text(item, key, true, {}));
  return found;
}

std::optional<TableReader> TableReader::find_table(std::string_view key) {
  asked_.emplace(key);
  const toml::node* node = table_->get(key);
  if (node == nullptr) return std::nullopt;
  if (const toml::table* inner = node->as_table()) return TableReader{*inner, file_, *problems_};
  problems_->add(place_of(*node), quoted(key) + " must be a table");
  return std::nullopt;
}

std::optional<TableReader> TableReader::table(std::string_view key) {
  if (require(key, "a table") == nullptr) return std::nullopt;
  return find_table(key);
}

std::vector<TableReader> TableReader::tables(std::string_view key) {
  asked_.emplace(key);
  std::vector<TableReader> found;
  const toml::node* node = table_->get(key);
  if (node == nullptr) return found;
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    problems_->add(place_of(*node), quoted(key) + " must be a list of tables, [[" + std::string(key) + "]]");
    return found;
  }
  for (const toml::node& item : *list) {
    if (const toml::table* inner = item.as_table()) {
      found.emplace_back(*inner, file_, *problems_);
    } else {
      problems_->add(place_of(item), "every entry of " + quoted(key) + " must be a table");
    }
  }
  return found;
}

std::vector<std::pair<std::string, TableReader>> TableReader::named_tables(std::string_view key) {
  std::vector<std::pair<std::string, TableReader>> found;
  const std::optional<TableReader> outer = find_table(key);
  if (!outer) return found;
  for (const auto& [name, node] : *outer->table_) {
    if (const toml::table* inner = node.as_table()) {
      found.emplace_back(std::string(name.str()), TableReader{*inner, file_, *problems_});
    } else {
      problems_->add(place_of(node), quoted(name.str()) + " must be a table, [" + std::string(key) + "." +
                                         std::string(name.str()) + "]");
    }
  }
  return found;
}

std::vector<std::string> TableReader::keys() const {
  std::vector<std::string> found;
  for (const auto& [name, node] : *table_) found.emplace_back(name.str());
  return found;
}

void TableReader::report_choice(const std::string& given, const Place& where,
                                const std::vector<std::string>& spellings) {
  std::string list;
  for (const std::string& spelling : spellings) list += (list.empty() ? "" : ", ") + spelling;
  problems_->add(where, quoted(given) + " is not one of " + list + did_you_mean(given, spellings));
}

void TableReader::report_unknown_keys() {
  for (const auto& [name, node] : *table_) {
    if (asked_.contains(name.str())) continue;
    const std::vector<std::string> known(asked_.begin(), asked_.end());
    const toml::source_position at = name.source().begin;
    problems_->add({file_, std::max<unsigned>(1, at.line), std::max<unsigned>(1, at.column)},
                   "unknown key " + quoted(name.str()) + did_you_mean(name.str(), known));
  }
}

}  // namespace hinge::catalog::internal
