#include <algorithm>
#include <set>
#include <unordered_map>

#include "hinge/store/internal/codec.h"
#include "hinge/store/internal/state.h"
#include "hinge/store/store.h"

namespace hinge::store {
namespace {

using internal::Cell;
using internal::Database;
using internal::instant_of;
using internal::Isolation;
using internal::Row;
using internal::Transaction;
using progress::History;

/// LIMIT takes a signed number in both engines.
std::int64_t limit_of(std::size_t wanted) { return static_cast<std::int64_t>(std::min<std::size_t>(wanted, INT64_MAX)); }

std::optional<Kilograms> load_of(const Row& row, std::size_t column) {
  const auto load = row.real_or_null(column);
  return load ? std::optional(Kilograms{*load}) : std::nullopt;
}

/// A word of ours that the database no longer holds.
auto unknown_word(const std::string& word) { return fail(Errc::corrupt, "the database holds the word '" + word + "', which means nothing: `hinge db check` says where"); }

/// Keeps the first problem found while rows come in.
struct Problem {
  std::optional<Error> error;
  template <class Enum>
  Enum word(const std::string& text) {
    const auto value = internal::read_enum<Enum>(text);
    if (!value && !error) error = unknown_word(text).value();
    return value.value_or(Enum{});
  }
  Result<void> result() const {
    if (error) return tl::unexpected<Error>(*error);
    return {};
  }
};

progress::Set set_of(Row& row, Problem& problem) {
  progress::Set set;
  set.id = row.text(1);
  set.session = row.text(2);
  set.at = instant_of(row.whole(3));
  set.source = problem.word<progress::SetSource>(row.text(4));
  set.exercise = row.text(5);
  set.rung = row.text(6);
  set.load = load_of(row, 7);
  set.reps_done = static_cast<int>(row.whole(8));
  set.effort = row.real_or_null(9);
  if (!row.is_null(10)) set.pain = progress::Pain{static_cast<int>(row.whole(10)), problem.word<progress::Place>(row.text(11)), row.yes(12)};
  set.cue = row.text(13);
  set.drill = row.text(14);
  set.knowledge_version = row.text(15);
  set.recording_sha256 = row.text(16);
  set.notes = row.text(17);
  return set;
}

/// How many of the newest sets belong to the newest `sessions` sessions.
std::size_t count_sets_of(std::size_t sessions, const std::vector<progress::Set>& sets) {
  std::set<std::string_view> seen;
  std::size_t count = 0;
  for (auto set = sets.rbegin(); set != sets.rend(); ++set, ++count) {
    seen.insert(set->session);
    if (seen.size() > sessions) break;
  }
  return count;
}

Result<void> load_reps(Database& database, std::int64_t person, const Reach& reach, const std::vector<std::int64_t>& rows, std::vector<progress::Set>& sets) {
  const std::size_t wanted = std::max(reach.sets_with_reps, count_sets_of(reach.sessions_with_reps, sets));
  if (wanted == 0 || rows.empty()) return {};
  std::unordered_map<std::int64_t, std::size_t> place;
  for (std::size_t i = 0; i < rows.size(); ++i) place[rows[i]] = i;
  const Cell newest[] = {person, internal::seconds_of(sets.front().at), limit_of(wanted)};
  std::optional<Error> error;
  HINGE_TRY_VOID(database.select("SELECT r.set_id, r.reps FROM sets s JOIN set_reps r ON r.set_id = s.id WHERE s.person_id = ? AND s.at_s >= ? "
                                 "ORDER BY s.at_s DESC, s.id DESC LIMIT ?",
                                 "it", newest, [&](Row& row) {
                                   const auto found = place.find(row.whole(0));
                                   if (found == place.end() || error) return;
                                   auto reps = internal::read_reps(std::move(row.text(1)));
                                   if (reps) sets[found->second].reps = std::move(*reps);
                                   else error = reps.error();
                                 }));
  if (error) return tl::unexpected<Error>(*error);
  return {};
}

Result<void> load_felt(Database& database, std::int64_t person, const std::vector<std::int64_t>& rows, std::vector<progress::Set>& sets) {
  std::unordered_map<std::int64_t, std::size_t> place;
  for (std::size_t i = 0; i < rows.size(); ++i) place[rows[i]] = i;
  const Cell who[] = {person};
  Problem problem;
  HINGE_TRY_VOID(database.select("SELECT set_id, checkpoint, answer FROM felt WHERE person_id = ? ORDER BY set_id, checkpoint", "itt", who, [&](Row& row) {
    const auto found = place.find(row.whole(0));
    if (found != place.end()) sets[found->second].felt.push_back({row.text(1), problem.word<progress::Feeling>(row.text(2))});
  }));
  return problem.result();
}

Result<void> load_sets(Database& database, std::int64_t person, const Reach& reach, History& history) {
  const Cell asked[] = {person, reach.since ? internal::seconds_of(*reach.since) : INT64_MIN, limit_of(reach.sets)};
  Problem problem;
  std::vector<std::int64_t> rows;
  HINGE_TRY_VOID(database.select("SELECT s.id, s.uid, n.uid, s.at_s, s.source, s.exercise, s.rung, s.load_kg, s.reps_done, s.effort, s.pain_level, s.pain_place, "
                                 "s.pain_growing, s.cue, s.drill, s.knowledge_version, s.clip_sha256, s.notes FROM sets s JOIN sessions n ON n.id = s.session_id "
                                 "WHERE s.person_id = ? AND s.at_s >= ? ORDER BY s.at_s DESC, s.id DESC LIMIT ?",
                                 "ittitttririti" "ttttt", asked, [&](Row& row) {
                                   rows.push_back(row.whole(0));
                                   history.sets.push_back(set_of(row, problem));
                                 }));
  HINGE_TRY_VOID(problem.result());
  std::ranges::reverse(rows);
  std::ranges::reverse(history.sets);
  HINGE_TRY_VOID(load_felt(database, person, rows, history.sets));
  return load_reps(database, person, reach, rows, history.sets);
}

Result<void> load_sessions(Database& database, std::int64_t person, const Reach& reach, History& history) {
  // No older than the oldest set that was loaded, unless all were.
  Instant since = reach.since.value_or(instant_of(INT64_MIN / 2));
  if (history.sets.size() == reach.sets && !history.sets.empty()) since = std::max(since, history.sets.front().at);
  const Cell asked[] = {person, internal::seconds_of(since)};
  return database.select("SELECT uid, at_s, notes FROM sessions WHERE person_id = ? AND last_s >= ? ORDER BY at_s, id", "tit", asked, [&](Row& row) {
    history.sessions.push_back({row.text(0), instant_of(row.whole(1)), row.text(2)});
  });
}

Result<void> load_check_ins(Database& database, std::int64_t person, History& history) {
  const Cell who[] = {person};
  Problem problem;
  std::map<std::int64_t, std::size_t> place;
  HINGE_TRY_VOID(database.select("SELECT c.id, c.uid, n.uid, c.at_s, c.moment, c.effort, c.sleep_h, c.notes FROM check_ins c "
                                 "LEFT JOIN sessions n ON n.id = c.session_id WHERE c.person_id = ? ORDER BY c.at_s, c.id",
                                 "ittitrrt", who, [&](Row& row) {
                                   place[row.whole(0)] = history.check_ins.size();
                                   history.check_ins.push_back({row.text(1), row.is_null(2) ? "" : row.text(2), instant_of(row.whole(3)),
                                                                problem.word<progress::Moment>(row.text(4)), {}, row.real_or_null(5), row.real_or_null(6), row.text(7)});
                                 }));
  HINGE_TRY_VOID(database.select("SELECT p.check_in_id, p.level, p.place, p.growing FROM check_ins c JOIN pains p ON p.check_in_id = c.id "
                                 "WHERE c.person_id = ? ORDER BY p.id",
                                 "iiti", who, [&](Row& row) {
                                   const auto found = place.find(row.whole(0));
                                   if (found == place.end()) return;
                                   history.check_ins[found->second].pains.push_back({static_cast<int>(row.whole(1)), problem.word<progress::Place>(row.text(2)), row.yes(3)});
                                 }));
  return problem.result();
}

Result<void> load_trials(Database& database, std::int64_t person, History& history) {
  const Cell who[] = {person};
  Problem problem;
  HINGE_TRY_VOID(database.select("SELECT uid, at_s, rule, words, cue, drill, set_before, set_after, effect, before_value, after_value, noise, unit, because FROM cue_trials "
                                 "WHERE person_id = ? ORDER BY at_s, id",
                                 "tittttttt" "rrrtt", who, [&](Row& row) {
                                   progress::CueTrial trial;
                                   trial.id = row.text(0);
                                   trial.at = instant_of(row.whole(1));
                                   trial.rule = row.text(2);
                                   trial.words = row.text(3);
                                   trial.cue = row.text(4);
                                   trial.drill = row.text(5);
                                   trial.set_before = row.text(6);
                                   trial.set_after = row.text(7);
                                   trial.effect = problem.word<progress::CueEffect>(row.text(8));
                                   trial.before = row.real_or_null(9);
                                   trial.after = row.real_or_null(10);
                                   trial.noise = row.real_or_null(11);
                                   trial.unit = problem.word<metrics::Unit>(row.text(12));
                                   trial.because = row.text(13);
                                   history.trials.push_back(std::move(trial));
                                 }));
  return problem.result();
}

Result<void> load_plans(Database& database, std::int64_t person, History& history) {
  const Cell who[] = {person};
  Problem problem;
  HINGE_TRY_VOID(database.select("SELECT uid, at_s, move, rung, exercise, drill, cue, sets, reps, load_kg, lighter_week, reasons FROM plans WHERE person_id = ? ORDER BY at_s, id",
                                 "tittttt" "iirit", who, [&](Row& row) {
                                   auto reasons = internal::read_texts(row.text(11));
                                   if (!reasons && !problem.error) problem.error = reasons.error();
                                   history.plans.push_back({row.text(0), instant_of(row.whole(1)), problem.word<progress::Move>(row.text(2)), row.text(3), row.text(4),
                                                            row.text(5), row.text(6), static_cast<int>(row.whole(7)), static_cast<int>(row.whole(8)), load_of(row, 9), row.yes(10),
                                                            reasons ? std::move(*reasons) : std::vector<std::string>()});
                                 }));
  return problem.result();
}

Result<void> load_words(Database& database, std::int64_t person, History& history) {
  const Cell who[] = {person};
  HINGE_TRY_VOID(database.select("SELECT uid, at_s, by_uid, from_rung, to_rung, reason FROM overrides WHERE person_id = ? ORDER BY at_s, id", "tittt" "t", who, [&](Row& row) {
    history.overrides.push_back({row.text(0), instant_of(row.whole(1)), row.text(2), row.text(3), row.text(4), row.text(5)});
  }));
  HINGE_TRY_VOID(database.select("SELECT question, yes, at_s FROM answers WHERE person_id = ? ORDER BY at_s, id", "tii", who, [&](Row& row) {
    history.answers.push_back({row.text(0), row.yes(1), instant_of(row.whole(2))});
  }));
  return database.select("SELECT uid, at_s, by_uid, text FROM notes WHERE person_id = ? ORDER BY at_s, id", "titt", who, [&](Row& row) {
    history.notes.push_back({row.text(0), instant_of(row.whole(1)), row.text(2), row.text(3)});
  });
}

}  // namespace

Result<History> Store::load_history(const std::string& person, const Reach& reach) {
  auto& database = state_->database;
  HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::snapshot));
  HINGE_TRY(const auto row, internal::find_person_row(database, person));
  History history;
  HINGE_TRY(history.person, internal::load_person(database, row));
  HINGE_TRY_VOID(load_sets(database, row, reach, history));
  HINGE_TRY_VOID(load_sessions(database, row, reach, history));
  HINGE_TRY_VOID(load_check_ins(database, row, history));
  HINGE_TRY_VOID(load_trials(database, row, history));
  HINGE_TRY_VOID(load_plans(database, row, history));
  HINGE_TRY_VOID(load_words(database, row, history));
  return history;
}

Result<std::optional<StoredAnalysis>> Store::load_analysis(const std::string& person, const std::string& set) {
  const Cell which[] = {person, set};
  HINGE_TRY(auto row, state_->database.select_one("SELECT a.at_s, a.engine_version, a.knowledge_version, a.exercise, a.priority, a.json FROM people p "
                                                  "JOIN sets s ON s.person_id = p.id JOIN analyses a ON a.set_id = s.id WHERE p.uid = ? AND s.uid = ? "
                                                  "ORDER BY a.id DESC LIMIT 1",
                                                  "ittttt", which));
  if (!row) return std::optional<StoredAnalysis>();
  return std::optional(StoredAnalysis{set, instant_of(row->whole(0)), row->text(1), row->text(2), row->text(3), row->text(4), row->text(5)});
}

}  // namespace hinge::store
