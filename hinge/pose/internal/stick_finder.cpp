#include "hinge/pose/internal/stick_finder.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "hinge/base/expect.h"

namespace hinge::pose {
namespace {

// A stick is about three cells wide; what lies beyond it on either side begins four cells from its middle.
constexpr int half_width = 1, side_from = 4, side_to = 5;
// Ours: below 8 of 255 levels a line cannot be told from the noise of a coded picture.
constexpr float least_contrast = 8;
// A stretch grows while more than this share of its rows shows the line; hands and sleeves hide the rest.
constexpr double break_even = 0.45;
constexpr double least_share = 0.60;
constexpr double slope_step = 0.03;

using Seen = std::vector<std::uint8_t>;  // row-major: whether the cell lies on something thin

float mean_of(const GreyStrip& strip, int row, int from, int to) {
  float sum = 0;
  for (int column = from; column <= to; ++column) sum += strip.at(row, column);
  return sum / static_cast<float>(to - from + 1);
}

/// How much the cell differs from both sides, the same way; the edge of something wide differs from one only.
float ridge_at(const GreyStrip& strip, int row, int column) {
  const float middle = mean_of(strip, row, column - half_width, column + half_width);
  const float front = middle - mean_of(strip, row, column - side_to, column - side_from);
  const float back = middle - mean_of(strip, row, column + side_from, column + side_to);
  return front * back > 0 ? std::min(std::abs(front), std::abs(back)) : 0.0F;
}

std::vector<float> ridges_of(const GreyStrip& strip) {
  std::vector<float> ridges(std::size_t{strip_rows} * strip_columns);
  for (int row = 0; row < strip_rows; ++row) {
    for (int column = side_to; column < strip_columns - side_to; ++column)
      ridges[static_cast<std::size_t>(row * strip_columns + column)] = ridge_at(strip, row, column);
  }
  return ridges;
}

Seen seen_cells(const std::vector<float>& ridges) {
  Seen seen(ridges.size());
  for (std::size_t i = 0; i < ridges.size(); ++i) seen[i] = ridges[i] >= least_contrast ? 1 : 0;
  return seen;
}

struct Stretch {
  double gain = 0;
  int first = 0, last = -1, seen = 0;
};

/// The stretch of the line with the most rows seen over those hidden (Kadane's running sum).
Stretch best_stretch(const Seen& seen, const StripLine& line) {
  Stretch best, run;
  run.first = 0;
  for (int row = 0; row < strip_rows; ++row) {
    const auto column = static_cast<int>(std::lround(line.column_at(row)));
    const bool inside = column >= 0 && column < strip_columns;
    const bool on = inside && seen[static_cast<std::size_t>(row * strip_columns + column)] != 0;
    if (run.gain <= 0) run = {0, row, row - 1, 0};
    run.gain += (on ? 1.0 : 0.0) - break_even;
    run.seen += on ? 1 : 0;
    run.last = row;
    if (run.gain > best.gain) best = run;
  }
  return best;
}

/// Least squares through the strongest cell near the line in every row that shows it.
StripLine refine(const std::vector<float>& ridges, StripLine line) {
  constexpr int reach = 2;
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0;
  for (int row = line.first_row; row <= line.last_row; ++row) {
    const auto near = static_cast<int>(std::lround(line.column_at(row)));
    double weight = 0, place = 0;
    for (int column = std::max(0, near - reach); column <= std::min(strip_columns - 1, near + reach); ++column) {
      const float ridge = ridges[static_cast<std::size_t>(row * strip_columns + column)];
      if (ridge < least_contrast) continue;
      weight += ridge;
      place += static_cast<double>(ridge) * column;
    }
    if (weight <= 0) continue;
    const double x = row - strip_rows / 2.0, y = place / weight;
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

std::optional<StripLine> find_line(const GreyStrip& strip, const LineSearch& search) {
  HINGE_EXPECT(strip.level.size() == std::size_t{strip_rows} * strip_columns);
  const auto ridges = ridges_of(strip);
  const Seen seen = seen_cells(ridges);
  double best_gain = 0;
  std::optional<StripLine> best;
  const auto steps = static_cast<int>(search.steepest / slope_step);
  for (int step = -steps; step <= steps; ++step) {
    for (int column = 0; column < strip_columns; ++column) {
      StripLine line{static_cast<double>(column), step * slope_step};
      const Stretch stretch = best_stretch(seen, line);
      const int rows = stretch.last - stretch.first + 1;
      if (stretch.gain <= best_gain || stretch.first > search.highest_row || stretch.last < search.lowest_row) continue;
      const double share = static_cast<double>(stretch.seen) / rows;
      if (share < least_share) continue;
      best_gain = stretch.gain;
      line.first_row = stretch.first;
      line.last_row = stretch.last;
      line.share = share;
      best = line;
    }
  }
  if (best) best = refine(ridges, *best);
  return best;
}

}  // namespace hinge::pose
