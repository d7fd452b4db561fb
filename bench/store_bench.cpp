// hinge_store_bench: a million sets on SQLite and on a PostgreSQL 15 of its own, then what `hinge next`, `hinge history` and
// `hinge roster` wait for. Written as a table; `make bench-store`. HINGE_BENCH_SETS=N takes another number of sets.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
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

/// Straight into the tables: filing a million sets one by one is another measurement.
void fill(Store& store, std::int64_t sets) {
  auto& database = store.state().database;
  const std::int64_t sets_each = sets / people, sessions_each = (sets_each + sets_a_session - 1) / sets_a_session;
  const std::int64_t begin = internal::seconds_of(test::test_morning) - sessions_each * session_every_s;
  std::int64_t next = 0;
  const auto rows_of = [&](std::int64_t count, auto make) {
    next = 0;
    return [&next, count, make]() -> std::optional<std::vector<Cell>> {
      if (next == count) return std::nullopt;
      return make(next++);
    };
  };
  const auto text = [](const char* prefix, std::int64_t number) { return prefix + std::to_string(number); };
  auto transaction = test::must(internal::Transaction::begin(database, internal::Isolation::write));
  test::must(database.execute_each("INSERT INTO people (uid, name, role, ladder_order, since_s) VALUES (?, ?, 'athlete', '', ?)", rows_of(people, [&](std::int64_t i) {
    return std::vector<Cell>{text("p", i), text("Person ", i), begin};
  })));
  test::must(database.execute_each("INSERT INTO consents (person_id, topic, given, at_s) VALUES (?, 'keep_history', 1, 0)", rows_of(people, [&](std::int64_t i) {
    return std::vector<Cell>{i + 1};
  })));
  test::must(database.execute_each("INSERT INTO sessions (uid, person_id, at_s, last_s, notes) VALUES (?, ?, ?, ?, '')", rows_of(people * sessions_each, [&](std::int64_t i) {
    const auto at = begin + (i / people) * session_every_s;
    return std::vector<Cell>{text("n", i), i % people + 1, at, at + 1200};
  })));
  test::must(database.execute_each("INSERT INTO sets (uid, person_id, session_id, at_s, filed_s, source, exercise, rung, load_kg, reps_done, effort, cue, drill, knowledge_version, clip_sha256, "
                                   "clip_part, clean_reps, borderline_reps, fault_reps, notes) VALUES (?, ?, ?, ?, ?, 'logged', 'romanian_deadlift', 'r6', 40.5, 8, 6.5, '', '', 'k1', ?, '', 6, 1, 1, '')",
                                   rows_of(people * sets_each, [&](std::int64_t i) {
                                     // As life files them: everybody's first sets, then everybody's second, never one person's in a row.
                                     const auto person = i % people, number = i / people;
                                     const auto session = number / sets_a_session;
                                     const auto at = begin + session * session_every_s + (number % sets_a_session) * 240;
                                     return std::vector<Cell>{text("s", i), person + 1, session * people + person + 1, at, at, text("c", i)};
                                   })));
  const auto reps = filmed_set();
  std::vector<std::int64_t> filmed;
  for (std::int64_t i = 0; i < people * sets_each; ++i) {
    if (i % people == 0 || i % filmed_every == 0) filmed.push_back(i + 1);
  }
  for (const auto row : filmed) {
    if (row == 1) test::must(internal::replace_judgement(database, row, reps));
  }
  std::string json = test::must(database.select_one("SELECT reps FROM set_reps WHERE set_id = 1", "t", {}))->text(0);
  test::must(database.execute_each("INSERT INTO set_reps (set_id, reps) VALUES (?, ?)", rows_of(static_cast<std::int64_t>(filmed.size()) - 1, [&](std::int64_t i) {
    return std::vector<Cell>{filmed[static_cast<std::size_t>(i) + 1], json};
  })));
  test::must(internal::refresh_all_standings(database));
  test::must(transaction.commit());
  test::must(database.execute("ANALYZE"));
}

struct Times {
  double median_ms = 0, worst_ms = 0;
};

template <class Work>
Times measure(Work&& work) {
  constexpr int runs = 25;
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const auto begin = Clock::now();
    work(i);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
  std::ranges::sort(times);
  return {times[runs / 2], times.back()};
}

void print(const char* what, Times times) { fmt::print("  {:<58}{:>9.1f}{:>9.1f}\n", what, times.median_ms, times.worst_ms); }

void bench(test::Keeper keeper) {
  test::StorePlace place(keeper);
  auto store = place.open();
  const auto sets = wanted_sets();
  const auto begin = Clock::now();
  fill(store, sets);
  fmt::print("{}: {} sets of {} people, filled in {:.0f} s\n  {:<58}{:>9}{:>9}\n", keeper == test::Keeper::sqlite ? "SQLite" : "PostgreSQL 15", sets / people * people, people,
             std::chrono::duration<double>(Clock::now() - begin).count(), "", "median ms", "worst ms");
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
