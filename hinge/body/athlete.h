#pragma once
// What the user told us about the person and the load; every field may be unknown.
#include <optional>

#include "hinge/base/units.h"

namespace hinge::body {

struct Athlete {
  std::optional<Metres> height;
  std::optional<Kilograms> mass;
  std::optional<Kilograms> load;  ///< in the hands or on the back; 0 kg is "none", absent is "not said"
  std::optional<Metres> plate_diameter{};  ///< of the round plate or bell that the camera sees; sets the scale of its path
  std::optional<Metres> wall_gap{};        ///< from the heels to the wall of a wall tap
};

}  // namespace hinge::body
