#pragma once
// From a force plate's channels to the force on the person and where it acts.
#include <span>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/mocap/internal/c3d_parameters.h"
#include "hinge/mocap/lab_signals.h"

namespace hinge::mocap {

/// The plates that FORCE_PLATFORM describes, from scaled channels, in the file's own axes and metres. A plate whose
/// description cannot be used is left out and named in `warnings`.
[[nodiscard]] std::vector<ForcePlate> read_force_plates(const C3dParameters& parameters,
                                                        std::span<const AnalogChannel> channels,
                                                        double metres_per_unit, std::vector<body::Warning>& warnings);

}  // namespace hinge::mocap
