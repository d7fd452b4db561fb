// Whether the whole foot stays on the floor, against the rep's own beginning: docs/science.md 7, F7 (a).
#include "hinge/base/units.h"
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

// The halving of a change's uncertainty (docs/science.md 10) does not hold for feet: as the body folds, the network's
// heel and toe points wander on feet that stay flat, by up to 3 cm and 10 degrees in good hinges of the rendered clips.
constexpr double wander_m = 0.015;
constexpr double wander_rad = to_radians(Degrees{5.0}).value();

Samples rise_of(const Trial& trial, const movement::Rep& rep, body::Part part) {
  const auto& path = trial.motion.path_of(part);
  const auto metres = trial.motion.scale.leg_length_m;
  const auto top = top_frame(rep);
  if (!metres.has_value()) return single_missing(rep.bottom, metres.why());
  if (top >= path.size()) return single_missing(rep.bottom, Unmeasured::too_few_frames);
  if (!path[top].has_value()) return single_missing(rep.bottom, path[top].why());
  const auto planted = Measured<double>::seen(path[top].value().y, path[top].sd().y);
  Samples samples;
  for (std::size_t i = rep.start; i <= rep.end && i < path.size(); ++i) {
    if (!path[i].has_value()) {
      samples.push_back({i, Measured<double>::missing(path[i].why())});
      continue;
    }
    const auto legs = change(planted, Measured<double>::seen(path[i].value().y, path[i].sd().y));
    const double leg_m = metres.value().value();
    const double sd = std::hypot(legs.sd() / change_sd_share * leg_m, wander_m, legs.value() * metres.sd().value());
    samples.push_back({i, Measured<double>::seen(legs.value() * leg_m, sd)});
  }
  return samples;
}

}  // namespace

Samples heel_rise(const Trial& trial, const movement::Rep& rep) { return rise_of(trial, rep, body::Part::heel); }
Samples toe_rise(const Trial& trial, const movement::Rep& rep) { return rise_of(trial, rep, body::Part::toe); }

// The size of the tilt, whichever end lifts: the band is the same for heels and toes.
Samples foot_tilt(const Trial& trial, const movement::Rep& rep) {
  const auto& pitch = trial.motion.foot_pitch;
  const auto flat = steady_value(trial, pitch, top_frame(rep));
  Samples samples;
  for (std::size_t i = rep.start; i <= rep.end && i < pitch.size(); ++i) {
    const auto tilt = change(flat, steady_value(trial, pitch, i));
    samples.push_back({i, tilt.has_value() ? Measured<double>::seen(std::abs(tilt.value()),
                                                                    std::hypot(tilt.sd() / change_sd_share, wander_rad))
                                           : tilt});
  }
  return samples;
}

}  // namespace hinge::metrics::internal
