#include "hinge/pose/internal/line_finder.h"

#include <algorithm>
#include <cmath>

namespace hinge::pose {
namespace {

// A stretch grows while more than this share of its rows shows the line; hands, sleeves and passing limbs hide the rest.
constexpr double break_even = 0.45;
constexpr double least_share = 0.60;

struct Stretch {
  double gain = 0;
  int first = 0, last = -1, seen = 0;
};

/// The stretch of the line with the most rows seen over those hidden (Kadane's running sum).
Stretch best_stretch(const StrengthGrid& grid, const GridLine& line, float least_strength) {
  Stretch best, run;
  for (int row = 0; row < grid.rows; ++row) {
    const auto column = static_cast<int>(std::lround(line.column_at(row)));
    const bool on = column >= 0 && column < grid.columns && grid.at(row, column) >= least_strength;
    if (run.gain <= 0) run = {0, row, row - 1, 0};
    run.gain += (on ? 1.0 : 0.0) - break_even;
    run.seen += on ? 1 : 0;
    run.last = row;
    if (run.gain > best.gain) best = run;
  }
  return best;
}

/// Least squares through the strongest cell near the line in every row that shows it.
GridLine refine(const StrengthGrid& grid, GridLine line, float least_strength) {
  constexpr int reach = 2;
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0;
  for (int row = line.first_row; row <= line.last_row; ++row) {
    const auto near = static_cast<int>(std::lround(line.column_at(row)));
    double weight = 0, place = 0;
    for (int column = std::max(0, near - reach); column <= std::min(grid.columns - 1, near + reach); ++column) {
      const float strength = grid.at(row, column);
      if (strength < least_strength) continue;
      weight += strength;
      place += static_cast<double>(strength) * column;
    }
    if (weight <= 0) continue;
    const double x = row - line.middle_row, y = place / weight;
    n += 1, sx += x, sy += y, sxx += x * x, sxy += x * y, syy += y * y;
  }
  const double spread = sxx - sx * sx / n;
  if (n < 3 || spread <= 0) return line;
  line.slope = (sxy - sx * sy / n) / spread;
  line.at_middle = (sy - line.slope * sx) / n;
  const double explained = line.slope * (sxy - sx * sy / n);
  line.residual = std::sqrt(std::max(0.0, syy - sy * sy / n - explained) / n);
  return line;
}

}  // namespace

std::optional<GridLine> find_line(const StrengthGrid& grid, const LineSearch& search) {
  double best_gain = 0;
  std::optional<GridLine> best;
  const auto steps = static_cast<int>(search.steepest / search.slope_step);
  for (int step = -steps; step <= steps; ++step) {
    for (int column = 0; column < grid.columns; ++column) {
      GridLine line{.at_middle = static_cast<double>(column), .slope = step * search.slope_step, .middle_row = grid.rows / 2.0};
      const Stretch stretch = best_stretch(grid, line, search.least_strength);
      const int rows = stretch.last - stretch.first + 1;
      if (stretch.gain <= best_gain || rows < search.fewest_rows || stretch.first > search.highest_row ||
          stretch.last < search.lowest_row)
        continue;
      const double share = static_cast<double>(stretch.seen) / rows;
      if (share < least_share) continue;
      best_gain = stretch.gain;
      line.first_row = stretch.first;
      line.last_row = stretch.last;
      line.share = share;
      best = line;
    }
  }
  if (best) best = refine(grid, *best, search.least_strength);
  return best;
}

}  // namespace hinge::pose
