#pragma once
// From jittery landmarks with holes to smooth paths: outliers out, short gaps filled, zero-lag low-pass; on a uniform
// grid made from the presentation stamps, sampled back at the frames (docs/science.md 5).
#include "hinge/kinematics/internal/tracks.h"

namespace hinge::kinematics {

/// `scale`: length of a leg in the tracks' unit; what is far off is judged against it. Gaps of up to 0.2 s become seen,
/// longer ones stay unseen.
[[nodiscard]] Tracks clean_tracks(const Tracks& raw, double scale, double cutoff_hz);

/// As clean_tracks without the low-pass: outliers out, short gaps bridged.
[[nodiscard]] Tracks fill_tracks(const Tracks& raw, double scale);

/// 5 Hz, rising to 8 Hz between 150 and 250 deg/s of trunk rotation (its 98th percentile): swings need the bandwidth,
/// slow lifts the quiet (docs/science.md 5.2; the speeds are our own cut-offs).
[[nodiscard]] double choose_cutoff_hz(const Tracks& raw, double scale);

}  // namespace hinge::kinematics
