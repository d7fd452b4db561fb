#include <algorithm>
#include <cmath>

#include "hinge/base/expect.h"
#include "hinge/pose/internal/sampler.h"

namespace hinge::pose {
namespace {

// A coordinate along one axis as the two neighbouring samples and the weight of the second.
struct Between {
  int low, high;
  float weight;
};
Between between(double position, int size) {
  const double index = position - 0.5;  // sample i's centre lies at i + 0.5
  const double low = std::floor(index);
  const auto clamped = [size](double i) { return static_cast<int>(std::clamp(i, 0.0, size - 1.0)); };
  return {clamped(low), clamped(low + 1), static_cast<float>(index - low)};
}

}  // namespace

void RgbSampler::sample(const SampleGrid& grid, std::span<float> rgb) const {
  const auto cells = static_cast<std::size_t>(grid.cells);
  HINGE_EXPECT(rgb.size() == cells * cells * 3);
  const int width = image_.width_px, height = image_.height_px;
  const auto pixel = [&](int x, int y) {
    return image_.data.data() +
           3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
  };
  const float scale = (grid.highest - grid.lowest) / 255.0F;
  float* out = rgb.data();
  for (int row = 0; row < grid.cells; ++row) {
    for (int column = 0; column < grid.cells; ++column, out += 3) {
      const ImagePoint p = to_picture(grid.region, (column + 0.5) / grid.cells, (row + 0.5) / grid.cells);
      if (grid.border == Border::black && (p.x < 0 || p.y < 0 || p.x > width || p.y > height)) {
        std::fill_n(out, 3, grid.lowest);
        continue;
      }
      const Between x = between(p.x, width), y = between(p.y, height);
      const auto *a = pixel(x.low, y.low), *b = pixel(x.high, y.low), *c = pixel(x.low, y.high),
                 *d = pixel(x.high, y.high);
      for (int k = 0; k < 3; ++k) {
        const float top = a[k] + x.weight * static_cast<float>(b[k] - a[k]);
        const float bottom = c[k] + x.weight * static_cast<float>(d[k] - c[k]);
        out[k] = (top + y.weight * (bottom - top)) * scale + grid.lowest;
      }
    }
  }
}

}  // namespace hinge::pose
