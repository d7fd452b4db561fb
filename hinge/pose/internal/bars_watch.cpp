#include "hinge/pose/internal/bars_watch.h"

#include <algorithm>
#include <cmath>

#include "hinge/pose/internal/luma.h"

namespace hinge::pose {
namespace {

// Ours. Video black is 16 of 255, coded roughly a few steps around it; a dark room has more than that somewhere.
constexpr float blackest_most = 22;
constexpr int lines = 200, samples = 60;  // looked at across and along each border

bool is_black(float luma) { return luma < blackest_most; }

/// How much of `length` from one border is black over the whole `across`. `luma_at(inwards, along)`.
template <typename LumaAt>
double black_border(double length, double across, const LumaAt& luma_at) {
  const double step = std::max(1.0, length / lines);
  double inwards = 0;
  for (; inwards < length; inwards += step) {
    for (int k = 0; k < samples; ++k)
      if (!is_black(luma_at(inwards + 0.5, across * (k + 0.5) / samples))) return inwards;
  }
  return length;
}

/// Bars stand on both sides, equally wide, and leave most of a picture.
bool are_bars(double first, double second, double length) {
  constexpr double least = 0.03, alike = 0.03, most = 0.8;
  return std::min(first, second) > least * length && std::abs(first - second) < alike * length &&
         first + second < most * length;
}

}  // namespace

void BarsWatch::look(const media::YuvView& yuv, media::QuarterTurn turn) {
  const Luma luma(yuv, turn);
  const double width = luma.width_px(), height = luma.height_px();
  const bool first_look = width_ == 0;
  width_ = width;
  height_ = height;
  const auto narrow = [first_look](double& border, double seen) { border = first_look ? seen : std::min(border, seen); };
  narrow(left_, black_border(width, height, [&](double in, double along) { return luma.at(in, along); }));
  narrow(right_, black_border(width, height, [&](double in, double along) { return luma.at(width - in, along); }));
  narrow(top_, black_border(height, width, [&](double in, double along) { return luma.at(along, in); }));
  narrow(bottom_, black_border(height, width, [&](double in, double along) { return luma.at(along, height - in); }));
}

std::optional<PictureArea> BarsWatch::between_bars() const {
  PictureArea area{0, 0, width_, height_};
  const bool beside = are_bars(left_, right_, width_), above = are_bars(top_, bottom_, height_);
  if (beside) {
    area.left = left_;
    area.width = width_ - left_ - right_;
  }
  if (above) {
    area.top = top_;
    area.height = height_ - top_ - bottom_;
  }
  if (!beside && !above) return std::nullopt;
  return area;
}

}  // namespace hinge::pose
