#include "hinge/signal/butterworth.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "hinge/base/expect.h"

namespace hinge::signal {
namespace {

constexpr double passes = 2;
constexpr double order = 2;

/// By odd reflection about the end samples: point symmetry, which repeats with a drift of twice the end-to-end change.
class OddReflection {
 public:
  explicit OddReflection(std::span<const double> samples)
      : samples_(samples), period_(2 * (static_cast<std::ptrdiff_t>(samples.size()) - 1)) {}

  [[nodiscard]] double at(std::ptrdiff_t i) const {
    const auto last = static_cast<std::ptrdiff_t>(samples_.size()) - 1;
    const std::ptrdiff_t turns = i >= 0 ? i / period_ : -((-i + period_ - 1) / period_);
    const std::ptrdiff_t within = i - turns * period_;
    const double drift = 2 * (samples_.back() - samples_.front()) * static_cast<double>(turns);
    const double base = within <= last ? sample(within) : 2 * samples_.back() - sample(period_ - within);
    return base + drift;
  }

 private:
  [[nodiscard]] double sample(std::ptrdiff_t i) const { return samples_[static_cast<std::size_t>(i)]; }
  std::span<const double> samples_;
  std::ptrdiff_t period_;
};

/// In place, starting as if the first sample had always been there.
void run(const LowPass& filter, std::span<double> samples) {
  double x1 = samples.front(), x2 = x1, y1 = x1, y2 = x1;
  for (double& sample : samples) {
    const double x = sample;
    const double y = filter.a0 * x + filter.a1 * x1 + filter.a2 * x2 + filter.b1 * y1 + filter.b2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    sample = y;
  }
}

}  // namespace

LowPass design_low_pass(double cutoff_hz, double rate_hz, Damping damping) {
  HINGE_EXPECT(cutoff_hz > 0 && cutoff_hz < rate_hz / 4);
  const bool critical = damping == Damping::critical;
  // Two passes would reach -6 dB at the cut-off; the correction belongs on the warped frequency (docs/science.md 5.1).
  const double correction = critical ? std::sqrt(std::pow(2, 1 / (2 * passes)) - 1)
                                     : std::pow(std::pow(2, 1 / passes) - 1, 1 / (2 * order));
  const double warped = std::tan(std::numbers::pi * cutoff_hz / rate_hz) / correction;
  const double k1 = (critical ? 2 : std::numbers::sqrt2) * warped;
  const double k2 = warped * warped;
  const double a0 = k2 / (1 + k1 + k2);
  const double k3 = 2 * a0 / k2;
  return {a0, 2 * a0, a0, k3 - 2 * a0, 1 - 2 * a0 - k3};
}

double highest_cutoff_hz(double rate_hz) { return 0.24 * rate_hz; }

std::vector<double> smooth_uniform(std::span<const double> samples, double rate_hz, double cutoff_hz, Damping damping) {
  const LowPass filter = design_low_pass(cutoff_hz, rate_hz, damping);
  if (samples.size() < 2) return {samples.begin(), samples.end()};
  // At least a second (docs/science.md 5.1); five periods of the cut-off bring the start-up transient below 1e-9.
  const double padding_s = std::max(1.0, 5.0 / cutoff_hz);
  const auto padding = static_cast<std::ptrdiff_t>(std::ceil(padding_s * rate_hz));
  const auto size = static_cast<std::ptrdiff_t>(samples.size());
  const OddReflection extended(samples);
  std::vector<double> work;
  work.reserve(static_cast<std::size_t>(size + 2 * padding));
  for (std::ptrdiff_t i = -padding; i < size + padding; ++i) work.push_back(extended.at(i));
  run(filter, work);
  std::ranges::reverse(work);
  run(filter, work);
  std::ranges::reverse(work);
  return {work.begin() + padding, work.begin() + padding + size};
}

Series smooth_uniform(SeriesView samples, double rate_hz, double cutoff_hz, Damping damping) {
  Series result(samples.size());
  for (const Segment segment : find_segments(samples)) {
    const auto smooth = smooth_uniform(values_of(samples, segment), rate_hz, cutoff_hz, damping);
    std::ranges::copy(smooth, result.begin() + static_cast<std::ptrdiff_t>(segment.first));
  }
  return result;
}

}  // namespace hinge::signal
