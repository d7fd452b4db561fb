// hinge_store_bench: a million sets on SQLite and on a PostgreSQL 15 of its own, then what `hinge next`, `hinge history` and
// `hinge roster` wait for. Written as a table; `make bench-store`. HINGE_BENCH_SETS=N takes another number of sets.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

#include "hinge/store/internal/entries.h"
#include "hinge/store/internal/standing.h"
#include "hinge/store/internal/state.h"
#include "tests/support/store_place.h"

namespace hinge::store {
namespace {

using internal::Cell;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t people = 2000;
/// One set in so many was filmed and has its repetitions kept; all of the measured person's were.
constexpr std::int64_t filmed_every = 20;
/// 5 sets a session, 3 sessions a week.
constexpr std::int64_t sets_a_session = 5, session_every_s = 7 * 24 * 3600 / 3;

std::int64_t wanted_sets() {
  const char* given = std::getenv("HINGE_BENCH_SETS");
  return given == nullptr ? 1'000'000 : std::max<std::int64_t>(people, std::atoll(given));
}

/// Eight repetitions judged by seventeen rules, as an analysed clip has.
progress::Set filmed_set() {
  auto set = test::full_set();
  set.reps.resize(8, set.reps[0]);
  for (auto& rep : set.reps) {
    while (rep.judgements.size() < 17) rep.judgements.push_back(rep.judgements[0]);
    for (int i = 0; i < 12; ++i) rep.metrics["metric_" + std::to_string(i)] = rep.metrics["rep_duration"];
  }
  return set;
}

/// A statement over the numbers 0 to `count` - 1, made by the engine itself: filing a million sets is another measurement.
void insert_counted(Store& store, const std::string& columns, const std::string& values, std::int64_t count, const std::string& where = "") {
  test::must(store.state().database.execute("INSERT INTO " + columns + " WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < " +
                                            std::to_string(count) + ") SELECT " + values + " FROM n" + where));
}

void fill(Store& store, std::int64_t sets) {
  auto& database = store.state().database;
  const std::int64_t sets_each = sets / people, sessions_each = (sets_each + sets_a_session - 1) / sets_a_session;
  const std::int64_t begin = internal::seconds_of(test::test_morning) - sessions_each * session_every_s;
  const std::string everybody = std::to_string(people);
  const auto session_time = [&](const std::string& session) { return "(" + session + ") * " + std::to_string(session_every_s) + " + " + std::to_string(begin); };
  auto transaction = test::must(internal::Transaction::begin(database, internal::Isolation::write));
  insert_counted(store, "people (uid, name, role, ladder_order, since_s)", "'p' || CAST(i AS TEXT), 'Person ' || CAST(i AS TEXT), 'athlete', '', " + std::to_string(begin), people);
  insert_counted(store, "consents (person_id, topic, given, at_s)", "i + 1, 'keep_history', 1, 0", people);
  const auto session = session_time("i / " + everybody);
  insert_counted(store, "sessions (uid, person_id, at_s, last_s, notes)", "'n' || CAST(i AS TEXT), i % " + everybody + " + 1, " + session + ", " + session + " + 1200, ''", people * sessions_each);
  // As life files them: everybody's first sets, then everybody's second, never one person's in a row.
  const std::string of_session = "i / " + everybody + " / " + std::to_string(sets_a_session);
  const auto at = session_time(of_session) + " + (i / " + everybody + " % " + std::to_string(sets_a_session) + ") * 240";
  insert_counted(store,
                 "sets (uid, person_id, session_id, at_s, filed_s, source, exercise, rung, load_kg, reps_done, effort, cue, drill, knowledge_version, clip_sha256, clip_part, clean_reps, "
                 "borderline_reps, fault_reps, notes)",
                 "'s' || CAST(i AS TEXT), i % " + everybody + " + 1, (" + of_session + ") * " + everybody + " + i % " + everybody + " + 1, " + at + ", " + at +
                     ", 'logged', 'romanian_deadlift', 'r6', 40.5, 8, 6.5, '', '', 'k1', 'c' || CAST(i AS TEXT), '', 6, 1, 1, ''",
                 people * sets_each);
  test::must(internal::replace_judgement(database, 1, filmed_set()));
  insert_counted(store, "set_reps (set_id, reps)", "i + 1, (SELECT reps FROM set_reps WHERE set_id = 1)", people * sets_each,
                 " WHERE i > 0 AND (i % " + everybody + " = 0 OR i % " + std::to_string(filmed_every) + " = 1)");
  test::must(internal::refresh_all_standings(database));
  test::must(transaction.commit());
  test::must(database.execute("ANALYZE"));
}

struct Times {
  double median_ms = 0, worst_ms = 0;
  double processor_ms = 0;  ///< of this program, a run: what is left when nothing else uses the machine
};

template <class Work>
Times measure(Work&& work) {
  constexpr int runs = 25;
  std::vector<double> times;
  const auto processor = std::clock();
  for (int i = 0; i < runs; ++i) {
    const auto begin = Clock::now();
    work(i);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
  std::ranges::sort(times);
  return {times[runs / 2], times.back(), 1000.0 * static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC / runs};
}

void print(const char* what, Times times) {
  fmt::print("  {:<58}{:>10.1f}{:>10.1f}{:>14.1f}\n", what, times.median_ms, times.worst_ms, times.processor_ms);
  std::fflush(stdout);
}

void bench(test::Keeper keeper) {
  test::StorePlace place(keeper);
  auto store = place.open();
  const auto sets = wanted_sets();
  const auto begin = Clock::now();
  fill(store, sets);
  fmt::print("{}: {} sets of {} people, filled in {:.0f} s\n  {:<58}{:>10}{:>10}{:>14}\n", keeper == test::Keeper::sqlite ? "SQLite" : "PostgreSQL 15", sets / people * people, people,
             std::chrono::duration<double>(Clock::now() - begin).count(), "", "median ms", "worst ms", "processor ms");
  print("open", measure([&](int) { static_cast<void>(test::must(Store::open(place.location()))); }));
  print("next and history: person 0, all sets, 60 with repetitions", measure([&](int) { static_cast<void>(test::must(store.load_history("p0"))); }));
  print("the same, another person each time", measure([&](int i) { static_cast<void>(test::must(store.load_history("p" + std::to_string(1 + i * 71)))); }));
  print("roster, everybody", measure([&](int) { static_cast<void>(test::must(store.load_roster())); }));
  RosterFilter today;
  today.only_attention = true;
  print("roster, who needs attention today", measure([&](int) { static_cast<void>(test::must(store.load_roster(today))); }));
  print("file a filmed set", measure([&](int i) {
    auto set = filmed_set();
    set.recording_sha256 = "bench" + std::to_string(i);
    static_cast<void>(test::must(store.file_set("p0", set, Timing::now)));
  }));
}

}  // namespace
}  // namespace hinge::store

int main() {
  hinge::store::bench(hinge::test::Keeper::sqlite);
  hinge::store::bench(hinge::test::Keeper::postgresql);
}
