#pragma once
// One entry of a person's history into its table. Each does nothing, and says so, when its id is there already: that is
// what makes filing twice, and importing twice, the same as once.
#include "hinge/store/internal/database.h"
#include "hinge/store/store.h"

namespace hinge::store::internal {

/// The new row's number; nothing when the entry was there. invalid: text that cannot be kept, naming the field.
using Put = Result<std::optional<std::int64_t>>;

/// A session of `uid` at this time; `last` is its last set's.
[[nodiscard]] Put put_session(Database& database, std::int64_t person, const progress::Session& session, Instant last);
[[nodiscard]] Put put_set(Database& database, std::int64_t person, std::int64_t session, const progress::Set& set, Instant filed, const std::string& clip_part);
/// The newest judgement of a set's clip takes the place of the one before.
[[nodiscard]] Result<void> replace_judgement(Database& database, std::int64_t row, const progress::Set& set);
/// How a filed set felt, told or corrected later; absent: as it was. Whether that changed anything.
[[nodiscard]] Result<bool> tell_feeling(Database& database, std::int64_t set, std::optional<double> effort, const std::optional<progress::Pain>& pain);
/// Answers about a set; a newer one takes the place of the one before.
[[nodiscard]] Result<void> put_felt(Database& database, std::int64_t person, std::int64_t set, const std::vector<progress::Felt>& felt);
/// Nothing when the set's newest analysis is this one.
[[nodiscard]] Put put_analysis(Database& database, std::int64_t set, Instant at, const std::string& json);
[[nodiscard]] Put put_check_in(Database& database, std::int64_t person, const progress::CheckIn& check_in);
[[nodiscard]] Put put_trial(Database& database, std::int64_t person, const progress::CueTrial& trial);
[[nodiscard]] Put put_plan(Database& database, std::int64_t person, const progress::Plan& plan);
[[nodiscard]] Put put_override(Database& database, std::int64_t person, const progress::Override& entry);
[[nodiscard]] Put put_note(Database& database, std::int64_t person, const progress::Note& note);
[[nodiscard]] Put put_answer(Database& database, std::int64_t person, const progress::Answer& answer);
[[nodiscard]] Put put_consent(Database& database, std::int64_t person, const progress::Consent& consent);

}  // namespace hinge::store::internal
