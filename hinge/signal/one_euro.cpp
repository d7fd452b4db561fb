#include "hinge/signal/one_euro.h"

#include <cmath>
#include <numbers>

namespace hinge::signal {
namespace {
double weight_of_new(double cutoff_hz, double step_s) {
  const double tau = 1 / (2 * std::numbers::pi * cutoff_hz);
  return 1 / (1 + tau / step_s);
}
}  // namespace

double OneEuro::update(double time_s, double value) {
  if (!last_) {
    last_ = State{time_s, value, 0, value};
    return value;
  }
  const double step_s = time_s - last_->time_s;
  if (step_s <= 0) return last_->smooth;
  const double raw_speed = (value - last_->value) / step_s;
  const double speed = std::lerp(last_->speed, raw_speed, weight_of_new(tuning_.speed_cutoff_hz, step_s));
  const double cutoff_hz = tuning_.slowest_cutoff_hz + tuning_.beta * std::abs(speed);
  const double smooth = std::lerp(last_->smooth, value, weight_of_new(cutoff_hz, step_s));
  last_ = State{time_s, value, speed, smooth};
  return smooth;
}

}  // namespace hinge::signal
