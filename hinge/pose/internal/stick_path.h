#pragma once
// Which of the lines that the pictures offer are a stick: one that goes where the trunk goes.
#include <span>

#include "hinge/body/implement.h"
#include "hinge/pose/internal/stick_watch.h"

namespace hinge::pose {

/// One per sighting, or empty: no line turned with the trunk through a hinge.
[[nodiscard]] body::StickTrack find_stick(std::span<const StickSighting> sightings);

}  // namespace hinge::pose
