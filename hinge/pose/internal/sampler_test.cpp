#include "hinge/pose/internal/sampler.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace hinge::pose {
namespace {
using media::ColourMatrix;
using media::ColourRange;
using media::QuarterTurn;

struct Format {
  ColourMatrix matrix = ColourMatrix::bt601;
  ColourRange range = ColourRange::limited;
  int bit_depth = 8, chroma_shift = 1;
  QuarterTurn turn = QuarterTurn::none;
};

// A picture whose luma and chroma are smooth functions of the place, stored as a decoder would, and the same in RGB.
class Gradient {
public:
  static constexpr int width = 64, height = 48;

  explicit Gradient(Format format) : format_(format) {
    for (std::size_t p = 0; p < 3; ++p) {
      const int shift = p == 0 ? 0 : format.chroma_shift;
      const int w = width >> shift, h = height >> shift;
      for (int y = 0; y < h; ++y)
        for (int x = 0; x < w; ++x) {
          // Left-sited chroma: sample i of a row lies at luma position 2 i + 0.5; of a column, between two rows.
          const double at_x = shift == 0 ? x + 0.5 : 2 * x + 0.5, at_y = shift == 0 ? y + 0.5 : 2 * y + 1.0;
          store(p, level(p, at_x, at_y));
        }
    }
  }

  [[nodiscard]] media::YuvView view() const {
    media::YuvView view;
    for (std::size_t p = 0; p < 3; ++p) {
      view.plane[p] = planes_[p].data();
      view.stride_bytes[p] = (width >> (p == 0 ? 0 : format_.chroma_shift)) * (format_.bit_depth > 8 ? 2 : 1);
    }
    view.width_px = width;
    view.height_px = height;
    view.chroma_shift_x = view.chroma_shift_y = format_.chroma_shift;
    view.bit_depth = format_.bit_depth;
    view.matrix = format_.matrix;
    view.range = format_.range;
    return view;
  }

  // Upright RGB, 0…255, at a place of the stored picture: the textbook conversion, in double.
  [[nodiscard]] std::array<double, 3> rgb_at(double x, double y) const {
    double kr = 0.299, kb = 0.114;
    if (format_.matrix == ColourMatrix::bt709) kr = 0.2126, kb = 0.0722;
    if (format_.matrix == ColourMatrix::bt2020) kr = 0.2627, kb = 0.0593;
    const bool limited = format_.range == ColourRange::limited;
    const double luma = (level(0, x, y) - (limited ? 16 : 0)) / (limited ? 219 : 255);
    const double cb = (level(1, x, y) - 128) / (limited ? 224 : 255),
                 cr = (level(2, x, y) - 128) / (limited ? 224 : 255);
    const double r = luma + 2 * (1 - kr) * cr, b = luma + 2 * (1 - kb) * cb;
    const double g = (luma - kr * r - kb * b) / (1 - kr - kb);
    const auto byte = [](double v) { return 255 * std::clamp(v, 0.0, 1.0); };
    return {byte(r), byte(g), byte(b)};
  }

