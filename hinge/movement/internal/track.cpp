#include "hinge/movement/internal/track.h"

#include <algorithm>
#include <cmath>

#include "hinge/base/expect.h"

namespace hinge::movement::internal {
namespace {

/// Removes single-frame spikes: each inner value becomes the median of itself and its two neighbours.
std::vector<double> without_spikes(const std::vector<double>& values) {
  auto steady = values;
  for (std::size_t i = 1; i + 1 < values.size(); ++i) {
    const double a = values[i - 1], b = values[i], c = values[i + 1];
    steady[i] = std::max(std::min(a, b), std::min(std::max(a, b), c));
  }
  return steady;
}

void fit_lines(Stretch& stretch, const Steadying& how) {
  const double weight_sd_s = how.weight_sd_s, weight_reach_s = 3 * weight_sd_s;
  const auto raw = how.removes_spikes ? without_spikes(stretch.value) : stretch.value;
  const auto& t = stretch.time_s;
  stretch.velocity.assign(raw.size(), 0.0);
  std::size_t low = 0;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    while (t[i] - t[low] > weight_reach_s) ++low;
    double w0 = 0, w1 = 0, w2 = 0, y0 = 0, y1 = 0;
    for (std::size_t j = low; j < raw.size() && t[j] - t[i] <= weight_reach_s; ++j) {
      const double d = t[j] - t[i];
      const double w = std::exp(-0.5 * d * d / (weight_sd_s * weight_sd_s));
      w0 += w;
      w1 += w * d;
      w2 += w * d * d;
      y0 += w * raw[j];
      y1 += w * d * raw[j];
    }
    const double determinant = w0 * w2 - w1 * w1;
    if (determinant < 1e-12 * w0 * w0) continue;  // alone, or all at one time: keep the value, no velocity
    stretch.value[i] = (w2 * y0 - w1 * y1) / determinant;
    stretch.velocity[i] = (w0 * y1 - w1 * y0) / determinant;
  }
}

}  // namespace

std::vector<Stretch> smooth_stretches(const std::vector<Seconds>& time, const std::vector<Measured<double>>& signal,
                                      const Steadying& how) {
  HINGE_EXPECT(time.size() == signal.size());
  std::vector<Stretch> stretches;
  std::size_t previous = 0;  // last seen frame of the open stretch
  for (std::size_t i = 0; i < signal.size(); ++i) {
    if (!signal[i].has_value()) continue;
    const double now = time[i].value();
    if (stretches.empty() || now - time[previous].value() > longest_gap_s) {
      stretches.push_back({i, {}, {}, {}});
    } else {
      for (std::size_t j = previous + 1; j < i; ++j) {
        const double span = now - time[previous].value();
        const double share = span > 0 ? (time[j] - time[previous]).value() / span : 0.0;
        const double from = signal[previous].value(), to = signal[i].value();
        stretches.back().time_s.push_back(time[j].value());
        stretches.back().value.push_back(from + share * (to - from));
      }
    }
    stretches.back().time_s.push_back(now);
    stretches.back().value.push_back(signal[i].value());
    previous = i;
  }
  for (auto& stretch : stretches) fit_lines(stretch, how);
  return stretches;
}

}  // namespace hinge::movement::internal
