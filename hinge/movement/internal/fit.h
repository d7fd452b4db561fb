#pragma once
// One number of a set against one description: docs/science.md 8.1.
#include <optional>

#include "hinge/movement/internal/set_shape.h"
#include "hinge/movement/recognise.h"

namespace hinge::movement::internal {

using Value = std::optional<double>;

/// What an unseen number leaves of the belief.
inline constexpr double unseen = 0.8;
/// A swung weight lifts the hands at least this far above the hips, in legs; hanging hands stay below them.
inline constexpr double flies_at_least = 0.2;

[[nodiscard]] Moves moves_of(Driver driver);

[[nodiscard]] Value value_of(const SetShape& shape, Evidence evidence, const MovementOptions& options);

/// What is told or followed in some recordings only: its absence says nothing.
[[nodiscard]] bool may_be_silent(Evidence evidence);

/// 1 inside the range, falling like a bell outside it.
[[nodiscard]] double fit_of(double value, const ExpectedRange& range, const SetShape& shape);

/// How likely it is that the weight starts from, or goes down to, the floor: how low the hands get, and how they get
/// there. Hands 0.2 to 0.4 of a leg over the ankle are on a bar on plates, a bell or a box; hanging in a hinge they stop
/// at 0.5; deep Romanian deadlifts lie between. A film that begins at the bottom begins at something to lift.
[[nodiscard]] double floor_share(const SetShape& shape);

[[nodiscard]] double speed_share(const SetShape& shape, bool ballistic);

/// One rep may be anything and never has half the belief or more; what was half hidden was half inferred: the belief
/// shrinks with either.
[[nodiscard]] double thinness(const SetShape& shape);

/// Swings: the weight flies up between reps (docs/science.md 8, KB swing).
[[nodiscard]] bool is_ballistic(const SetShape& shape);

/// The weight starts from, or goes down to, the floor.
[[nodiscard]] bool hands_reach_floor(const SetShape& shape);

}  // namespace hinge::movement::internal
