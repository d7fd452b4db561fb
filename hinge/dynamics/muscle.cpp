#include "hinge/dynamics/muscle.h"

#include <algorithm>
#include <array>

namespace hinge::dynamics {
namespace {

/// Length over thigh length = at_rest + hip * degrees + knee * degrees; Hawkins and Hull 1990, docs/science.md 4.1.
struct Coefficients {
  double at_rest, hip, knee;
};

constexpr Coefficients coefficients_of(Muscle muscle) {
  switch (muscle) {
    case Muscle::biceps_femoris_long_head: return {1.048, 2.09e-3, -1.60e-3};
    case Muscle::semitendinosus: return {0.987, 2.07e-3, -1.78e-3};
    case Muscle::semimembranosus: return {1.027, 1.99e-3, -2.22e-3};
    case Muscle::rectus_femoris: return {1.107, -1.50e-3, 1.99e-3};
  }
  return {1, 0, 0};
}

/// Moment arm of the gluteus maximus after Németh and Ohlsén 1985 on a thigh of 0.42 m (docs/science.md 4.1).
struct Arm {
  double hip_rad, thigh_lengths;
};
constexpr std::array arms{Arm{0, 0.08 / 0.42}, Arm{to_radians(Degrees{60.0}).value(), 0.05 / 0.42},
                          Arm{to_radians(Degrees{90.0}).value(), 0.035 / 0.42}};

}  // namespace

double length_change(Muscle muscle, Radians hip_flexion, Radians knee_flexion) {
  const Coefficients c = coefficients_of(muscle);
  return (c.hip * to_degrees(hip_flexion).value() + c.knee * to_degrees(knee_flexion).value()) / c.at_rest;
}

double hamstring_length_change(Radians hip_flexion, Radians knee_flexion) {
  constexpr std::array hamstrings{Muscle::biceps_femoris_long_head, Muscle::semitendinosus, Muscle::semimembranosus};
  double sum = 0;
  for (const Muscle muscle : hamstrings) sum += length_change(muscle, hip_flexion, knee_flexion);
  return sum / static_cast<double>(hamstrings.size());
}

double gluteus_lengthening(Radians hip_flexion) {
  const double hip = hip_flexion.value();
  if (hip <= 0) return hip * arms.front().thigh_lengths;
  double lengthening = 0;
  for (std::size_t i = 1; i < arms.size(); ++i) {
    const Arm &low = arms[i - 1], &high = arms[i];
    const double reached = std::clamp(hip, low.hip_rad, high.hip_rad) - low.hip_rad;
    const double slope = (high.thigh_lengths - low.thigh_lengths) / (high.hip_rad - low.hip_rad);
    lengthening += reached * (low.thigh_lengths + slope * reached / 2);
  }
  return lengthening + std::max(0.0, hip - arms.back().hip_rad) * arms.back().thigh_lengths;
}

}  // namespace hinge::dynamics
