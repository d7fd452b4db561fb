#include "hinge/pose/internal/one_euro.h"

#include <cmath>
#include <numbers>

namespace hinge::pose {
namespace {
double smoothing(double cutoff_hz, double rate_hz) {
  const double time_constant_s = 1.0 / (2 * std::numbers::pi * cutoff_hz);
  return 1.0 / (1.0 + time_constant_s * rate_hz);
}
double low_pass(std::optional<double>& state, double value, double alpha) {
  state = state ? alpha * value + (1 - alpha) * *state : value;
  return *state;
}
}  // namespace

double OneEuroFilter::apply(Seconds time, double value, double value_scale) {
  if (last_time_ && time <= *last_time_) return value;
  if (last_time_) rate_hz_ = 1.0 / (time - *last_time_).value();
  last_time_ = time;
  // The speed is taken from the raw previous value, not the filtered one.
  const double speed = last_raw_ ? (value - *last_raw_) * value_scale * rate_hz_ : 0.0;
  last_raw_ = value;
  const double steady_speed = low_pass(filtered_speed_, speed, smoothing(settings_.derivative_cutoff_hz, rate_hz_));
  const double cutoff_hz = settings_.min_cutoff_hz + settings_.beta * std::abs(steady_speed);
  return low_pass(filtered_, value, smoothing(cutoff_hz, rate_hz_));
}

}  // namespace hinge::pose
