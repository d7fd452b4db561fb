#pragma once
// What every part of a decision looks at, gathered once.
#include <optional>
#include <vector>

#include "hinge/catalog/catalog.h"
#include "hinge/progress/decide.h"
#include "hinge/progress/gate.h"
#include "hinge/progress/training.h"

namespace hinge::progress::internal {

struct Situation {
  const History& history;
  const catalog::Catalog& catalog;
  const catalog::Ladder& ladder;
  const catalog::Order& order;
  const catalog::Rung& rung;
  Standing standing;
  Instant now;
  std::vector<PainReport> pain;
  std::vector<GateAttempt> attempts;  ///< trainings on this rung since it was set, the oldest first
  std::optional<Kilograms> load;      ///< if nothing changes
};

/// nullptr: there is none.
[[nodiscard]] const catalog::Rung* find_previous(const Situation& s, const catalog::Rung& rung);
[[nodiscard]] const catalog::Rung* find_next(const Situation& s);

/// A rung's start for this body, rounded down to what the equipment has; nothing for a rung without load.
[[nodiscard]] std::optional<Kilograms> start_load(const catalog::Rung& rung, const Person& person);
/// Coming (back) to a rung: less than the last time there, or its start.
[[nodiscard]] std::optional<Kilograms> entry_load(const History& history, const catalog::Rung& rung, double cut);
/// Less by `cut`, rounded down; nothing if there is nothing to take off.
[[nodiscard]] std::optional<Kilograms> cut_load(const catalog::Rung& rung, std::optional<Kilograms> load, double cut);

/// The next load the equipment has, and how many repetitions beyond the target earn it.
struct LoadStep {
  Kilograms next;
  int extra_reps = 0;
};
[[nodiscard]] LoadStep next_load(const catalog::Rung& rung, Kilograms load, const Person& person,
                                 const catalog::Loading& loading);

// Each answers nothing when it has nothing to say. In this order the first that speaks decides.
[[nodiscard]] std::optional<Decision> stop_for_red_flag(const Situation& s);
[[nodiscard]] std::optional<Decision> react_to_pain(const Situation& s);
[[nodiscard]] std::optional<Decision> return_from_break(const Situation& s);
[[nodiscard]] std::optional<Decision> step_down_for_faults(const Situation& s);
[[nodiscard]] std::optional<Decision> take_lighter_week(const Situation& s);
[[nodiscard]] std::optional<Decision> pass_gate(const Situation& s);
[[nodiscard]] std::optional<Decision> add_load(const Situation& s);

/// What an override went past and is said all the same: red flags; pain that has not changed for weeks.
[[nodiscard]] std::vector<Reason> tell_overridden_flags(const Situation& s);
[[nodiscard]] std::optional<Reason> tell_overridden_pain(const Situation& s);
/// The oldest report of pain that says stop, whatever was told later.
[[nodiscard]] std::optional<Reason> find_any_stop_sign(const History& history, const catalog::Catalog& catalog);

/// The first load here, and how hard it may feel. The decision must have a load.
void tell_start(const Situation& s, Decision& decision);
[[nodiscard]] Decision stay_with(const Situation& s, std::vector<Reason> reasons);
/// One rung back, or the first one again (still `down`, so that what called for it is answered); `move` is down or
/// stop.
[[nodiscard]] Decision step_back(const Situation& s, Move move, std::vector<Reason> reasons);
/// Red-flag questions nobody has answered yet, in the ladder's order.
[[nodiscard]] std::vector<std::string> open_questions(const Situation& s);
/// Plans and overrides, newest last: when the person was last told something of this kind.
[[nodiscard]] Instant last_override(const History& history);

}  // namespace hinge::progress::internal
