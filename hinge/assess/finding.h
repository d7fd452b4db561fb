#pragma once
// A rule's answer for one repetition, and a checkpoint's for the set.
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hinge/base/measured.h"
#include "hinge/base/units.h"
#include "hinge/catalog/catalog.h"
#include "hinge/metrics/metric.h"

namespace hinge::assess {

enum class Verdict : unsigned char { good, borderline, fault, cannot_judge };
[[nodiscard]] std::string_view to_string(Verdict verdict);

struct Finding {
  std::string rule;
  Verdict verdict = Verdict::cannot_judge;
  std::optional<double> value;  ///< in `unit` (SI); absent when nothing was measured
  std::optional<double> sd;
  std::optional<double> limit;  ///< the edge of the good band that `value` was held against
  metrics::Unit unit = metrics::Unit::rad;
  std::optional<Seconds> onset;  ///< where the value first leaves the good band in this rep
  std::optional<Seconds> worst;
  std::string words;             ///< which way it left the good band: a case of the rule's knowledge file; empty when good
  std::string why;               ///< one plain sentence; for cannot_judge, the reason and how to film better
  catalog::KnownBy known_by = catalog::KnownBy::measured;  ///< of the part of the rule that decided
};

/// A per-rep number for the report, in the metric's SI unit.
struct MetricValue {
  double value = 0;
  double sd = 0;
  metrics::Unit unit = metrics::Unit::rad;
};

struct RepAssessment {
  int rep = 1;
  std::map<std::string, MetricValue> metrics;  ///< hip_fold_peak, …; absent where not measured, never a stand-in
  std::vector<Finding> findings;
};

struct Checkpoint {
  std::string id;
  Verdict verdict = Verdict::cannot_judge;
  catalog::KnownBy known_by = catalog::KnownBy::measured;
  std::string rule;           ///< the rule that decided, empty if none
  std::vector<int> reps;      ///< the reps that show the finding
  std::string sentence;       ///< what was seen, in plain words (written by coach)
};

struct SetAssessment {
  std::vector<RepAssessment> reps;
  std::vector<Checkpoint> checkpoints;  ///< in the guide's order
  std::optional<RepAssessment> held;    ///< of movement::Movement::held, judged like a rep
};

}  // namespace hinge::assess
