#include "hinge/kinematics/internal/numbers.h"

#include <cmath>
#include <cstddef>
#include <optional>

namespace hinge::kinematics {
namespace {
constexpr double turn = 2 * std::numbers::pi;
}

void unwrap(std::span<double> angles, std::span<const char> seen) {
  std::optional<double> last;
  for (std::size_t i = 0; i < angles.size(); ++i) {
    if (!seen[i]) continue;
    if (last) angles[i] -= turn * std::round((angles[i] - *last) / turn);
    last = angles[i];
  }
}

double wrapped(double angle, double low) { return angle - turn * std::floor((angle - low) / turn); }

}  // namespace hinge::kinematics
