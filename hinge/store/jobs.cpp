#include "hinge/store/jobs.h"

#include "hinge/store/internal/codec.h"
#include "hinge/store/internal/state.h"
#include "hinge/store/internal/text.h"

namespace hinge::store {

std::string_view to_string(JobState state) {
  switch (state) {
    case JobState::queued:
      return "queued";
    case JobState::running:
      return "running";
    case JobState::done:
      return "done";
    case JobState::failed:
      return "failed";
    case JobState::cancelled:
      return "cancelled";
  }
  return "unknown";
}

namespace {

using internal::Cell;
using internal::Database;
using internal::Engine;
using internal::Isolation;
using internal::Row;
using internal::Transaction;

constexpr std::size_t input_limit_bytes = 100'000;

constexpr std::string_view job_columns =
    "j.uid, p.uid, j.kind, j.input, j.state, j.tries, j.worker, j.cancel_asked, j.progress, j.reason, j.made_s, "
    "j.began_s, j.ended_s";
constexpr std::string_view job_kinds =
    "tttttititt"
    "iii";
constexpr std::string_view job_tables = " FROM jobs j LEFT JOIN people p ON p.id = j.person_id";

std::optional<Instant> instant_or_none(const Row& row, std::size_t column) {
  const auto seconds = row.whole_or_null(column);
  return seconds ? std::optional(internal::instant_of(*seconds)) : std::nullopt;
}

JobState state_of(std::string_view word) {
  for (const auto state : {JobState::queued, JobState::running, JobState::done, JobState::failed}) {
    if (to_string(state) == word) return state;
  }
  return JobState::cancelled;
}

Job job_of(Row& row) {
  Job job;
  job.id = row.text(0);
  if (!row.is_null(1)) job.person = row.text(1);
  job.kind = row.text(2);
  job.input = row.text(3);
  job.state = state_of(row.text(4));
  job.tries = row.whole(5);
  job.worker = row.text(6);
  job.cancel_asked = row.yes(7);
  job.progress = row.text(8);
  job.reason = row.text(9);
  job.made = internal::instant_of(row.whole(10));
  job.began = instant_or_none(row, 11);
  job.ended = instant_or_none(row, 12);
  return job;
}

/// The database's clock, in whole seconds.
std::string clock_of(const Database& database) {
  return database.engine() == Engine::sqlite ? "CAST(strftime('%s', 'now') AS INTEGER)"
                                             : "CAST(FLOOR(EXTRACT(EPOCH FROM clock_timestamp())) AS BIGINT)";
}

auto no_such_job(const std::string& id) {
  return fail(Errc::not_found, "there is no job '" + id.substr(0, internal::id_limit_bytes) + "'");
}

Result<std::optional<Job>> look_up(Database& database, const std::string& id) {
  const Cell which[] = {id};
  HINGE_TRY(auto row,
            database.select_one("SELECT " + std::string(job_columns) + std::string(job_tables) + " WHERE j.uid = ?",
                                job_kinds, which));
  return row ? std::optional(job_of(*row)) : std::nullopt;
}

/// Changes a job that this worker still has; false when it is no longer theirs. `tries` tells two leases of one worker
/// apart.
Result<bool> change_own(Database& database, const Job& taken, const std::string& changes, std::vector<Cell> values) {
  values.insert(values.end(), {taken.id, taken.worker, taken.tries});
  HINGE_TRY(auto row,
            database.select_one("UPDATE jobs SET " + changes +
                                    " WHERE uid = ? AND worker = ? AND tries = ? AND state = 'running' RETURNING id",
                                "i", values));
  return row.has_value();
}

/// Two programs that add at once must not both be the last that fits; readers and workers are not in their way.
Result<void> require_room(Database& database, const Cell& person, const JobLimits& limits) {
  if (database.engine() == Engine::postgresql) {
    HINGE_TRY_VOID(database.execute("LOCK TABLE jobs IN SHARE ROW EXCLUSIVE MODE"));
  }
  HINGE_TRY(auto all, database.select_only("SELECT COUNT(*) FROM jobs WHERE state IN ('queued', 'running')", "i", {}));
  if (all.whole(0) >= limits.open)
    return fail(Errc::invalid,
                "as many jobs wait as may wait (" + std::to_string(all.whole(0)) + "); try again when one is done");
  if (std::holds_alternative<std::monostate>(person)) return {};
  const Cell who[] = {person};
  HINGE_TRY(auto own,
            database.select_only("SELECT COUNT(*) FROM jobs WHERE person_id = ? AND state IN ('queued', 'running')",
                                 "i", who));
  if (own.whole(0) >= limits.open_of_person)
    return fail(Errc::invalid, "this person has as many unfinished jobs as one may have (" +
                                   std::to_string(own.whole(0)) + "); try again when one is done");
  return {};
}

/// Of dead workers' jobs those that are not to be taken again end.
Result<void> end_abandoned(Database& database) {
  const auto now = clock_of(database);
  HINGE_TRY_VOID(database.execute("UPDATE jobs SET state = 'cancelled', ended_s = " + now +
                                  " WHERE state = 'running' AND cancel_asked = 1 AND lease_s <= " + now));
  const Cell words[] = {"whoever worked on it stopped without a word " + std::to_string(job_tries) + " times",
                        job_tries};
  return database.execute(
      "UPDATE jobs SET state = 'failed', reason = CASE WHEN reason = '' THEN ? ELSE reason END, ended_s = " + now +
          " WHERE state = 'running' AND tries >= ? AND lease_s <= " + now,
      words);
}

}  // namespace

Result<Job> add_job(Store& store, const NewJob& job, const JobLimits& limits) {
  HINGE_TRY_VOID(internal::check_text(job.id, "the job's id", internal::id_limit_bytes));
  HINGE_TRY_VOID(internal::check_text(job.kind, "the job's kind", internal::id_limit_bytes));
  HINGE_TRY_VOID(internal::check_text(job.input, "the job's input", input_limit_bytes));
  auto& database = store.state().database;
  const auto id = job.id.empty() ? internal::new_id() : job.id;
  HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::write));
  HINGE_TRY(auto known, look_up(database, id));
  if (known) return *std::move(known);
  Cell person;
  if (!job.person.empty()) {
    HINGE_TRY(person, internal::find_person_row(database, job.person));
  }
  HINGE_TRY_VOID(require_room(database, person, limits));
  const Cell cells[] = {id, person, job.kind, job.input};
  HINGE_TRY_VOID(
      database.execute("INSERT INTO jobs (uid, person_id, kind, input, state, tries, worker, lease_s, cancel_asked, "
                       "progress, reason, made_s) "
                       "VALUES (?, ?, ?, ?, 'queued', 0, '', 0, 0, '', '', " +
                           clock_of(database) + ") ON CONFLICT DO NOTHING",
                       cells));
  HINGE_TRY(auto added, look_up(database, id));
  HINGE_TRY_VOID(transaction.commit());
  if (!added) return no_such_job(id);
  return *std::move(added);
}

