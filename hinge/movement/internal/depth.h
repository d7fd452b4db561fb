#pragma once
// The one curve that repetitions of the hips are found in: docs/science.md 6.1.
#include "hinge/movement/internal/signals.h"

namespace hinge::movement::internal {

/// How deep the person is, in radians of hip fold, from three signs that fail in different films: the fold itself (a
/// plate before the legs takes it), the trunk's lean (a squat hardly leans) and how far the shoulders have sunk (a camera
/// that moves, feet out of the picture). The middle one of three, the mean of two; what is unseen for a while is filled
/// from the others.
[[nodiscard]] Curve depth_of(const Signals& signals);

}  // namespace hinge::movement::internal
