#pragma once
// The order of people in a frame is no identity: who is who follows from where they stand.
#include <optional>
#include <vector>

#include "hinge/mocap/internal/skeletons.h"

namespace hinge::mocap {

struct Followed {
  std::vector<std::optional<std::size_t>> person;  ///< per frame, index into that frame's people
  std::vector<std::size_t> rejoined;  ///< first frames after which it may be somebody else
};

/// The one who is large and stays longest. `frames[i]` are the people of frame i, each with points.
[[nodiscard]] Followed follow_main_person(const std::vector<std::vector<std::vector<Keypoint>>>& frames,
                                          const std::vector<double>& time_s);

}  // namespace hinge::mocap
