#pragma once
// What can be wrong with a recording before anything is measured, and what to do about it.
#include <optional>

#include "hinge/body/recording.h"

namespace hinge::analysis::internal {

/// Feet above the shoulders nearly all the time: a video turned by half a turn, or a handstand. Nothing said about
/// either would be true.
[[nodiscard]] std::optional<body::Warning> find_upside_down(const body::Recording& recording);

/// A warning if the picture is turned by a quarter: the body is straight and level, folds at the hip over feet that
/// stay, and the hip goes back as it folds, which only a body that must keep its balance does. Who lies is pressed to
/// the floor or a bench at the hip (sit-up, back extension), keeps the hip straight (push-up, plank) or the knees bent
/// (bridge, hip thrust), or lifts the legs.
[[nodiscard]] std::optional<body::Warning> find_turned_picture(const body::Recording& recording);

}  // namespace hinge::analysis::internal
