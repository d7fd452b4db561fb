#pragma once
// A thin straight stick in a grey strip: cells that are lighter or darker than both their neighbourhoods.
#include <cstddef>
#include <optional>
#include <vector>

#include "hinge/pose/internal/line_finder.h"

namespace hinge::pose {

inline constexpr int strip_rows = 100, strip_columns = 64;

/// Grey levels of a band along the trunk, 8-bit steps, row-major; rows run from the head's end down, columns backwards.
struct GreyStrip {
  std::vector<float> level;

  [[nodiscard]] float at(int row, int column) const {
    return level[static_cast<std::size_t>(row * strip_columns + column)];
  }
};

struct StickSearch {
  double steepest = 0.3;  ///< greatest |slope|, columns by rows
  int highest_row = 30;   ///< a stretch that begins below this row,
  int lowest_row = 60;    ///< or ends above this one, is no stick
};

/// The line of which most was seen, if enough was.
[[nodiscard]] std::optional<GridLine> find_stick_line(const GreyStrip& strip, const StickSearch& search);

}  // namespace hinge::pose
