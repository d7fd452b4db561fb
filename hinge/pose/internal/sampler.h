#pragma once
// Cuts a rotated square out of a picture, bilinearly and without antialiasing, as the networks were trained to see it.
#include <span>

#include "hinge/media/picture.h"
#include "hinge/pose/internal/region.h"

namespace hinge::pose {

/// What lies outside the picture.
enum class Border : unsigned char {
  replicate,  ///< the nearest picture point
  black       ///< zero before scaling
};

struct SampleGrid {
  RegionOfInterest region;  ///< in the upright picture
  int cells = 0;            ///< per side; cell i's centre lies at (i + 0.5) / cells
  Border border = Border::replicate;
  float lowest = 0, highest = 1;  ///< what colour 0 and colour 255 become
};

class PictureSampler {
public:
  PictureSampler() = default;
  PictureSampler(const PictureSampler&) = delete;
  PictureSampler& operator=(const PictureSampler&) = delete;
  virtual ~PictureSampler() = default;
  /// Fills cells * cells * 3 values, RGB interleaved.
  virtual void sample(const SampleGrid& grid, std::span<float> rgb) const = 0;
  /// Upright size.
  [[nodiscard]] virtual int width_px() const = 0;
  [[nodiscard]] virtual int height_px() const = 0;
};

/// Exact: the same arithmetic as the reference implementation on the same RGB. For equivalence tests.
class RgbSampler final : public PictureSampler {
public:
  explicit RgbSampler(const media::RgbImage& image) : image_(image) {}  ///< borrows
  void sample(const SampleGrid& grid, std::span<float> rgb) const override;
  [[nodiscard]] int width_px() const override { return image_.width_px; }
  [[nodiscard]] int height_px() const override { return image_.height_px; }

private:
  const media::RgbImage& image_;
};

/// A place of the upright picture in the planes as they are stored.
[[nodiscard]] ImagePoint to_stored(ImagePoint upright, const media::YuvView& yuv, media::QuarterTurn turn);

/// Fast: straight from the decoder's planes, turning and converting only the cells that are looked at.
class YuvSampler final : public PictureSampler {
public:
  YuvSampler(const media::YuvView& yuv, media::QuarterTurn turn) : yuv_(yuv), turn_(turn) {}  ///< borrows the planes
  void sample(const SampleGrid& grid, std::span<float> rgb) const override;
  [[nodiscard]] int width_px() const override { return media::upright_width_px(yuv_, turn_); }
  [[nodiscard]] int height_px() const override { return media::upright_height_px(yuv_, turn_); }

private:
  media::YuvView yuv_;
  media::QuarterTurn turn_;
};

}  // namespace hinge::pose
