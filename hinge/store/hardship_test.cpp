// What happens to a store in the world: killed processes, crashed servers, full disks, two writers, other schemas, damage.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <random>
#include <set>

#include "hinge/base/files.h"
#include "hinge/store/internal/schema.h"
#include "hinge/store/internal/state.h"
#include "hinge/store/maintenance.h"
#include "hinge/store/store.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/store_place.h"

namespace hinge::store {
namespace {

const catalog::Ladder& shipped_ladder() { return test::shipped_catalog().ladder; }

using test::agreeing;
using test::full_set;
using test::must;
using test::plain_set;
using test::test_morning;

class StoreHardship : public testing::TestWithParam<test::Keeper> {
 protected:
  test::StorePlace place{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, StoreHardship, testing::Values(test::Keeper::sqlite, test::Keeper::postgresql), test::keeper_name);

progress::Set set_with_id(const std::string& id) {
  auto set = full_set();
  set.id = id;
  set.recording_sha256 = "clip-of-" + id;
  return set;
}

/// In a child: files sets for ever and says the id of each once it is acknowledged. Before it says it, it files the set a
/// second time, as a program does that was cut off from the answer.
[[noreturn]] void write_until_killed(const Location& location, const std::string& person, int round, int pipe) {
  auto store = Store::open(location);
  if (!store) ::_exit(1);
  for (int i = 0;; ++i) {
    const std::string id = std::to_string(round) + "-" + std::to_string(i);
    for (int twice = 0; twice < 2; ++twice) {
      if (!store->file_set(person, set_with_id(id), Timing::told)) ::_exit(2);
    }
    const std::string line = id + "\n";
    if (::write(pipe, line.data(), line.size()) < 0) ::_exit(3);
  }
}

/// Kills a writer after it has acknowledged a few sets and run a random moment longer; the ids it acknowledged.
std::vector<std::string> killed_round(const Location& location, const std::string& person, int round, std::mt19937& random) {
  int ends[2];
  if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    write_until_killed(location, person, round, ends[1]);
  }
  ::close(ends[1]);
  std::vector<std::string> acknowledged(1);
  const auto enough = std::uniform_int_distribution<std::size_t>(0, 2)(random);
  const auto spin = std::uniform_int_distribution<int>(0, 20'000)(random);
  char letter = 0;
  bool killed = false;
  const auto kill_now = [&] {
    // A random moment inside the next write; the loop's length and the scheduler decide which.
    for (int i = 0; i < spin; ++i) static_cast<void>(::getppid());
    ::kill(child, SIGKILL);
    killed = true;
  };
  if (enough == 0) kill_now();
  while (::read(ends[0], &letter, 1) == 1) {
    if (letter != '\n') {
      acknowledged.back() += letter;
      continue;
    }
    acknowledged.emplace_back();
    if (!killed && acknowledged.size() > enough) kill_now();
  }
  acknowledged.pop_back();  // what was cut off in the middle of a line was not acknowledged to anybody
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return acknowledged;
}

TEST_P(StoreHardship, TwoHundredKilledWritersLoseAndDoubleNothing) {
  constexpr int kills = 200;
  const auto person = must(place.open().add_person(agreeing("Ana")));
  std::mt19937 random(200);
  std::set<std::string> acknowledged;
  for (int round = 0; round < kills; ++round) {
    for (auto& id : killed_round(place.location(), person.id, round, random)) acknowledged.insert(std::move(id));
  }
  auto store = place.open();
  const auto history = must(store.load_history(person.id, everything()));
  std::set<std::string> there;
  for (const auto& set : history.sets) EXPECT_TRUE(there.insert(set.id).second) << set.id << " is doubled";
  for (const auto& id : acknowledged) EXPECT_TRUE(there.contains(id)) << id << " was acknowledged and is not there";
  for (const auto& set : history.sets) EXPECT_EQ(set.reps.size(), 2U) << set.id << " is half there";
  EXPECT_GT(acknowledged.size(), 100U);
  EXPECT_EQ(must(check(place.location())), std::vector<std::string>{});
  RecordProperty("acknowledged", static_cast<int>(acknowledged.size()));
  RecordProperty("unacknowledged_but_there", static_cast<int>(there.size() - acknowledged.size()));
}

TEST_P(StoreHardship, TwoProcessesThatWriteAtOnceBothGetThrough) {
  constexpr int writers = 4, sets = 25;
  const auto person = must(place.open().add_person(agreeing("Ana")));
  std::vector<pid_t> children;
  for (int writer = 0; writer < writers; ++writer) {
    const pid_t child = ::fork();
    if (child == 0) {
      auto store = Store::open(place.location());
      bool fine = store.has_value();
      for (int i = 0; fine && i < sets; ++i) fine = store->file_set(person.id, set_with_id(std::to_string(writer) + "-" + std::to_string(i)), Timing::told).has_value();
      ::_exit(fine ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const auto child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  auto store = place.open();
  const auto history = must(store.load_history(person.id, everything()));
  EXPECT_EQ(history.sets.size(), static_cast<std::size_t>(writers * sets));
  EXPECT_EQ(history.sessions.size(), 1U) << "two writers must not each make a session of the same hour";
  EXPECT_EQ(must(check(place.location())), std::vector<std::string>{});
}

TEST_P(StoreHardship, TwoProgramsThatMakeTheDatabaseAtOnceMakeItOnce) {
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(Store::open(place.location()).has_value() ? 0 : 1);
    children.push_back(child);
  }
  for (const auto child : children) {
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
  }
  EXPECT_EQ(must(find_status(place.location())).schema, internal::newest_schema());
}

TEST_P(StoreHardship, AnOlderSchemaIsNamedAndBroughtUpAfterABackup) {
  {
    auto database = must(internal::open_database(place.location(), internal::Access::create));
    must(internal::bring_to_schema(database, 1, test_morning));
    must(database.execute("INSERT INTO people (uid, name, role, ladder_order, since_s) VALUES ('p', 'Ana', 'athlete', '', 0)"));
    must(database.execute("INSERT INTO consents (person_id, topic, given, at_s) VALUES (1, 'keep_history', 1, 0)"));
    must(database.execute("INSERT INTO sessions (uid, person_id, at_s, last_s, notes) VALUES ('s', 1, 0, 0, '')"));
    must(database.execute("INSERT INTO sets (uid, person_id, session_id, at_s, filed_s, source, exercise, rung, reps_done, cue, drill, knowledge_version, clip_sha256, clip_part, "
                          "clean_reps, borderline_reps, fault_reps, notes) VALUES ('x', 1, 1, 0, 0, 'logged', 'glute_bridge', '', 8, '', '', '', '', '', 0, 0, 0, 'old')"));
  }
  const auto refused = Store::open(place.location());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "was written by an older Hinge (schema 1, this one writes 4): `hinge db migrate` brings it up and makes a backup first");
  const auto migrated = must(migrate(place.location(), place.options()));
  EXPECT_EQ(migrated.from, 1);
  EXPECT_EQ(migrated.to, 4);
  auto backup = must(internal::Database::open_sqlite(migrated.backup.string(), internal::Access::existing));
  EXPECT_EQ(must(internal::find_schema(backup)), 1) << "the backup is what was there";
  EXPECT_EQ(must(backup.select_only("SELECT COUNT(*) FROM sets", "i", {})).whole(0), 1);
  auto store = place.open();
  EXPECT_EQ(must(store.load_history("p", everything())).sets.at(0).notes, "old");
  EXPECT_EQ(must(store.load_roster(shipped_ladder())).at(0).standing.sets, 1) << "the new table is filled from the old ones";
  EXPECT_EQ(must(store.file_set("p", plain_set(), Timing::told)).outcome, Outcome::filed);
  EXPECT_EQ(must(migrate(place.location(), place.options())).backup, std::filesystem::path()) << "a second time there is nothing to do";
}

TEST_P(StoreHardship, ANewerSchemaIsLeftAlone) {
  {
    auto store = place.open();
    must(store.state().database.execute("INSERT INTO hinge_schema (version, name, applied_s) VALUES (9, '0009_of_tomorrow', 0)"));
  }
  const std::string words = "was written by a newer Hinge (schema 9, this one knows 4): install the newer Hinge; nothing was changed";
  EXPECT_EQ(Store::open(place.location()).error().what, words);
  EXPECT_EQ(migrate(place.location()).error().what, words);
  EXPECT_EQ(back_up(place.location()).error().what, words);
}

TEST_P(StoreHardship, ADatabaseOfAnotherProgramIsLeftAlone) {
  {
    auto database = must(internal::open_database(place.location(), internal::Access::create));
    must(database.execute("CREATE TABLE recipes (id BIGINT)"));
  }
  EXPECT_EQ(Store::open(place.location()).error().what, "holds tables of another program and none of Hinge's; choose another database with --db");
}

TEST(PostgresqlHardship, AServerThatCrashesWhileItWritesLosesNothingItAcknowledged) {
  // A server of its own: it is crashed.
  test::PostgresServer server;
  test::TempFolder folder;
  const Location location{server.make_database(), folder.path()};
  const auto person = must(must(Store::open(location)).add_person(agreeing("Ana")));
  std::vector<std::string> acknowledged;
  for (int crash = 0; crash < 3; ++crash) {
    auto store = must(Store::open(location));
    for (int i = 0; i < 5; ++i) {
      const auto id = std::to_string(crash) + "-" + std::to_string(i);
      must(store.file_set(person.id, set_with_id(id), Timing::told));
      acknowledged.push_back(id);
    }
    server.crash_and_restart();
    const auto refused = store.file_set(person.id, plain_set(), Timing::told);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().what.find("nothing unconfirmed was kept: see that it runs, then do it again"), std::string::npos) << refused.error().what;
  }
  auto store = must(Store::open(location));
  EXPECT_EQ(must(store.load_history(person.id, everything())).sets.size(), acknowledged.size());
  EXPECT_EQ(must(check(location)), std::vector<std::string>{});
}

TEST(PostgresqlHardship, AServerThatIsNotThereIsNamedWithoutItsPassword) {
  const auto refused = Store::open({"postgresql://ana:secret@127.0.0.1:1/club", "/nowhere"});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::io);
  EXPECT_EQ(to_string(refused.error()).find("secret"), std::string::npos);
  EXPECT_EQ(refused.error().where, "postgresql://ana:***@127.0.0.1:1/club");
}

class SqliteHardship : public testing::Test {
 protected:
  test::StorePlace place{test::Keeper::sqlite};
  std::string file = place.location().database;

