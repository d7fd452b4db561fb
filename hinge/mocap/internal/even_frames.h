#pragma once
// For formats that know one rate and no times.
#include "hinge/body/recording.h"

namespace hinge::mocap {

/// Whether the frames come so evenly that their numbers tell their times to a fiftieth of a frame.
[[nodiscard]] bool comes_evenly(const body::Recording& recording);
/// As many frames, evenly spread over the same time; what lies between two frames that both see a landmark is
/// interpolated, all else is missing. The recording must have two frames or more.
[[nodiscard]] body::Recording spread_evenly(const body::Recording& recording);
/// Frames a second from the first frame to the last; the source's own where there is one frame only, or 1.
[[nodiscard]] double even_rate_hz(const body::Recording& recording);

}  // namespace hinge::mocap
