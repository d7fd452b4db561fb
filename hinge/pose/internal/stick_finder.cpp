#include "hinge/pose/internal/stick_finder.h"

#include <algorithm>
#include <cmath>

#include "hinge/base/expect.h"

namespace hinge::pose {
namespace {

// A stick is about three cells wide; what lies beyond it on either side begins four cells from its middle.
constexpr int half_width = 1, side_from = 4, side_to = 5;
// Ours: below 8 of 255 levels a line cannot be told from the noise of a coded picture.
constexpr float least_contrast = 8;

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

}  // namespace

std::optional<GridLine> find_stick_line(const GreyStrip& strip, const StickSearch& search) {
  HINGE_EXPECT(strip.level.size() == std::size_t{strip_rows} * strip_columns);
  StrengthGrid ridges(strip_rows, strip_columns);
  for (int row = 0; row < strip_rows; ++row) {
    for (int column = side_to; column < strip_columns - side_to; ++column)
      ridges.at(row, column) = ridge_at(strip, row, column);
  }
  return find_line(ridges, {.least_strength = least_contrast,
                            .steepest = search.steepest,
                            .slope_step = 0.03,
                            .highest_row = search.highest_row,
                            .lowest_row = search.lowest_row});
}

}  // namespace hinge::pose