Result<std::optional<Job>> take_job(Store& store, const std::string& worker, std::chrono::seconds lease) {
  HINGE_TRY_VOID(internal::check_name(worker));
  auto& database = store.state().database;
  const auto now = clock_of(database);
  HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::write));
  HINGE_TRY_VOID(end_abandoned(database));
  // SQLite has one writer at a time already; PostgreSQL's workers step over what another one is taking.
  const std::string lock = database.engine() == Engine::postgresql ? " FOR UPDATE SKIP LOCKED" : "";
  HINGE_TRY(auto next, database.select_one(
                           "SELECT id, uid FROM jobs WHERE state = 'queued' OR (state = 'running' AND lease_s <= " +
                               now + ") ORDER BY id LIMIT 1" + lock,
                           "it", {}));
  std::optional<Job> job;
  if (next) {
    const Cell cells[] = {worker, static_cast<std::int64_t>(lease.count()), next->whole(0)};
    HINGE_TRY_VOID(database.execute("UPDATE jobs SET state = 'running', worker = ?, lease_s = " + now +
                                        " + ?, tries = tries + 1, progress = '', began_s = " + now + " WHERE id = ?",
                                    cells));
    HINGE_TRY(job, look_up(database, next->text(1)));
  }
  HINGE_TRY_VOID(transaction.commit());
  return job;
}

Result<GoOn> renew_job(Store& store, const Job& taken, std::chrono::seconds lease, const std::string& progress) {
  HINGE_TRY_VOID(internal::check_text(progress, "the progress", internal::notes_limit_bytes));
  auto& database = store.state().database;
  const Cell cells[] = {static_cast<std::int64_t>(lease.count()), progress, taken.id, taken.worker, taken.tries};
  HINGE_TRY(auto row, database.select_one("UPDATE jobs SET lease_s = " + clock_of(database) +
                                              " + ?, progress = ? WHERE uid = ? AND worker = ? AND tries = ? AND state "
                                              "= 'running' RETURNING cancel_asked",
                                          "i", cells));
  if (!row) return GoOn::lost;
  return row->yes(0) ? GoOn::cancel : GoOn::yes;
}

