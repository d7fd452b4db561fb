#include "hinge/mocap/marker_set.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <toml++/toml.h>

#include "hinge/base/files.h"
#include "hinge/body/joint.h"

namespace hinge::mocap {
namespace {

constexpr std::array sided_places{
    "asis", "psis", "iliac_crest", "trochanter", "knee_lateral", "knee_medial", "ankle_lateral", "ankle_medial",
    "acromion", "elbow_lateral", "elbow_medial", "wrist_lateral", "wrist_medial", "head_front", "head_back"};
constexpr std::array middle_places{"sacrum", "c7", "t10", "jugular_notch", "xiphoid", "head_top"};

std::string_view without_prefix(std::string_view name) {
  const auto colon = name.rfind(':');
  return colon == std::string_view::npos || colon + 1 == name.size() ? name : name.substr(colon + 1);
}

std::string folded(std::string_view name) {
  std::string out;
  for (const char c : without_prefix(name)) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isalnum(letter) != 0) out.push_back(static_cast<char>(std::tolower(letter)));
  }
  return out;
}

std::size_t count_known(const MarkerSet& set, std::span<const std::string> names) {
  std::set<std::string> meant;
  for (const std::string& name : names) {
    const auto found = set.meaning.find(folded(name));
    if (found != set.meaning.end()) meant.insert(found->second);
  }
  return meant.size();
}

auto wrong(const toml::node& node, std::string what, const std::string& name) {
  const auto& at = node.source().begin;
  return fail(Errc::invalid, std::move(what), name + ":" + std::to_string(at.line) + ":" + std::to_string(at.column));
}

}  // namespace

bool is_landmark_name(std::string_view name) {
  if (body::find_joint(name) || std::ranges::find(middle_places, name) != middle_places.end()) return true;
  for (const std::string_view side : {"left_", "right_"}) {
    if (name.starts_with(side) && std::ranges::find(sided_places, name.substr(side.size())) != sided_places.end()) return true;
  }
  return false;
}

Result<MarkerSet> parse_marker_set(std::string_view text, const std::string& name) {
  const auto parsed = toml::parse(text, name);
  if (!parsed) {
    const auto& at = parsed.error().source().begin;
    return fail(Errc::invalid, std::string(parsed.error().description()),
                name + ":" + std::to_string(at.line) + ":" + std::to_string(at.column));
  }
  const toml::table& table = parsed.table();
  MarkerSet set;
  set.title = table["title"].value_or(std::string());
  const toml::table* markers = table["markers"].as_table();
  if (set.title.empty()) return wrong(table, "a marker set needs a title", name);
  if (markers == nullptr || markers->empty()) return wrong(table, "a marker set needs a table [markers]", name);
  for (const auto& [key, node] : *markers) {
    const std::string ours = node.value_or(std::string());
    if (!is_landmark_name(ours)) {
      return wrong(node, "\"" + ours + "\" is neither a joint nor a place on the skin that Hinge knows (docs/formats/marker-sets.md)", name);
    }
    if (!set.meaning.emplace(folded(key.str()), ours).second) {
      return wrong(node, "marker " + std::string(key.str()) + " is given twice (case and signs do not count)", name);
    }
  }
  return set;
}

Result<std::vector<MarkerSet>> load_marker_sets(const std::filesystem::path& folder) {
  std::error_code error;
  std::set<std::filesystem::path> files;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() == ".toml") files.insert(entry->path());
  }
  if (error) return fail(Errc::not_found, "the marker sets cannot be listed: " + error.message(), folder.string());
  std::vector<MarkerSet> sets;
  constexpr std::uintmax_t largest = 1'000'000;
  for (const auto& file : files) {
    HINGE_TRY(const std::string text, read_file(file, largest));
    HINGE_TRY(sets.emplace_back(), parse_marker_set(text, file.string()));
  }
  return sets;
}

const MarkerSet* find_marker_set(std::span<const std::string> names, std::span<const MarkerSet> sets) {
  constexpr std::size_t least = 4;
  const MarkerSet* best = nullptr;
  std::size_t most = least - 1;
  for (const MarkerSet& set : sets) {
    const std::size_t known = count_known(set, names);
    if (known > most) {
      best = &set;
      most = known;
    }
  }
  return best;
}

std::vector<std::string> rename_markers(const MarkerSet& set, std::span<const std::string> names) {
  std::vector<std::string> renamed;
  std::set<std::string> taken(names.begin(), names.end());
  for (const std::string& name : names) {
    const auto found = set.meaning.find(folded(name));
    const bool first = found != set.meaning.end() && taken.insert(found->second).second;
    renamed.push_back(first ? found->second : name);
  }
  return without_subject(std::move(renamed));
}

std::vector<std::string> without_subject(std::vector<std::string> names) {
  std::set<std::string> bare;
  for (const std::string& name : names) bare.emplace(without_prefix(name));
  if (bare.size() != names.size()) return names;  // two people: only the prefix tells whose marker it is
  for (std::string& name : names) name = without_prefix(name);
  return names;
}

}  // namespace hinge::mocap
