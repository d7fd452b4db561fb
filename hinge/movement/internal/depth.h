#pragma once
// The one curve that repetitions of the hips are found in: docs/science.md 6.1.
#include "hinge/movement/internal/signals.h"

namespace hinge::movement::internal {

/// Leans of the trunk that a standing body can have; beyond lies a pose that was not theirs.
inline constexpr double least_lean = degrees(-60), most_lean = degrees(150);
[[nodiscard]] constexpr bool is_possible_lean(double lean) { return lean >= least_lean && lean <= most_lean; }

/// How deep the person is, in radians of hip fold, from three signs that fail in different films: the fold itself (a
/// plate before the legs takes it), the trunk's lean (a squat hardly leans) and how far the shoulders have sunk (a camera
/// that moves, feet out of the picture). The middle one of three, the mean of two; what is unseen for a while is filled
/// from the others.
[[nodiscard]] Curve depth_of(const Signals& signals);

}  // namespace hinge::movement::internal
