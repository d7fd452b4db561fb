#pragma once
// A recording's points as other programs expect them: metres with Y up.
#include "hinge/body/recording.h"

namespace hinge::mocap {

/// From one camera, by a source that does not estimate depth.
[[nodiscard]] bool has_pixels_only(const body::Recording& recording);

/// World coordinates, or the hip-centred ones of one camera. Image axes have y down and z away from the camera: turned
/// half round x, which stays right-handed.
[[nodiscard]] Point3<World> upright_metres(const body::Landmark& landmark, body::Space space);

}  // namespace hinge::mocap
