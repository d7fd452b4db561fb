#pragma once
// A film whose picture is mirrored from a cut on, or that goes on from the other side of the person.
#include <optional>
#include <vector>

#include "hinge/body/recording.h"
#include "hinge/kinematics/internal/tracks.h"

namespace hinge::kinematics {

struct MirroredStretches {
  body::Recording recording;    ///< all of it facing one way: that of the longest stretch
  std::vector<char> mirrored;   ///< one per frame: it was the other way round in the film
};

/// Nothing where no stretch between two cuts clearly faces the other way than the longest one. `unfaced`: the tracks of
/// the picture as it is. Left and right change with the picture, so that a movement goes on across a mirrored cut.
[[nodiscard]] std::optional<MirroredStretches> find_mirrored(const body::Recording& recording, const Tracks& unfaced);

/// Points of `motion` that are shown to people go back to where they are in the film.
void show_as_filmed(const MirroredStretches& stretches, Motion& motion);

}  // namespace hinge::kinematics
