#include "hinge/store/portable.h"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include "hinge/base/files.h"
#include "hinge/progress/trends.h"
#include "hinge/store/maintenance.h"
#include "hinge/store/same_history.h"
#include "hinge/store/time_text.h"
#include "tests/support/schema.h"
#include "tests/support/store_place.h"

namespace hinge::store {
namespace {

using test::agreeing;
using test::full_set;
using test::must;
using test::plain_set;
using test::test_morning;
namespace fs = std::filesystem;

const std::vector<std::string> exercises{"glute_bridge", "romanian_deadlift"};

class Portable : public testing::Test {
 protected:
  test::StorePlace place{test::Keeper::sqlite}, elsewhere{test::Keeper::sqlite};
  Store store = place.open();
  progress::Person ana = must(store.add_person(agreeing("Ana")));

  void live() {
    const auto filed = must(store.file_set(ana.id, full_set(), Timing::told, {R"({"schema":"hinge-analysis/1","reps":[]})", "0-9"}));
    must(store.file_set(ana.id, plain_set(), Timing::now));
    must(store.file_check_in(ana.id, {"", "", test_morning, progress::Moment::next_morning, {{3, progress::Place::knee, true}}, 4.0, 7.25, "stiff, \"a bit\""}, Timing::told));
    must(store.file_trial(ana.id, {"", test_morning, "r", "w", "c", "d", filed.id, "", progress::CueEffect::helped, 0.5, {}, 0.1, metrics::Unit::rad, "b"}));
    must(store.file_plan(ana.id, {"", test_morning, progress::Move::down, "r1", "e", "d", "c", 2, 6, Kilograms{12.5}, true, {"because"}}));
    must(store.file_override(ana.id, {"", test_morning, ana.id, "r1", "r2", "said so"}));
    must(store.file_note(ana.id, {"", test_morning, ana.id, "=cmd|'/c calc'!A1"}));
    must(store.file_answer(ana.id, {"fever", false, test_morning}));
    const auto recording = place.folder() / "clip.hinge";
    std::ofstream(recording) << "landmarks";
    must(store.keep_file(ana.id, filed.id, KeptKind::recording, recording));
  }
  progress::History history() { return must(store.load_history(ana.id, everything())); }
  fs::path exported() {
    const auto folder = place.folder() / "export";
    must(export_person(store, ana.id, folder));
    return folder;
  }
  Result<std::vector<progress::Set>> read_log(const std::string& text) {
    HINGE_TRY(auto log, read_whole_log(text));
    return std::move(log.sets);
  }
  Result<TrainingLog> read_whole_log(const std::string& text) {
    const auto file = place.folder() / "log.csv";
    std::ofstream(file, std::ios::binary) << text;
    return read_training_log(file, exercises);
  }
  void change(const fs::path& file, const std::string& from, const std::string& to) {
    auto text = must(read_file(file, 1'000'000));
    ASSERT_NE(text.find(from), std::string::npos);
    text.replace(text.find(from), from.size(), to);
    std::ofstream(file) << text;
  }
};

TEST_F(Portable, AnExportTakenBackElsewhereIsTheSameHistory) {
  live();
  const auto folder = exported();
  auto other = elsewhere.open();
  const auto imported = must(import_person(other, folder));
  EXPECT_EQ(imported.known, 0U);
  EXPECT_EQ(history_difference(must(other.load_history(ana.id, everything())), history()), "");
  EXPECT_EQ(must(other.load_analysis(ana.id, history().sets[0].id)).has_value(), must(store.load_analysis(ana.id, history().sets[0].id)).has_value());
  EXPECT_EQ(must(other.list_kept_files(ana.id)).at(0).name, "clip.hinge");
  EXPECT_EQ(must(check(elsewhere.location())), std::vector<std::string>{});
}

TEST_F(Portable, AnExportTakenBackTwiceDoublesNothing) {
  live();
  const auto folder = exported();
  const auto again = must(import_person(store, folder));
  EXPECT_EQ(again.added, 0U);
  EXPECT_EQ(history().sets.size(), 2U);
  EXPECT_EQ(must(check(place.location())), std::vector<std::string>{});
}

TEST_F(Portable, AnExportAfterADeletionBringsThePersonBack) {
  live();
  const auto before = history();
  const auto folder = exported();
  must(store.delete_person(ana.id));
  must(import_person(store, folder));
  EXPECT_EQ(history_difference(history(), before), "");
}

TEST_F(Portable, AnExportHasEveryOpenFormatAndIsPrivate) {
  live();
  const auto folder = exported();
  for (const char* name : {"person.json", "sets.csv", "check_ins.csv", "fhir.json", "README.txt", "analyses/1.json"}) EXPECT_TRUE(fs::exists(folder / name)) << name;
  EXPECT_EQ(fs::status(folder).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
}

TEST_F(Portable, AnExportIntoTheWorkingFolderNeedsNoPath) {
  const auto before = fs::current_path();
  fs::current_path(place.folder());
  const auto written = export_person(store, ana.id, "here");
  fs::current_path(before);
  EXPECT_TRUE(written.has_value()) << to_string(written.error());
  EXPECT_TRUE(fs::exists(place.folder() / "here" / "person.json"));
}

TEST_F(Portable, AnExportDoesNotOverwrite) {
  const auto folder = exported();
  EXPECT_EQ(export_person(store, ana.id, folder).error().what, "is there already: choose a new folder");
}

TEST_F(Portable, AnotherPersonOfThatNameIsNotMixedUp) {
  const auto folder = exported();
  auto other = elsewhere.open();
  must(other.add_person(agreeing("Ana")));
  EXPECT_EQ(import_person(other, folder).error().what, "another person is called 'Ana' here: `hinge person import FOLDER --as NAME` gives this one another name");
  EXPECT_EQ(must(import_person(other, folder, "Ana B")).name, "Ana B");
}

TEST_F(Portable, AMistakeInAnExportIsNamedWithItsPlaceAndNothingIsTakenIn) {
  live();
  const auto folder = exported();
  change(folder / "person.json", "2026-01-05T10:00:00Z\",\n   \"source\"", "2026-13-05\",\n   \"source\"");
  auto other = elsewhere.open();
  const auto refused = import_person(other, folder);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().what, "sets[0].at: '2026-13-05' is not a time");
  EXPECT_TRUE(must(other.list_people()).empty());
}

TEST_F(Portable, AnExportCannotReachOutOfItsFolder) {
  live();
  const auto folder = exported();
  change(folder / "person.json", "analyses/1.json", "../../etc/passwd");
  auto other = elsewhere.open();
  EXPECT_EQ(import_person(other, folder).error().what, "names a file outside the export: '../../etc/passwd'");
  EXPECT_TRUE(must(other.list_people()).empty());
}

TEST_F(Portable, AFileThatIsNotWhatWasExportedIsRefused) {
  live();
  const auto folder = exported();
  for (const auto& entry : fs::directory_iterator(folder / "files")) std::ofstream(entry.path()) << "something else";
  auto other = elsewhere.open();
  EXPECT_EQ(import_person(other, folder).error().what, "is not the file that was exported: its SHA-256 differs");
}

TEST_F(Portable, TheTableOfSetsIsATrainingLog) {
  live();
  must(store.file_set(ana.id, plain_set("glute_bridge"), Timing::now));
  auto known = exercises;
  known.push_back("kettlebell_deadlift");
  const auto file = place.folder() / "sets.csv";
  std::ofstream(file, std::ios::binary) << render_sets_csv(history());
  const auto sets = must(read_training_log(file, known)).sets;
  ASSERT_EQ(sets.size(), 3U);
  EXPECT_EQ(sets[0].notes, full_set().notes);
  EXPECT_EQ(sets[0].load, full_set().load);
  EXPECT_EQ(must(import_training_log(store, ana.id, sets)).added, 0U) << "it carries the ids";
}

TEST_F(Portable, TheFhirBundleFollowsTheStructureOfR4) {
  live();
  const auto bundle = render_fhir_bundle(history());
  EXPECT_EQ(test::schema_problems("fhir-bundle.schema.json", bundle), "");
  const auto json = nlohmann::json::parse(bundle);
  EXPECT_EQ(json["entry"].size(), 4U);  // the patient, two sets, a check-in
  EXPECT_EQ(json["entry"][1]["resource"]["subject"]["reference"], json["entry"][0]["fullUrl"]);
}

TEST_F(Portable, TheFhirBundleFollowsTheSchemaThatHl7Published) {
  live();
  EXPECT_EQ(test::published_schema_problems("fhir-r4.schema.json", render_fhir_bundle(history())), "");
}

// The place stood as the interpretation of the level, and that the pain grew, a stop sign, stood nowhere.
TEST_F(Portable, TheFhirBundleSaysWhereItHurtAndThatItGrew) {
  auto set = plain_set("glute_bridge");
  set.pain = progress::Pain{3, progress::Place::hamstring, true};
  must(store.file_set(ana.id, set, Timing::now));
  set.pain = progress::Pain{0, progress::Place::low_back, false};
  must(store.file_set(ana.id, set, Timing::now));
  const auto text = render_fhir_bundle(history());
  EXPECT_NE(text.find("\"hamstring\""), std::string::npos);
  EXPECT_NE(text.find("\"growing\""), std::string::npos);
  EXPECT_EQ(text.find("interpretation"), std::string::npos);
  EXPECT_EQ(text.find("\"low_back\""), std::string::npos) << "no pain is in no place";
  EXPECT_EQ(test::published_schema_problems("fhir-r4.schema.json", text), "");
  EXPECT_EQ(test::schema_problems("fhir-bundle.schema.json", text), "");
}

// A set of three borderline reps was "clean 3/3" in one place, none in another and nowhere counted in a third.
TEST_F(Portable, ABorderlineRepIsCleanNeitherInTheTableNorInFhirNorInTheTrends) {
  auto set = full_set();
  set.id = "borderline";
  set.reps.resize(1, {});
  set.reps.front().verdict = assess::Verdict::borderline;
  set.reps.resize(3, set.reps.front());
  must(store.file_set(ana.id, set, Timing::told));
  const auto row = progress::gather_trends(history(), {}).at(0);
  EXPECT_EQ(row.clean, 0);
  EXPECT_EQ(row.judged, 3);
  EXPECT_NE(render_sets_csv(history()).find(",0,3,0,"), std::string::npos) << render_sets_csv(history());
  const auto bundle = nlohmann::json::parse(render_fhir_bundle(history()));
  std::map<std::string, double> counts;
  for (const auto& component : bundle["entry"][1]["resource"]["component"]) {
    if (component.contains("valueQuantity")) counts[component["code"]["coding"][0]["code"]] = component["valueQuantity"]["value"];
  }
  EXPECT_EQ(counts["clean_repetitions"], 0);
  EXPECT_EQ(counts["borderline_repetitions"], 3);
  EXPECT_EQ(counts["fault_repetitions"] + counts["unjudged_repetitions"], 0);
}

TEST_F(Portable, ThePublishedSchemaSeesAMisspeltElement) {
  live();
  auto bundle = nlohmann::json::parse(render_fhir_bundle(history()));
  bundle["entry"][1]["resource"]["valueCodeableConcpet"] = bundle["entry"][1]["resource"]["valueCodeableConcept"];
  bundle["entry"][1]["resource"].erase("valueCodeableConcept");
  EXPECT_NE(test::published_schema_problems("fhir-r4.schema.json", bundle.dump()), "");
}

TEST_F(Portable, TheSchemaRefusesWhatR4Refuses) {
  live();
  const auto good = nlohmann::json::parse(render_fhir_bundle(history()));
  auto no_status = good;
  no_status["entry"][1]["resource"].erase("status");
  EXPECT_NE(test::schema_problems("fhir-bundle.schema.json", no_status.dump()), "");
  auto two_values = good;
  two_values["entry"][1]["resource"]["valueString"] = "and another";
  EXPECT_NE(test::schema_problems("fhir-bundle.schema.json", two_values.dump()), "");
  auto bad_time = good;
  bad_time["entry"][1]["resource"]["effectiveDateTime"] = "yesterday";
  EXPECT_NE(test::schema_problems("fhir-bundle.schema.json", bad_time.dump()), "");
}

TEST_F(Portable, ATrainingLogWithOtherNamesAndSemicolonsIsRead) {
  const auto sets = must(read_log("\xEF\xBB\xBF" "Date;Exercise;Weight kg;Reps;RPE;Comment\r\n2026-03-09;glute_bridge;12.5;10;6.5;\"two\nlines\"\r\n"));
  ASSERT_EQ(sets.size(), 1U);
  EXPECT_EQ(sets[0].load, Kilograms{12.5});
  EXPECT_EQ(sets[0].reps_done, 10);
  EXPECT_EQ(sets[0].effort, 6.5);
  EXPECT_EQ(sets[0].notes, "two\nlines");
}

// A spreadsheet in Germany writes 40,5 between semicolons; every line was refused.
TEST_F(Portable, BetweenSemicolonsADecimalCommaIsRead) {
  const auto sets = must(read_log("time;exercise;load_kg;reps;effort\n2026-03-09;glute_bridge;40,5;10;6,5\n"));
  EXPECT_EQ(sets.at(0).load, Kilograms{40.5});
  EXPECT_EQ(sets.at(0).effort, 6.5);
}

TEST_F(Portable, AnExerciseMayBeWrittenAsItsTitleIs) {
  const auto sets = must(read_log("Date,Exercise,Weight (kg),Reps\n2026-03-09,Glute Bridge,40,10\n"));
  EXPECT_EQ(sets.at(0).exercise, "glute_bridge");
  EXPECT_EQ(sets.at(0).load, Kilograms{40});
}

// 95 lb were dropped without a word, and the ladder reckoned without them.
TEST_F(Portable, PoundsAreTurnedIntoKilogramsAndOtherColumnsAreNamed) {
  const auto log = must(read_whole_log("time,exercise,reps,weight_lb,mood\n2026-03-09,glute_bridge,10,100,good\n"));
  EXPECT_NEAR(log.sets.at(0).load->value(), 45.359237, 1e-9);
  EXPECT_EQ(log.unread, std::vector<std::string>{"mood"});
}

// The log of an evening in California belonged to the next day; `hinge log --at` reads the same words as local time.
TEST_F(Portable, KilogramsAndPoundsOfOneLineMustBeOneLoad) {
  const auto refused = read_log("time,exercise,reps,load_kg,weight_lb\n2026-03-09,glute_bridge,8,60,135\n");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("line 2, load_lb: 135 lb is not the load_kg of the same line"), std::string::npos) << refused.error().what;
  EXPECT_EQ(must(read_log("time,exercise,reps,load_kg,weight_lb\n2026-03-09,glute_bridge,8,60,132\n")).at(0).load, Kilograms{60});
}

TEST_F(Portable, ATimeWithoutAZoneIsOneOfThisComputersClock) {
  ::setenv("TZ", "UTC+8", 1);  // POSIX: eight hours west of Greenwich
  ::tzset();
  const auto sets = must(read_log("time,exercise,reps\n2026-03-09 18:00,glute_bridge,8\n2026-03-09T18:00Z,glute_bridge,8\n"));
  ::unsetenv("TZ");
  ::tzset();
  EXPECT_EQ(utc_text(sets.at(0).at), "2026-03-10T02:00:00Z");
  EXPECT_EQ(utc_text(sets.at(1).at), "2026-03-09T18:00:00Z");
}

TEST_F(Portable, PainThatGrewIsStillAStopSignAfterTheTable) {
  auto set = plain_set("glute_bridge");
  set.pain = progress::Pain{2, progress::Place::hip, true};
  must(store.file_set(ana.id, set, Timing::now));
  const auto sets = must(read_log(render_sets_csv(history())));
  EXPECT_TRUE(sets.at(0).pain->growing);
  EXPECT_EQ(sets.at(0).pain->place, progress::Place::hip);
}

TEST_F(Portable, NoPainIsInNoPlace) {
  auto set = plain_set("glute_bridge");
  set.pain = progress::Pain{0, progress::Place::low_back, false};
  must(store.file_set(ana.id, set, Timing::now));
  EXPECT_EQ(render_sets_csv(history()).find("low_back"), std::string::npos);
}

// Another's table was "there already", and nothing of it was.
TEST_F(Portable, TheTableOfSomebodyElseIsRefused) {
  must(store.file_set(ana.id, plain_set("glute_bridge"), Timing::now));
  const auto sets = must(read_log(render_sets_csv(history())));
  const auto bo = must(store.add_person(test::agreeing("Bo")));
  const auto refused = import_training_log(store, bo.id, sets);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().what.find("is another person's already"), std::string::npos) << refused.error().what;
}

