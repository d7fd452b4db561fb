#pragma once
// Pictures that only repeat the one before: a film of 24 pictures saved at 30, slow motion made by showing each picture
// eight times, a screen recorder that fell behind. What stands still in them is the film, not the person.
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "hinge/media/picture.h"

namespace hinge::pose {

/// How much each picture differs from the one before it; one per run of pictures.
class ChangeWatch {
public:
  /// Mean absolute difference in 8-bit levels, over a lattice finer than a thumb's width; 0 for the first picture.
  [[nodiscard]] double look(const media::YuvView& yuv);

private:
  std::vector<std::uint8_t> last_, now_;
};

/// Which pictures repeat the one before, given each one's change. Nothing unless the film holds pictures throughout: a
/// person may stand still, and a dropped picture now and then does no harm.
[[nodiscard]] std::vector<char> find_held_pictures(std::span<const double> change);

}  // namespace hinge::pose
