#include "hinge/pose/internal/upright_watch.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "hinge/base/expect.h"
#include "hinge/pose/internal/line_finder.h"
#include "hinge/pose/internal/luma.h"

namespace hinge::pose {
namespace {

// All ours. A room does not change: one look a second. A pixel of a 640 px wide clip is 6 mm at the person.
constexpr Seconds between_looks{1.0};
constexpr int most_columns = 640;
constexpr int side = 2;  // cells on either side of a border that are compared
constexpr float least_contrast = 8;
// However strong, what was there in less than half of the looks does not stand still.
constexpr float most_counted = 2 * least_contrast;
constexpr float least_constancy = 0.5F;  // |sum of steps| / sum of |steps|; what moves falls below
constexpr int fewest_looks = 3;
constexpr int fewest_rows = edge_rows / 3;
constexpr double steepest = 0.05;  // px for px: 3 degrees, a phone held nearly straight
constexpr std::size_t most_uprights = 8;
constexpr double same_place = 0.01;  // of the picture's width: the two sides of a narrow post are one

/// Mean grey of each cell; three points down a cell, one across.
void read_levels(const Luma& luma, const StandingEdges& grid, std::vector<float>& level) {
  level.resize(std::size_t{edge_rows} * static_cast<std::size_t>(grid.columns));
  std::size_t cell = 0;
  for (int row = 0; row < edge_rows; ++row) {
    for (int column = 0; column < grid.columns; ++column, ++cell) {
      const double x = (column + 0.5) * grid.cell_px;
      float sum = 0;
      for (const double down : {1.0 / 6, 0.5, 5.0 / 6}) sum += luma.at(x, (row + down) * grid.row_px);
      level[cell] = sum / 3;
    }
  }
}

void erase(StrengthGrid& grid, const GridLine& line, int reach) {
  for (int row = 0; row < grid.rows; ++row) {
    const auto near = static_cast<int>(std::lround(line.column_at(row)));
    for (int column = std::max(0, near - reach); column <= std::min(grid.columns - 1, near + reach); ++column)
      grid.at(row, column) = 0;
  }
}

}  // namespace

void StandingEdges::add(const StandingEdges& other) {
  if (other.looks == 0) return;
  if (looks == 0) {
    *this = other;
    return;
  }
  HINGE_EXPECT(columns == other.columns);
  looks += other.looks;
  std::ranges::transform(step, other.step, step.begin(), std::plus{});
  std::ranges::transform(magnitude, other.magnitude, magnitude.begin(), std::plus{});
}

void UprightWatch::look(const media::YuvView& yuv, media::QuarterTurn turn, Seconds time) {
  if (last_look_ && time - *last_look_ < between_looks) return;
  last_look_ = time;
  const Luma luma(yuv, turn);
  if (edges_.looks == 0) {
    edges_.columns = std::min(most_columns, luma.width_px());
    edges_.cell_px = static_cast<double>(luma.width_px()) / edges_.columns;
    edges_.row_px = static_cast<double>(luma.height_px()) / edge_rows;
    edges_.step.assign(std::size_t{edge_rows} * static_cast<std::size_t>(edges_.columns), 0);
    edges_.magnitude = edges_.step;
  }
  read_levels(luma, edges_, level_);
  ++edges_.looks;
  for (int row = 0; row < edge_rows; ++row) {
    const std::size_t first = static_cast<std::size_t>(row) * static_cast<std::size_t>(edges_.columns);
    for (int column = side; column + side <= edges_.columns; ++column) {
      const std::size_t at = first + static_cast<std::size_t>(column);
      const float whole = (level_[at] + level_[at + 1] - level_[at - 1] - level_[at - 2]) / side;
      const float step = std::clamp(whole, -most_counted, most_counted);
      edges_.step[at] += step;
      edges_.magnitude[at] += std::abs(step);
    }
  }
}

std::vector<body::Upright> find_uprights(const StandingEdges& edges) {
  if (edges.looks < fewest_looks) return {};
  StrengthGrid grid(edge_rows, edges.columns);
  const auto looks = static_cast<float>(edges.looks);
  for (std::size_t i = 0; i < grid.strength.size(); ++i) {
    const float step = std::abs(edges.step[i]);
    grid.strength[i] = step >= least_constancy * edges.magnitude[i] ? step / looks : 0;
  }
  const double shear = edges.row_px / edges.cell_px;  // columns a line of slope 1 moves in a row
  // A line may move by no more than a cell between one tried slope and the next.
  const LineSearch search{.least_strength = least_contrast,
                          .steepest = steepest * shear,
                          .slope_step = 2.0 / edge_rows,
                          .highest_row = edge_rows,
                          .lowest_row = 0,
                          .fewest_rows = fewest_rows};
  const int reach = std::max(side + 1, static_cast<int>(same_place * edges.columns));
  std::vector<body::Upright> found;
  while (found.size() < most_uprights) {
    const auto line = find_line(grid, search);
    if (!line) break;
    const auto place = [&](double row) {
      return Point2<ImagePx>{line->column_at(row) * edges.cell_px, (row + 0.5) * edges.row_px};
    };
    found.push_back({place(line->first_row), place(line->last_row), line->share});
    erase(grid, *line, reach);
  }
  return found;
}

}  // namespace hinge::pose
