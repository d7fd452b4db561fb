#pragma once
// A thin straight line in a grey strip: every cell that is lighter or darker than both its neighbourhoods votes for the
// lines through it (Hough transform for lines over ridges instead of edges, Duda and Hart 1972); the best line is then
// fitted to what was seen of it.
#include <cstddef>
#include <optional>
#include <vector>

namespace hinge::pose {

inline constexpr int strip_rows = 100, strip_columns = 64;

/// Grey levels of a band along the trunk, 8-bit steps, row-major; rows run from the head's end down, columns backwards.
struct GreyStrip {
  std::vector<float> level;

  [[nodiscard]] float at(int row, int column) const {
    return level[static_cast<std::size_t>(row * strip_columns + column)];
  }
};

/// column = at_middle + slope * (row - strip_rows / 2), in cells.
struct StripLine {
  double at_middle = 0, slope = 0;
  int first_row = 0, last_row = 0;
  double residual = 0;  ///< rms, in cells
  double share = 0;     ///< of the rows from first to last in which it was seen, [0,1]

  [[nodiscard]] double column_at(double row) const { return at_middle + slope * (row - strip_rows / 2.0); }
};

struct LineSearch {
  double steepest = 0.3;  ///< greatest |slope|
  int highest_row = 30;   ///< a stretch that begins below this row,
  int lowest_row = 60;    ///< or ends above this one, is no stick
};

/// The line of which most was seen, if enough was.
[[nodiscard]] std::optional<StripLine> find_line(const GreyStrip& strip, const LineSearch& search);

}  // namespace hinge::pose
