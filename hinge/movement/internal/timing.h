#pragma once
// When a repetition begins, turns and ends, once it has been found: docs/accuracy.md, repetitions.
#include <vector>

#include "hinge/movement/internal/cycles.h"
#include "hinge/movement/internal/signals.h"

namespace hinge::movement::internal {

/// In a hold at the bottom the fold hardly changes and the noise of four landmarks picks its greatest frame. Legs are
/// still there; what turns is the trunk, whose lean is steadier by half (docs/science.md 10). Steadier again is how low
/// everything hangs that the trunk carries: landmarks by the dozen, on the longer lever. Where face or shoulder is
/// hidden, the lean decides.
void settle_bottoms(const Signals& signals, std::vector<Cycle>& cycles);

/// When a rep leaves its start and is back there: the middle of what fold, lean and the upper body's height say. Plates
/// or an oblique view make the fold lag, raised arms blur the lean, and a height changes late near upright. Without the
/// height, it has begun when fold or lean has left, and is over when both are back.
void settle_ends(const Signals& signals, const Curve& fold, std::vector<Cycle>& cycles);

}  // namespace hinge::movement::internal
