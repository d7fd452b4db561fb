// How many of four signs say "this was a squat": docs/science.md 7, F3.
#include <array>

#include "hinge/base/units.h"
#include "hinge/metrics/internal/measures.h"
#include "hinge/metrics/internal/support.h"

namespace hinge::metrics::internal {
namespace {

constexpr double knee_more_than_rad = to_radians(Degrees{50.0}).value();  // docs/science.md 11, F3_squat_vote
constexpr double shank_more_than_rad = to_radians(Degrees{12.0}).value();
constexpr double trunk_less_than_rad = to_radians(Degrees{35.0}).value();
constexpr double ratio_less_than = 1.8;

struct Tally {
  double votes = 0;
  double variance = 0;
  int asked = 0;
  Unmeasured why = Unmeasured::too_few_frames;

  /// A sign near its limit is an uncertain vote: the chance that it truly lies beyond gives the variance.
  void ask(Measured<double> value, double limit, bool votes_above) {
    if (!value.has_value()) {
      why = value.why();
      return;
    }
    ++asked;
    const double beyond = votes_above ? value.value() - limit : limit - value.value();
    if (beyond > 0) votes += 1;
    if (value.sd() > 0) {
      const double chance = 0.5 * std::erfc(-beyond / (value.sd() * std::sqrt(2.0)));
      variance += chance * (1 - chance);
    }
  }
};

Measured<double> at(const kinematics::AngleSeries& series, std::size_t frame) {
  if (!series[frame].has_value()) return Measured<double>::missing(series[frame].why());
  return Measured<double>::seen(series[frame].value().value(), series[frame].sd().value());
}

}  // namespace

// Knee and shank vote in every frame, so that the first bad frame can be named; trunk and hip-to-knee ratio describe
// the bottom and vote only there. The knee's sign is the whole bend, as in F3, not the change from standing.
Samples squat_votes(const Trial& trial, const movement::Rep& rep) {
  const auto& motion = trial.motion;
  const auto window = bottom_window(rep);
  const auto ratio = hip_to_knee_ratio(trial, rep).front().value;
  Samples samples;
  for (std::size_t i = rep.start; i <= rep.end && i < motion.frames(); ++i) {
    const bool at_bottom = i >= window.first && i <= window.last;
    Tally tally;
    tally.ask(at(motion.knee_flexion.camera_side, i), knee_more_than_rad, true);
    tally.ask(at(motion.shank_inclination, i), shank_more_than_rad, true);
    if (at_bottom) {
      tally.ask(at(motion.trunk_inclination, i), trunk_less_than_rad, false);
      tally.ask(ratio, ratio_less_than, false);
    }
    // With fewer than two signs seen, "fewer than two votes" would be a stand-in for not knowing.
    samples.push_back({i, tally.asked >= 2 ? Measured<double>::seen(tally.votes, std::sqrt(tally.variance))
                                           : Measured<double>::missing(tally.why)});
  }
  return samples;
}

}  // namespace hinge::metrics::internal
