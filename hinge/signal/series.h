#pragma once
// How this room speaks of samples that are not there: std::nullopt. A gap is never NaN and never a made-up number.
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace hinge::signal {

/// One entry per frame, in one unit of the caller's choosing; nullopt: not measured in that frame.
using Series = std::vector<std::optional<double>>;
using SeriesView = std::span<const std::optional<double>>;

/// A stretch of samples that all have values.
struct Segment {
  std::size_t first = 0;
  std::size_t size = 0;
  friend bool operator==(Segment, Segment) = default;
};

/// The stretches between gaps, in order.
[[nodiscard]] std::vector<Segment> find_segments(SeriesView series);
/// As above, and also parted where two neighbouring frames lie further apart than `longest_step_s` (dropped frames).
[[nodiscard]] std::vector<Segment> find_segments(std::span<const double> time_s, SeriesView series,
                                                 double longest_step_s);
/// The values of a segment.
[[nodiscard]] std::vector<double> values_of(SeriesView series, Segment segment);

}  // namespace hinge::signal
