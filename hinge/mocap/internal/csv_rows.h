#pragma once
// The cells of a CSV table.
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/result.h"

namespace hinge::mocap {

struct CsvRow {
  std::size_t line = 0;  ///< on which it ends, from 1
  std::vector<std::string> cells;
};

/// Quoted or not (RFC 4180), lines ended by LF or CRLF, without empty ones. Error: corrupt (broken quotes, a row or
/// table too large to be one), where naming the line.
[[nodiscard]] Result<std::vector<CsvRow>> read_csv_rows(std::string_view text, char separator, const std::string& name);

}  // namespace hinge::mocap
