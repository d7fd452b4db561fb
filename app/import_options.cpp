#include "app/import_options.h"

#include "hinge/base/files.h"

namespace hinge::app {

Outcome<Importing> load_importing(const Resources& resources, const std::vector<std::filesystem::path>& more) {
  Importing importing;
  std::error_code ignored;
  for (auto folder = more.rbegin(); folder != more.rend(); ++folder) {
    if (!std::filesystem::is_directory(*folder / "markersets", ignored)) continue;
    HINGE_TRY_OR(usage, const auto sets, mocap::load_marker_sets(*folder / "markersets"));
    importing.marker_sets.insert(importing.marker_sets.end(), sets.begin(), sets.end());
  }
  HINGE_TRY_OR(incomplete, const auto shipped, mocap::load_marker_sets(resources.knowledge / "markersets"));
  importing.marker_sets.insert(importing.marker_sets.end(), shipped.begin(), shipped.end());
  return importing;
}

Outcome<void> add_columns(Importing& importing, const std::filesystem::path& file) {
  constexpr std::uintmax_t largest = 1'000'000;
  HINGE_TRY_OR(usage, const std::string text, read_file(file, largest));
  HINGE_TRY_OR(usage, importing.columns, mocap::parse_column_map(text, file.string()));
  return {};
}

}  // namespace hinge::app
