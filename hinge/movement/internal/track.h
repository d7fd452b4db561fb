#pragma once
// One signal as a steady curve with its velocity, in stretches without long gaps.
#include <cstddef>
#include <vector>

#include "hinge/base/measured.h"
#include "hinge/base/units.h"

namespace hinge::movement::internal {

/// Frames first … first + size - 1, every one with a value: gaps up to `longest_gap_s` are bridged.
struct Stretch {
  std::size_t first = 0;
  std::vector<double> time_s;
  std::vector<double> value;
  std::vector<double> velocity;  ///< per second

  [[nodiscard]] std::size_t size() const { return value.size(); }
};

/// Longer gaps (lost person, cut) break the curve: docs/science.md 5.5.
inline constexpr double longest_gap_s = 0.8;

/// How a signal becomes steady. A median of three takes single-frame spikes out, but also a frame off every sharp turn.
struct Steadying {
  /// Standard deviation of the weight. Signals that arrive low-passed (docs/science.md 5) only need a steady velocity:
  /// 1 degree of white jitter at 30 fps leaves 6 degrees/s, under the 10 degrees/s that start a rep.
  double weight_sd_s = 0.05;
  bool removes_spikes = true;
};

/// `signal`: one per frame of `time`. Value and velocity come from one straight line fitted around each frame with a
/// bell-shaped weight, which asks for no constant frame rate.
[[nodiscard]] std::vector<Stretch> smooth_stretches(const std::vector<Seconds>& time,
                                                    const std::vector<Measured<double>>& signal,
                                                    const Steadying& how = {});

}  // namespace hinge::movement::internal