TEST_F(Portable, EveryMistakeOfATrainingLogIsNamedWithLineAndField) {
  const auto refused = read_log(
      "time,exercise,load_kg,reps,effort,pain,pain_place,notes\n"
      "2026-03-09,romanian_deadlift,sixty,8,6,,,\n"
      "09.03.2026,glute_bridge,,8,11,,,\"a\nb\"\n"
      "2026-03-10,moonwalk,,2.5,,4,left ear,\n"
      "2026-03-10,glute_bridge,\"2,5\",,,,,\n"
      "2026-03-10,glute_bridge,5\n");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().where, "log.csv");
  EXPECT_EQ(refused.error().what,
            "line 2, load_kg: 'sixty' is not a number\n"
            "  line 3, time: '09.03.2026' is not a time like 2026-03-09 or 2026-03-09T18:30\n"
            "  line 3, effort: 11 is not from 0 to 10\n"
            "  line 5, exercise: 'moonwalk' is not an exercise; `hinge exercises` lists them\n"
            "  line 5, reps: 2.5 is not a whole number\n"
            "  line 5, pain_place: 'left ear' is not a place Hinge knows, like low_back or knee\n"
            "  line 6, load_kg: '2,5' is not a number; write 2.5, not 2,5\n"
            "  line 6, reps: is empty\n"
            "  line 7: has 3 fields, the first line has 8");
}

