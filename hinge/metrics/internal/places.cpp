#include "hinge/metrics/internal/places.h"

#include <algorithm>

namespace hinge::metrics::internal {
namespace {

Measured<double> scaled(double legs, double sd_legs, const Measured<Metres>& leg) {
  const double metres = legs * leg.value().value();
  return Measured<double>::seen(metres, std::hypot(sd_legs * leg.value().value(), legs * leg.sd().value()));
}

}  // namespace

Offset offset_at(const kinematics::Motion& motion, body::Part part, body::Part from, std::size_t frame) {
  const auto missing = [](Unmeasured why) { return Offset{Measured<double>::missing(why), Measured<double>::missing(why)}; };
  const auto &a = motion.path_of(part), &b = motion.path_of(from);
  const auto& leg = motion.scale.leg_length_m;
  if (frame >= a.size() || frame >= b.size()) return missing(Unmeasured::too_few_frames);
  if (!a[frame].has_value()) return missing(a[frame].why());
  if (!b[frame].has_value()) return missing(b[frame].why());
  if (!leg.has_value()) return missing(leg.why());
  const auto difference = [&](double Point2<Sagittal>::*axis) {
    return scaled(a[frame].value().*axis - b[frame].value().*axis,
                  std::hypot(a[frame].sd().*axis, b[frame].sd().*axis), leg);
  };
  return {difference(&Point2<Sagittal>::x), difference(&Point2<Sagittal>::y)};
}

Measured<double> length_of(const Offset& offset) {
  if (!offset.x.has_value()) return offset.x;
  if (!offset.y.has_value()) return offset.y;
  return Measured<double>::seen(std::hypot(offset.x.value(), offset.y.value()),
                                std::hypot(offset.x.sd(), offset.y.sd()));
}

Measured<double> median_of_seen(const std::vector<Measured<double>>& samples) {
  constexpr double enough = 0.8;  // docs/science.md 6.1
  std::vector<Measured<double>> seen;
  auto why = Unmeasured::too_few_frames;
  for (const auto& sample : samples) {
    if (sample.has_value()) seen.push_back(sample);
    else why = sample.why();
  }
  if (seen.empty() || static_cast<double>(seen.size()) < enough * static_cast<double>(samples.size()))
    return Measured<double>::missing(why);
  const auto middle = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() / 2);
  std::ranges::nth_element(seen, middle, {}, &Measured<double>::value);
  return *middle;
}

}  // namespace hinge::metrics::internal
