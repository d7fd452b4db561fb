#include "hinge/signal/residual.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "hinge/base/expect.h"
#include "hinge/signal/butterworth.h"

namespace hinge::signal {
namespace {

struct Residual {
  double cutoff_hz, rms;
};

double rms_removed(std::span<const double> samples, double rate_hz, double cutoff_hz) {
  const auto smooth = smooth_uniform(samples, rate_hz, cutoff_hz);
  double sum = 0;
  for (std::size_t i = 0; i < samples.size(); ++i) sum += (samples[i] - smooth[i]) * (samples[i] - smooth[i]);
  return std::sqrt(sum / static_cast<double>(samples.size()));
}

/// Where the least-squares line through the points meets cut-off 0.
double intercept(std::span<const Residual> points) {
  double mean_x = 0, mean_y = 0;
  for (const auto& point : points) {
    mean_x += point.cutoff_hz / static_cast<double>(points.size());
    mean_y += point.rms / static_cast<double>(points.size());
  }
  double xx = 0, xy = 0;
  for (const auto& point : points) {
    xx += (point.cutoff_hz - mean_x) * (point.cutoff_hz - mean_x);
    xy += (point.cutoff_hz - mean_x) * (point.rms - mean_y);
  }
  return mean_y - xy / xx * mean_x;
}

}  // namespace

std::optional<CutoffChoice> choose_cutoff(std::span<const double> samples, double rate_hz, double lowest_hz,
                                          double highest_hz) {
  HINGE_EXPECT(lowest_hz > 0 && highest_hz >= lowest_hz);
  constexpr double step_hz = 0.25;
  std::vector<Residual> curve;
  if (static_cast<double>(samples.size()) < 2 * rate_hz) return std::nullopt;
  for (double cutoff = 1; cutoff < rate_hz / 4; cutoff += step_hz) {
    curve.push_back({cutoff, rms_removed(samples, rate_hz, cutoff)});
  }
  if (curve.size() < 8) return std::nullopt;  // under 12 frames a second
  const double noise = std::max(0.0, intercept(std::span(curve).subspan(curve.size() / 2)));
  double chosen = highest_hz;
  for (std::size_t i = 0; i < curve.size(); ++i) {
    if (curve[i].rms > noise) continue;
    chosen = curve[i].cutoff_hz;
    if (i > 0) {
      const double fall = curve[i - 1].rms - curve[i].rms;
      chosen -= fall > 0 ? step_hz * (noise - curve[i].rms) / fall : 0;
    }
    break;
  }
  return CutoffChoice{std::clamp(chosen, lowest_hz, highest_hz), noise};
}

}  // namespace hinge::signal
