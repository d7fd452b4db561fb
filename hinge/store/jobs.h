#pragma once
// Work that outlives the program that was asked for it: a table of jobs, worked on by any number of programs at once. A
// worker has a job for as long as its lease runs, by the database's clock; a worker that died leaves its job to the
// next. A job's result is kept in the step that makes it done, so that it is there once or not at all.
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "hinge/base/result.h"
#include "hinge/store/store.h"

namespace hinge::store {

enum class JobState : unsigned char { queued, running, done, failed, cancelled };
[[nodiscard]] std::string_view to_string(JobState state);

/// How often a job is begun before it counts as failed.
inline constexpr std::int64_t job_tries = 3;

struct Job {
  std::string id;
  std::string person;  ///< id; empty: nobody's
  std::string kind;    ///< who knows what to do with it: "analyze"
  std::string input;   ///< what to do, as that kind writes it
  JobState state = JobState::queued;
  std::int64_t tries = 0;  ///< begun so often
  std::string worker;      ///< who has or had it last
  bool cancel_asked = false;
  std::string progress;  ///< as its worker last said
  std::string reason;    ///< why it failed, or why the last try did
  Instant made;
  std::optional<Instant> began, ended;  ///< of the last try
};

struct NewJob {
  std::string id;  ///< empty: a new one; a known one is not added again
  std::string person, kind, input;
};

/// How many unfinished jobs there may be, of all and of one person.
struct JobLimits {
  std::int64_t open = 1000;
  std::int64_t open_of_person = 20;
};

/// The job as it stands now; the one that was there when its id is known. invalid: too many are open.
[[nodiscard]] Result<Job> add_job(Store& store, const NewJob& job, const JobLimits& limits = {});

/// The oldest that waits, or whose worker let its lease run out; nothing: there is nothing to do. What has had its
/// tries, or was to be cancelled when its worker died, ends here instead of being taken.
[[nodiscard]] Result<std::optional<Job>> take_job(Store& store, const std::string& worker, std::chrono::seconds lease);

/// What a worker hears when it says that it is still at it.
enum class GoOn : unsigned char {
  yes,
  cancel,
  lost
};  ///< lost: the lease ran out and the job is somebody else's, or gone
[[nodiscard]] Result<GoOn> renew_job(Store& store, const Job& taken, std::chrono::seconds lease,
                                     const std::string& progress);

/// Whether the outcome was taken: false when the job is no longer this worker's, and then nothing is kept.
[[nodiscard]] Result<bool> finish_job(Store& store, const Job& taken, const std::string& result);
enum class Retry : unsigned char { worth_it, pointless };
/// Back to waiting, or failed when it was its last try or another would not help.
[[nodiscard]] Result<bool> fail_job(Store& store, const Job& taken, const std::string& reason, Retry retry);
/// The worker stopped because it was told to.
[[nodiscard]] Result<bool> settle_cancelled_job(Store& store, const Job& taken);
/// The worker goes away and has nothing against the job: it waits again, and this was not a try.
[[nodiscard]] Result<bool> give_back_job(Store& store, const Job& taken);

/// One that waits is cancelled now, one that runs when its worker hears of it; one that has ended stays as it is.
[[nodiscard]] Result<Job> cancel_job(Store& store, const std::string& id);
[[nodiscard]] Result<Job> find_job(Store& store, const std::string& id);
/// The newest first.
[[nodiscard]] Result<std::vector<Job>> list_jobs(Store& store, std::size_t limit = 100);
/// not_found: the job is not done.
[[nodiscard]] Result<std::string> load_job_result(Store& store, const std::string& id);
/// Only one that has ended; invalid otherwise.
[[nodiscard]] Result<void> delete_job(Store& store, const std::string& id);

}  // namespace hinge::store
