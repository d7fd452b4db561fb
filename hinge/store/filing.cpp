#include <algorithm>

#include "hinge/base/expect.h"
#include "hinge/store/internal/codec.h"
#include "hinge/store/internal/entries.h"
#include "hinge/store/internal/standing.h"
#include "hinge/store/internal/state.h"
#include "hinge/store/internal/text.h"
#include "hinge/store/store.h"

namespace hinge::store {
namespace {

using internal::Cell;
using internal::Database;
using internal::Isolation;
using internal::Transaction;

/// Two computers' clocks on one server may differ by this much without a word.
constexpr std::chrono::seconds clock_slack{60};

struct FilingTime {
  Instant at;
  std::string warning;
};

/// The clock's time. A clock behind the person's own beginning is certainly wrong: then the time of their newest set. Any
/// other set ahead of the clock may be the wrong one of the two, so it moves nothing and is only told.
Result<FilingTime> filing_time(Database& database, std::int64_t person, Instant clock) {
  const Cell who[] = {person, person};
  HINGE_TRY(auto row, database.select_only("SELECT since_s, (SELECT MAX(at_s) FROM sets WHERE person_id = ?) FROM people WHERE id = ?", "ii", who));
  const auto since = internal::instant_of(row.whole(0));
  const auto set = row.whole_or_null(1);
  const auto newest = set ? std::optional(internal::instant_of(*set)) : std::nullopt;
  if (clock + clock_slack < since) {
    const auto at = newest ? std::max(*newest, since) : since;
    return FilingTime{at, "this computer's clock says " + utc_text(clock) + ", but something was filed at " + utc_text(at) +
                              " already; filed with that time. Set the clock right; `hinge log --correct ID --at TIME` moves a set"};
  }
  if (!newest || clock + clock_slack >= *newest) return FilingTime{clock, ""};
  return FilingTime{clock, "there is a set of " + utc_text(*newest) + ", which is ahead of this computer's clock, " + utc_text(clock) +
                               ": one of the two is wrong. `hinge history --sets` has its id, `hinge log --correct ID --at TIME` moves it"};
}

/// What is done now comes after what the person was last told: pain felt in the second of a plan must not look answered. A
/// plan further ahead than a session was told under a wrong clock, and progress does not count it yet.
Result<Instant> after_what_was_told(Database& database, std::int64_t person, Instant at) {
  const auto soon = internal::seconds_of(at + session_gap);
  const Cell who[] = {person, soon, person, soon};
  HINGE_TRY(auto row, database.select_only("SELECT MAX(t.at_s) FROM (SELECT MAX(at_s) AS at_s FROM plans WHERE person_id = ? AND at_s <= ? UNION ALL "
                                           "SELECT MAX(at_s) FROM overrides WHERE person_id = ? AND at_s <= ?) t",
                                           "i", who));
  const auto told = row.whole_or_null(0);
  return told ? std::max(at, internal::instant_of(*told) + std::chrono::seconds(1)) : at;
}

struct SessionRow {
  std::int64_t row = 0;
  std::string uid;
};

Result<std::optional<SessionRow>> find_session(Database& database, std::int64_t person, Instant at) {
  const auto gap = std::chrono::seconds(session_gap).count();
  const auto second = internal::seconds_of(at);
  const Cell window[] = {person, second + gap, second - gap};
  HINGE_TRY(auto row, database.select_one("SELECT id, uid FROM sessions WHERE person_id = ? AND at_s <= ? AND last_s >= ? ORDER BY at_s DESC, id DESC LIMIT 1", "it", window));
  if (!row) return std::optional<SessionRow>();
  return std::optional(SessionRow{row->whole(0), row->text(1)});
}

/// The session a set at this time belongs to; made if there is none.
Result<SessionRow> session_for(Database& database, std::int64_t person, const std::string& given, Instant at) {
  std::optional<SessionRow> session;
  if (given.empty()) {
    HINGE_TRY(session, find_session(database, person, at));
  } else {
    const Cell which[] = {given, person};
    HINGE_TRY(auto row, database.select_one("SELECT id, uid FROM sessions WHERE uid = ? AND person_id = ?", "it", which));
    if (row) session = SessionRow{row->whole(0), row->text(1)};
  }
  if (!session) {
    const auto uid = given.empty() ? internal::new_id() : given;
    HINGE_TRY(const auto row, internal::put_session(database, person, {uid, at, ""}, at));
    if (!row) return fail(Errc::invalid, "session '" + uid + "' is another person's");
    return SessionRow{*row, uid};
  }
  const auto second = internal::seconds_of(at);
  const Cell cells[] = {second, second, second, second, session->row};
  HINGE_TRY_VOID(database.execute("UPDATE sessions SET at_s = CASE WHEN at_s > ? THEN ? ELSE at_s END, last_s = CASE WHEN last_s < ? THEN ? ELSE last_s END WHERE id = ?", cells));
  return *session;
}

struct KnownSet {
  std::int64_t row = 0, person = 0;
  std::string uid, session;
};

Result<std::optional<KnownSet>> find_set(Database& database, std::string_view where, std::span<const Cell> values) {
  HINGE_TRY(auto row, database.select_one("SELECT s.id, s.person_id, s.uid, n.uid FROM sets s JOIN sessions n ON n.id = s.session_id WHERE " + std::string(where), "iitt", values));
  if (!row) return std::optional<KnownSet>();
  return std::optional(KnownSet{row->whole(0), row->whole(1), row->text(2), row->text(3)});
}

/// The same clip again: nothing new, or a newer judgement of it.
Result<Filed> judge_again(Database& database, const KnownSet& known, const progress::Set& set, const Papers& papers, Instant now) {
  Filed filed{known.uid, known.session, Outcome::already_there, ""};
  if (set.effort || set.pain) {
    HINGE_TRY(const bool changed, internal::tell_feeling(database, known.row, set.effort, set.pain));
    if (changed) filed.outcome = Outcome::told_more;
  }
  if (papers.analysis_json.empty()) return filed;
  HINGE_TRY(const auto added, internal::put_analysis(database, known.row, now, papers.analysis_json));
  if (!added) return filed;
  HINGE_TRY_VOID(internal::replace_judgement(database, known.row, set));
  filed.outcome = Outcome::judged_again;
  return filed;
}

Result<void> require_history_consent(Database& database, std::int64_t person) {
  HINGE_TRY(const bool given, internal::has_consent(database, person, progress::Topic::keep_history));
  if (!given) return fail(Errc::invalid, "this person has not agreed that their history is kept: `hinge person consent NAME --keep-history yes` records that they do");
  return {};
}

Result<Filed> file_one(Store::State& state, std::int64_t person, progress::Set set, Timing timing, const Papers& papers) {
  auto& database = state.database;
  HINGE_TRY_VOID(require_history_consent(database, person));
  HINGE_TRY(const auto time, filing_time(database, person, state.clock()));
  if (!set.id.empty()) {
    const Cell which[] = {set.id};
    HINGE_TRY(const auto known, find_set(database, "s.uid = ?", which));
    if (known && known->person != person) return fail(Errc::invalid, "the set '" + set.id + "' is another person's already; without its id it is a set of its own");
    if (known) return Filed{known->uid, known->session, Outcome::already_there, ""};
  }
  if (!set.recording_sha256.empty()) {
    const Cell which[] = {person, set.recording_sha256, papers.clip_part};
    HINGE_TRY(const auto known, find_set(database, "s.person_id = ? AND s.clip_sha256 = ? AND s.clip_part = ?", which));
    if (known) return judge_again(database, *known, set, papers, time.at);
  }
  if (set.id.empty()) set.id = internal::new_id();
  if (timing == Timing::now) {
    HINGE_TRY(set.at, after_what_was_told(database, person, time.at));
  }
  HINGE_TRY(const auto session, session_for(database, person, set.session, set.at));
  HINGE_TRY(const auto row, internal::put_set(database, person, session.row, set, time.at, papers.clip_part));
  HINGE_EXPECT(row.has_value());
  if (!papers.analysis_json.empty()) {
    HINGE_TRY_VOID(internal::put_analysis(database, *row, time.at, papers.analysis_json));
  }
  return Filed{set.id, session.uid, Outcome::filed, timing == Timing::now ? time.warning : ""};
}

auto no_such_set(const std::string& set) {
  return fail(Errc::not_found, "there is no set '" + set.substr(0, internal::id_limit_bytes) + "' of this person; `hinge history --person NAME --sets` lists the ids");
}

/// A session that lost a set ends with those it still has, or goes if nothing is left in it.
Result<void> tidy_session(Database& database, std::int64_t session) {
  const Cell left[] = {session};
  HINGE_TRY_VOID(database.execute("UPDATE sessions SET at_s = COALESCE((SELECT MIN(at_s) FROM sets WHERE session_id = sessions.id), at_s), "
                                  "last_s = COALESCE((SELECT MAX(at_s) FROM sets WHERE session_id = sessions.id), last_s) WHERE id = ?",
                                  left));
  return database.execute("DELETE FROM sessions WHERE id = ? AND notes = '' AND NOT EXISTS (SELECT 1 FROM sets WHERE session_id = sessions.id) "
                          "AND NOT EXISTS (SELECT 1 FROM check_ins WHERE session_id = sessions.id)",
                          left);
}

/// The frame of a write: lock, work, standing, commit.
template <class Work>
auto write_for(Store::State& state, const std::string& person, Work&& work) -> decltype(work(std::int64_t{})) {
  HINGE_TRY(auto transaction, Transaction::begin(state.database, Isolation::write));
  HINGE_TRY(const auto row, internal::lock_person(state.database, person));
  HINGE_TRY(auto result, work(row));
  HINGE_TRY_VOID(internal::refresh_standing(state.database, row));
  HINGE_TRY_VOID(transaction.commit());
  return result;
}

/// Files an entry that has an id, filling that in when it is empty.
template <class Entry, class PutEntry>
Result<std::string> file_entry(Store::State& state, const std::string& person, Entry entry, PutEntry put) {
  if (entry.id.empty()) entry.id = internal::new_id();
  return write_for(state, person, [&](std::int64_t row) -> Result<std::string> {
    HINGE_TRY_VOID(require_history_consent(state.database, row));
    HINGE_TRY_VOID(put(state.database, row, entry));
    return entry.id;
  });
}

}  // namespace

Result<Filed> Store::file_set(const std::string& person, progress::Set set, Timing timing, const Papers& papers) {
  return write_for(*state_, person, [&](std::int64_t row) { return file_one(*state_, row, std::move(set), timing, papers); });
}

Result<std::vector<Filed>> Store::file_sets(const std::string& person, const std::vector<progress::Set>& sets) {
  return write_for(*state_, person, [&](std::int64_t row) -> Result<std::vector<Filed>> {
    std::vector<Filed> all;
    for (const auto& set : sets) {
      HINGE_TRY(auto filed, file_one(*state_, row, set, Timing::told, {}));
      all.push_back(std::move(filed));
    }
    return all;
  });
}

Result<void> Store::correct_time(const std::string& person, const std::string& set, Instant at) {
  auto& database = state_->database;
  const auto done = write_for(*state_, person, [&](std::int64_t row) -> Result<bool> {
    const Cell which[] = {row, set};
    HINGE_TRY(auto known, database.select_one("SELECT id, session_id FROM sets WHERE person_id = ? AND uid = ?", "ii", which));
    if (!known) return no_such_set(set);
    HINGE_TRY(const auto session, session_for(database, row, "", at));
    const Cell moved[] = {internal::seconds_of(at), session.row, known->whole(0)};
    HINGE_TRY_VOID(database.execute("UPDATE sets SET at_s = ?, session_id = ? WHERE id = ?", moved));
    HINGE_TRY_VOID(tidy_session(database, known->whole(1)));
    return true;
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return {};
}

Result<void> Store::tell_feeling(const std::string& person, const std::string& set, std::optional<double> effort, const std::optional<progress::Pain>& pain) {
  auto& database = state_->database;
  const auto done = write_for(*state_, person, [&](std::int64_t row) -> Result<bool> {
    HINGE_TRY_VOID(require_history_consent(database, row));
    const Cell which[] = {row, set};
    HINGE_TRY(auto known, database.select_one("SELECT id FROM sets WHERE person_id = ? AND uid = ?", "i", which));
    if (!known) return no_such_set(set);
    return internal::tell_feeling(database, known->whole(0), effort, pain);
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return {};
}

Result<std::string> Store::remove_entry(const std::string& person, const std::string& id) {
  auto& database = state_->database;
  std::vector<KeptFile> files;
  auto removed = write_for(*state_, person, [&](std::int64_t row) -> Result<std::string> {
    const Cell which[] = {row, id};
    HINGE_TRY(auto set, database.select_one("SELECT id, session_id FROM sets WHERE person_id = ? AND uid = ?", "ii", which));
    if (set) {
      HINGE_TRY(files, internal::files_of(database, state_->location, row, set->whole(0)));
      const Cell gone[] = {set->whole(0)};
      HINGE_TRY_VOID(database.execute("DELETE FROM sets WHERE id = ?", gone));
      HINGE_TRY_VOID(tidy_session(database, set->whole(1)));
      return std::string("set");
    }
    for (const auto& [table, what] : {std::pair("check_ins", "check-in"), std::pair("notes", "note")}) {
      HINGE_TRY(auto gone, database.select_one("DELETE FROM " + std::string(table) + " WHERE person_id = ? AND uid = ? RETURNING id", "i", which));
      if (gone) return std::string(what);
    }
    return fail(Errc::not_found, "there is no set, check-in or note '" + id.substr(0, internal::id_limit_bytes) + "' of this person; `hinge history --person NAME --sets` lists the sets' ids");
  });
  if (!removed) return removed;
  HINGE_TRY(const auto swept, internal::sweep_files(database, state_->location, files));
  static_cast<void>(swept);
  return removed;
}

Result<void> Store::file_felt(const std::string& person, const std::string& set, const std::vector<progress::Felt>& felt) {
  const auto done = write_for(*state_, person, [&](std::int64_t row) -> Result<bool> {
    HINGE_TRY_VOID(require_history_consent(state_->database, row));
    const Cell which[] = {row, set};
    HINGE_TRY(auto known, state_->database.select_one("SELECT id FROM sets WHERE person_id = ? AND uid = ?", "i", which));
    if (!known) return no_such_set(set);
    HINGE_TRY_VOID(internal::put_felt(state_->database, row, known->whole(0), felt));
    return true;
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return {};
}

Result<Filed> Store::file_check_in(const std::string& person, progress::CheckIn check_in, Timing timing) {
  auto& database = state_->database;
  if (check_in.id.empty()) check_in.id = internal::new_id();
  return write_for(*state_, person, [&](std::int64_t row) -> Result<Filed> {
    HINGE_TRY_VOID(require_history_consent(database, row));
    HINGE_TRY(const auto time, filing_time(database, row, now()));
    if (timing == Timing::now) {
      HINGE_TRY(check_in.at, after_what_was_told(database, row, time.at));
    }
    // The morning after belongs to the session it looks back on, which the caller names.
    if (check_in.session.empty() && check_in.moment != progress::Moment::next_morning) {
      HINGE_TRY(const auto session, find_session(database, row, check_in.at));
      if (session) check_in.session = session->uid;
    }
    HINGE_TRY(const auto added, internal::put_check_in(database, row, check_in));
    return Filed{check_in.id, check_in.session, added ? Outcome::filed : Outcome::already_there, timing == Timing::now ? time.warning : ""};
  });
}

Result<std::string> Store::file_trial(const std::string& person, const progress::CueTrial& trial) {
  return file_entry(*state_, person, trial, [](Database& database, std::int64_t row, const progress::CueTrial& entry) -> Result<void> {
    HINGE_TRY(const auto added, internal::put_trial(database, row, entry));
    if (added) return {};
    const Cell cells[] = {entry.set_after, std::string(to_string(entry.effect)), internal::cell_or_null(entry.before), internal::cell_or_null(entry.after),
                          internal::cell_or_null(entry.noise), std::string(metrics::to_string(entry.unit)), entry.id, row};
    return database.execute("UPDATE cue_trials SET set_after = ?, effect = ?, before_value = ?, after_value = ?, noise = ?, unit = ? WHERE uid = ? AND person_id = ?", cells);
  });
}

Result<std::string> Store::file_plan(const std::string& person, const progress::Plan& plan) {
  return file_entry(*state_, person, plan, internal::put_plan);
}

Result<std::string> Store::file_override(const std::string& person, const progress::Override& entry) {
  return file_entry(*state_, person, entry, internal::put_override);
}

Result<std::string> Store::file_note(const std::string& person, const progress::Note& note) {
  return file_entry(*state_, person, note, internal::put_note);
}

Result<void> Store::file_answer(const std::string& person, const progress::Answer& answer) {
  const auto done = write_for(*state_, person, [&](std::int64_t row) -> internal::Put {
    HINGE_TRY_VOID(require_history_consent(state_->database, row));
    return internal::put_answer(state_->database, row, answer);
  });
  if (!done) return tl::unexpected<Error>(done.error());
  return {};
}

}  // namespace hinge::store
