// How far the hips go back over the planted foot: docs/science.md 7, F10, and the balance table of 3.1.
#include "hinge/base/units.h"
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

// Below this lean balance does not ask for much travel, so there is nothing to hold it against (docs/science.md 7,
// F10).
constexpr Radians least_trunk = to_radians(Degrees{45.0});

/// Hip ahead of ankle in leg lengths; the difference cancels a drifting camera.
Measured<double> hip_ahead(const kinematics::Motion& motion, std::size_t frame) {
  const auto& hip = motion.path_of(body::Part::hip);
  const auto& ankle = motion.path_of(body::Part::ankle);
  if (frame >= hip.size() || frame >= ankle.size()) return Measured<double>::missing(Unmeasured::too_few_frames);
  if (!hip[frame].has_value()) return Measured<double>::missing(hip[frame].why());
  if (!ankle[frame].has_value()) return Measured<double>::missing(ankle[frame].why());
  return Measured<double>::seen(hip[frame].value().x - ankle[frame].value().x,
                                std::hypot(hip[frame].sd().x, ankle[frame].sd().x));
}

}  // namespace

Samples posterior_hip_travel(const Trial& trial, const movement::Rep& rep) {
  const auto& motion = trial.motion;
  const auto foot = motion.scale.foot_per_leg;
  if (!foot.has_value() || foot.value() <= 0) {
    return single_missing(rep.bottom, foot.has_value() ? Unmeasured::implausible : foot.why());
  }
  const auto top = hip_ahead(motion, top_frame(rep));
  if (!top.has_value()) return single(rep.bottom, top);

  Samples samples;
  for (std::size_t i = rep.start; i <= rep.end && i < motion.frames(); ++i) {
    const auto& trunk = motion.trunk_inclination[i];
    if (!trunk.has_value() || trunk.value() < least_trunk) continue;
    const auto moved = change(hip_ahead(motion, i), top);
    if (!moved.has_value()) {
      samples.push_back({i, moved});
      continue;
    }
    const double feet = moved.value() / foot.value();
    samples.push_back({i, Measured<double>::seen(feet, std::hypot(moved.sd(), feet * foot.sd()) / foot.value())});
  }
  if (samples.empty()) return single_missing(rep.bottom, Unmeasured::too_few_frames);
  return samples;
}

}  // namespace hinge::metrics::internal
