#pragma once
// Black bars beside or above a picture that was put into a frame of another shape.
#include <optional>

#include "hinge/media/picture.h"
#include "hinge/pose/internal/region.h"

namespace hinge::pose {

/// One per run of pictures. What was black from the border inwards in every picture so far is a bar.
class BarsWatch {
public:
  void look(const media::YuvView& yuv, media::QuarterTurn turn);
  /// Between the bars; nullopt if there are none.
  [[nodiscard]] std::optional<PictureArea> between_bars() const;

private:
  double width_ = 0, height_ = 0;
  double left_ = 0, right_ = 0, top_ = 0, bottom_ = 0;  ///< widths of the black borders, px
};

}  // namespace hinge::pose
