#pragma once
// Which of the round outlines of many pictures is the one weight that goes where the hands go.
#include <span>

#include "hinge/body/implement.h"
#include "hinge/pose/internal/implement_watch.h"

namespace hinge::pose {

/// The best path of one size through the sightings (dynamic programming over every size): outlines that are well seen,
/// near the hands, and step as the hands step. Lost and found again it may be, across cuts too.
[[nodiscard]] body::ImplementTrack find_best_path(std::span<const ImplementSighting> sightings,
                                                  std::span<const Seconds> cuts);

/// Whether the path is that of a weight: there most of the time, and up and down with the hands. A clock on the wall is
/// not, nor is a head.
[[nodiscard]] bool moves_with_hands(std::span<const ImplementSighting> sightings, const body::ImplementTrack& track);

/// The best path that is a weight's; empty if there is none.
[[nodiscard]] body::ImplementTrack find_implement(std::span<const ImplementSighting> sightings,
                                                  std::span<const Seconds> cuts);

}  // namespace hinge::pose