TEST_F(Portable, ATrainingLogWithoutItsColumnsSaysWhichIsMissing) {
  EXPECT_EQ(read_log("time,exercise\n2026-03-09,glute_bridge\n").error().what,
            "line 1: there is no column reps; a log begins with a line like time,exercise,load_kg,reps,effort,pain,notes");
  EXPECT_EQ(read_log("").error().what, "is empty; a log begins with a line like time,exercise,load_kg,reps,effort,pain,notes");
  EXPECT_EQ(read_log("time,exercise,reps\n\"2026").error().what, "line 2: a quoted field has no end");
}

TEST_F(Portable, TheSameLogFiledTwiceFilesNothingTheSecondTime) {
  // Two equal lines are two sets: people do the same set again.
  const auto sets = must(read_log("time,exercise,reps\n2026-03-09,glute_bridge,8\n2026-03-09,glute_bridge,8\n"));
  EXPECT_EQ(must(import_training_log(store, ana.id, sets)).added, 2U);
  EXPECT_EQ(must(import_training_log(store, ana.id, sets)).known, 2U);
  EXPECT_EQ(history().sessions.size(), 1U);
}

TEST_F(Portable, ALineThatCannotBeFiledFilesNoneOfTheLog) {
  auto sets = must(read_log("time,exercise,reps\n2026-03-09,glute_bridge,8\n2026-03-10,glute_bridge,8\n"));
  sets[1].notes = "\xff";
  EXPECT_FALSE(import_training_log(store, ana.id, sets));
  EXPECT_TRUE(history().sets.empty());
}

RC_GTEST_PROP(PortableProperty, AnyTextThatCanBeKeptComesThroughTheTableUnchanged, ()) {
  const auto words = *rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', ';', '=', '\'', ' ', '-'));
  progress::History history;
  history.sets = {plain_set()};
  history.sets[0].notes = words;
  test::TempFolder folder;
  const auto file = folder.path() / "sets.csv";
  std::ofstream(file, std::ios::binary) << render_sets_csv(history);
  const auto sets = read_training_log(file, exercises);
  RC_ASSERT(sets.has_value());
  RC_ASSERT(sets->sets.at(0).notes == words);
}

}  // namespace
}  // namespace hinge::store
