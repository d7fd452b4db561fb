#include "hinge/metrics/extremum.h"

#include <algorithm>
#include <array>

namespace hinge::metrics {
namespace {

/// What was not seen about sample k for longer than a passing glitch, if anything; only there may a greater one hide.
std::optional<Unmeasured> hidden_beside(const Samples& samples, std::size_t k, std::span<const Seconds> time) {
  constexpr double glitch_s = 0.2;  // the medians over which the spine's angles are taken; ours
  const auto seen = [&](std::size_t i) { return samples[i].value.has_value(); };
  const auto lasts = [&](std::size_t first, std::size_t last) {
    return time[samples[last].frame].value() - time[samples[first].frame].value() > glitch_s;
  };
  std::size_t low = k, high = k;
  while (low > 0 && !seen(low - 1)) --low;
  while (high + 1 < samples.size() && !seen(high + 1)) ++high;
  if (low < k && lasts(low, k)) return samples[k - 1].value.why();
  if (high > k && lasts(k, high)) return samples[k + 1].value.why();
  return std::nullopt;
}

}  // namespace

Unmeasured commonest_reason(const Samples& samples) {
  std::array<int, static_cast<std::size_t>(Unmeasured::not_in_this_build) + 1> counts{};
  for (const Sample& sample : samples) {
    if (!sample.value.has_value()) ++counts.at(static_cast<std::size_t>(sample.value.why()));
  }
  const auto most = std::ranges::max_element(counts);
  return *most == 0 ? Unmeasured::too_few_frames : static_cast<Unmeasured>(most - counts.begin());
}

std::optional<Extremum> find_extremum(const Samples& samples, Extreme extreme, std::span<const Seconds> time) {
  std::optional<std::size_t> best;
  std::size_t seen = 0;
  for (std::size_t k = 0; k < samples.size(); ++k) {
    const auto& value = samples[k].value;
    if (!value.has_value()) continue;
    ++seen;
    const auto beyond = [&](double a, double b) { return extreme == Extreme::greatest ? a > b : a < b; };
    if (!best || beyond(value.value(), samples[*best].value.value())) best = k;
  }
  if (!best) return std::nullopt;
  Extremum found{samples[*best], hidden_beside(samples, *best, time)};
  const bool too_few = static_cast<double>(seen) < least_measured_share * static_cast<double>(samples.size());
  if (too_few) found.hidden = commonest_reason(samples);
  return found;
}

}  // namespace hinge::metrics
