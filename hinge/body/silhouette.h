#pragma once
// The person's outline as the network sees it: a probability per cell of a square grid laid over the picture.
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/base/units.h"

namespace hinge::body {

/// A rotated square in the upright picture; what the landmark network looked at.
struct RegionOfInterest {
  Point2<ImagePx> centre;
  double side_px = 0;
  Radians rotation;  ///< of the square's axes against the picture's, clockwise as seen on screen
};

/// Kept compressed (about 2 kB instead of 64): memory must not grow with the pixels of the clip.
struct Silhouette {
  RegionOfInterest region;
  int cells = 0;  ///< per side; 0 means there is no silhouette
  std::vector<std::byte> packed;

  [[nodiscard]] bool empty() const { return cells == 0; }
};

/// `probability`: row-major, cells * cells, 0 background … 255 person.
[[nodiscard]] Silhouette pack_silhouette(const RegionOfInterest& region, int cells, std::span<const std::uint8_t> probability);
/// Row-major probabilities, cells * cells. Error: corrupt.
[[nodiscard]] Result<std::vector<std::uint8_t>> unpack_silhouette(const Silhouette& silhouette);

}  // namespace hinge::body
