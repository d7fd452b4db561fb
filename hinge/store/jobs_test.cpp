// One suite over both engines: a job is worked on by one worker at a time, and ends once.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <map>
#include <set>

#include "hinge/store/internal/state.h"
#include "hinge/store/jobs.h"
#include "hinge/store/maintenance.h"
#include "tests/support/store_place.h"

namespace hinge::store {
namespace {

using test::agreeing;
using test::must;

constexpr std::chrono::seconds an_hour{3600};
/// Has run out as soon as it is given.
constexpr std::chrono::seconds no_time{0};

class Jobs : public testing::TestWithParam<test::Keeper> {
protected:
  test::StorePlace place{GetParam()};
  Store store = place.open();

  Job add(const std::string& id, const std::string& person = "") {
    return must(add_job(store, {id, person, "analyze", "input of " + id}));
  }
  Job take(std::chrono::seconds lease = an_hour, const std::string& worker = "w") {
    return must(take_job(store, worker, lease)).value();
  }
  JobState state(const std::string& id) { return must(find_job(store, id)).state; }
  bool none_left() { return !must(take_job(store, "other", an_hour)).has_value(); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Jobs, testing::Values(test::Keeper::sqlite, test::Keeper::postgresql),
                         test::keeper_name);

TEST_P(Jobs, AJobComesBackAsItWasAdded) {
  const auto ana = must(store.add_person(agreeing("Ana")));
  const auto added = must(add_job(store, {"", ana.id, "analyze", R"({"clip":"Übung '; DROP TABLE jobs; -- 💪"})"}));
  EXPECT_FALSE(added.id.empty());
  const auto found = must(find_job(store, added.id));
  EXPECT_EQ(found.person, ana.id);
  EXPECT_EQ(found.kind, "analyze");
  EXPECT_EQ(found.input, R"({"clip":"Übung '; DROP TABLE jobs; -- 💪"})");
  EXPECT_EQ(found.state, JobState::queued);
  EXPECT_EQ(found.tries, 0);
  EXPECT_FALSE(found.began);
  EXPECT_FALSE(found.ended);
}

TEST_P(Jobs, TheSameIdAddedTwiceIsOneJob) {
  add("a");
  EXPECT_EQ(must(add_job(store, {"a", "", "analyze", "other"})).input, "input of a");
  EXPECT_EQ(must(list_jobs(store)).size(), 1U);
}

TEST_P(Jobs, TheOldestIsTakenFirstAndOnlyOnce) {
  add("a");
  add("b");
  const auto first = take();
  EXPECT_EQ(first.id, "a");
  EXPECT_EQ(first.state, JobState::running);
  EXPECT_EQ(first.tries, 1);
  EXPECT_EQ(first.worker, "w");
  EXPECT_TRUE(first.began);
  EXPECT_EQ(take(an_hour, "v").id, "b");
  EXPECT_TRUE(none_left());
}

TEST_P(Jobs, AResultComesWithTheEndOfItsJob) {
  add("a");
  const auto job = take();
  EXPECT_EQ(load_job_result(store, "a").error().what, "this job is running: it has no result");
  EXPECT_TRUE(must(finish_job(store, job, R"({"reps":3})")));
  EXPECT_EQ(state("a"), JobState::done);
  EXPECT_TRUE(must(find_job(store, "a")).ended);
  EXPECT_EQ(must(load_job_result(store, "a")), R"({"reps":3})");
  EXPECT_TRUE(none_left());
}

TEST_P(Jobs, AJobIsFinishedOnce) {
  add("a");
  const auto job = take();
  EXPECT_TRUE(must(finish_job(store, job, "first")));
  EXPECT_FALSE(must(finish_job(store, job, "second")));
  EXPECT_FALSE(must(fail_job(store, job, "late", Retry::pointless)));
  EXPECT_EQ(must(load_job_result(store, "a")), "first");
}

TEST_P(Jobs, ALeaseThatRanOutGivesTheJobToTheNextAndTheFirstIsNotHeard) {
  add("a");
  const auto slow = take(no_time, "slow");
  const auto next = take(an_hour, "next");
  EXPECT_EQ(next.id, "a");
  EXPECT_EQ(next.tries, 2);
  EXPECT_EQ(must(renew_job(store, slow, an_hour, "half")), GoOn::lost);
  EXPECT_FALSE(must(finish_job(store, slow, "of the slow one")));
  EXPECT_FALSE(must(give_back_job(store, slow)));
  EXPECT_TRUE(must(finish_job(store, next, "of the next one")));
  EXPECT_EQ(must(load_job_result(store, "a")), "of the next one");
}

TEST_P(Jobs, TwoLeasesOfTheSameWorkerAreNotMixedUp) {
  add("a");
  const auto first = take(no_time);
  const auto second = take();
  EXPECT_FALSE(must(finish_job(store, first, "first")));
  EXPECT_TRUE(must(finish_job(store, second, "second")));
}

TEST_P(Jobs, ARenewedLeaseHolds) {
  add("a");
  const auto job = take(no_time);
  EXPECT_EQ(must(renew_job(store, job, an_hour, "pose 40 %")), GoOn::yes);
  EXPECT_TRUE(none_left());
  EXPECT_EQ(must(find_job(store, "a")).progress, "pose 40 %");
}

TEST_P(Jobs, TheThirdFailureIsTheLastAndKeepsItsReason) {
  add("a");
  for (int i = 1; i < job_tries; ++i) {
    EXPECT_TRUE(must(fail_job(store, take(), "crashed " + std::to_string(i), Retry::worth_it)));
    EXPECT_EQ(state("a"), JobState::queued);
  }
  EXPECT_TRUE(must(fail_job(store, take(), "crashed again", Retry::worth_it)));
  EXPECT_EQ(state("a"), JobState::failed);
  EXPECT_EQ(must(find_job(store, "a")).reason, "crashed again");
  EXPECT_TRUE(none_left());
}

TEST_P(Jobs, AFailureThatWouldComeAgainIsTheLast) {
  add("a");
  EXPECT_TRUE(must(fail_job(store, take(), "not a video", Retry::pointless)));
  EXPECT_EQ(state("a"), JobState::failed);
  EXPECT_TRUE(none_left());
}

TEST_P(Jobs, AJobThatKillsItsWorkersFailsAfterThreeTries) {
  add("a");
  for (int i = 0; i < job_tries; ++i) take(no_time);
  EXPECT_TRUE(none_left());
  EXPECT_EQ(state("a"), JobState::failed);
  EXPECT_EQ(must(find_job(store, "a")).reason, "whoever worked on it stopped without a word 3 times");
}

TEST_P(Jobs, AJobGivenBackWasNotATry) {
  add("a");
  for (int i = 0; i < 2 * job_tries; ++i) EXPECT_TRUE(must(give_back_job(store, take())));
  EXPECT_EQ(take().tries, 1);
}

TEST_P(Jobs, OneThatWaitsIsCancelledAtOnce) {
  add("a");
  EXPECT_EQ(must(cancel_job(store, "a")).state, JobState::cancelled);
  EXPECT_TRUE(none_left());
  EXPECT_TRUE(must(find_job(store, "a")).ended);
}

TEST_P(Jobs, OneThatRunsIsCancelledWhenItsWorkerHearsOfIt) {
  add("a");
  const auto job = take();
  EXPECT_EQ(must(cancel_job(store, "a")).state, JobState::running);
  EXPECT_EQ(must(renew_job(store, job, an_hour, "")), GoOn::cancel);
  EXPECT_TRUE(must(settle_cancelled_job(store, job)));
  EXPECT_EQ(state("a"), JobState::cancelled);
}

TEST_P(Jobs, OneToBeCancelledIsNotBegunAgain) {
  for (const char* id : {"dies", "fails", "goes"}) {
    add(id);
    const auto job = take(std::string(id) == "dies" ? no_time : an_hour);
    must(cancel_job(store, id));
    if (std::string(id) == "fails") must(fail_job(store, job, "crashed", Retry::worth_it));
    if (std::string(id) == "goes") must(give_back_job(store, job));
    EXPECT_TRUE(none_left());
    EXPECT_EQ(state(id), JobState::cancelled) << id;
  }
}

TEST_P(Jobs, WhatHasEndedStaysAsItIs) {
  add("a");
  must(finish_job(store, take(), "result"));
  EXPECT_EQ(must(cancel_job(store, "a")).state, JobState::done);
  EXPECT_FALSE(must(find_job(store, "a")).cancel_asked);
}

TEST_P(Jobs, OnlyWhatHasEndedIsDeletedAndItsResultGoesToo) {
  add("a");
  EXPECT_EQ(delete_job(store, "a").error().what, "this job is queued: cancel it first");
  must(finish_job(store, take(), "result"));
  must(delete_job(store, "a"));
  EXPECT_EQ(find_job(store, "a").error().what, "there is no job 'a'");
  EXPECT_EQ(must(store.state().database.select_only("SELECT COUNT(*) FROM job_results", "i", {})).whole(0), 0);
}

TEST_P(Jobs, TooManyOpenJobsAreRefusedForAllAndForOnePerson) {
  const auto ana = must(store.add_person(agreeing("Ana"))), ben = must(store.add_person(agreeing("Ben")));
  const JobLimits limits{3, 1};
  must(add_job(store, {"a", ana.id, "analyze", ""}, limits));
  EXPECT_EQ(add_job(store, {"b", ana.id, "analyze", ""}, limits).error().what,
            "this person has as many unfinished jobs as one may have (1); try again when one is done");
  must(add_job(store, {"b", ben.id, "analyze", ""}, limits));
  must(add_job(store, {"c", "", "analyze", ""}, limits));
  EXPECT_EQ(add_job(store, {"d", "", "analyze", ""}, limits).error().what,
            "as many jobs wait as may wait (3); try again when one is done");
  must(finish_job(store, take(), "result"));
  must(add_job(store, {"d", ana.id, "analyze", ""}, limits));
}

TEST_P(Jobs, APersonsJobsGoWithThePerson) {
  const auto ana = must(store.add_person(agreeing("Ana")));
  add("hers", ana.id);
  must(finish_job(store, take(), "result"));
  add("nobodys");
  must(store.delete_person(ana.id));
  EXPECT_FALSE(find_job(store, "hers"));
  EXPECT_EQ(must(list_jobs(store)).size(), 1U);
}

TEST_P(Jobs, JobsAndResultsAreInABackup) {
  add("a");
  must(finish_job(store, take(), "result"));
  const auto backup = must(back_up(place.location(), {}, place.options()));
  must(delete_job(store, "a"));
  must(restore(place.location(), backup, place.options()));
  EXPECT_EQ(must(load_job_result(store, "a")), "result");
  add("b");
  EXPECT_EQ(take().id, "b");
}

TEST_P(Jobs, NewestAreListedFirst) {
  for (const char* id : {"a", "b", "c"}) add(id);
  const auto listed = must(list_jobs(store, 2));
  ASSERT_EQ(listed.size(), 2U);
  EXPECT_EQ(listed[0].id, "c");
  EXPECT_EQ(listed[1].id, "b");
}

/// In a child: works until nothing is left; writes the id of each job it took before it finishes it.
[[noreturn]] void work(const Location& location, int number, int pipe) {
  auto opened = Store::open(location);
  if (!opened) ::_exit(1);
  const auto name = "worker " + std::to_string(number);
  for (;;) {
    const auto job = take_job(*opened, name, an_hour);
    if (!job) ::_exit(2);
    if (!*job) ::_exit(0);
    const std::string line = (*job)->id + "\n";
    if (::write(pipe, line.data(), line.size()) < 0) ::_exit(3);
    const auto finished = finish_job(*opened, **job, name);
    if (!finished || !*finished) ::_exit(4);
  }
}

TEST_P(Jobs, WorkersInManyProcessesNeverTakeTheSameJob) {
  constexpr int jobs = 60, workers = 4;
  for (int i = 0; i < jobs; ++i) add(std::to_string(i));
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  std::vector<pid_t> children;
  for (int i = 0; i < workers; ++i) {
    const pid_t child = ::fork();
    if (child == 0) work(place.location(), i, ends[1]);
    children.push_back(child);
  }
  ::close(ends[1]);
  std::map<std::string, int> taken;
  std::string id;
  for (char letter = 0; ::read(ends[0], &letter, 1) == 1;) {
    if (letter == '\n')
      ++taken[std::exchange(id, "")];
    else
      id += letter;
  }
  ::close(ends[0]);
  for (const auto child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(taken.size(), static_cast<std::size_t>(jobs));
  for (const auto& [job, times] : taken) EXPECT_EQ(times, 1) << job;
  for (int i = 0; i < jobs; ++i) EXPECT_EQ(state(std::to_string(i)), JobState::done);
}

TEST_P(Jobs, AWorkerThatIsKilledLeavesItsJobWhole) {
  add("a");
  const pid_t child = ::fork();
  if (child == 0) {
    auto opened = Store::open(place.location());
    if (opened && take_job(*opened, "dead", no_time)) ::kill(::getpid(), SIGKILL);
    ::_exit(1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  const auto job = take();
  EXPECT_EQ(job.id, "a");
  EXPECT_EQ(job.tries, 2);
  EXPECT_TRUE(must(finish_job(store, job, "result")));
  EXPECT_EQ(must(check(place.location())), std::vector<std::string>{});
}

}  // namespace
}  // namespace hinge::store
