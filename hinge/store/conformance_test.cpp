// One suite, run on SQLite and on a real PostgreSQL 15: what either keeps, the other keeps in the same way.
#include <gtest/gtest.h>

#include <fstream>

#include "hinge/base/sha256.h"
#include "hinge/store/internal/state.h"
#include "hinge/store/maintenance.h"
#include "hinge/store/store.h"
#include "hinge/store/same_history.h"
#include "tests/support/store_place.h"

namespace hinge::store {
namespace {

using progress::Topic;
using test::agreeing;
using test::full_set;
using test::must;
using test::plain_set;
using test::test_morning;

class StoreConformance : public testing::TestWithParam<test::Keeper> {
 protected:
  test::StorePlace place{GetParam()};
  Store store = place.open();
  progress::Person ana = must(store.add_person(agreeing("Ana")));

  Filed file(progress::Set set, Papers papers = {}) { return must(store.file_set(ana.id, std::move(set), Timing::now, papers)); }
  progress::History history(const Reach& reach = everything()) { return must(store.load_history(ana.id, reach)); }
  std::int64_t rows(const std::string& table) {
    return must(store.state().database.select_only("SELECT COUNT(*) FROM " + table, "i", {})).whole(0);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, StoreConformance, testing::Values(test::Keeper::sqlite, test::Keeper::postgresql), test::keeper_name);

std::string analysis_json(const std::string& priority) {
  return R"({"schema":"hinge-analysis/1","engine":{"version":"0.1","pose_model":"blazepose-full","knowledge_version":"k1"},)"
         R"("capture":{"view":"sagittal_left"},"movement":{"pattern":"hinge","exercise":"kettlebell_deadlift"},"reps":[{},{}],"set":{"priority":")" +
         priority + "\"}}";
}

TEST_P(StoreConformance, RunsOnTheEngineItSays) {
  if (GetParam() == test::Keeper::postgresql) {
    EXPECT_EQ(test::PostgresServer::shared().version(), "15");
  }
  EXPECT_EQ(store.state().database.engine() == internal::Engine::postgresql, GetParam() == test::Keeper::postgresql);
}

TEST_P(StoreConformance, APersonComesBackWithAllTheyToldOfThemselves) {
  auto told = agreeing("Béla 💪 O'Neil\"; DROP TABLE people; --");
  told.role = progress::Role::coach;
  told.birth_year = 1984;
  told.height = Metres{1.785};
  told.mass = Kilograms{81.25};
  told.order = "guide";
  told.consents.push_back({Topic::keep_video, false, test_morning});
  const auto added = must(store.add_person(told));
  const auto found = must(store.find_person(told.name));
  EXPECT_EQ(found.id, added.id);
  EXPECT_EQ(found.name, told.name);
  EXPECT_EQ(found.role, progress::Role::coach);
  EXPECT_EQ(found.birth_year, 1984);
  EXPECT_EQ(found.height, told.height);
  EXPECT_EQ(found.mass, told.mass);
  EXPECT_EQ(found.order, "guide");
  EXPECT_EQ(found.since, test_morning);
  ASSERT_EQ(found.consents.size(), 2U);
  EXPECT_FALSE(found.consents[1].given);
  EXPECT_EQ(must(store.list_people()).size(), 2U);
}

TEST_P(StoreConformance, ANameOfTenMegabytesIsRefusedWithItsSize) {
  const auto refused = store.add_person(agreeing(std::string(10'000'000, 'x')));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "the name is 10000000 bytes long; at most 200 are kept");
  EXPECT_EQ(must(store.list_people()).size(), 1U);
}

TEST_P(StoreConformance, ANameThatIsNoTextIsRefused) {
  EXPECT_EQ(store.add_person(agreeing("")).error().what, "the name is empty");
  EXPECT_EQ(store.add_person(agreeing("a\nb")).error().what, "the name has a line break or another control character in it");
  EXPECT_EQ(store.add_person(agreeing("a\xff")).error().what, "the name is not text: byte 2 is not UTF-8");
  EXPECT_EQ(store.add_person(agreeing(std::string("a\0b", 3))).error().what, "the name is not text: byte 2 is not UTF-8");
}

TEST_P(StoreConformance, NamesThatLookAlikeAreNoticed) {
  must(store.add_person(agreeing("José  Niño")));
  for (const char* alike : {"ana", "ANA", "A\u200Bna", "\u0410n\u0430", "\u202EAna", "Áńa"}) EXPECT_EQ(must(store.find_alike(alike)), "Ana") << alike;
  for (const char* alike : {"Jose\u0301 Nin\u0303o", "jose\u00A0nino"}) EXPECT_EQ(must(store.find_alike(alike)), "José  Niño") << alike;
  for (const char* other : {"Ana", "Anna", "Hana", "Ana B.", "Ина", "安娜"}) EXPECT_EQ(must(store.find_alike(other)), std::nullopt) << other;
  EXPECT_EQ(store.find_person("ana").error().what, "there is no person 'ana'; did you mean 'Ana'?");
}

TEST_P(StoreConformance, ATakenNameIsRefused) {
  EXPECT_EQ(store.add_person(agreeing("Ana")).error().what, "there is a person 'Ana' already; choose another name");
}

TEST_P(StoreConformance, ASetComesBackAsItWasFiled) {
  auto set = full_set();
  const auto filed = must(store.file_set(ana.id, set, Timing::told));
  EXPECT_EQ(filed.outcome, Outcome::filed);
  set.id = filed.id;
  set.session = filed.session;
  const auto loaded = history();
  ASSERT_EQ(loaded.sets.size(), 1U);
  EXPECT_EQ(set_difference(loaded.sets[0], set), "");
}

TEST_P(StoreConformance, ASetNotSaidMuchAboutComesBackWithoutInventions) {
  auto set = plain_set();
  set.load.reset();
  file(set);
  const auto loaded = history().sets.at(0);
  EXPECT_FALSE(loaded.load);
  EXPECT_FALSE(loaded.effort);
  EXPECT_FALSE(loaded.pain);
  EXPECT_TRUE(loaded.reps.empty());
}

TEST_P(StoreConformance, TheSameSetFiledTwiceIsOne) {
  auto set = plain_set();
  set.id = "told-by-the-caller";
  EXPECT_EQ(file(set).outcome, Outcome::filed);
  EXPECT_EQ(file(set).outcome, Outcome::already_there);
  EXPECT_EQ(history().sets.size(), 1U);
}

TEST_P(StoreConformance, TheSameClipFiledTwiceIsOneSet) {
  const auto first = file(full_set(), {analysis_json("lumbar_flexion"), ""});
  place.now += std::chrono::hours(48);
  const auto second = file(full_set(), {analysis_json("lumbar_flexion"), ""});
  EXPECT_EQ(second.id, first.id);
  EXPECT_EQ(second.outcome, Outcome::already_there);
  EXPECT_EQ(history().sets.size(), 1U);
  EXPECT_EQ(rows("analyses"), 1);
}

TEST_P(StoreConformance, AClipJudgedAnewKeepsItsPlaceAndGetsTheNewJudgement) {
  const auto first = file(full_set(), {analysis_json("lumbar_flexion"), ""});
  place.now += std::chrono::hours(48);
  auto again = full_set();
  again.reps.resize(1);
  again.knowledge_version = "k2";
  again.effort.reset();
  EXPECT_EQ(file(again, {analysis_json("symmetry"), ""}).outcome, Outcome::judged_again);
  const auto loaded = history().sets.at(0);
  EXPECT_EQ(loaded.at, test_morning);
  EXPECT_EQ(loaded.reps.size(), 1U);
  EXPECT_EQ(loaded.knowledge_version, "k2");
  EXPECT_EQ(loaded.effort, 6.5) << "what the person told is not taken back by a camera";
  EXPECT_EQ(must(store.load_analysis(ana.id, first.id))->priority, "symmetry");
}

// Who forgot --effort and --pain and analysed the clip again was asked for them for ever.
TEST_P(StoreConformance, WhatIsToldOfAClipTheSecondTimeIsKept) {
  auto set = full_set();
  set.effort.reset();
  set.pain.reset();
  file(set, {analysis_json("lumbar_flexion"), ""});
  set.effort = 6;
  set.pain = progress::Pain{2, progress::Place::hip, true};
  EXPECT_EQ(file(set, {analysis_json("lumbar_flexion"), ""}).outcome, Outcome::told_more);
  EXPECT_EQ(file(set, {analysis_json("lumbar_flexion"), ""}).outcome, Outcome::already_there);
  const auto loaded = history().sets.at(0);
  EXPECT_EQ(loaded.effort, 6);
  EXPECT_EQ(loaded.pain->level, 2);
  EXPECT_TRUE(loaded.pain->growing);
}

TEST_P(StoreConformance, HowASetFeltCanBeToldLaterAndCorrected) {
  const auto filed = file(plain_set());
  must(store.tell_feeling(ana.id, filed.id, 7.5, progress::Pain{8, progress::Place::knee, false}));
  must(store.tell_feeling(ana.id, filed.id, std::nullopt, progress::Pain{0, progress::Place::elsewhere, false}));
  EXPECT_EQ(history().sets.at(0).effort, 7.5);
  EXPECT_EQ(history().sets.at(0).pain->level, 0);
  EXPECT_FALSE(store.tell_feeling(ana.id, filed.id, 11, std::nullopt));
  const auto ben = must(store.add_person(agreeing("Ben")));
  EXPECT_FALSE(store.tell_feeling(ben.id, filed.id, 5, std::nullopt)) << "another's set";
}

TEST_P(StoreConformance, AMistakeIsTakenAwayWithAllThatHangsOnIt) {
  const auto filed = file(full_set(), {analysis_json("lumbar_flexion"), ""});
  const auto kept = file(plain_set());
  const auto ben = must(store.add_person(agreeing("Ben")));
  EXPECT_FALSE(store.remove_entry(ben.id, filed.id)) << "another's set";
  EXPECT_EQ(must(store.remove_entry(ana.id, filed.id)), "set");
  EXPECT_EQ(history().sets.size(), 1U);
  EXPECT_EQ(history().sessions.size(), 1U) << "the other set is still in it";
  EXPECT_EQ(rows("analyses"), 0);
  EXPECT_EQ(rows("set_reps"), 0);
  EXPECT_EQ(must(store.remove_entry(ana.id, kept.id)), "set");
  EXPECT_TRUE(history().sessions.empty());
  const auto note = must(store.file_note(ana.id, {"", test_morning, ana.id, "wrong person"}));
  EXPECT_EQ(must(store.remove_entry(ana.id, note)), "note");
  EXPECT_TRUE(history().notes.empty());
  EXPECT_FALSE(store.remove_entry(ana.id, note));
  EXPECT_TRUE(must(check(place.location())).empty());
}

TEST_P(StoreConformance, TwoPartsOfAClipAreTwoSets) {
  file(full_set(), {"", "0-20"});
  file(full_set(), {"", "30-50"});
  EXPECT_EQ(history().sets.size(), 2U);
}

TEST_P(StoreConformance, TheSameClipOfTwoPeopleIsASetOfEach) {
  const auto ben = must(store.add_person(agreeing("Ben")));
  file(full_set());
  EXPECT_EQ(must(store.file_set(ben.id, full_set(), Timing::now)).outcome, Outcome::filed);
}

TEST_P(StoreConformance, SetsWithinFourHoursAreOneSession) {
  const auto first = file(plain_set());
  place.now += std::chrono::minutes(239);
  const auto second = file(plain_set());
  place.now += std::chrono::minutes(241);
  const auto third = file(plain_set());
  EXPECT_EQ(second.session, first.session);
  EXPECT_NE(third.session, first.session);
  EXPECT_EQ(history().sessions.size(), 2U);
}

TEST_P(StoreConformance, EverythingElseOfAHistoryComesBack) {
  const auto set = file(plain_set());
  progress::CheckIn check_in{"", "", test_morning, progress::Moment::after, {{3, progress::Place::hamstring, false}, {1, progress::Place::knee, true}}, 7.0, 6.5, "slept badly"};
  must(store.file_check_in(ana.id, check_in, Timing::told));
  progress::CueTrial trial{"", test_morning, "squat_dominant", "knees", "door", "wall_tap", set.id, "", progress::CueEffect::pending, {}, {}, {}, metrics::Unit::ratio, "priors"};
  trial.id = must(store.file_trial(ana.id, trial));
  trial.set_after = set.id;
  trial.effect = progress::CueEffect::helped;
  trial.before = 0.5;
  trial.after = 0.25;
  trial.noise = 0.1;
  must(store.file_trial(ana.id, trial));
  must(store.file_plan(ana.id, {"", test_morning, progress::Move::up, "r2", "dowel_hinge_vertical", "d", "c", 3, 8, Kilograms{0}, true, {"because 1", "because \"2\""}}));
  must(store.file_override(ana.id, {"", test_morning, ana.id, "r2", "r3", "the coach saw it"}));
  must(store.file_note(ana.id, {"", test_morning, ana.id, "left hip is shy"}));
  must(store.file_answer(ana.id, {"night_pain", false, test_morning}));
  const auto loaded = history();
  ASSERT_EQ(loaded.check_ins.size(), 1U);
  EXPECT_EQ(loaded.check_ins[0].session, set.session);
  EXPECT_EQ(loaded.check_ins[0].pains.size(), 2U);
  EXPECT_TRUE(loaded.check_ins[0].pains[1].growing);
  EXPECT_EQ(loaded.check_ins[0].sleep_h, 6.5);
  ASSERT_EQ(loaded.trials.size(), 1U) << "an effect that became known is not a second trial";
  EXPECT_EQ(loaded.trials[0].effect, progress::CueEffect::helped);
  EXPECT_EQ(loaded.trials[0].noise, 0.1);
  ASSERT_EQ(loaded.plans.size(), 1U);
  EXPECT_EQ(loaded.plans[0].reasons, (std::vector<std::string>{"because 1", "because \"2\""}));
  EXPECT_EQ(loaded.plans[0].load, Kilograms{0});
  EXPECT_TRUE(loaded.plans[0].lighter_week);
  EXPECT_EQ(loaded.overrides.at(0).reason, "the coach saw it");
  EXPECT_EQ(loaded.notes.at(0).text, "left hip is shy");
  EXPECT_FALSE(loaded.answers.at(0).yes);
}

TEST_P(StoreConformance, AnOverrideWithoutAReasonIsRefused) {
  EXPECT_EQ(store.file_override(ana.id, {"", test_morning, ana.id, "r2", "r3", ""}).error().what, "an override needs a reason");
}

TEST_P(StoreConformance, ARenamedPersonKeepsTheirHistory) {
  file(plain_set());
  must(store.rename_person("Ana", "Anna'; --"));
  EXPECT_EQ(must(store.find_person("Anna'; --")).id, ana.id);
  EXPECT_EQ(history().sets.size(), 1U);
  EXPECT_EQ(store.find_person("Ana").error().what, "there is no person 'Ana'; `hinge person list` shows who there is, `hinge person add` adds one");
}

TEST_P(StoreConformance, RenamingToATakenNameIsRefused) {
  must(store.add_person(agreeing("Ben")));
  EXPECT_EQ(store.rename_person("Ana", "Ben").error().what, "there is a person 'Ben' already; choose another name");
}

TEST_P(StoreConformance, WhatIsDoneWithAClockSetBackStaysAfterWhatWasDoneBefore) {
  file(plain_set("glute_bridge"));
  place.now -= std::chrono::days(365 * 20);
  const auto filed = file(plain_set("hip_thrust"));
  EXPECT_EQ(filed.warning,
            "this computer's clock says 2006-01-10T10:00:00Z, but something was filed at 2026-01-05T10:00:00Z already; filed with that time. "
            "Set the clock right; `hinge log --correct ID --at TIME` moves a set");
  const auto loaded = history();
  ASSERT_EQ(loaded.sets.size(), 2U);
  EXPECT_EQ(loaded.sets[1].exercise, "hip_thrust");
  EXPECT_EQ(loaded.sets[1].at, test_morning);
}

TEST_P(StoreConformance, OneFilingUnderAClockAYearAheadMovesNoLaterSetOfAnybody) {
  const auto ben = must(store.add_person(agreeing("Ben")));
  place.now += std::chrono::days(1);
  const auto day = place.now;
  place.now += std::chrono::days(365);
  const auto wrong = file(plain_set("glute_bridge"));
  place.now = day;
  const auto filed = file(plain_set("hip_thrust"));
  EXPECT_NE(filed.warning.find("ahead of this computer's clock"), std::string::npos) << filed.warning;
  EXPECT_EQ(history().sets.front().at, day);
  const auto bens = must(store.file_set(ben.id, plain_set(), Timing::now));
  EXPECT_EQ(bens.warning, "");
  EXPECT_EQ(must(store.load_history(ben.id)).sets.front().at, day);
  must(store.correct_time(ana.id, wrong.id, day));
  EXPECT_EQ(file(plain_set()).warning, "") << "put right, nothing is left of it";
}

TEST_P(StoreConformance, ASetDatedInTheFutureOnceMovesNoLaterOne) {
  auto ahead = plain_set("glute_bridge");
  ahead.at = test_morning + std::chrono::days(365);
  must(store.file_set(ana.id, ahead, Timing::told));
  file(plain_set("hip_thrust"));
  EXPECT_EQ(history().sets.front().at, test_morning);
}

TEST_P(StoreConformance, WhatIsFiledTogetherIsKeptWholeOrNotAtAll) {
  {
    auto together = must(store.begin_together());
    must(store.file_answer(ana.id, {"calf", true, test_morning}));
    file(plain_set());
    EXPECT_FALSE(store.file_override(ana.id, {"", test_morning, ana.id, "a", "b", ""}));
    EXPECT_EQ(history().sets.size(), 1U) << "a part that failed spoils no other";
  }
  EXPECT_TRUE(history().sets.empty());
  EXPECT_TRUE(history().answers.empty());
  auto together = must(store.begin_together());
  file(plain_set());
  must(together.commit());
  EXPECT_EQ(history().sets.size(), 1U);
}

TEST_P(StoreConformance, ATimeThatWasToldHoldsWhateverTheClockSays) {
  file(plain_set());
  auto old = plain_set();
  old.at = test_morning - std::chrono::days(100);
  const auto filed = must(store.file_set(ana.id, old, Timing::told));
  EXPECT_EQ(filed.warning, "");
  EXPECT_EQ(history().sets.front().id, filed.id);
}

TEST_P(StoreConformance, ASetMovedToItsTrueTimeChangesSession) {
  file(plain_set());
  const auto moved = file(plain_set());
  const auto yesterday = test_morning - std::chrono::days(1);
  must(store.correct_time(ana.id, moved.id, yesterday));
  const auto loaded = history();
  ASSERT_EQ(loaded.sessions.size(), 2U);
  EXPECT_EQ(loaded.sets.front().id, moved.id);
  EXPECT_EQ(loaded.sets.front().at, yesterday);
  EXPECT_EQ(must(check(place.location())), std::vector<std::string>{});
}

TEST_P(StoreConformance, WithoutConsentNothingIsKept) {
  must(store.record_consent(ana.id, {Topic::keep_history, false, test_morning + std::chrono::seconds(1)}));
  const auto refused = store.file_set(ana.id, plain_set(), Timing::now);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "this person has not agreed that their history is kept: `hinge person consent NAME --keep-history yes` records that they do");
  EXPECT_TRUE(history().sets.empty());
}

