#include "hinge/store/internal/entries.h"

#include <algorithm>
#include <initializer_list>

#include "hinge/store/internal/codec.h"
#include "hinge/store/internal/state.h"
#include "hinge/store/internal/text.h"

namespace hinge::store::internal {
namespace {

struct Text {
  std::string_view what;
  const std::string& text;
  std::size_t limit = id_limit_bytes;
};

Result<void> check_texts(std::initializer_list<Text> texts) {
  for (const auto& [what, text, limit] : texts) {
    HINGE_TRY_VOID(check_text(text, what, limit));
  }
  return {};
}

Result<void> check_range(const std::optional<double>& value, std::string_view what, double low, double high) {
  if (!value || (*value >= low && *value <= high)) return {};
  return fail(Errc::invalid, std::string(what) + " is not from " + std::to_string(static_cast<long>(low)) + " to " + std::to_string(static_cast<long>(high)));
}

std::string word(std::string_view text) { return std::string(text); }
std::int64_t whole(bool yes) { return yes ? 1 : 0; }

Cell load_cell(const std::optional<Kilograms>& load) { return load ? Cell(load->value()) : Cell(); }

/// "INSERT INTO t (a, b) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id"
Put insert(Database& database, std::string_view table, std::string_view columns, std::vector<Cell> cells) {
  std::string sql = "INSERT INTO " + std::string(table) + " (" + std::string(columns) + ") VALUES (";
  for (std::size_t i = 0; i < cells.size(); ++i) sql += i == 0 ? "?" : ", ?";
  sql += ") ON CONFLICT DO NOTHING RETURNING id";
  HINGE_TRY(auto row, database.select_one(sql, "i", cells));
  return row ? std::optional(row->whole(0)) : std::nullopt;
}

Result<void> check_pain(const progress::Pain& pain) { return check_range(pain.level, "pain", 0, 10); }

Result<void> check_set(const progress::Set& set, const std::string& clip_part) {
  HINGE_TRY_VOID(check_texts({{"the set's id", set.id}, {"the exercise", set.exercise}, {"the rung", set.rung}, {"the cue", set.cue}, {"the drill", set.drill},
                              {"the knowledge version", set.knowledge_version}, {"the clip's hash", set.recording_sha256}, {"the clip's part", clip_part},
                              {"the note", set.notes, notes_limit_bytes}}));
  if (set.reps_done < 0 || set.reps_done > 10'000) return fail(Errc::invalid, "the number of repetitions is not from 0 to 10000");
  HINGE_TRY_VOID(check_range(set.effort, "effort", 0, 10));
  HINGE_TRY_VOID(check_range(set.load ? std::optional(set.load->value()) : std::nullopt, "the load in kilograms", 0, 1000));
  if (set.pain) {
    HINGE_TRY_VOID(check_pain(*set.pain));
  }
  return {};
}

std::int64_t count(const progress::Set& set, assess::Verdict verdict) {
  return std::ranges::count_if(set.reps, [&](const auto& rep) { return rep.verdict == verdict; });
}

Result<void> put_reps(Database& database, std::int64_t row, const progress::Set& set) {
  const Cell which[] = {row};
  HINGE_TRY_VOID(database.execute("DELETE FROM set_reps WHERE set_id = ?", which));
  if (set.reps.empty()) return {};
  std::string reps = render_reps(set.reps);
  HINGE_TRY_VOID(check_text(reps, "the repetitions", json_limit_bytes));
  const Cell cells[] = {row, std::move(reps)};
  return database.execute("INSERT INTO set_reps (set_id, reps) VALUES (?, ?)", cells);
}

}  // namespace

Put put_session(Database& database, std::int64_t person, const progress::Session& session, Instant last) {
  HINGE_TRY_VOID(check_texts({{"the session's id", session.id}, {"the session's note", session.notes, notes_limit_bytes}}));
  return insert(database, "sessions", "uid, person_id, at_s, last_s, notes", {session.id, person, seconds_of(session.at), seconds_of(last), session.notes});
}

Put put_set(Database& database, std::int64_t person, std::int64_t session, const progress::Set& set, Instant filed, const std::string& clip_part) {
  HINGE_TRY_VOID(check_set(set, clip_part));
  const auto& pain = set.pain;
  HINGE_TRY(const auto row,
            insert(database, "sets",
                   "uid, person_id, session_id, at_s, filed_s, source, exercise, rung, load_kg, reps_done, effort, pain_level, pain_place, pain_growing, cue, "
                   "drill, knowledge_version, clip_sha256, clip_part, clean_reps, borderline_reps, fault_reps, notes",
                   {set.id, person, session, seconds_of(set.at), seconds_of(filed), word(to_string(set.source)), set.exercise, set.rung, load_cell(set.load),
                    std::int64_t{set.reps_done}, cell_or_null(set.effort), pain ? Cell(std::int64_t{pain->level}) : Cell(),
                    pain ? Cell(word(to_string(pain->place))) : Cell(), pain ? Cell(whole(pain->growing)) : Cell(), set.cue, set.drill, set.knowledge_version,
                    set.recording_sha256, clip_part, count(set, assess::Verdict::good), count(set, assess::Verdict::borderline),
                    count(set, assess::Verdict::fault), set.notes}));
  if (row) {
    HINGE_TRY_VOID(put_reps(database, *row, set));
    HINGE_TRY_VOID(put_felt(database, person, *row, set.felt));
  }
  return row;
}

Result<void> put_felt(Database& database, std::int64_t person, std::int64_t set, const std::vector<progress::Felt>& felt) {
  for (const auto& answer : felt) {
    HINGE_TRY_VOID(check_texts({{"the checkpoint", answer.checkpoint}}));
    const Cell cells[] = {person, set, answer.checkpoint, word(to_string(answer.feeling))};
    HINGE_TRY_VOID(database.execute("INSERT INTO felt (person_id, set_id, checkpoint, answer) VALUES (?, ?, ?, ?) "
                                    "ON CONFLICT (set_id, checkpoint) DO UPDATE SET answer = excluded.answer",
                                    cells));
  }
  return {};
}

Result<void> replace_judgement(Database& database, std::int64_t row, const progress::Set& set) {
  HINGE_TRY_VOID(check_set(set, ""));
  const Cell cells[] = {set.exercise, load_cell(set.load), std::int64_t{set.reps_done}, cell_or_null(set.effort), set.knowledge_version,
                        count(set, assess::Verdict::good), count(set, assess::Verdict::borderline), count(set, assess::Verdict::fault), row};
  HINGE_TRY_VOID(database.execute("UPDATE sets SET exercise = ?, load_kg = COALESCE(?, load_kg), reps_done = ?, effort = COALESCE(?, effort), "
                                  "knowledge_version = ?, clean_reps = ?, borderline_reps = ?, fault_reps = ? WHERE id = ?",
                                  cells));
  return put_reps(database, row, set);
}

Result<bool> tell_feeling(Database& database, std::int64_t set, std::optional<double> effort, const std::optional<progress::Pain>& pain) {
  HINGE_TRY_VOID(check_range(effort, "effort", 0, 10));
  if (pain) {
    HINGE_TRY_VOID(check_pain(*pain));
  }
  const Cell which[] = {set};
  const auto read = [&] { return database.select_only("SELECT effort, pain_level, pain_place, pain_growing FROM sets WHERE id = ?", "riti", which); };
  const auto facts_of = [](Row& row) { return std::tuple(row.real_or_null(0), row.whole_or_null(1), row.is_null(2) ? std::string() : row.text(2), row.whole_or_null(3)); };
  HINGE_TRY(auto before, read());
  const Cell cells[] = {cell_or_null(effort), pain ? Cell(std::int64_t{pain->level}) : Cell(), pain ? Cell(word(to_string(pain->place))) : Cell(),
                        pain ? Cell(whole(pain->growing)) : Cell(), set};
  HINGE_TRY_VOID(database.execute("UPDATE sets SET effort = COALESCE(?, effort), pain_level = COALESCE(?, pain_level), pain_place = COALESCE(?, pain_place), "
                                  "pain_growing = COALESCE(?, pain_growing) WHERE id = ?",
                                  cells));
  HINGE_TRY(auto after, read());
  return facts_of(before) != facts_of(after);
}

Put put_analysis(Database& database, std::int64_t set, Instant at, const std::string& json) {
  HINGE_TRY_VOID(check_text(json, "the analysis", json_limit_bytes));
  HINGE_TRY(const auto columns, read_analysis_columns(json));
  const Cell which[] = {set};
  HINGE_TRY(auto newest, database.select_one("SELECT json FROM analyses WHERE set_id = ? ORDER BY id DESC LIMIT 1", "t", which));
  if (newest && newest->text(0) == json) return std::nullopt;
  return insert(database, "analyses", "set_id, at_s, engine_version, pose_model, knowledge_version, pattern, exercise, view, reps, priority, json",
                {set, seconds_of(at), columns.engine_version, columns.pose_model, columns.knowledge_version, columns.pattern, columns.exercise, columns.view,
                 columns.reps, columns.priority, json});
}

Put put_check_in(Database& database, std::int64_t person, const progress::CheckIn& check_in) {
  HINGE_TRY_VOID(check_texts({{"the check-in's id", check_in.id}, {"the note", check_in.notes, notes_limit_bytes}}));
  HINGE_TRY_VOID(check_range(check_in.effort, "effort", 0, 10));
  HINGE_TRY_VOID(check_range(check_in.sleep_h, "hours of sleep", 0, 24));
  for (const auto& pain : check_in.pains) {
    HINGE_TRY_VOID(check_pain(pain));
  }
  Cell session;
  if (!check_in.session.empty()) {
    const Cell which[] = {check_in.session, person};
    HINGE_TRY(auto row, database.select_one("SELECT id FROM sessions WHERE uid = ? AND person_id = ?", "i", which));
    if (!row) return fail(Errc::invalid, "there is no session '" + check_in.session + "' of this person");
    session = row->whole(0);
  }
  HINGE_TRY(const auto row, insert(database, "check_ins", "uid, person_id, session_id, at_s, moment, effort, sleep_h, notes",
                                   {check_in.id, person, session, seconds_of(check_in.at), word(to_string(check_in.moment)), cell_or_null(check_in.effort),
                                    cell_or_null(check_in.sleep_h), check_in.notes}));
  if (!row) return row;
  for (const auto& pain : check_in.pains) {
    const Cell cells[] = {*row, std::int64_t{pain.level}, word(to_string(pain.place)), whole(pain.growing)};
    HINGE_TRY_VOID(database.execute("INSERT INTO pains (check_in_id, level, place, growing) VALUES (?, ?, ?, ?)", cells));
  }
  return row;
}

Put put_trial(Database& database, std::int64_t person, const progress::CueTrial& trial) {
  HINGE_TRY_VOID(check_texts({{"the trial's id", trial.id}, {"the rule", trial.rule}, {"the words", trial.words}, {"the cue", trial.cue}, {"the drill", trial.drill},
                              {"the set before", trial.set_before}, {"the set after", trial.set_after}, {"the reason", trial.because, notes_limit_bytes}}));
  return insert(database, "cue_trials", "uid, person_id, at_s, rule, words, cue, drill, set_before, set_after, effect, before_value, after_value, noise, unit, because",
                {trial.id, person, seconds_of(trial.at), trial.rule, trial.words, trial.cue, trial.drill, trial.set_before, trial.set_after,
                 word(to_string(trial.effect)), cell_or_null(trial.before), cell_or_null(trial.after), cell_or_null(trial.noise),
                 word(metrics::to_string(trial.unit)), trial.because});
}

Put put_plan(Database& database, std::int64_t person, const progress::Plan& plan) {
  HINGE_TRY_VOID(check_texts({{"the plan's id", plan.id}, {"the rung", plan.rung}, {"the exercise", plan.exercise}, {"the drill", plan.drill}, {"the cue", plan.cue}}));
  std::string reasons = render_texts(plan.reasons);
  HINGE_TRY_VOID(check_text(reasons, "the reasons", notes_limit_bytes));
  return insert(database, "plans", "uid, person_id, at_s, move, rung, exercise, drill, cue, sets, reps, load_kg, lighter_week, reasons",
                {plan.id, person, seconds_of(plan.at), word(to_string(plan.move)), plan.rung, plan.exercise, plan.drill, plan.cue, std::int64_t{plan.sets},
                 std::int64_t{plan.reps}, load_cell(plan.load), whole(plan.lighter_week), std::move(reasons)});
}

Put put_override(Database& database, std::int64_t person, const progress::Override& entry) {
  HINGE_TRY_VOID(check_texts({{"the override's id", entry.id}, {"who decided", entry.by}, {"the rung before", entry.from}, {"the rung after", entry.to},
                              {"the reason", entry.reason, notes_limit_bytes}}));
  if (entry.reason.empty()) return fail(Errc::invalid, "an override needs a reason");
  return insert(database, "overrides", "uid, person_id, at_s, by_uid, from_rung, to_rung, reason",
                {entry.id, person, seconds_of(entry.at), entry.by, entry.from, entry.to, entry.reason});
}

Put put_note(Database& database, std::int64_t person, const progress::Note& note) {
  HINGE_TRY_VOID(check_texts({{"the note's id", note.id}, {"who wrote it", note.by}, {"the note", note.text, notes_limit_bytes}}));
  if (note.text.empty()) return fail(Errc::invalid, "the note is empty");
  return insert(database, "notes", "uid, person_id, at_s, by_uid, text", {note.id, person, seconds_of(note.at), note.by, note.text});
}

Put put_answer(Database& database, std::int64_t person, const progress::Answer& answer) {
  HINGE_TRY_VOID(check_texts({{"the question", answer.question}}));
  return insert(database, "answers", "person_id, question, yes, at_s", {person, answer.question, whole(answer.yes), seconds_of(answer.at)});
}

Put put_consent(Database& database, std::int64_t person, const progress::Consent& consent) {
  return insert(database, "consents", "person_id, topic, given, at_s", {person, word(to_string(consent.topic)), whole(consent.given), seconds_of(consent.at)});
}

}  // namespace hinge::store::internal
