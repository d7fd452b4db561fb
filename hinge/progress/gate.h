#pragma once
// One training held against the gate of its rung: what passed, what did not, and what nobody told or filmed.
#include <vector>

#include "hinge/catalog/catalog.h"
#include "hinge/progress/history.h"
#include "hinge/progress/reason.h"
#include "hinge/progress/training.h"

namespace hinge::progress {

/// `unknown`: not enough was filmed or told; such a training neither passes nor counts as a failed attempt.
enum class GateState : unsigned char { passed, failed, unknown };

struct Criterion {
  GateState state = GateState::unknown;
  Reason reason;
};

struct GateAttempt {
  Training training;
  GateState state = GateState::unknown;
  std::vector<Criterion> criteria;
};

[[nodiscard]] GateAttempt judge_gate(const Training& training, const catalog::Rung& rung,
                                     const catalog::Catalog& catalog, std::span<const PainReport> pain);

/// How many of the newest attempts passed in a row, counting only those far enough apart. Unknown ones are left out.
[[nodiscard]] int count_passed(std::span<const GateAttempt> attempts, const catalog::Gate& gate);
/// How many of the newest attempts failed in a row. Unknown ones are left out.
[[nodiscard]] int count_failed(std::span<const GateAttempt> attempts);

}  // namespace hinge::progress
