#include "hinge/movement/internal/depth.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace hinge::movement::internal {
namespace {

/// Only values a body can have.
Curve within(Curve curve, double least, double most) {
  for (auto& v : curve) {
    if (v.has_value() && (v.value() < least || v.value() > most)) v = Measured<double>::missing(Unmeasured::implausible);
  }
  return curve;
}

Curve scaled(Curve curve, double from, double factor) {
  for (auto& v : curve) {
    if (v.has_value()) v = Measured<double>::seen((v.value() - from) * factor, std::abs(factor) * v.sd());
  }
  return curve;
}

}  // namespace

Curve depth_of(const Signals& s) {
  // docs/science.md 2.1's lengths: a hinge of 85 degrees leans the trunk by 65 and sinks the shoulders by 0.4 of a leg, a
  // squat of 115 degrees sinks them by 0.65.
  constexpr double fold_per_leg = std::numbers::pi, fold_per_lean = 1.3;
  constexpr double tallest = 2.2;  // shoulders over ankles, in legs: 1.6 standing, hands overhead and a rough scale included
  Curve fold = within(whole_fold(s), degrees(-60), degrees(170));
  Curve lean = scaled(within(s.trunk, least_lean, most_lean), 0, fold_per_lean);
  const Curve height = within(s.shoulder_y, 0, tallest);
  Curve sunk = scaled(height, quantile(height, 0.95).value_or(0.0), -fold_per_leg);
  sunk = completed(sunk, fold, lean);
  lean = completed(lean, fold, sunk);
  fold = completed(fold, lean, sunk);
  Curve depth;
  depth.reserve(fold.size());
  for (std::size_t i = 0; i < fold.size(); ++i) {
    std::array<double, 3> seen{};
    std::size_t count = 0;
    for (const auto* sign : {&fold, &lean, &sunk}) {
      if ((*sign)[i].has_value()) seen[count++] = (*sign)[i].value();
    }
    if (count == 0) {
      depth.push_back(Measured<double>::missing(Unmeasured::occluded));
    } else {
      const double value = count == 3 ? middle_of(seen[0], seen[1], seen[2])
                           : count == 2 ? (seen[0] + seen[1]) / 2
                                        : seen[0];
      depth.push_back(Measured<double>::seen(value, degrees(5)));
    }
  }
  return depth;
}

}  // namespace hinge::movement::internal
