// A stick along the back, or in the hip crease: docs/science.md 8, dowel vertical and horizontal. Where the stick was seen
// its gaps are measured (stick_gap_*); elsewhere they are reckoned from how the back and the neck change from own standing,
// where it touched all three spots (dowel_gap_*).
#include <cmath>

#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/places.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

// From the middle of the upper back (T6) to the sacrum 0.36 m, from the root of the neck to the back of the head 0.18 m,
// in legs of 0.88 m: about 60 % and 30 % of cervicale to mid hip, 0.60 m (docs/science.md 2.1).
constexpr double back_to_sacrum = 0.41;
constexpr double neck_to_head = 0.20;

/// A line that bends evenly by `angle` over `length` leaves its own tangent by half of that.
Measured<double> gap(const Measured<double>& angle, double length_legs, double share, const Measured<Metres>& leg) {
  if (!angle.has_value()) return angle;
  if (!leg.has_value()) return Measured<double>::missing(leg.why());
  const double per_radian = share * length_legs * leg.value().value();
  return Measured<double>::seen(per_radian * angle.value(), per_radian * angle.sd());
}

}  // namespace

Samples dowel_gap_sacrum(const Trial& trial, const movement::Rep& rep) {
  auto samples = lumbar_flexion(trial, rep);
  for (auto& s : samples) s.value = gap(s.value, back_to_sacrum, 0.5, trial.motion.scale.leg_length_m);
  return samples;
}

// The head swings on the neck as a whole: chin down takes it off the stick, looking up pushes the stick off the back.
Samples dowel_gap_head(const Trial& trial, const movement::Rep& rep) {
  auto samples = neck_flexion_change(trial, rep);
  for (auto& s : samples) {
    s.value = gap(s.value, neck_to_head, 1.0, trial.motion.scale.leg_length_m);
    if (s.value.has_value()) s.value = Measured<double>::seen(std::abs(s.value.value()), s.value.sd());
  }
  return samples;
}

namespace {

Samples seen_gap(const std::vector<Measured<double>>& gaps, const movement::Rep& rep) {
  if (gaps.empty()) return single_missing(rep.bottom, Unmeasured::occluded);
  Samples samples;
  for (std::size_t i = rep.start; i <= rep.end && i < gaps.size(); ++i) samples.push_back({i, gaps[i]});
  return samples;
}

}  // namespace

Samples stick_gap_head(const Trial& trial, const movement::Rep& rep) { return seen_gap(trial.motion.stick.head, rep); }
Samples stick_gap_sacrum(const Trial& trial, const movement::Rep& rep) {
  return seen_gap(trial.motion.stick.sacrum, rep);
}
Samples stick_gap_upper_back(const Trial& trial, const movement::Rep& rep) {
  return seen_gap(trial.motion.stick.upper_back, rep);
}

Samples hand_hip_distance(const Trial& trial, const movement::Rep& rep) {
  Samples samples;
  for (std::size_t i = rep.start; i <= rep.end && i < trial.motion.frames(); ++i)
    samples.push_back({i, length_of(offset_at(trial.motion, body::Part::wrist, body::Part::hip, i))});
  return samples;
}

}  // namespace hinge::metrics::internal
