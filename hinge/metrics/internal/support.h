#pragma once
// What several metrics need: where the rep's top and phases are, values steadied over a few frames, and how
// uncertainties combine.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "hinge/metrics/metric.h"

namespace hinge::metrics::internal {

using AngleOfFrame = Measured<double> (*)(const Trial&, std::size_t frame);

/// Exactly one sample.
[[nodiscard]] inline Samples single(std::size_t frame, Measured<double> value) { return {Sample{frame, value}}; }
[[nodiscard]] inline Samples single_missing(std::size_t frame, Unmeasured why) {
  return {Sample{frame, Measured<double>::missing(why)}};
}

/// One sample per frame from the rep's start to its end.
[[nodiscard]] Samples over_rep(const Trial& trial, const movement::Rep& rep, const kinematics::AngleSeries& series);
/// What a change is counted from, and one sd of what it may differ from the person's own quiet standing.
struct Reference {
  Radians value, sd;
};
/// One angle of the person's standing, of lockouts where nobody stood quietly; nothing without either.
[[nodiscard]] std::optional<Reference> standing_angle(const Trial& trial, Radians kinematics::Standing::*angle,
                                                      Radians kinematics::StandingSpread::*spread);
/// Whether the person's own quiet stand was filmed. What is asked of the top of a lift is not compared with itself.
[[nodiscard]] bool stood_quietly(const Trial& trial);

/// The same as change from `reference`; missing(no_reference) without one.
[[nodiscard]] Samples change_over_rep(const movement::Rep& rep, const kinematics::AngleSeries& series,
                                      const std::optional<Reference>& reference);

/// Median of what was seen within 50 ms of `frame`: one jittering frame must not decide a difference of two.
[[nodiscard]] Measured<double> steady_value(const Trial& trial, const kinematics::AngleSeries& series,
                                            std::size_t frame);
/// Median of what was seen in the range.
[[nodiscard]] Measured<double> median_over(const kinematics::AngleSeries& series, kinematics::FrameRange frames);

/// b - a of the same series. Markerless error is mostly an offset that cancels in a change, which leaves about half of
/// the absolute uncertainty (docs/science.md 10, last rows).
[[nodiscard]] Measured<double> change(Measured<double> from, Measured<double> to);
/// As change(), when the reference is a median and carries no jitter of its own.
[[nodiscard]] Measured<double> change_from(const Reference& reference, Measured<double> to);
inline constexpr double change_sd_share = 0.5;

[[nodiscard]] std::optional<kinematics::FrameRange> find_phase(const movement::Rep& rep, movement::PhaseName name);
/// Frames of the bottom window; the bottom frame alone if the rep has none.
[[nodiscard]] kinematics::FrameRange bottom_window(const movement::Rep& rep);
/// The frame of the rep that stands for "top": its start, or for a rep that begins at the bottom the top it reaches.
[[nodiscard]] std::size_t top_frame(const movement::Rep& rep);
/// Frames of the lockout; the end frame alone if nobody paused there.
[[nodiscard]] kinematics::FrameRange lockout_window(const movement::Rep& rep);

/// Whether the recording began when the person was already on the way: how long the descent took is then not known.
[[nodiscard]] bool began_under_way(const Trial& trial, const movement::Rep& rep);
/// Whether the recording ended with the rep: what came after, a lockout too, was not filmed.
[[nodiscard]] bool ended_with_the_clip(const Trial& trial, const movement::Rep& rep);

/// The end of a duration is known to about 1.5 frames (docs/science.md 10, last table).
[[nodiscard]] double time_sd_s(const Trial& trial, const movement::Rep& rep);

}  // namespace hinge::metrics::internal