  /// Enough pages that damage in the middle hits rows.
  std::string filled() {
    auto store = place.open();
    const auto person = must(store.add_person(agreeing("Ana")));
    for (int i = 0; i < 60; ++i) must(store.file_set(person.id, set_with_id(std::to_string(i)), Timing::told));
    return person.id;
  }
  void overwrite(std::streamoff at, std::size_t bytes) const {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(at);
    out << std::string(bytes, '\x5a');
  }
};

TEST_F(SqliteHardship, ADamagedFileIsNamedAndABackupMendsIt) {
  const auto person = filled();
  const auto backup = must(back_up(place.location(), place.folder() / "copy.db"));
  overwrite(0, 4096);
  const auto refused = Store::open(place.location());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::corrupt);
  EXPECT_EQ(refused.error().what, "is not a Hinge database, or its beginning is damaged: choose another with --db, or bring a backup back by `hinge db restore FILE`");
  const auto restored = must(restore(place.location(), backup, place.options()));
  EXPECT_TRUE(std::filesystem::exists(restored.damaged)) << "the damaged file is kept";
  auto store = place.open();
  EXPECT_EQ(must(store.load_history(person, everything())).sets.size(), 60U);
  EXPECT_EQ(must(check(place.location())), std::vector<std::string>{});
}

TEST_F(SqliteHardship, DamageInTheMiddleIsFoundByCheck) {
  filled();
  overwrite(20 * 4096, 30 * 4096);
  const auto problems = check(place.location());
  ASSERT_TRUE(!problems || !problems->empty());
  if (problems) {
    EXPECT_TRUE(problems->front().starts_with("the file is damaged: ")) << problems->front();
  } else {
    EXPECT_EQ(problems.error().code, Errc::corrupt);
  }
}

TEST_F(SqliteHardship, AFileCutShortIsFound) {
  filled();
  std::filesystem::resize_file(file, std::filesystem::file_size(file) / 2);
  const auto problems = check(place.location());
  EXPECT_TRUE(!problems || !problems->empty());
}

TEST_F(SqliteHardship, NobodyElseCanReadAnyFileOfIt) {
  ::umask(0);
  auto store = place.open();
  must(store.add_person(agreeing("Ana")));
  must(back_up(place.location(), {}, place.options()));
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(place.folder())) {
    const auto others = entry.status().permissions() & (std::filesystem::perms::group_all | std::filesystem::perms::others_all);
    if (!entry.is_regular_file()) continue;
    ++files;
    EXPECT_EQ(others, std::filesystem::perms::none) << entry.path();
  }
  EXPECT_GE(files, 3);  // the database, its log, the backup
  ::umask(022);
}