TEST_P(StoreConformance, AVideoIsKeptOnlyWhenTheyAgreedAndOncePerContent) {
  const auto clip = place.folder() / "squat.mp4";
  std::ofstream(clip) << "moving pictures";
  EXPECT_EQ(store.keep_file(ana.id, "", KeptKind::video, clip).error().what,
            "this person has not agreed that it is kept: `hinge person consent NAME --keep-video yes` records that they do");
  must(store.record_consent(ana.id, {Topic::keep_video, true, test_morning}));
  const auto kept = must(store.keep_file(ana.id, "", KeptKind::video, clip));
  must(store.keep_file(ana.id, "", KeptKind::video, clip));
  EXPECT_EQ(must(store.list_kept_files(ana.id)).size(), 1U);
  EXPECT_TRUE(std::filesystem::exists(kept.path));
  EXPECT_EQ(std::filesystem::status(kept.path).permissions(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

TEST_P(StoreConformance, ADeletedPersonLeavesNothingAndNobodyElseLosesAnything) {
  const auto ben = must(store.add_person(agreeing("Ben")));
  const auto shared = place.folder() / "both.hinge";
  const auto own = place.folder() / "own.hinge";
  std::ofstream(shared) << "two people";
  std::ofstream(own) << "one person";
  const auto kept_own = must(store.keep_file(ana.id, "", KeptKind::recording, own));
  const auto kept_shared = must(store.keep_file(ana.id, "", KeptKind::recording, shared));
  must(store.keep_file(ben.id, "", KeptKind::recording, shared));
  file(full_set(), {analysis_json("x"), ""});
  must(store.file_check_in(ana.id, {"", "", test_morning, progress::Moment::before, {{1, progress::Place::hip, false}}, {}, {}, ""}, Timing::told));
  must(store.file_note(ana.id, {"", test_morning, ana.id, "a note"}));
  must(store.file_answer(ana.id, {"fever", true, test_morning}));
  must(store.file_set(ben.id, plain_set(), Timing::now));
  const auto erased = must(store.delete_person(ana.id));
  EXPECT_GT(erased.rows, 5U);
  EXPECT_EQ(erased.files, 1U);
  EXPECT_FALSE(std::filesystem::exists(kept_own.path));
  EXPECT_TRUE(std::filesystem::exists(kept_shared.path));
  for (const auto* table : {"people", "sets", "sessions", "standings", "consents"}) EXPECT_EQ(rows(table), 1) << table;
  for (const auto* table : {"set_reps", "analyses", "check_ins", "pains", "notes", "answers", "plans", "cue_trials", "overrides"}) EXPECT_EQ(rows(table), 0) << table;
  EXPECT_EQ(must(check(place.location())), std::vector<std::string>{});
}

TEST_P(StoreConformance, ADeletedPersonIsGoneFromAutomaticBackupsToo) {
  file(plain_set());
  const auto backup = must(back_up(place.location(), {}, place.options()));
  const auto erased = must(store.delete_person(ana.id));
  EXPECT_EQ(erased.backups_cleaned, std::vector{backup});
  auto opened = must(internal::Database::open_sqlite(backup.string(), internal::Access::existing));
  EXPECT_EQ(must(opened.select_only("SELECT COUNT(*) FROM sets", "i", {})).whole(0), 0);
}

TEST_P(StoreConformance, WhatIsDoneNowComesAfterWhatWasTold) {
  must(store.file_plan(ana.id, {"", test_morning, progress::Move::stop, "r1", "e", "", "", 2, 6, {}, false, {}}));
  file(plain_set());
  must(store.file_check_in(ana.id, {"", "", {}, progress::Moment::after, {}, {}, {}, ""}, Timing::now));
  EXPECT_GT(history().sets[0].at, test_morning);
  EXPECT_GT(history().check_ins[0].at, test_morning);
  must(store.file_override(ana.id, {"", test_morning + std::chrono::hours(1), ana.id, "r1", "r2", "said so"}));
  file(plain_set("glute_bridge"));
  EXPECT_GT(history().sets[1].at, test_morning + std::chrono::hours(1)) << "and a clock that was set back does not change it";
}

TEST_P(StoreConformance, TheNewestFilmedSetsComeWithRepetitionsHoweverManyUnfilmedOnesFollow) {
  file(full_set());
  for (int i = 0; i < 3; ++i) file(plain_set());
  EXPECT_EQ(history({std::nullopt, 9, 1, 0}).sets[0].reps.size(), 2U);
}

TEST_P(StoreConformance, EveryFilmedSetOfTheWantedSessionsComesWithRepetitions) {
  for (int day = 0; day < 3; ++day) {
    place.now = test_morning + std::chrono::days(day);
    for (const char* clip : {"a", "b"}) {
      auto set = full_set();
      set.recording_sha256 = clip + std::to_string(day);
      file(set);
    }
  }
  const auto sets = history({std::nullopt, 9, 0, 2}).sets;
  ASSERT_EQ(sets.size(), 6U);
  for (std::size_t i = 0; i < sets.size(); ++i) EXPECT_EQ(sets[i].reps.empty(), i < 2) << i;
}

TEST_P(StoreConformance, OldSetsComeWithoutTheirRepetitionsWhenTheyAreNotWanted) {
  for (int i = 0; i < 5; ++i) {
    auto set = full_set();
    set.recording_sha256 = std::string(64, static_cast<char>('a' + i));
    file(set);
    place.now += std::chrono::days(1);
  }
  const auto some = history({std::nullopt, 3, 1});
  ASSERT_EQ(some.sets.size(), 3U);
  EXPECT_EQ(some.sessions.size(), 3U);
  EXPECT_EQ(some.sets.back().at, test_morning + std::chrono::days(4));
  EXPECT_TRUE(some.sets[1].reps.empty());
  EXPECT_EQ(some.sets[2].reps.size(), 2U);
  EXPECT_EQ(history({test_morning + std::chrono::days(3), 100, 100}).sets.size(), 2U);
}

TEST_P(StoreConformance, CheckIsCleanAndTellsWhatSomebodyBroke) {
  file(full_set(), {analysis_json("x"), ""});
  EXPECT_EQ(must(check(place.location())), std::vector<std::string>{});
  must(store.state().database.execute("UPDATE standings SET sets = 7"));
  must(store.state().database.execute("UPDATE set_reps SET reps = '[{]'"));
  const auto problems = must(check(place.location()));
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0], "the roster's row of person " + ana.id + " does not match their history; their next set mends it");
  EXPECT_EQ(problems[1], "the repetitions of set " + history({std::nullopt, 9, 0, 0}).sets[0].id + " cannot be read");
}

TEST_P(StoreConformance, AHistoryThatCannotBeReadIsAnErrorAndNotAGuess) {
  file(full_set());
  must(store.state().database.execute("UPDATE sets SET source = 'telepathy'"));
  EXPECT_EQ(store.load_history(ana.id).error().what, "the database holds the word 'telepathy', which means nothing: `hinge db check` says where");
}

TEST_P(StoreConformance, StatusCountsWhatIsThere) {
  file(plain_set());
  const auto status = must(find_status(place.location()));
  EXPECT_EQ(status.schema, status.newest_schema);
  EXPECT_EQ(status.people, 1U);
  EXPECT_EQ(status.sets, 1U);
}

TEST_P(StoreConformance, WhatWasBackedUpComesBackWhole) {
  auto set = full_set();
  file(set, {analysis_json("x"), ""});
  must(store.file_note(ana.id, {"", test_morning, ana.id, "kept"}));
  const auto before = history();
  const auto backup = must(back_up(place.location(), place.folder() / "copy.db"));
  must(store.delete_person(ana.id));
  must(store.add_person(agreeing("Newcomer")));
  const auto restored = must(restore(place.location(), backup, place.options()));
  EXPECT_TRUE(std::filesystem::exists(restored.backup)) << "what was there is kept first";
  EXPECT_EQ(history_difference(history(), before), "");
  EXPECT_EQ(must(store.list_people()).size(), 1U);
  EXPECT_EQ(file(plain_set()).outcome, Outcome::filed) << "new rows get numbers of their own";
  EXPECT_EQ(must(check(place.location())), std::vector<std::string>{});
}

TEST_P(StoreConformance, ABackupDoesNotOverwrite) {
  const auto backup = must(back_up(place.location(), place.folder() / "copy.db"));
  EXPECT_EQ(back_up(place.location(), backup).error().what, "is there already; a backup does not overwrite: choose another name");
}

TEST_P(StoreConformance, ABackupOfOneEngineIsRestoredIntoTheOther) {
  file(full_set(), {analysis_json("x"), ""});
  const auto coach = must(store.add_person([] {
    auto person = agreeing("Coach");
    person.role = progress::Role::coach;
    return person;
  }()));
  must(store.assign_coach(ana.id, coach.id));  // a person whose coach has a later row
  const auto backup = must(back_up(place.location(), place.folder() / "copy.db"));
  test::StorePlace other(GetParam() == test::Keeper::sqlite ? test::Keeper::postgresql : test::Keeper::sqlite);
  must(restore(other.location(), backup, other.options()));
  auto there = other.open();
  EXPECT_EQ(history_difference(must(there.load_history(ana.id, everything())), history()), "");
}

TEST_P(StoreConformance, ABackupHoldsTheKeptFilesAndBringsThemBack) {
  const auto recording = place.folder() / "clip.hinge";
  std::ofstream(recording) << "landmarks";
  const auto kept = must(store.keep_file(ana.id, "", KeptKind::recording, recording));
  const auto backup = must(back_up(place.location(), place.folder() / "all.db", place.options()));
  test::StorePlace other(GetParam());
  must(restore(other.location(), backup, other.options()));
  EXPECT_EQ(must(check(other.location())), std::vector<std::string>{});
  auto elsewhere = other.open();
  EXPECT_EQ(must(compute_sha256(must(elsewhere.list_kept_files(ana.id)).at(0).path)), kept.sha256);
}

TEST_P(StoreConformance, ADeletedPersonsFilesGoFromTheBackupsToo) {
  const auto recording = place.folder() / "clip.hinge";
  std::ofstream(recording) << "landmarks";
  must(store.keep_file(ana.id, "", KeptKind::recording, recording));
  const auto backup = must(back_up(place.location(), {}, place.options()));
  const std::filesystem::path files = backup.string() + "-files";
  EXPECT_TRUE(std::filesystem::exists(files));
  must(store.delete_person(ana.id));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(files)) EXPECT_FALSE(entry.is_regular_file()) << entry.path();
}

