#pragma once
// A small upright grey square of the picture, reduced so that a body of any size in it has the same size in cells.
#include <array>
#include <cstddef>
#include <vector>

#include "hinge/media/picture.h"
#include "hinge/pose/internal/region.h"

namespace hinge::pose {

inline constexpr int patch_cells = 128;

struct GreyPatch {
  ImagePoint origin;   ///< top-left corner in the upright picture
  double cell_px = 1;  ///< side of one cell
  std::vector<float> level;  ///< row-major, patch_cells², luma in 8-bit steps

  [[nodiscard]] float at(int x, int y) const { return level[static_cast<std::size_t>(y * patch_cells + x)]; }
  /// Cell (x, y) has its centre at (x, y).
  [[nodiscard]] ImagePoint to_image(double x, double y) const {
    return {origin.x + (x + 0.5) * cell_px, origin.y + (y + 0.5) * cell_px};
  }
};

/// Overwrites `patch`. What lies outside the picture repeats its border.
void cut_patch(const media::YuvView& yuv, media::QuarterTurn turn, ImagePoint centre, double side_px,
               GreyPatch& patch);

}  // namespace hinge::pose