TEST_F(SqliteHardship, ADeletedPersonsWordsAreInNoFile) {
  const std::string name = "Zacharias Unforgettable", words = "a very particular sentence about a knee";
  {
    auto store = place.open();
    const auto person = must(store.add_person(agreeing(name)));
    for (int i = 0; i < 30; ++i) {
      auto set = set_with_id(std::to_string(i));
      set.notes = words;
      must(store.file_set(person.id, set, Timing::told));
    }
    must(back_up(place.location(), {}, place.options()));
    must(store.delete_person(person.id));
  }
  for (const auto& entry : std::filesystem::recursive_directory_iterator(place.folder())) {
    if (!entry.is_regular_file()) continue;
    const auto bytes = must(read_file(entry.path(), 1'000'000'000));
    EXPECT_EQ(bytes.find(name), std::string::npos) << entry.path();
    EXPECT_EQ(bytes.find(words), std::string::npos) << entry.path();
  }
}

/// In a child with a disk that soon is full: files sets until one is refused, then writes "COUNT ERROR" to the pipe.
[[noreturn]] void fill_disk(const Location& location, bool real_disk, int pipe) {
  if (real_disk) {
    // A file system of its own, seen by this child alone.
    if (::unshare(CLONE_NEWNS) != 0 || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
        ::mount("tmpfs", std::filesystem::path(location.database).parent_path().c_str(), "tmpfs", 0, "size=1m") != 0) {
      ::_exit(10);
    }
  } else {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1'000'000, 1'000'000};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  auto store = Store::open(location);
  if (!store) ::_exit(11);
  const auto person = store->add_person(agreeing("Ana"));
  if (!person) ::_exit(12);
  std::string said;
  int filed = 0;
  for (; filed < 5000; ++filed) {
    const auto set = store->file_set(person->id, set_with_id(std::to_string(filed)), Timing::told);
    if (set) continue;
    said = to_string(set.error());
    break;
  }
  const auto history = store->load_history(person->id, everything());
  const auto problems = check(location);
  said = std::to_string(filed) + " filed, " + (history ? std::to_string(history->sets.size()) : "?") + " there, " + (problems ? std::to_string(problems->size()) : to_string(problems.error())) + " problems; " + said;
  static_cast<void>(::write(pipe, said.data(), said.size()));
  ::_exit(0);
}

/// What the child said; empty when it could not have a disk of its own.
std::string said_on_full_disk(const Location& location, bool real_disk) {
  int ends[2];
  if (::pipe(ends) != 0) return "";
  const pid_t child = ::fork();
  if (child == 0) fill_disk(location, real_disk, ends[1]);
  ::close(ends[1]);
  std::string said;
  char letter = 0;
  while (::read(ends[0], &letter, 1) == 1) said += letter;
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return said;
}

void expect_nothing_lost(const std::string& said) {
  int filed = 0, there = 0, problems = -1;
  ASSERT_EQ(std::sscanf(said.c_str(), "%d filed, %d there, %d problems", &filed, &there, &problems), 3) << said;
  EXPECT_GT(filed, 5) << said;
  EXPECT_LT(filed, 5000) << said;
  EXPECT_EQ(there, filed) << said;
  EXPECT_EQ(problems, 0) << said;
  EXPECT_NE(said.find("is the disk full? Nothing of this was kept; free some space and do it again"), std::string::npos) << said;
}

TEST_F(SqliteHardship, AFullDiskRefusesTheNextSetAndKeepsAllBefore) {
  // A real file system of one megabyte where the machine lets us make one (root), else a limit on the file's size.
  auto said = said_on_full_disk(place.location(), true);
  RecordProperty("real_file_system", said.empty() ? "no" : "yes");
  if (said.empty()) said = said_on_full_disk(place.location(), false);
  expect_nothing_lost(said);
}

TEST_F(SqliteHardship, AFileThatMayNotGrowRefusesTheNextSetAndKeepsAllBefore) {
  expect_nothing_lost(said_on_full_disk(place.location(), false));
}

}  // namespace
}  // namespace hinge::store
