#pragma once
// The eye's weights as bench/fit/eye/fit_eye wrote them into eye_weights.cpp: whole numbers with one step a row.
#include <cstdint>
#include <span>

namespace hinge::kinematics::eye_weights {

/// value(row, column) = steps[row] * levels[row * columns + column]; out = value * in + bias.
struct Layer {
  std::span<const std::int8_t> levels;
  std::span<const float> steps;
  std::span<const float> bias;  ///< may be empty: none
};

struct Net {
  std::span<const float> centre, scale;  ///< a feature x enters as (x - centre) / scale, within +-largest_feature
  Layer one, two, mean, skip, spread;
};

inline constexpr float largest_feature = 5;
[[nodiscard]] std::span<const Net> nets();
/// Factors of the stated spreads, so that they hold for people the nets never saw; in the order of eye.cpp.
[[nodiscard]] std::span<const float> spread_factors();

/// One still as the fit saw it and what its network said of it, to check that this one says the same.
struct Sample {
  std::span<const float> features, corrections_deg, sd_deg;  ///< of trunk, thigh and shank what is added to the raw ones
};
[[nodiscard]] Sample sample();

}  // namespace hinge::kinematics::eye_weights