TEST_P(StoreConformance, NamesInABackupReachNoStatement) {
  file(plain_set());
  for (const char* spoil : {"CREATE TABLE \"x; DROP TABLE people; --\" (id INTEGER)", "ALTER TABLE notes ADD COLUMN \"x) VALUES (1); --\" TEXT", "DROP TABLE notes"}) {
    const auto backup = must(back_up(place.location(), place.folder() / "spoilt.db", place.options()));
    {
      auto foreign = must(internal::Database::open_sqlite(backup.string(), internal::Access::existing));
      must(foreign.execute(spoil));
    }
    const auto refused = restore(place.location(), backup, place.options());
    ASSERT_FALSE(refused) << spoil;
    EXPECT_NE(refused.error().what.find("is no backup of Hinge: its table"), std::string::npos) << refused.error().what;
    EXPECT_EQ(history().sets.size(), 1U) << "what is there is not touched";
    std::filesystem::remove(backup);
  }
}

TEST_P(StoreConformance, SomethingElseIsNotRestored) {
  const auto text = place.folder() / "letter.txt";
  std::ofstream(text) << "dear database, " << std::string(5000, 'x');
  const auto refused = restore(place.location(), text);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::corrupt);
  EXPECT_EQ(must(store.list_people()).size(), 1U);
}

}  // namespace
}  // namespace hinge::store
