// hinge_store_bench: a million sets on SQLite and on a PostgreSQL 15 of its own, then what `hinge next`, `hinge history` and
// `hinge roster` wait for, inside and as whole commands. Written as a table; `make bench-store`.
#include <fmt/core.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <vector>

#include "hinge/progress/cues.h"
#include "hinge/progress/today.h"
#include "hinge/progress/trends.h"
#include "hinge/store/internal/entries.h"
#include "hinge/store/internal/standing.h"
#include "hinge/store/internal/state.h"
#include "tests/e2e/program.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/store_place.h"

namespace hinge::store {
namespace {

using internal::Cell;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t people = 2000;
/// Of each measurement; the median is what is told.
constexpr int runs = 25;
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
                     ", 'logged', 'romanian_deadlift', 'light_rdl', 12.0, 8, 6.5, '', '', 'k1', 'c' || CAST(i AS TEXT), '', 6, 1, 1, ''",
                 people * sets_each);
  test::must(internal::replace_judgement(database, 1, filmed_set()));
  insert_counted(store, "set_reps (set_id, reps)", "i + 1, (SELECT reps FROM set_reps WHERE set_id = 1)", people * sets_each,
                 " WHERE i > 0 AND (i % " + everybody + " = 0 OR i % " + std::to_string(filmed_every) + " = 1)");
  // Everybody stands on a loaded rung and has answered the questions before it.
  insert_counted(store, "plans (uid, person_id, at_s, move, rung, exercise, drill, cue, sets, reps, load_kg, lighter_week, reasons)",
                 "'l' || CAST(i AS TEXT), i + 1, " + std::to_string(begin) + ", 'stay', 'light_rdl', 'romanian_deadlift', '', '', 3, 10, 12.0, 0, '[]'", people);
  for (const auto& flag : test::shipped_catalog().ladder.red_flags) {
    insert_counted(store, "answers (person_id, question, yes, at_s)", "i + 1, '" + flag.id + "', 0, 0", people);
  }
  test::must(internal::refresh_all_standings(database));
  test::must(transaction.commit());
  test::must(database.execute("ANALYZE"));
}

struct Times {
  double median_ms = 0, worst_ms = 0;
  double processor_ms = 0;  ///< a run, without a server's: what is left when nothing else uses the machine
};

/// Of this program and those it ran.
double processor_ms() {
  rusage children{};
  ::getrusage(RUSAGE_CHILDREN, &children);
  const auto ms = [](const timeval& time) { return 1000.0 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1000.0; };
  return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC + ms(children.ru_utime) + ms(children.ru_stime);
}

