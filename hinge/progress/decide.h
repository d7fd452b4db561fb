#pragma once
// Which rung today, with how much, and why. Pure: the same history, knowledge and moment give the same answer.
#include <optional>
#include <string>
#include <vector>

#include "hinge/catalog/catalog.h"
#include "hinge/progress/history.h"
#include "hinge/progress/reason.h"

namespace hinge::progress {

struct Decision {
  Move move = Move::stay;  ///< stop: no training of this rung today; `rung` is where to begin once it has settled
  std::string rung;
  std::optional<Kilograms> load;  ///< nothing: without load
  bool lighter_week = false;
  /// Red flags and "have it looked at" that somebody's override went past: said before anything else, every time.
  std::vector<Reason> warnings;
  std::vector<Reason> reasons;         ///< never empty; the one that decided first
  std::vector<std::string> questions;  ///< red-flag questions to ask before the next rung can be loaded
};

/// Where the person stands before this decision: the rung of the newest plan or override, else the order's first.
struct Standing {
  std::string rung;
  Instant since;                        ///< only what happened after counts for the gate; the epoch: everything does
  std::optional<Kilograms> load;        ///< of the newest plan on this rung that was no lighter week
  std::optional<std::string> replaced;  ///< the rung stood on, when the person's order does not have it
};
[[nodiscard]] Standing find_standing(const History& history, const catalog::Ladder& ladder);

/// The moment of what is told now. It is not earlier than the newest thing that has happened, plans and answers included,
/// or the next decision would answer to the same pain again; what is still to come moves it nowhere.
[[nodiscard]] Instant moment_of_telling(const History& history, Instant now);

/// The history without what is dated ahead of the clock by more than a session: a wrong date, or filed under a wrong clock.
/// Answers to red-flag questions stay. A clock that is behind the person's own beginning is itself wrong: all stays.
[[nodiscard]] History until(const History& history, Instant now);

/// What the newest word on pain asks for at once, before anybody asks what comes next: a reason to stop, if it is one.
[[nodiscard]] std::optional<Reason> find_stop_sign(const History& history, const catalog::Catalog& catalog);

/// The knowledge must have a ladder and the person's order must exist. What is still to come at `now` does not count, but
/// for pain that says stop: that stops until its date is put right.
[[nodiscard]] Decision decide(const History& history, const catalog::Catalog& catalog, Instant now);

}  // namespace hinge::progress