  [[nodiscard]] media::RgbImage upright() const {
    const bool swaps = format_.turn == QuarterTurn::clockwise_90 || format_.turn == QuarterTurn::clockwise_270;
    media::RgbImage image{swaps ? height : width, swaps ? width : height, {}};
    for (int y = 0; y < image.height_px; ++y)
      for (int x = 0; x < image.width_px; ++x) {
        const double ux = x + 0.5, uy = y + 0.5;
        std::array<double, 3> rgb{};
        switch (format_.turn) {
          case QuarterTurn::none:
            rgb = rgb_at(ux, uy);
            break;
          case QuarterTurn::clockwise_90:
            rgb = rgb_at(uy, height - ux);
            break;
          case QuarterTurn::half:
            rgb = rgb_at(width - ux, height - uy);
            break;
          case QuarterTurn::clockwise_270:
            rgb = rgb_at(width - uy, ux);
            break;
        }
        for (const double one : rgb) image.data.push_back(static_cast<std::uint8_t>(std::lround(one)));
      }
    return image;
  }

private:
  static double level(std::size_t plane, double x, double y) {
    if (plane == 0) return 60 + 1.5 * x + 1.1 * y;
    return plane == 1 ? 110 + 0.6 * x - 0.3 * y : 140 - 0.4 * x + 0.5 * y;
  }
  void store(std::size_t plane, double level_8) {
    const auto word = static_cast<std::uint16_t>(std::lround(level_8 * (1 << (format_.bit_depth - 8))));
    planes_[plane].push_back(static_cast<std::byte>(word & 0xFF));
    if (format_.bit_depth > 8) planes_[plane].push_back(static_cast<std::byte>(word >> 8));
  }
  Format format_;
  std::array<std::vector<std::byte>, 3> planes_;
};

class SamplersAgree : public testing::TestWithParam<Format> {};

// Both store levels rounded to whole numbers; the conversion at most doubles that.
constexpr double rounding_levels = 2.0;

TEST_P(SamplersAgree, OnASmoothPicture) {
  const Gradient gradient(GetParam());
  const auto image = gradient.upright();
  const RgbSampler exact(image);
  const YuvSampler fast(gradient.view(), GetParam().turn);
  ASSERT_EQ(fast.width_px(), exact.width_px());
  ASSERT_EQ(fast.height_px(), exact.height_px());
  // Turned, and wholly inside: at the border the two replicate chroma from different places.
  const SampleGrid grid{
      {{exact.width_px() / 2.0 + 1.3, exact.height_px() / 2.0 - 0.7}, 26, Radians{0.4}}, 40, Border::replicate, 0, 255};
  std::vector<float> a(40 * 40 * 3), b(a.size());
  exact.sample(grid, a);
  fast.sample(grid, b);
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_NEAR(a[i], b[i], rounding_levels) << "value " << i;
}

INSTANTIATE_TEST_SUITE_P(
    Formats, SamplersAgree,
    testing::Values(Format{}, Format{ColourMatrix::bt709}, Format{ColourMatrix::bt2020, ColourRange::limited, 10},
                    Format{ColourMatrix::bt601, ColourRange::full},
                    Format{ColourMatrix::bt709, ColourRange::full, 12, 0},
                    Format{ColourMatrix::bt601, ColourRange::limited, 8, 1, QuarterTurn::clockwise_90},
                    Format{ColourMatrix::bt601, ColourRange::limited, 8, 1, QuarterTurn::half},
                    Format{ColourMatrix::bt601, ColourRange::limited, 10, 1, QuarterTurn::clockwise_270}));

TEST(RgbSampler, InterpolatesBetweenPixelCentres) {
  const media::RgbImage image{2, 1, {0, 0, 0, 200, 100, 50}};
  const RgbSampler sampler(image);
  std::vector<float> out(3);
  sampler.sample({{{1.0, 0.5}, 0.5, Radians{0}}, 1, Border::replicate, 0, 255}, out);
  EXPECT_FLOAT_EQ(out[0], 100);
  EXPECT_FLOAT_EQ(out[2], 25);
}

TEST(Sampler, RepeatsOrBlackensWhatLiesOutside) {
  const Gradient gradient(Format{});
  const auto image = gradient.upright();
  const YuvSampler fast(gradient.view(), QuarterTurn::none);
  const RgbSampler exact(image);
  for (const PictureSampler* sampler :
       {static_cast<const PictureSampler*>(&exact), static_cast<const PictureSampler*>(&fast)}) {
    std::vector<float> out(3);
    sampler->sample({{{-20, 10}, 4, Radians{0}}, 1, Border::black, -1, 1}, out);
    EXPECT_FLOAT_EQ(out[0], -1);
    sampler->sample({{{-20, 10.5}, 4, Radians{0}}, 1, Border::replicate, 0, 255}, out);
    EXPECT_NEAR(out[0], gradient.rgb_at(0.5, 10.5)[0], rounding_levels);
    sampler->sample({{{1e6, 1e6}, 4, Radians{0}}, 1, Border::replicate, 0, 255}, out);
    EXPECT_NEAR(out[1], gradient.rgb_at(Gradient::width - 0.5, Gradient::height - 0.5)[1], rounding_levels);
  }
}

}  // namespace
}  // namespace hinge::pose
