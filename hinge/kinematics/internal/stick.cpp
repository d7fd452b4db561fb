#include "hinge/kinematics/internal/stick.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "hinge/signal/statistics.h"

namespace hinge::kinematics {
namespace {

// Against the truth of the one rendered clip with a stick, the changes of these distances are within 1.2 cm
// (docs/decisions/0020-the-stick-on-the-back.md).
constexpr double gap_sd_m = 0.015;
// Looks are 0.2 s apart; over a longer gap nobody knows where the stick was.
constexpr Seconds longest_bridge{0.5};

struct Look {
  std::size_t frame = 0;
  double distance_px = 0;
};

/// From the line to the point, + in front of it; without a direction of its own: the person faces `facing`.
double distance_px(const body::StickLine& line, Point2<ImagePx> point, double facing) {
  const double x = line.hip_end.x - line.head_end.x, y = line.hip_end.y - line.head_end.y;
  const double across = (point.x - line.head_end.x) * y - (point.y - line.head_end.y) * x;
  return facing * across / std::hypot(x, y);
}

std::vector<Look> looks_at(const body::Recording& recording, const CameraView& view, body::Part part) {
  std::vector<Look> looks;
  const auto column = recording.find_column(body::on_side(part, view.near_side));
  if (!column) return looks;
  for (std::size_t i = 0; i < recording.stick.size(); ++i) {
    const auto& frame = recording.frames[i];
    if (!recording.stick[i] || !frame.has_person() || !frame.landmarks[*column].measured) continue;
    const auto& image = frame.landmarks[*column].image;
    looks.push_back({i, distance_px(*recording.stick[i], {image.x, image.y}, view.facing)});
  }
  // Landmarks jitter by a centimetre: each look is the median of three.
  std::vector<Look> steady = looks;
  for (std::size_t i = 1; i + 1 < looks.size(); ++i) {
    const std::array three{looks[i - 1].distance_px, looks[i].distance_px, looks[i + 1].distance_px};
    steady[i].distance_px = *signal::median(three);
  }
  return steady;
}

std::optional<double> touching(const std::vector<Look>& looks, const std::optional<Standing>& standing) {
  std::vector<double> distances;
  for (const Look& look : looks) {
    if (standing && standing->frames.first <= look.frame && look.frame <= standing->frames.last)
      distances.push_back(look.distance_px);
  }
  return signal::median(distances);
}

std::vector<Measured<double>> gaps_of(const std::vector<Look>& looks, const Motion& motion, double metres_per_px) {
  const auto reference = touching(looks, motion.standing);
  const auto why = reference ? Unmeasured::occluded : Unmeasured::no_reference;
  std::vector<Measured<double>> gaps(motion.frames(), Measured<double>::missing(why));
  if (!reference) return gaps;
  const auto put = [&](std::size_t frame, double distance) {
    gaps[frame] = Measured<double>::seen((distance - *reference) * metres_per_px, gap_sd_m);
  };
  for (std::size_t k = 0; k < looks.size(); ++k) {
    put(looks[k].frame, looks[k].distance_px);
    if (k == 0) continue;
    const Look &a = looks[k - 1], &b = looks[k];
    const double span = (motion.time[b.frame] - motion.time[a.frame]).value();
    if (span > longest_bridge.value()) continue;
    for (std::size_t i = a.frame + 1; i < b.frame; ++i) {
      const double share = (motion.time[i] - motion.time[a.frame]).value() / span;
      put(i, a.distance_px + share * (b.distance_px - a.distance_px));
    }
  }
  return gaps;
}

}  // namespace

void fill_stick(const body::Recording& recording, Motion& motion) {
  const bool side = motion.view.view == View::sagittal_left || motion.view.view == View::sagittal_right;
  const bool scaled = motion.scale.leg_length.value() > 0 && motion.scale.leg_length_m.has_value();
  if (recording.stick.empty() || !side || !scaled) return;
  std::vector<double> residuals;
  for (const auto& line : recording.stick) {
    motion.stick.line.push_back(line ? std::optional(StickGaps::Line{line->head_end, line->hip_end}) : std::nullopt);
    if (line) residuals.push_back(line->residual_px);
  }
  const double metres_per_px = motion.scale.leg_length_m.value().value() / motion.scale.leg_length.value();
  motion.stick.residual_m = signal::median(residuals).value_or(0) * metres_per_px;
  motion.stick.head = gaps_of(looks_at(recording, motion.view, body::Part::ear), motion, metres_per_px);
  motion.stick.upper_back = gaps_of(looks_at(recording, motion.view, body::Part::shoulder), motion, metres_per_px);
  motion.stick.sacrum = gaps_of(looks_at(recording, motion.view, body::Part::hip), motion, metres_per_px);
}

}  // namespace hinge::kinematics
