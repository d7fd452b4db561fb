#include "hinge/pose/internal/grey_patch.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace hinge::pose {
namespace {

// Points of a cell along one axis that are averaged: what a cell of a 1080p clip needs against aliasing, and no more.
constexpr int taps = 2;
constexpr int points = patch_cells * taps;

// Offsets of the sampled columns or rows in the stored plane; a quarter turn only swaps and reverses them.
using Offsets = std::array<std::ptrdiff_t, points>;

Offsets offsets(double first, double step, int size, bool reversed, std::ptrdiff_t stride) {
  Offsets result{};
  for (int i = 0; i < points; ++i) {
    const auto place = static_cast<int>(std::floor(std::clamp(first + (i + 0.5) * step, 0.0, size - 1.0)));
    result[static_cast<std::size_t>(i)] = (reversed ? size - 1 - place : place) * stride;
  }
  return result;
}

template <class Sample>
void average(const std::byte* plane, const Offsets& across, const Offsets& down, float scale, GreyPatch& patch) {
  const auto read = [plane](std::ptrdiff_t offset) {
    Sample sample;
    std::memcpy(&sample, plane + offset, sizeof sample);
    return static_cast<unsigned>(sample);
  };
  for (std::size_t y = 0; y < std::size_t{patch_cells}; ++y) {
    for (std::size_t x = 0; x < std::size_t{patch_cells}; ++x) {
      const unsigned sum = read(across[2 * x] + down[2 * y]) + read(across[2 * x + 1] + down[2 * y]) +
                           read(across[2 * x] + down[2 * y + 1]) + read(across[2 * x + 1] + down[2 * y + 1]);
      patch.level[y * patch_cells + x] = static_cast<float>(sum) * scale;
    }
  }
}

}  // namespace

void cut_patch(const media::YuvView& yuv, media::QuarterTurn turn, ImagePoint centre, double side_px,
               GreyPatch& patch) {
  using media::QuarterTurn;
  patch.cell_px = side_px / patch_cells;
  patch.origin = {centre.x - side_px / 2, centre.y - side_px / 2};
  patch.level.resize(std::size_t{patch_cells} * patch_cells);
  const bool swapped = media::swaps_axes(turn);
  const std::ptrdiff_t column = yuv.bit_depth > 8 ? 2 : 1, row = yuv.stride_bytes[0];
  const double step = patch.cell_px / taps;
  // Upright x runs along the stored row, or along the stored column of a clip that lies on its side.
  const int width = media::upright_width_px(yuv, turn), height = media::upright_height_px(yuv, turn);
  const bool x_reversed = turn == QuarterTurn::half || turn == QuarterTurn::clockwise_90;
  const bool y_reversed = turn == QuarterTurn::half || turn == QuarterTurn::clockwise_270;
  const Offsets across = offsets(patch.origin.x, step, width, x_reversed, swapped ? row : column);
  const Offsets down = offsets(patch.origin.y, step, height, y_reversed, swapped ? column : row);
  const float scale = 1.0F / static_cast<float>(taps * taps * (1 << (yuv.bit_depth - 8)));
  if (yuv.bit_depth > 8) {
    average<std::uint16_t>(yuv.plane[0], across, down, scale, patch);
  } else {
    average<std::uint8_t>(yuv.plane[0], across, down, scale, patch);
  }
}

}  // namespace hinge::pose
