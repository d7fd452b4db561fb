#pragma once
// What a laboratory's marker names mean: files of knowledge/markersets, one per marker set.
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/result.h"

namespace hinge::mocap {

struct MarkerSet {
  std::string title;
  /// From a marker's name, in small letters and digits only, to ours: a joint ("left_knee") or a place on the skin
  /// that joint centres are computed from ("left_knee_lateral"; all of them: docs/formats/marker-sets.md).
  std::map<std::string, std::string> meaning;
};

/// Error: invalid, where naming line and column.
[[nodiscard]] Result<MarkerSet> parse_marker_set(std::string_view toml, const std::string& name);
/// Every .toml file of the folder, in the order of their names. Errors: not_found, io, those of parse_marker_set.
[[nodiscard]] Result<std::vector<MarkerSet>> load_marker_sets(const std::filesystem::path& folder);

/// The set that knows most of these names, and at least four of them; nullptr if none does.
[[nodiscard]] const MarkerSet* find_marker_set(std::span<const std::string> names, std::span<const MarkerSet> sets);
/// By the set; names it does not know stay, without a subject's prefix ("Anna:LASI").
[[nodiscard]] std::vector<std::string> rename_markers(const MarkerSet& set, std::span<const std::string> names);
[[nodiscard]] std::vector<std::string> without_subject(std::vector<std::string> names);

/// Whether this is a name a marker set may map to.
[[nodiscard]] bool is_landmark_name(std::string_view name);

}  // namespace hinge::mocap
