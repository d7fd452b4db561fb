// Whether hips and shoulders come up together: docs/science.md 7, F9b.
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

constexpr double early_share = 0.30;  // docs/science.md 7, F9b

// Shoulders that have hardly moved would make the ratio explode. A fiftieth of a leg is about 1.6 cm, the order of the
// landmarks' own noise.
constexpr double rise_floor_legs = 0.02;

/// The way up is timed by the hip fold, which may open while the hips still sink: on the floor the lifter pulls tight
/// before the weight moves. What is compared begins where the hips are lowest; what of it is hips that rise before the
/// weight does stays in.
std::size_t hips_set_off(const Trial& trial, kinematics::FrameRange ascent) {
  const auto& hip = trial.motion.path_of(body::Part::hip);
  const std::size_t half = ascent.first + ascent.size() / 2;
  if (half >= hip.size() || !hip[ascent.first].has_value()) return ascent.first;
  std::size_t lowest = ascent.first;
  for (std::size_t i = ascent.first; i <= half; ++i) {
    if (hip[i].has_value() && hip[i].value().y < hip[lowest].value().y) lowest = i;
  }
  const bool sank = hip[ascent.first].value().y - hip[lowest].value().y > rise_floor_legs;
  return sank ? lowest : ascent.first;
}

std::optional<kinematics::FrameRange> early_ascent(const Trial& trial, const movement::Rep& rep) {
  const auto ascent = find_phase(rep, movement::PhaseName::ascent);
  if (!ascent) return std::nullopt;
  const auto& time = trial.motion.time;
  const std::size_t first = hips_set_off(trial, *ascent);
  const Seconds until = time[first] + (time[ascent->last] - time[first]) * early_share;
  std::size_t last = first;
  while (last < ascent->last && time[last] < until) ++last;
  return last > first ? std::optional{kinematics::FrameRange{first, last}} : std::nullopt;
}

Measured<double> rise(const kinematics::PathSeries& path, kinematics::FrameRange frames) {
  if (frames.last >= path.size()) return Measured<double>::missing(Unmeasured::too_few_frames);
  const auto& from = path[frames.first];
  const auto& to = path[frames.last];
  if (!from.has_value()) return Measured<double>::missing(from.why());
  if (!to.has_value()) return Measured<double>::missing(to.why());
  return change(Measured<double>::seen(from.value().y, from.sd().y), Measured<double>::seen(to.value().y, to.sd().y));
}

}  // namespace

Samples hip_shoulder_rise_ratio(const Trial& trial, const movement::Rep& rep) {
  const auto window = early_ascent(trial, rep);
  if (!window) return single_missing(rep.bottom, Unmeasured::too_few_frames);
  const auto hip = rise(trial.motion.path_of(body::Part::hip), *window);
  const auto shoulder = rise(trial.motion.path_of(body::Part::shoulder), *window);
  if (!hip.has_value()) return single(window->last, hip);
  if (!shoulder.has_value()) return single(window->last, shoulder);
  // Hips that end lower than they began have not risen: how fast cannot be said.
  if (hip.value() < -rise_floor_legs) return single_missing(window->last, Unmeasured::implausible);
  const double divisor = std::max(shoulder.value(), rise_floor_legs);
  const double ratio = std::max(0.0, hip.value()) / divisor;
  const double shoulder_share = shoulder.value() > rise_floor_legs ? ratio * shoulder.sd() / divisor : 0.0;
  return single(window->last, Measured<double>::seen(ratio, std::hypot(hip.sd() / divisor, shoulder_share)));
}

Samples early_ascent_trunk_lean(const Trial& trial, const movement::Rep& rep) {
  const auto window = early_ascent(trial, rep);
  if (!window) return single_missing(rep.bottom, Unmeasured::too_few_frames);
  const auto& trunk = trial.motion.trunk_inclination;
  const auto start = steady_value(trial, trunk, window->first);
  Sample most{window->first, change(start, start)};
  for (std::size_t i = window->first; i <= window->last; ++i) {
    const auto further = change(start, steady_value(trial, trunk, i));
    if (further.has_value() && (!most.value.has_value() || further.value() > most.value.value())) most = {i, further};
  }
  return {most};
}

}  // namespace hinge::metrics::internal
