#pragma once
// The silhouette as a field over the picture: 0 … 255, interpolated between the cells' centres.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <span>

#include "hinge/body/silhouette.h"

namespace hinge::kinematics {

/// A view of one unpacked silhouette: `probability` must outlive it and hold cells * cells values, cells >= 2.
class SilhouetteField {
public:
  SilhouetteField(const body::RegionOfInterest& region, int cells, std::span<const std::uint8_t> probability)
      : region_(region),
        cells_(cells),
        probability_(probability),
        cos_(std::cos(region.rotation.value())),
        sin_(std::sin(region.rotation.value())) {}

  /// Beyond the region the value at its edge.
  [[nodiscard]] double at(Point2<ImagePx> p) const {
    const double dx = p.x - region_.centre.x, dy = p.y - region_.centre.y;
    const double column = ((dx * cos_ + dy * sin_) / region_.side_px + 0.5) * cells_ - 0.5;
    const double row = ((-dx * sin_ + dy * cos_) / region_.side_px + 0.5) * cells_ - 0.5;
    const double most = cells_ - 1;
    const double c = std::clamp(column, 0.0, most), r = std::clamp(row, 0.0, most);
    const int c0 = std::min(static_cast<int>(c), cells_ - 2), r0 = std::min(static_cast<int>(r), cells_ - 2);
    const double fc = c - c0, fr = r - r0;
    return (value(r0, c0) * (1 - fc) + value(r0, c0 + 1) * fc) * (1 - fr) +
           (value(r0 + 1, c0) * (1 - fc) + value(r0 + 1, c0 + 1) * fc) * fr;
  }

  [[nodiscard]] bool covers(Point2<ImagePx> p) const {
    const double dx = p.x - region_.centre.x, dy = p.y - region_.centre.y;
    const double half = region_.side_px / 2;
    return std::abs(dx * cos_ + dy * sin_) <= half && std::abs(-dx * sin_ + dy * cos_) <= half;
  }

private:
  [[nodiscard]] double value(int row, int column) const {
    return probability_[static_cast<std::size_t>(row) * static_cast<std::size_t>(cells_) +
                        static_cast<std::size_t>(column)];
  }

  const body::RegionOfInterest& region_;
  int cells_;
  std::span<const std::uint8_t> probability_;
  double cos_, sin_;
};

}  // namespace hinge::kinematics
