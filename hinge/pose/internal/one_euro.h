#pragma once
// The one-euro filter as MediaPipe writes it (Casiez, Roussel & Vogel, CHI 2012): a low pass whose cut-off rises with
// speed. Causal; only the live tracker uses it.
#include <optional>

#include "hinge/base/units.h"

namespace hinge::pose {

struct OneEuroSettings {
  double min_cutoff_hz = 1, beta = 0, derivative_cutoff_hz = 1;
};

class OneEuroFilter {
public:
  explicit OneEuroFilter(OneEuroSettings settings) : settings_(settings) {}
  /// `value_scale` makes speed comparable between near and far people: one over the person's size.
  [[nodiscard]] double apply(Seconds time, double value, double value_scale);
  void reset() { *this = OneEuroFilter(settings_); }

private:
  OneEuroSettings settings_;
  double rate_hz_ = 30;  // until two times are known
  std::optional<Seconds> last_time_;
  std::optional<double> last_raw_, filtered_, filtered_speed_;
};

}  // namespace hinge::pose
