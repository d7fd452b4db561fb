#include "hinge/kinematics/weight_path.h"

namespace hinge::kinematics {

std::string_view to_string(WeightSource source) {
  switch (source) {
    case WeightSource::none: return "none";
    case WeightSource::round: return "round";
    case WeightSource::hands: return "hands";
  }
  return "none";
}

std::string_view to_string(WeightScale scale) {
  switch (scale) {
    case WeightScale::body: return "body";
    case WeightScale::diameter: return "diameter";
  }
  return "body";
}

}  // namespace hinge::kinematics
