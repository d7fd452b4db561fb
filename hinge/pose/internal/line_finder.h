#pragma once
// A straight line in a grid of cells: every cell strong enough votes for the lines through it (Hough transform, Duda and
// Hart 1972); the best line is then fitted to what was seen of it.
#include <cstddef>
#include <optional>
#include <vector>

namespace hinge::pose {

/// How much each cell looks like a part of a line; row-major.
struct StrengthGrid {
  int rows = 0, columns = 0;
  std::vector<float> strength;

  StrengthGrid(int row_count, int column_count)
      : rows(row_count),
        columns(column_count),
        strength(static_cast<std::size_t>(row_count) * static_cast<std::size_t>(column_count)) {}
  [[nodiscard]] float at(int row, int column) const { return strength[index(row, column)]; }
  [[nodiscard]] float& at(int row, int column) { return strength[index(row, column)]; }

private:
  [[nodiscard]] std::size_t index(int row, int column) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column);
  }
};

/// column = at_middle + slope * (row - middle_row), in cells.
struct GridLine {
  double at_middle = 0, slope = 0, middle_row = 0;
  int first_row = 0, last_row = 0;
  double residual = 0;  ///< rms, in cells
  double share = 0;     ///< of the rows from first to last in which it was seen, [0,1]

  [[nodiscard]] double column_at(double row) const { return at_middle + slope * (row - middle_row); }
};

struct LineSearch {
  float least_strength = 8;   ///< of a cell that is seen
  double steepest = 0.3;      ///< greatest |slope|
  double slope_step = 0.03;
  int highest_row = 0;  ///< a stretch that begins below this row,
  int lowest_row = 0;   ///< or ends above this one, does not count
  int fewest_rows = 1;  ///< nor a shorter one
};

/// The line of which most was seen, if enough was.
[[nodiscard]] std::optional<GridLine> find_line(const StrengthGrid& grid, const LineSearch& search);

}  // namespace hinge::pose
