#pragma once
// Named measurements: the words that rules may use. A metric is one .cpp, one test file and one row in the registry.
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "hinge/base/measured.h"
#include "hinge/body/athlete.h"
#include "hinge/dynamics/dynamics.h"
#include "hinge/kinematics/motion.h"
#include "hinge/metrics/unit.h"
#include "hinge/movement/movement.h"

namespace hinge::metrics {

/// What a metric looks at. Holds references: lives no longer than what it was made from.
struct Trial {
  const kinematics::Motion& motion;
  const movement::Movement& movement;
  const body::Athlete& athlete;
  const dynamics::Dynamics* dynamics = nullptr;  ///< nullptr: nobody computed it, and what rests on it is missing
};

/// The measurement at one frame, in the metric's unit.
struct Sample {
  std::size_t frame = 0;
  Measured<double> value;
};
/// Time series metrics give one sample per frame of the rep; metrics of a whole rep give exactly one.
using Samples = std::vector<Sample>;

struct Metric {
  std::string_view name;     ///< snake_case
  Unit unit;
  std::string_view meaning;  ///< one sentence, printed next to the number
  std::string_view source;   ///< where the definition comes from, a key of knowledge/sources.toml or docs/science.md section
  Samples (*measure)(const Trial&, const movement::Rep&);
};

/// What `metric` measures, unless it is a time or a speed and the film's clock is not the person's.
[[nodiscard]] Samples measure(const Metric& metric, const Trial& trial, const movement::Rep& rep);

/// Sorted by name.
[[nodiscard]] std::span<const Metric> registry();
/// nullptr if there is none of that name.
[[nodiscard]] const Metric* find_metric(std::string_view name);

}  // namespace hinge::metrics
