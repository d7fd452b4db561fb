#pragma once
// What every command needs to read other people's recordings.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/exit_code.h"
#include "app/resources.h"
#include "hinge/mocap/formats.h"

namespace hinge::app {

/// Options with the marker sets they point into.
struct Importing {
  std::vector<mocap::MarkerSet> marker_sets;
  std::optional<double> fps;
  std::optional<mocap::ColumnMap> columns;

  [[nodiscard]] mocap::ImportOptions options() const { return {fps, marker_sets, columns}; }
};

/// The shipped marker sets, those of `more` knowledge folders in front. Missing or broken shipped files: incomplete; the
/// user's: usage.
[[nodiscard]] Outcome<Importing> load_importing(const Resources& resources, const std::vector<std::filesystem::path>& more);
/// Adds a mapping file for CSV. usage.
[[nodiscard]] Outcome<void> add_columns(Importing& importing, const std::filesystem::path& file);

}  // namespace hinge::app
