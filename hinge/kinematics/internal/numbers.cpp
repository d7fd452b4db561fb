#include "hinge/kinematics/internal/numbers.h"

#include <cmath>
#include <cstddef>
#include <optional>
#include <vector>

#include "hinge/signal/statistics.h"

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

void shift_into(std::span<double> angles, std::span<const char> seen, std::span<const double> minus, double low) {
  std::vector<double> values;
  for (std::size_t i = 0; i < angles.size(); ++i) {
    if (seen[i]) values.push_back(angles[i] - minus[i]);
  }
  const auto middle = signal::median(values);
  if (!middle) return;
  const double shift = -turn * std::floor((*middle - low) / turn);
  for (std::size_t i = 0; i < angles.size(); ++i) angles[i] += shift;
}

}  // namespace hinge::kinematics
