#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "hinge/base/expect.h"
#include "hinge/pose/internal/sampler.h"

// One binary for every x86-64 machine: the loops are compiled twice and the loader picks.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#define HINGE_FOR_THIS_MACHINE __attribute__((target_clones("arch=x86-64-v3", "default")))
#else
#define HINGE_FOR_THIS_MACHINE
#endif

namespace hinge::pose {

ImagePoint to_stored(ImagePoint upright, const media::YuvView& yuv, media::QuarterTurn turn) {
  switch (turn) {
    case media::QuarterTurn::none:
      return upright;
    case media::QuarterTurn::clockwise_90:
      return {upright.y, yuv.height_px - upright.x};
    case media::QuarterTurn::half:
      return {yuv.width_px - upright.x, yuv.height_px - upright.y};
    case media::QuarterTurn::clockwise_270:
      return {yuv.width_px - upright.y, upright.x};
  }
  return upright;
}

namespace {

// The map from cells to the stored picture, quarter turn included: position = origin + column * right + row * down.
struct Affine {
  double x, y, right_x, right_y, down_x, down_y;
};

Affine map_cells(const SampleGrid& grid, const media::YuvView& yuv, media::QuarterTurn turn) {
  const double first = 0.5 / grid.cells, second = 1.5 / grid.cells;
  const auto stored = [&](double u, double v) { return to_stored(to_picture(grid.region, u, v), yuv, turn); };
  const ImagePoint origin = stored(first, first), right = stored(second, first), down = stored(first, second);
  return {origin.x, origin.y, right.x - origin.x, right.y - origin.y, down.x - origin.x, down.y - origin.y};
}

// R = luma + v_to_r V, and so on, on samples scaled to 8 bits; from the matrix's Kr and Kb (ITU-R BT.601-7, BT.709-6,
// BT.2020-2) and the range (limited: luma 16…235, chroma 16…240).
struct Colours {
  float luma_scale, luma_zero, v_to_r, u_to_g, v_to_g, u_to_b;
};

Colours colours_of(const media::YuvView& yuv) {
  double kr = 0.299, kb = 0.114;
  if (yuv.matrix == media::ColourMatrix::bt709) kr = 0.2126, kb = 0.0722;
  if (yuv.matrix == media::ColourMatrix::bt2020) kr = 0.2627, kb = 0.0593;
  const bool limited = yuv.range == media::ColourRange::limited;
  const double luma = limited ? 255.0 / 219.0 : 1.0, chroma = limited ? 255.0 / 224.0 : 1.0;
  const double kg = 1 - kr - kb;
  return {static_cast<float>(luma),
          limited ? 16.0F : 0.0F,
          static_cast<float>(2 * (1 - kr) * chroma),
          static_cast<float>(-2 * (1 - kb) * kb / kg * chroma),
          static_cast<float>(-2 * (1 - kr) * kr / kg * chroma),
          static_cast<float>(2 * (1 - kb) * chroma)};
}

constexpr int widest_row = 256;
using Row = std::array<float, widest_row>;
using IndexRow = std::array<int, widest_row>;

// One plane, and how to get from luma positions to its sample indices.
struct Plane {
  const std::byte* data;
  std::ptrdiff_t stride_bytes;
  int width, height;
  float scale_x, scale_y;    // samples per luma pixel
  float offset_x, offset_y;  // sample index of luma position 0
};

Plane luma_plane(const media::YuvView& yuv) {
  return {yuv.plane[0], yuv.stride_bytes[0], yuv.width_px, yuv.height_px, 1, 1, -0.5F, -0.5F};
}

// Chroma sits on the left of its luma pair and halfway between its rows (H.264's default, chroma_loc left).
Plane chroma_plane(const media::YuvView& yuv, std::size_t which) {
  const auto halved = [](int size, int shift) { return (size + (1 << shift) - 1) >> shift; };
  const float scale_x = 1.0F / static_cast<float>(1 << yuv.chroma_shift_x);
  const float scale_y = 1.0F / static_cast<float>(1 << yuv.chroma_shift_y);
  return {yuv.plane[which],
          yuv.stride_bytes[which],
          halved(yuv.width_px, yuv.chroma_shift_x),
          halved(yuv.height_px, yuv.chroma_shift_y),
          scale_x,
          scale_y,
          -0.5F * scale_x,
          -0.5F};
}

// Where each cell of a row falls: byte offset of the upper-left sample, step to the neighbours, weights.
struct Taps {
  IndexRow offset, step_x, step_y;
  Row weight_x, weight_y;
};

HINGE_FOR_THIS_MACHINE void place_taps(const Row& x, const Row& y, int cells, const Plane& plane, int sample_bytes,
                                       Taps& taps) {
  const int last_x = plane.width - 1, last_y = plane.height - 1;
  const int stride = static_cast<int>(plane.stride_bytes);
  for (int i = 0; i < cells; ++i) {
    // Clamping the position first replicates the border and keeps the conversion to int in range.
    const float fx = std::min(std::max(x[i] * plane.scale_x + plane.offset_x, 0.0F), static_cast<float>(last_x));
    const float fy = std::min(std::max(y[i] * plane.scale_y + plane.offset_y, 0.0F), static_cast<float>(last_y));
    const int ix = static_cast<int>(fx), iy = static_cast<int>(fy);
    taps.offset[i] = iy * stride + ix * sample_bytes;
    taps.step_x[i] = ix < last_x ? sample_bytes : 0;
    taps.step_y[i] = iy < last_y ? stride : 0;
    taps.weight_x[i] = fx - static_cast<float>(ix);
    taps.weight_y[i] = fy - static_cast<float>(iy);
  }
}

template <class Sample>
float read(const std::byte* at) {
  Sample sample;
  std::memcpy(&sample, at, sizeof sample);
  return static_cast<float>(sample);
}

template <class Sample>
void gather(const Plane& plane, const Taps& taps, int cells, Row& out) {
  for (int i = 0; i < cells; ++i) {
    const std::byte* at = plane.data + taps.offset[i];
    const std::byte* below = at + taps.step_y[i];
    const float a = read<Sample>(at), b = read<Sample>(at + taps.step_x[i]);
    const float c = read<Sample>(below), d = read<Sample>(below + taps.step_x[i]);
    const float top = a + taps.weight_x[i] * (b - a), bottom = c + taps.weight_x[i] * (d - c);
    out[i] = top + taps.weight_y[i] * (bottom - top);
  }
}

HINGE_FOR_THIS_MACHINE void gather_bytes(const Plane& plane, const Taps& taps, int cells, Row& out) {
  gather<std::uint8_t>(plane, taps, cells, out);
}
HINGE_FOR_THIS_MACHINE void gather_words(const Plane& plane, const Taps& taps, int cells, Row& out) {
  gather<std::uint16_t>(plane, taps, cells, out);
}

struct Scale {
  float lowest, factor;
};

HINGE_FOR_THIS_MACHINE void convert(const Row& luma, const Row& u, const Row& v, int cells, float sample_scale,
                                    const Colours& c, Scale scale, float* rgb) {
  const auto level = [scale](float colour) {
    return scale.lowest + scale.factor * std::min(std::max(colour, 0.0F), 255.0F);
  };
  for (int i = 0; i < cells; ++i) {
    const float y = (luma[i] * sample_scale - c.luma_zero) * c.luma_scale;
    const float cb = u[i] * sample_scale - 128.0F, cr = v[i] * sample_scale - 128.0F;
    rgb[3 * i] = level(y + c.v_to_r * cr);
    rgb[3 * i + 1] = level(y + c.u_to_g * cb + c.v_to_g * cr);
    rgb[3 * i + 2] = level(y + c.u_to_b * cb);
  }
}

void blacken_outside(const Row& x, const Row& y, int cells, const media::YuvView& yuv, float black, float* rgb) {
  const auto width = static_cast<float>(yuv.width_px), height = static_cast<float>(yuv.height_px);
  for (int i = 0; i < cells; ++i)
    if (x[i] < 0 || y[i] < 0 || x[i] > width || y[i] > height) std::fill_n(rgb + 3 * i, 3, black);
}

}  // namespace

void YuvSampler::sample(const SampleGrid& grid, std::span<float> rgb) const {
  const auto side = static_cast<std::size_t>(grid.cells);
  HINGE_EXPECT(grid.cells <= widest_row && rgb.size() == side * side * 3);
  const Affine map = map_cells(grid, yuv_, turn_);
  const Colours colours = colours_of(yuv_);
  const int sample_bytes = yuv_.bit_depth > 8 ? 2 : 1;
  const float sample_scale = 1.0F / static_cast<float>(1 << (yuv_.bit_depth - 8));
  const Scale scale{grid.lowest, (grid.highest - grid.lowest) / 255.0F};
  const std::array<Plane, 3> planes{luma_plane(yuv_), chroma_plane(yuv_, 1), chroma_plane(yuv_, 2)};
  std::array<Row, 3> values;
  Row x, y;
  Taps taps;
  for (int row = 0; row < grid.cells; ++row) {
    for (int i = 0; i < grid.cells; ++i) {
      x[static_cast<std::size_t>(i)] = static_cast<float>(map.x + row * map.down_x + i * map.right_x);
      y[static_cast<std::size_t>(i)] = static_cast<float>(map.y + row * map.down_y + i * map.right_y);
    }
    for (std::size_t p = 0; p < 3; ++p) {
      if (p != 2) place_taps(x, y, grid.cells, planes[p], sample_bytes, taps);  // both chroma planes share theirs
      (sample_bytes == 1 ? gather_bytes : gather_words)(planes[p], taps, grid.cells, values[p]);
    }
    float* out = rgb.data() + static_cast<std::size_t>(row) * side * 3;
    convert(values[0], values[1], values[2], grid.cells, sample_scale, colours, scale, out);
    if (grid.border == Border::black) blacken_outside(x, y, grid.cells, yuv_, grid.lowest, out);
  }
}

}  // namespace hinge::pose
