#include "hinge/kinematics/motion.h"

namespace hinge::kinematics {

std::string_view to_string(View view) {
  switch (view) {
    case View::sagittal_left:
      return "sagittal_left";
    case View::sagittal_right:
      return "sagittal_right";
    case View::oblique:
      return "oblique";
    case View::frontal:
      return "frontal";
    case View::unknown:
      return "unknown";
  }
  return "unknown";
}

}  // namespace hinge::kinematics
