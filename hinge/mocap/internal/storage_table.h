#pragma once
// The table inside a MOT or STO file.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/result.h"

namespace hinge::mocap {

struct StorageTable {
  bool in_degrees = false;
  std::size_t width = 1;            ///< numbers in each cell: 3 of DataType=Vec3
  std::vector<std::string> labels;  ///< without time
  std::vector<double> time_s;
  std::vector<std::vector<std::optional<double>>> rows;  ///< labels.size() * width each
  std::optional<std::size_t> promised_rows;
};

/// Errors: corrupt, where naming line and column; unsupported (a type of cells that is no number or vector).
[[nodiscard]] Result<StorageTable> read_storage(std::string_view text, const std::string& name);

}  // namespace hinge::mocap
