#include "hinge/kinematics/internal/clean.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>

#include "hinge/kinematics/internal/numbers.h"
#include "hinge/signal/interpolate.h"
#include "hinge/signal/outliers.h"
#include "hinge/signal/smooth.h"
#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

using body::Part;
using body::Side;

/// Below this an ear, elbow or wrist is a guess (docs/science.md 5.5). Not asked of trunk and legs: their visibility is
/// low on the far side where the place is still good, and high on a plate where it is not (docs/landmark-study.md 3.5).
constexpr double least_visibility = 0.3;

signal::Series clean_coordinate(std::span<const double> values, std::span<const char> seen,
                                std::span<const double> time, double scale, std::optional<double> cutoff_hz) {
  constexpr double least_outlier = 0.02;  // of a leg: below that the low-pass is enough
  signal::Series series(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (seen[i]) series[i] = values[i];
  }
  series = signal::remove_outliers(series, {.smallest_deviation = least_outlier * scale});
  return cutoff_hz ? signal::smooth(time, series, {.cutoff_hz = *cutoff_hz}) : signal::fill_gaps(time, series);
}

void clean_track(Track& track, const Tracks& raw, double scale, std::optional<double> cutoff_hz) {
  const std::span<const double> time(raw.time);
  for (const auto& range : raw.stretches) {
    const auto part = [&](auto& values) { return std::span(values).subspan(range.first, range.size()); };
    const auto x = clean_coordinate(part(track.x), part(track.seen), part(time), scale, cutoff_hz);
    const auto y = clean_coordinate(part(track.y), part(track.seen), part(time), scale, cutoff_hz);
    for (std::size_t k = 0; k < range.size(); ++k) {
      const std::size_t i = range.first + k;
      track.seen[i] = x[k] && y[k];
      track.x[i] = x[k].value_or(0);
      track.y[i] = y[k].value_or(0);
    }
  }
}

Tracks process(const Tracks& raw, double scale, std::optional<double> cutoff_hz) {
  Tracks tracks = raw;
  for (const Side side : {Side::left, Side::right}) {
    for (const Part part : {Part::ear, Part::elbow, Part::wrist}) {
      auto& track = tracks.of(side, part);
      for (std::size_t i = 0; i < track.size(); ++i)
        track.seen[i] = track.seen[i] && track.trust[i] >= least_visibility;
    }
    for (auto& track : tracks.side[static_cast<std::size_t>(side)]) clean_track(track, raw, scale, cutoff_hz);
  }
  clean_track(tracks.nose, raw, scale, cutoff_hz);
  return tracks;
}

}  // namespace

Tracks clean_tracks(const Tracks& raw, double scale, double cutoff_hz) { return process(raw, scale, cutoff_hz); }
Tracks fill_tracks(const Tracks& raw, double scale) { return process(raw, scale, std::nullopt); }

double choose_cutoff_hz(const Tracks& raw, double scale) {
  constexpr double slow_hz = 5, fast_hz = 8, slow_speed = 150 * degree, fast_speed = 250 * degree;
  const auto smooth = clean_tracks(raw, scale, slow_hz);
  std::vector<double> speeds;
  for (const Side side : {Side::left, Side::right}) {
    const auto &shoulder = smooth.of(side, Part::shoulder), &hip = smooth.of(side, Part::hip);
    std::vector<double> trunk(smooth.frames());
    std::vector<char> seen(smooth.frames());
    for (std::size_t i = 0; i < trunk.size(); ++i) {
      seen[i] = shoulder.seen[i] && hip.seen[i];
      trunk[i] = std::atan2(shoulder.x[i] - hip.x[i], shoulder.y[i] - hip.y[i]);
    }
    unwrap(trunk, seen);
    for (const auto& range : smooth.stretches) {
      for (std::size_t i = range.first + 1; i <= range.last; ++i) {
        const double dt = smooth.time[i] - smooth.time[i - 1];
        if (seen[i] && seen[i - 1] && dt > 1e-3) speeds.push_back(std::abs(trunk[i] - trunk[i - 1]) / dt);
      }
    }
  }
  const double speed = signal::percentile(speeds, 0.98).value_or(0);
  return slow_hz + (fast_hz - slow_hz) * std::clamp((speed - slow_speed) / (fast_speed - slow_speed), 0.0, 1.0);
}

}  // namespace hinge::kinematics