template <class Work>
Times measure(Work&& work) {
  std::vector<double> times;
  const double processor = processor_ms();
  for (int i = 0; i < runs; ++i) {
    const auto begin = Clock::now();
    work(i);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
  std::ranges::sort(times);
  return {times[runs / 2], times.back(), (processor_ms() - processor) / runs};
}

void print(const char* what, Times times) {
  fmt::print("  {:<58}{:>10.1f}{:>10.1f}{:>14.1f}\n", what, times.median_ms, times.worst_ms, times.processor_ms);
  std::fflush(stdout);
}

/// What `hinge next` does between the knowledge, which is read already, and the words it prints.
void think_of_today(Store& store, const std::string& person) {
  const auto& catalog = test::shipped_catalog();
  const auto history = test::must(store.load_history(person));
  static_cast<void>(progress::resolve_trials(history, catalog));
  auto decision = progress::decide(history, catalog, store.now());
  static_cast<void>(progress::plan_today(history, catalog, std::move(decision), progress::seed_of(history)));
}

/// The same of `hinge history`, which shows twenty trainings.
void look_back(Store& store, const std::string& person) {
  Reach reach;
  reach.sessions_with_reps = 20;
  const auto history = test::must(store.load_history(person, reach));
  static_cast<void>(progress::resolve_trials(history, test::shipped_catalog()));
  static_cast<void>(progress::gather_trends(history, test::shipped_catalog()));
}

/// The whole command, from the start of the program to its end.
void run_program(std::vector<std::string> words, const test::StorePlace& place) {
  if (words.size() > 1 || words[0] == "roster") words.insert(words.end(), {"--db", place.location().database});
  const auto outcome = test::run_hinge(words);
  if (outcome.code != 0) throw std::runtime_error(words[0] + ": " + outcome.err);
}

void bench(test::Keeper keeper) {
  test::StorePlace place(keeper);
  auto store = place.open();
  const auto sets = wanted_sets();
  const auto begin = Clock::now();
  fill(store, sets);
  fmt::print("{}: {} sets of {} people, filled in {:.0f} s\n  {:<58}{:>10}{:>10}{:>14}\n", keeper == test::Keeper::sqlite ? "SQLite" : "PostgreSQL 15", sets / people * people, people,
             std::chrono::duration<double>(Clock::now() - begin).count(), "", "median ms", "worst ms", "processor ms");
  const auto& ladder = test::shipped_catalog().ladder;
  const auto another = [](int i) { return "p" + std::to_string(1 + i * 71); };
  print("open", measure([&](int) { static_cast<void>(test::must(Store::open(place.location()))); }));
  print("next: person 0, every set filmed", measure([&](int) { think_of_today(store, "p0"); }));
  print("next: another person each time", measure([&](int i) { think_of_today(store, another(i)); }));
  print("history: person 0, every set filmed", measure([&](int) { look_back(store, "p0"); }));
  print("history: another person each time", measure([&](int i) { look_back(store, another(i)); }));
  print("roster, everybody", measure([&](int) { static_cast<void>(test::must(store.load_roster(ladder))); }));
  RosterFilter today;
  today.only_attention = true;
  print("roster, who needs attention today", measure([&](int) { static_cast<void>(test::must(store.load_roster(ladder, today))); }));
  print("file a filmed set", measure([&](int i) {
    auto set = filmed_set();
    set.recording_sha256 = "bench" + std::to_string(i);
    static_cast<void>(test::must(store.file_set("p0", set, Timing::now)));
  }));
  const auto name = [](int i) { return "Person " + std::to_string(1 + i * 71); };
  print("$ hinge --version", measure([&](int) { run_program({"--version"}, place); }));
  print("$ hinge next --person 'Person 0'", measure([&](int) { run_program({"next", "--person", "Person 0"}, place); }));
  print("$ hinge next --person, another each time", measure([&](int i) { run_program({"next", "--person", name(i)}, place); }));
  print("$ hinge history --person 'Person 0'", measure([&](int) { run_program({"history", "--person", "Person 0"}, place); }));
  print("$ hinge history --person, another each time", measure([&](int i) { run_program({"history", "--person", name(i)}, place); }));
  print("$ hinge roster", measure([&](int) { run_program({"roster"}, place); }));
}

}  // namespace
}  // namespace hinge::store

int main(int argc, char** argv) {
  const std::string_view engine = argc > 1 ? argv[1] : "both";
  if (argc > 2 || (engine != "both" && engine != "sqlite" && engine != "postgresql")) {
    fmt::print(
        "hinge_store_bench [sqlite | postgresql]\n"
        "Fills a database of each engine (or of one) and prints what a person waits for, in milliseconds: inside the program,\n"
        "then as whole commands ($). Medians of {} runs; processor time is the programs' own, without a server's.\n"
        "HINGE_BENCH_SETS=N: that many sets instead of 1,000,000 (minutes; 4 GB of the temporary folder)\n",
        hinge::store::runs);
    return engine == "--help" || engine == "-h" ? 0 : 2;
  }
  if (engine != "postgresql") hinge::store::bench(hinge::test::Keeper::sqlite);
  if (engine != "sqlite") hinge::store::bench(hinge::test::Keeper::postgresql);
}
