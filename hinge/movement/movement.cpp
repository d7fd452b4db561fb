#include "hinge/movement/movement.h"

namespace hinge::movement {

std::string_view to_string(Pattern pattern) {
  switch (pattern) {
    case Pattern::hinge:
      return "hinge";
    case Pattern::squat:
      return "squat";
    case Pattern::lunge:
      return "lunge";
    case Pattern::push:
      return "push";
    case Pattern::pull:
      return "pull";
    case Pattern::carry:
      return "carry";
    case Pattern::none:
      return "none";
  }
  return "none";
}

std::string_view to_string(PhaseName name) {
  switch (name) {
    case PhaseName::setup:
      return "setup";
    case PhaseName::descent:
      return "descent";
    case PhaseName::bottom:
      return "bottom";
    case PhaseName::ascent:
      return "ascent";
    case PhaseName::lockout:
      return "lockout";
  }
  return "setup";
}

}  // namespace hinge::movement
