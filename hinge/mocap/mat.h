#pragma once
// MATLAB's .mat, for those who go on there: a structure `hinge` with the time and a matrix per landmark.
#include <filesystem>

#include "hinge/base/result.h"
#include "hinge/body/recording.h"

namespace hinge::mocap {

/// hinge.time_s (n × 1), hinge.unit ("m" or "px"), hinge.axes, hinge.names, and hinge.landmarks.NAME (n × 3, or n × 2 in
/// pixels), NaN where a landmark was not measured. Format 5, which every MATLAB, Octave and SciPy reads. Error: io.
[[nodiscard]] Result<void> write_mat(const body::Recording& recording, const std::filesystem::path& path);

}  // namespace hinge::mocap
