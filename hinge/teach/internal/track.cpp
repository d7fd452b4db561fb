#include "hinge/teach/internal/track.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace hinge::teach::internal {
namespace {

constexpr double step_s = 0.2;  // at the speed of a slow hinge a turning limb strays 0.1 % of its length from its arc

/// Minimum-jerk way from rest to rest, how people move (Flash and Hogan 1985).
double ease(double x) { return x * x * x * (10 - 15 * x + 6 * x * x); }

Moment mix(const catalog::Keyframe& from, const catalog::Keyframe& to, double share) {
  Moment moment;
  for (std::size_t i = 0; i < catalog::channel_count; ++i)
    moment.values[i] = from.values[i] + share * (to.values[i] - from.values[i]);
  moment.from = from.hands;
  moment.to = to.hands;
  moment.blend = share;
  return moment;
}

double difference(const Moment& a, const Moment& b) {
  double sum = 0;
  for (std::size_t i = 0; i < catalog::channel_count; ++i) sum += std::abs(a.values[i] - b.values[i]);
  return sum;
}

/// The first sample for which `measure` is largest.
template <class Measure>
std::size_t find_most(const std::vector<Sample>& samples, Measure measure) {
  std::size_t most = 0;
  for (std::size_t i = 1; i < samples.size(); ++i) {
    if (measure(samples[i]) > measure(samples[most]) + 1e-9) most = i;
  }
  return most;
}

}  // namespace

Track follow(const catalog::Figure& figure) {
  Track track;
  std::optional<std::size_t> tells;
  const auto add = [&](double time_s, const Moment& moment) {
    track.samples.push_back({time_s, assemble(figure, moment), moment});
  };
  const std::vector<catalog::Keyframe>& poses = figure.poses;
  double now = 0;
  add(now, mix(poses.front(), poses.front(), 1));
  if (poses.front().tells) tells = 0;
  if (poses.size() == 1) return track;
  now += poses.front().hold_s;
  if (now > 0) add(now, track.samples.front().moment);
  for (std::size_t i = 1; i <= poses.size(); ++i) {
    const catalog::Keyframe& from = poses[i - 1];
    const catalog::Keyframe& to = poses[i % poses.size()];
    const int steps = std::max(to.move_s > 0 ? 5 : 1, static_cast<int>(std::ceil(to.move_s / step_s)));
    for (int step = 1; step <= steps; ++step) {
      const double share = static_cast<double>(step) / steps;
      add(now + share * to.move_s, mix(from, to, ease(share)));
    }
    now += to.move_s;
    if (to.tells && i < poses.size()) tells = track.samples.size() - 1;
    if (i == poses.size() || to.hold_s == 0) continue;
    now += to.hold_s;
    add(now, mix(to, to, 1));
  }
  track.loop_s = now;
  const auto bent = [](const Sample& sample) {
    const auto of = [&](catalog::Channel channel) { return std::abs(sample.moment.of(channel)); };
    return of(catalog::Channel::hip) + of(catalog::Channel::knee) + of(catalog::Channel::lumbar);
  };
  track.upright = find_most(track.samples, [&](const Sample& sample) { return -bent(sample); });
  const Moment& reference = track.samples[track.upright].moment;
  const std::size_t furthest = find_most(track.samples, [&](const Sample& sample) { return difference(sample.moment, reference); });
  track.tell = tells.value_or(furthest);
  track.ghost = track.tell == track.upright ? furthest : track.upright;
  return track;
}

}  // namespace hinge::teach::internal
