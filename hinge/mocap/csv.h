#pragma once
// Landmarks as a table: our own for spreadsheets, and other people's by a file that says what their columns are.
// docs/formats/csv.md has both.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/body/recording.h"
#include "hinge/mocap/marker_set.h"

namespace hinge::mocap {

/// The columns of one landmark.
struct LandmarkColumns {
  std::string name;                       ///< ours
  std::vector<std::string> coordinates;   ///< 2 in pixels, else 3
  std::vector<std::string> hip_centred{};  ///< 3 beside pixels, in metres; or none
  std::string visibility{};               ///< or empty
};

/// What the columns of somebody's table are.
struct ColumnMap {
  std::string time_column;       ///< empty: rows come at `fps`
  double seconds_per_time = 1;
  std::optional<double> fps;
  char separator = ',';
  char decimal = '.';
  bool pixels = false;
  double metres_per_unit = 1;    ///< of no use in pixels
  bool picture_y_up = false;     ///< in pixels: y is counted upwards from the lower edge, at `picture_height_px`
  double picture_height_px = 0;
  std::vector<LandmarkColumns> landmarks;
};

/// Error: invalid, where naming line and column.
[[nodiscard]] Result<ColumnMap> parse_column_map(std::string_view toml, const std::string& name);

/// By `map`, or without one if the header says everything (`left_hip_x_m`, `left_hip_y_m`, …). Errors: corrupt, where
/// naming line and column; unsupported (a header that says too little, and how to write a mapping file).
[[nodiscard]] Result<body::Recording> parse_csv(std::string_view text, const std::string& name,
                                                const std::optional<ColumnMap>& map = std::nullopt,
                                                std::span<const MarkerSet> sets = {});

/// One row a frame, empty cells for what was not measured: `frame,time_s`, then per name `_x_px,_y_px` or
/// `_x_m,_y_m,_z_m` for the coordinates the recording has, and `_visibility`. Picture axes: y down; world axes: y up.
[[nodiscard]] std::string render_csv(const body::Recording& recording);

}  // namespace hinge::mocap
