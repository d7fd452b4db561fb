#include "hinge/pose/internal/frame_choice.h"

#include <algorithm>

namespace hinge::pose {

int pictures_per_look(const media::VideoInfo& info) {
  // The rate of nearly every film that accuracy was measured on; the low-pass keeps 5 to 8 Hz of it.
  constexpr double enough_hz = 29;
  constexpr double fewest_looks = 60;
  if (!(info.duration > Seconds{0}) || !(info.fps > 0)) return 1;
  const auto pictures = static_cast<double>(info.frames);
  // Pictures that share a time count once in fps: where there are many, the clock is not to be trusted.
  const double rate = std::min(info.fps, pictures / info.duration.value());
  const double most = std::min(rate / enough_hz, pictures / fewest_looks);
  return std::max(1, static_cast<int>(most));
}

}  // namespace hinge::pose
