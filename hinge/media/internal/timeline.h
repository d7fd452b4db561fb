#pragma once
// From a stream's ticks to seconds since the clip's first picture; one rule for all readers of a file.
#include <cstdint>
#include <optional>

#include "hinge/base/units.h"

namespace hinge::media::internal {

struct TickRate {
  int num = 1, den = 1;  ///< one tick lasts num/den seconds
};

/// Same ticks, same bits: a keyframe's time found by the probe equals the time the reader gives its picture.
[[nodiscard]] inline Seconds to_seconds(std::int64_t ticks, std::int64_t origin, TickRate rate) {
  return Seconds{(static_cast<double>(ticks) - static_cast<double>(origin)) * rate.num / rate.den};
}

/// Gives every picture a time that never goes back. Phones repeat stamps when they drop to a lower rate: a repeated
/// stamp stays repeated (the picture is kept and users of the clip decide). A stamp before the previous picture's is
/// damage: the picture is shown at the previous picture's time. A missing stamp is the previous time plus one frame.
class Timeline {
 public:
  Timeline(std::int64_t origin, TickRate rate, Seconds frame) : origin_(origin), rate_(rate), frame_(frame) {}

  [[nodiscard]] Seconds place(std::optional<std::int64_t> ticks) {
    Seconds time = begun_ ? last_ + frame_ : Seconds{0};
    if (ticks) time = to_seconds(*ticks, origin_, rate_);
    last_ = time < last_ ? last_ : time;  // from 0 on
    begun_ = true;
    return last_;
  }

 private:
  std::int64_t origin_;
  TickRate rate_;
  Seconds frame_;
  Seconds last_{0};
  bool begun_ = false;
};

}  // namespace hinge::media::internal
