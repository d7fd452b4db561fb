#pragma once
// Did it move, or is it noise? Minimal detectable change (Weir 2005): 1.96 · sqrt(SEM_a² + SEM_b²), which is
// 1.96 · sqrt(2) · SEM when both sets are alike.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "hinge/catalog/catalog.h"
#include "hinge/progress/history.h"

namespace hinge::progress {

/// Of one repetition nobody knows how much it would differ from the next.
inline constexpr int least_reps_compared = 2;

/// One number of a set: the mean over repetitions and how sure it is.
struct SetMean {
  double mean = 0;
  double sem = 0;  ///< standard error: the part of the measurement's deviation that stays between clips, and the spread
                   ///< of the repetitions over the root of their number
  int reps = 0;
};

struct Value {
  double value = 0;
  double sd = 0;
};
/// Nothing for fewer than `least` values. `same_setup`: share of the deviation that does not cancel between two clips
/// of one person filmed alike (docs/science.md 10); 1 for different people or set-ups.
[[nodiscard]] std::optional<SetMean> mean_of(std::span<const Value> values, int least, double same_setup);

/// The smallest difference of two such means that is more than noise (95 %).
[[nodiscard]] double minimal_detectable_change(const SetMean& a, const SetMean& b);

enum class Finding : unsigned char { noise, real };

struct MetricChange {
  std::string metric;
  metrics::Unit unit = metrics::Unit::rad;
  SetMean a, b;
  double change = 0;  ///< b − a
  double least = 0;   ///< minimal detectable change
  Finding finding = Finding::noise;
  std::vector<std::optional<double>> reps_a, reps_b;  ///< side by side; nothing where not measured
};

/// Every metric both sets measured in at least two repetitions, by name.
[[nodiscard]] std::vector<MetricChange> compare_sets(const Set& a, const Set& b, double same_setup);

/// What a case of a rule looks at, rep by rep: one metric, never mixed.
[[nodiscard]] std::optional<Value> measure_case(const RepRecord& rep, const catalog::Rule& rule,
                                                const catalog::Case& words);
/// Its name; empty if the rule has no such case.
[[nodiscard]] std::string measure_of(const catalog::Rule& rule, const catalog::Case& words);
/// +1: above the good band is where this case lies; −1: below.
[[nodiscard]] int side_of(const catalog::Rule& rule, const catalog::Case& words);

struct CueOutcome {
  CueEffect effect = CueEffect::not_measured;
  std::optional<double> before, after, noise;
  metrics::Unit unit = metrics::Unit::rad;
};
/// The last repetitions before the cue against the first after it (docs/science.md 9.5).
[[nodiscard]] CueOutcome judge_cue(const Set& before, const Set& after, const catalog::Rule& rule,
                                   const catalog::Case& words, const catalog::Learning& learning);

}  // namespace hinge::progress