Result<bool> finish_job(Store& store, const Job& taken, const std::string& result) {
  HINGE_TRY_VOID(internal::check_text(result, "the result", internal::json_limit_bytes));
  auto& database = store.state().database;
  HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::write));
  HINGE_TRY(const bool own,
            change_own(database, taken, "state = 'done', reason = '', ended_s = " + clock_of(database), {}));
  if (!own) return false;
  const Cell cells[] = {result, taken.id};
  HINGE_TRY_VOID(
      database.execute("INSERT INTO job_results (job_id, result) SELECT id, ? FROM jobs WHERE uid = ?", cells));
  HINGE_TRY_VOID(transaction.commit());
  return true;
}

Result<bool> fail_job(Store& store, const Job& taken, const std::string& reason, Retry retry) {
  HINGE_TRY_VOID(internal::check_text(reason, "the reason", internal::notes_limit_bytes));
  auto& database = store.state().database;
  const bool last = retry == Retry::pointless || taken.tries >= job_tries;
  return change_own(database, taken,
                    std::string("state = CASE WHEN cancel_asked = 1 THEN 'cancelled' ELSE ") +
                        (last ? "'failed'" : "'queued'") + " END, reason = ?, ended_s = " + clock_of(database),
                    {reason});
}

Result<bool> settle_cancelled_job(Store& store, const Job& taken) {
  auto& database = store.state().database;
  return change_own(database, taken, "state = 'cancelled', ended_s = " + clock_of(database), {});
}

Result<bool> give_back_job(Store& store, const Job& taken) {
  return change_own(
      store.state().database, taken,
      "state = CASE WHEN cancel_asked = 1 THEN 'cancelled' ELSE 'queued' END, tries = tries - 1, progress = ''", {});
}

Result<Job> cancel_job(Store& store, const std::string& id) {
  auto& database = store.state().database;
  HINGE_TRY(auto transaction, Transaction::begin(database, Isolation::write));
  const Cell which[] = {id};
  HINGE_TRY_VOID(database.execute("UPDATE jobs SET cancel_asked = 1, ended_s = CASE WHEN state = 'queued' THEN " +
                                      clock_of(database) +
                                      " ELSE ended_s END, state = CASE WHEN state = 'queued' THEN 'cancelled' ELSE "
                                      "state END WHERE uid = ? AND state IN ('queued', 'running')",
                                  which));
  HINGE_TRY(auto job, look_up(database, id));
  HINGE_TRY_VOID(transaction.commit());
  if (!job) return no_such_job(id);
  return *std::move(job);
}

Result<Job> find_job(Store& store, const std::string& id) {
  HINGE_TRY_VOID(internal::check_text(id, "the job's id", internal::id_limit_bytes));
  HINGE_TRY(auto job, look_up(store.state().database, id));
  if (!job) return no_such_job(id);
  return *std::move(job);
}

Result<std::vector<Job>> list_jobs(Store& store, std::size_t limit) {
  std::vector<Job> jobs;
  const Cell most[] = {static_cast<std::int64_t>(limit)};
  HINGE_TRY_VOID(store.state().database.select(
      "SELECT " + std::string(job_columns) + std::string(job_tables) + " ORDER BY j.id DESC LIMIT ?", job_kinds, most,
      [&](Row& row) { jobs.push_back(job_of(row)); }));
  return jobs;
}

Result<std::string> load_job_result(Store& store, const std::string& id) {
  HINGE_TRY_VOID(internal::check_text(id, "the job's id", internal::id_limit_bytes));
  const Cell which[] = {id};
  HINGE_TRY(auto row,
            store.state().database.select_one(
                "SELECT r.result FROM job_results r JOIN jobs j ON j.id = r.job_id WHERE j.uid = ?", "t", which));
  if (row) return std::move(row->text(0));
  HINGE_TRY(const auto job, find_job(store, id));
  return fail(Errc::not_found, "this job is " + std::string(to_string(job.state)) + ": it has no result");
}

Result<void> delete_job(Store& store, const std::string& id) {
  auto& database = store.state().database;
  const Cell which[] = {id};
  HINGE_TRY(auto gone,
            database.select_one("DELETE FROM jobs WHERE uid = ? AND state NOT IN ('queued', 'running') RETURNING id",
                                "i", which));
  if (gone) return {};
  HINGE_TRY(const auto job, find_job(store, id));
  return fail(Errc::invalid, "this job is " + std::string(to_string(job.state)) + ": cancel it first");
}

}  // namespace hinge::store
