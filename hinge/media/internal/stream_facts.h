#pragma once
// What a stream or a frame says about itself, in our words.
#include <optional>

#include "hinge/media/internal/av_handles.h"
#include "hinge/media/internal/timeline.h"
#include "hinge/media/picture.h"

namespace hinge::media::internal {

struct Size {
  int width_px = 0, height_px = 0;
  friend bool operator==(Size, Size) = default;
};

/// The nearest quarter turn of the display matrix; a mirrored matrix counts without its mirroring.
[[nodiscard]] QuarterTurn find_turn(const AVStream& stream);

/// The stored size widened to square pixels (anamorphic DV, DVD): an angle measured on oblong pixels is wrong.
[[nodiscard]] Size to_square_pixels(Size stored, AVRational sample_aspect);

[[nodiscard]] ColourMatrix find_matrix(const AVFrame& frame);
[[nodiscard]] ColourRange find_range(const AVFrame& frame);
/// swscale's coefficients for the matrix.
[[nodiscard]] const int* find_coefficients(ColourMatrix matrix);

[[nodiscard]] inline TickRate to_tick_rate(AVRational time_base) { return {time_base.num, time_base.den}; }
[[nodiscard]] inline std::optional<std::int64_t> find_stamp(std::int64_t ticks) {
  return ticks == AV_NOPTS_VALUE ? std::nullopt : std::optional(ticks);
}

}  // namespace hinge::media::internal
