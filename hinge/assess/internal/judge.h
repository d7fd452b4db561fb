#pragma once
// One reading of one rep, and what its bands make of it.
#include <cstddef>
#include <optional>
#include <span>

#include "hinge/assess/finding.h"
#include "hinge/catalog/catalog.h"

namespace hinge::assess::internal {

/// A metric reduced to one number over the frames a rule looks at.
struct Reduced {
  Measured<double> value;
  std::optional<std::size_t> frame;  ///< where that number was read; none for a mean
  metrics::Samples samples;          ///< those it came from
  bool is_series = false;
  /// Why `value` is only a bound: the true one lies there or further up (`beyond` +1) or down (-1).
  std::optional<Unmeasured> hidden;
  int beyond = 0;
};
[[nodiscard]] Reduced reduce(const catalog::Reading& reading, const metrics::Trial& trial, const movement::Rep& rep);

struct Judged {
  Verdict verdict = Verdict::cannot_judge;
  std::optional<double> limit;  ///< the edge of the good band that faces the value
  const catalog::Band* band = nullptr;
  int side = 0;  ///< +1 above the good band, -1 below, 0 in it
};
/// What a good value does that lies within half an interval of a fault band, no borderline band between them: with one
/// part deciding it keeps the benefit of the doubt, among votes it abstains and leaves the say to the others.
enum class NearFault : unsigned char { good, abstain };
/// The uncertainty guard (docs/decisions/0006-the-guard-and-the-set.md). `bands` hold exactly one good band.
[[nodiscard]] Judged judge_value(double value, double sd, std::span<const catalog::Band> bands,
                                 NearFault near_fault = NearFault::good);

struct JudgedPart {
  const catalog::Part* part = nullptr;
  Reduced reduced;
  Judged judged;
  std::optional<std::size_t> onset;  ///< first frame outside the good band, on the value's side of it
};
[[nodiscard]] JudgedPart judge_part(const catalog::Part& part, const metrics::Trial& trial, const movement::Rep& rep,
                                    NearFault near_fault);

}  // namespace hinge::assess::internal
