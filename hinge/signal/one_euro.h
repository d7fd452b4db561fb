#pragma once
// Smoothing for the live picture only: it sees no future, so it lags. Peaks, speeds and reports come from butterworth.h.
#include <optional>

namespace hinge::signal {

/// Casiez, Roussel and Vogel 2012; starting values of docs/science.md 5.3 for angles in radians.
struct OneEuroTuning {
  double slowest_cutoff_hz = 1.5;
  double beta = 1.145915590261646;  ///< Hz per unit of speed: 0.02 Hz per deg/s, here per rad/s
  double speed_cutoff_hz = 1.0;
};

class OneEuro {
 public:
  explicit OneEuro(OneEuroTuning tuning = {}) : tuning_(tuning) {}
  /// The smoothed value at `time_s`; a time that is not later than the last one returns the last result.
  double update(double time_s, double value);
  /// Forgets what was; for use after a gap.
  void reset() { last_.reset(); }

 private:
  struct State {
    double time_s, value, speed, smooth;
  };
  OneEuroTuning tuning_;
  std::optional<State> last_;
};

}  // namespace hinge::signal
