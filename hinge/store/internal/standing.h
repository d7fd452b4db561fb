#pragma once
// The roster's one row a person, worked out from the tables it sums up.
#include "hinge/store/internal/database.h"
#include "hinge/store/roster.h"

namespace hinge::store::internal {

inline constexpr int standings_since_schema = 2;

[[nodiscard]] Result<Standing> compute_standing(Database& database, std::int64_t person);
/// As it was last written; nothing when it never was.
[[nodiscard]] Result<std::optional<Standing>> read_standing(Database& database, std::int64_t person);
[[nodiscard]] Result<void> refresh_standing(Database& database, std::int64_t person);
[[nodiscard]] Result<void> refresh_all_standings(Database& database);

/// The columns of `standings` after person_id, and their kinds, for queries that join it.
inline constexpr std::string_view standing_columns =
    "s.sets, s.last_set_s, s.last_exercise, s.clean_reps, s.borderline_reps, s.fault_reps, s.pain_s, s.pain, s.pain_place, "
    "s.pain_growing, s.pain_next_morning, s.red_flags, s.move, s.rung, s.last_note";
inline constexpr std::string_view standing_kinds = "iitiiiiitiiittt";
[[nodiscard]] Standing standing_of(Row& row, std::size_t first_column);

}  // namespace hinge::store::internal
