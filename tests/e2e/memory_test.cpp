// What a person, their coach and whoever keeps the computer do with a memory, by the real program.
#include <cstdlib>
#include <ctime>

#include "tests/e2e/coached.h"
#include "tests/support/postgres_server.h"
#include "tests/support/schema.h"

namespace hinge::test {
namespace {

namespace fs = std::filesystem;

class Coach : public Coached {
 protected:
  void SetUp() override { does({"person", "add", "Ana", "--mass-kg", "70", "--height-cm", "172"}); }
  void log(std::vector<std::string> more) const {
    std::vector<std::string> words{"log", "--person", "Ana", "--exercise", "knee_block_hinge", "--reps", "8"};
    words.insert(words.end(), more.begin(), more.end());
    does(words);
  }
  void stand_on(const std::string& rung) const {
    does({"next", "--person", "Ana", "--skip-to", rung, "--by", "Ana", "--reason", "five years of deadlifts"});
  }
  [[nodiscard]] nlohmann::json next(std::vector<std::string> more = {}) const {
    std::vector<std::string> words{"next", "--person", "Ana", "--json"};
    words.insert(words.end(), more.begin(), more.end());
    return told(words);
  }
  [[nodiscard]] nlohmann::json history() const { return told({"history", "--person", "Ana", "--json"}); }
};

// --- people

TEST_F(Coach, AddingSomebodySaysWhatIsKeptAndThatVideosAreNot) {
  EXPECT_TRUE(contains(said({"person", "add", "Bo"}), "Videos are not kept"));
  EXPECT_TRUE(contains(said({"person", "show", "Bo"}), "agreed      keep_video: no"));
}

TEST_F(Coach, TwoPeopleCannotHaveOneName) {
  const auto again = hinge({"person", "add", "Ana"});
  EXPECT_EQ(again.code, 2);
  EXPECT_TRUE(contains(again.err, "there is a person 'Ana' already")) << again.err;
}

TEST_F(Coach, SomebodyUnknownIsAMistakeOnTheCommandLine) {
  for (const char* command : {"history", "next"}) {
    const auto outcome = hinge({command, "--person", "Nobody"});
    EXPECT_EQ(outcome.code, 2) << command;
    EXPECT_TRUE(contains(outcome.err, "`hinge person list` shows who there is")) << outcome.err;
  }
}

TEST_F(Coach, APersonRenamedKeepsTheirHistory) {
  log({"--effort", "5"});
  does({"person", "rename", "Ana", "Anna Maria"});
  EXPECT_EQ(hinge({"history", "--person", "Ana"}).code, 2);
  EXPECT_EQ(told({"history", "--person", "Anna Maria", "--json"})["trainings"].size(), 1U);
}

TEST_F(Coach, TakingBackTheConsentKeepsNothingMore) {
  does({"person", "consent", "Ana", "--keep-history", "no"});
  const auto refused = hinge({"log", "--person", "Ana", "--exercise", "knee_block_hinge", "--reps", "8"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_TRUE(contains(refused.err, "has not agreed")) << refused.err;
  EXPECT_TRUE(history()["trainings"].empty());
}

TEST_F(Coach, NamesMayHoldSqlAndEmojiAndNothingBreaks) {
  const std::string name = "Béla 💪 O'Neil\"); DROP TABLE people; --";
  does({"person", "add", name});
  does({"log", "--person", name, "--exercise", "knee_block_hinge", "--reps", "8", "--notes", "'); DELETE FROM sets; --"});
  EXPECT_EQ(told({"history", "--person", name, "--json"})["person"], name);
  EXPECT_TRUE(contains(said({"person", "list"}), "Ana"));
  EXPECT_TRUE(contains(said({"db", "check"}), "All is well"));
}

TEST_F(Coach, AHugeNameIsRefusedWithoutRepeatingIt) {
  const auto refused = hinge({"person", "add", std::string(100'000, 'x')});
  EXPECT_EQ(refused.code, 2);
  EXPECT_LT(refused.err.size(), 1000U);
  EXPECT_TRUE(contains(refused.err, "200")) << refused.err;
}

TEST_F(Coach, ADeletedPersonIsGoneFromEverywhere) {
  log({"--notes", "a secret of Ana"});
  does({"db", "backup"});
  EXPECT_EQ(hinge({"person", "delete", "Ana"}).code, 2) << "nobody is there to be asked";
  const auto out = said({"person", "delete", "Ana", "--yes"});
  EXPECT_TRUE(contains(out, "nothing is left")) << out;
  EXPECT_TRUE(contains(out, "Also taken out of")) << out;
  EXPECT_EQ(hinge({"history", "--person", "Ana"}).code, 2);
  for (const auto& file : files_below(folder())) EXPECT_FALSE(contains(bytes_of(folder() / file), "a secret of Ana")) << file;
}

TEST_F(Coach, AnExportIsTakenBackWhole) {
  log({"--pain", "1", "--place", "knee"});
  does({"analyze", draw_set("set").string(), "--only", "json", "--out", (folder() / "out").string(), "--person", "Ana"});
  does({"person", "export", "Ana", "--out", (folder() / "ana").string()});
  const auto before = history();
  does({"person", "delete", "Ana", "--yes"});
  EXPECT_TRUE(contains(said({"person", "import", (folder() / "ana").string()}), "entries taken in, 0 were there already"));
  EXPECT_EQ(history(), before);
  EXPECT_TRUE(contains(said({"person", "import", (folder() / "ana").string()}), "0 entries taken in"));
  EXPECT_EQ(history(), before);
}

// --- the day's session

TEST_F(Coach, BeginsAtTheFirstRungAndSaysWhy) {
  const auto today = next();
  EXPECT_EQ(today["rung"], "dissociation");
  EXPECT_TRUE(today["load_kg"].is_null());
  EXPECT_EQ(today["reasons"][0]["text"], "You start with: Hips without knees.");
}

TEST_F(Coach, NoWeightBeforeTheRedFlagQuestionsAreAnswered) {
  stand_on("light_rdl");
  const auto waiting = said({"next", "--person", "Ana"});
  EXPECT_TRUE(contains(waiting, "Before the first weight")) << waiting;
  EXPECT_TRUE(contains(waiting, "No weight before these are answered.")) << waiting;
  EXPECT_FALSE(contains(waiting, " kg\n")) << waiting;
  const auto today = next({"--no", "all"});
  EXPECT_EQ(today["load_kg"], 6) << "a tenth of the body's mass, as the equipment has it";
  EXPECT_TRUE(today["questions"].empty());
}

TEST_F(Coach, ARedFlagStopsAndSendsToAProfessional) {
  stand_on("light_rdl");
  const auto today = next({"--yes", "calf", "--no", "all"});
  EXPECT_EQ(today["move"], "stop");
  EXPECT_TRUE(contains(today["reasons"][0]["text"].get<std::string>(), "Please have it looked at today")) << today;
}

TEST_F(Coach, AnOverrideSaysTheRedFlagFirst) {
  does({"person", "add", "Sam", "--role", "coach"});
  const auto told = said({"next", "--person", "Ana", "--yes", "bladder_bowel", "--no", "all", "--skip-to", "light_rdl", "--by", "Sam", "--reason", "x"});
  EXPECT_TRUE(contains(told.substr(0, told.find('\n')), "Please go to urgent care today")) << told;
  EXPECT_TRUE(contains(said({"next", "--person", "Ana"}), "First: You answered yes")) << "and every time";
}

TEST_F(Coach, NoOverrideTakesBackAStopForPain) {
  does({"log", "--person", "Ana", "--pain", "8", "--place", "low_back"});
  const auto today = next({"--no", "all", "--skip-to", "barbell_rdl", "--by", "Ana", "--reason", "fine"});
  EXPECT_EQ(today["move"], "stop");
  EXPECT_TRUE(contains(today["reasons"][0]["text"].get<std::string>(), "pain of 8 of 10")) << today;
}

TEST_F(Coach, AnswerAllNoTakesNoRedFlagBack) {
  stand_on("light_rdl");
  ASSERT_EQ(next({"--yes", "calf", "--no", "all"})["move"], "stop");
  EXPECT_EQ(next({"--no", "all"})["move"], "stop");
  EXPECT_NE(next({"--no", "calf"})["move"], "stop") << "taken back by its name";
}

TEST_F(Coach, ACommandThatFailsKeepsNothingOfWhatItWasTold) {
  stand_on("light_rdl");
  EXPECT_EQ(hinge({"next", "--person", "Ana", "--no", "all", "--pain", "3", "--skip-to", "free_hinge", "--by", "Nobody", "--reason", "x"}).code, 2);
  EXPECT_FALSE(next({"--look-only"})["questions"].empty()) << "the answers were kept";
  EXPECT_EQ(hinge({"person", "add", "Bo", "--coach", "Nobody"}).code, 2);
  EXPECT_EQ(hinge({"history", "--person", "Bo"}).code, 2);
}

TEST_F(Coach, ADateInTheFutureIsTakenOnlyWhenItIsMeant) {
  const std::vector<std::string> words{"log", "--person", "Ana", "--exercise", "knee_block_hinge", "--reps", "8", "--at", "2999-01-01"};
  EXPECT_EQ(hinge(words).code, 2);
  std::time_t in_a_month = std::time(nullptr) + 30 * 86400;
  char day[16];
  std::strftime(day, sizeof day, "%Y-%m-%d", std::localtime(&in_a_month));
  auto ahead = words;
  ahead.back() = day;
  const auto refused = hinge(ahead);
  EXPECT_EQ(refused.code, 2);
  EXPECT_TRUE(contains(refused.err, "is in the future")) << refused.err;
  ahead.emplace_back("--yes");
  does(ahead);
  log({});
  const auto sets = said({"export", "--person", "Ana"});
  EXPECT_EQ(sets.find(std::string(day).substr(0, 10)), sets.rfind(std::string(day).substr(0, 10))) << "the second set moved: " << sets;
}

TEST_F(Coach, ANameThatLooksLikeAnothersIsRefused) {
  const auto refused = hinge({"person", "add", "ana"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_TRUE(contains(refused.err, "looks like 'Ana'")) << refused.err;
  EXPECT_EQ(hinge({"person", "rename", "Ana", "ANA"}).code, 0) << "one's own";
}

TEST_F(Coach, NotesAreShownAndReachTheTerminalAsTextOnly) {
  log({"--notes", "left hip is \x1b[31mshy\xc2\x9b"});
  does({"log", "--person", "Ana", "--notes", "sleeps badly"});
  const auto shown = said({"history", "--person", "Ana"});
  EXPECT_TRUE(contains(shown, "left hip is")) << shown;
  EXPECT_TRUE(contains(shown, "sleeps badly")) << shown;
  EXPECT_EQ(shown.find('\x1b'), std::string::npos);
  EXPECT_EQ(shown.find("\xc2\x9b"), std::string::npos);
}

TEST_F(Coach, ASetOfOneRepIsTooShortToCompareAndSaysSo) {
  does({"analyze", draw_set("set").string(), "--only", "json", "--out", (folder() / "out").string()});
  const auto file = folder() / "out" / "analysis.json";
  auto analysis = nlohmann::json::parse(bytes_of(file));
  analysis["reps"] = nlohmann::json::array({analysis["reps"][0]});
  std::ofstream(folder() / "one.json") << analysis;
  const auto one = (folder() / "one.json").string();
  EXPECT_TRUE(contains(said({"compare", one, one}), "Too few reps to tell a change from noise: it takes 2 in each set."));
}

TEST_F(Coach, NobodyGivesThemselvesARole) {
  EXPECT_EQ(hinge({"person", "set", "Ana", "--role", "admin", "--as", "Ana"}).code, 2);
  EXPECT_TRUE(contains(said({"person", "show", "Ana"}), "(athlete)"));
}

TEST_F(Coach, PastAGateOnlyWithWhoAndWhyAndItIsKept) {
  EXPECT_EQ(hinge({"next", "--person", "Ana", "--skip-to", "free_hinge"}).code, 2);
  does({"person", "add", "Sam", "--role", "coach"});
  does({"next", "--person", "Ana", "--skip-to", "free_hinge", "--by", "Sam", "--reason", "watched today"});
  does({"person", "export", "Ana", "--out", (folder() / "ana").string()});
  const auto kept = nlohmann::json::parse(bytes_of(folder() / "ana" / "person.json"))["overrides"];
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0]["from"], "dissociation");
  EXPECT_EQ(kept[0]["to"], "free_hinge");
  EXPECT_EQ(kept[0]["reason"], "watched today");
  EXPECT_EQ(next()["rung"], "free_hinge");
}

TEST_F(Coach, PainAboveTheLimitStepsDown) {
  stand_on("light_rdl");
  ASSERT_EQ(next({"--no", "all"})["rung"], "light_rdl");
  does({"log", "--person", "Ana", "--exercise", "romanian_deadlift", "--reps", "8", "--load-kg", "6", "--pain", "5", "--place", "low_back"});
  const auto today = next();
  EXPECT_EQ(today["move"], "stop");
  EXPECT_EQ(today["rung"], "pull_through");
  EXPECT_EQ(today["reasons"][0]["text"], "You reported pain of 5 of 10: that is enough for today, and one step back.");
}

TEST_F(Coach, LookingOnlyKeepsNoPlan) {
  does({"next", "--person", "Ana", "--look-only"});
  EXPECT_FALSE(contains(said({"person", "show", "Ana"}), "rung "));
  does({"next", "--person", "Ana"});
  EXPECT_TRUE(contains(said({"person", "show", "Ana"}), "rung        dissociation"));
}

// --- sets

TEST_F(Coach, AFilmedSetIsFiledAndHeldAgainstTheLast) {
  const auto first = said(analyze(draw_set("monday", {.reps = 4}), {"--effort", "6", "--pain", "0"}));
  EXPECT_TRUE(contains(first, "Filed for Ana as set ")) << first;
  EXPECT_TRUE(contains(first, "the next one has something to be compared with")) << first;
  StickSet deeper{.reps = 4};
  deeper.hip_fold_bottom = Degrees{100};
  const auto second = said(analyze(draw_set("friday", deeper), {"--effort", "6", "--pain", "0"}));
  EXPECT_TRUE(contains(second, "measurements changed by more than noise")) << second;
  const auto a = between(first, "as set ", "."), b = between(second, "as set ", ".");
  const auto compared = said({"compare", a, b, "--person", "Ana"});
  EXPECT_TRUE(contains(compared, "hip fold peak, rep by rep")) << compared;
}

TEST_F(Coach, TheSameClipTwiceIsOneSet) {
  const auto clip = draw_set("monday");
  does(analyze(clip));
  EXPECT_TRUE(contains(said(analyze(clip)), "This clip was filed before"));
  const auto copy = folder() / "renamed.hinge";
  fs::copy_file(clip, copy);
  EXPECT_TRUE(contains(said(analyze(copy)), "This clip was filed before"));
  EXPECT_EQ(history()["trainings"][0]["sets"], 1);
}

TEST_F(Coach, ALogTellsEffortPainAndTimeAndAWrongOneIsRefused) {
  log({"--effort", "6.5", "--pain", "1", "--at", "2026-03-09T18:30Z"});
  const auto training = history()["trainings"][0];
  EXPECT_EQ(training["effort"], 6.5);
  EXPECT_EQ(training["pain"], 1);
  EXPECT_EQ(hinge({"log", "--person", "Ana", "--exercise", "knee_blok_hinge", "--reps", "8"}).code, 2);
  EXPECT_EQ(hinge({"log", "--person", "Ana", "--exercise", "knee_block_hinge", "--reps", "8", "--pain", "11"}).code, 2);
  EXPECT_EQ(hinge({"log", "--person", "Ana", "--exercise", "knee_block_hinge", "--reps", "8", "--at", "09.03.2026"}).code, 2);
  EXPECT_EQ(history()["trainings"].size(), 1U);
}

// Pain of 8 was filed, and the next line said which cue to try in the next set.
TEST_F(Coach, PainThatStopsIsAnsweredWhereItIsToldAndReplacesTheCue) {
  const auto shown = said(analyze(draw_set("monday"), {"--effort", "9", "--pain", "8"}));
  EXPECT_TRUE(contains(shown, "You reported pain of 8 of 10: stop here.")) << shown;
  EXPECT_TRUE(contains(shown, "Stop here for today.")) << shown;
  EXPECT_FALSE(contains(shown, "Next set:")) << shown;
  EXPECT_TRUE(contains(bytes_of(folder() / "out" / "analysis.json"), "Stop here for today."));
  EXPECT_TRUE(contains(said({"log", "--person", "Ana", "--pain", "6", "--place", "low_back"}), "stop here")) << "a check-in";
  EXPECT_FALSE(contains(said({"log", "--person", "Ana", "--pain", "1", "--place", "low_back"}), "stop here"));
}

TEST_F(Coach, AStopHoldsForTheDayHoweverOftenTheSessionIsAsked) {
  log({"--pain", "5", "--place", "low_back"});
  EXPECT_EQ(next()["move"], "stop");
  EXPECT_EQ(next()["move"], "stop");
  EXPECT_EQ(next({"--pain", "0"})["move"], "stop");
  does({"next", "--person", "Ana", "--skip-to", "dissociation", "--by", "Ana", "--reason", "a typing mistake"});
  EXPECT_EQ(next()["move"], "stay");
}

// Who forgot --effort and --pain was told to give them, gave them with the same clip, and was told again.
TEST_F(Coach, HowASetFeltCanBeToldWithTheClipAgainOrLater) {
  const auto clip = draw_set("monday");
  const auto first = said(analyze(clip));
  EXPECT_TRUE(contains(first, "--effort 0-10 --pain 0-10")) << first;
  EXPECT_TRUE(contains(said(analyze(clip, {"--effort", "6", "--pain", "1"})), "what you told of it now is kept"));
  EXPECT_EQ(history()["trainings"][0]["effort"], 6);
  does({"log", "--person", "Ana", "--set", between(first, "as set ", "."), "--effort", "7", "--pain", "2"});
  EXPECT_EQ(history()["trainings"][0]["effort"], 7);
  EXPECT_EQ(history()["trainings"][0]["pain"], 2);
}

TEST_F(Coach, TheSameClipAgainSpeaksWithTheCueThatStillWaits) {
  StickSet bent{.reps = 5};
  bent.knee_bottom = Degrees{50};
  const auto clip = draw_set("monday", bent);
  const auto told_first = [&] {
    does(analyze(clip, {"--exercise", "bodyweight_hinge"}));
    const auto coaching = nlohmann::json::parse(bytes_of(folder() / "out" / "analysis.json"))["coaching"];
    return coaching["cue"].get<std::string>() + coaching["drill"].get<std::string>();
  };
  const auto given = told_first();
  ASSERT_NE(given, "");
  for (int again = 0; again < 3; ++again) EXPECT_EQ(told_first(), given);
}

TEST_F(Coach, ASetLoggedByMistakeIsTakenAway) {
  const auto id = between(said({"log", "--person", "Ana", "--exercise", "knee_block_hinge", "--reps", "80"}), "set ", "\n");
  EXPECT_TRUE(contains(said({"history", "--person", "Ana", "--sets"}), id));
  EXPECT_TRUE(contains(said({"log", "--person", "Ana", "--remove", id}), "removed: set"));
  EXPECT_TRUE(history()["trainings"].empty());
  EXPECT_EQ(hinge({"log", "--person", "Ana", "--remove", id}).code, 2);
}

TEST_F(Coach, ACheckInInTheHoursAfterASetIsOfThatTraining) {
  EXPECT_TRUE(contains(said({"log", "--person", "Ana", "--pain", "1", "--place", "hip"}), "check-in before training"));
  log({"--effort", "5"});
  EXPECT_TRUE(contains(said({"log", "--person", "Ana", "--pain", "1", "--place", "hip"}), "check-in after training"));
  EXPECT_EQ(history()["trainings"][0]["pain"], 1);
}

// Each of these was filed without a word, the option unread or the set without a single rep.
TEST_F(Coach, WhatALogCannotKeepIsRefused) {
  const std::vector<std::vector<std::string>> slips{
      {"--exercise", "romanian_deadlift"},
      {"--exercise", "romanian_deadlift", "--reps", "0"},
      {"--exercise", "romanian_deadlift", "--reps", "8", "--rung", "light_rld"},
      {"--exercise", "romanian_deadlift", "--reps", "8", "--moment", "after"},
      {"--exercise", "romanian_deadlift", "--reps", "8", "--sleep-h", "7"},
      {"--effort", "5", "--place", "knee"},
      {"--effort", "5", "--reps", "8"},
      {"--pain", "3", "--place", "lower_back"}};
  for (auto words : slips) {
    words.insert(words.begin(), {"log", "--person", "Ana"});
    const auto refused = hinge(words);
    EXPECT_EQ(refused.code, 2) << words.back();
    EXPECT_FALSE(refused.err.empty());
  }
  EXPECT_TRUE(history()["trainings"].empty());
}

TEST_F(Coach, TheNewestTwoSetsAreComparedWithoutTheirIds) {
  EXPECT_EQ(hinge({"compare", "--person", "Ana"}).code, 2);
  const auto first = said(analyze(draw_set("monday", {.reps = 4})));
  StickSet deeper{.reps = 4};
  deeper.hip_fold_bottom = Degrees{100};
  does(analyze(draw_set("friday", deeper)));
  EXPECT_TRUE(contains(said({"compare", "--person", "Ana"}), "hip fold peak, rep by rep"));
  const auto id = between(first, "as set ", ".");
  EXPECT_TRUE(contains(said({"compare", id.substr(0, 8), id, "--person", "Ana"}), "0 of ")) << "the beginning of an id is enough";
  EXPECT_EQ(hinge({"compare", id, "--person", "Ana"}).code, 2);
}

// A set of the year 2099 was the newest one for ever.
TEST_F(Coach, AYearThatCannotBeRightIsRefused) {
  for (const char* slip : {"2099-03-09", "1066-10-14"}) {
    const auto refused = hinge({"log", "--person", "Ana", "--exercise", "knee_block_hinge", "--reps", "8", "--at", slip});
    EXPECT_EQ(refused.code, 2);
    EXPECT_EQ(refused.err, std::string("hinge: --at ") + slip + ": the year " + std::string(slip, 4) + " cannot be right\n");
  }
  const auto file = folder() / "log.csv";
  std::ofstream(file) << "time,exercise,reps\n2026-03-09,glute_bridge,8\n2206-03-11,glute_bridge,9\n";
  EXPECT_EQ(hinge({"log", "--person", "Ana", "--from", file.string()}).code, 2);
  EXPECT_TRUE(history()["trainings"].empty());
}

TEST_F(Coach, ANameWithASpaceIsToldAsItMustBeTyped) {
  EXPECT_TRUE(contains(said({"person", "add", "Ana O'Neil"}), "`hinge person export 'Ana O'\\''Neil'`"));
}

TEST_F(Coach, ATrainingLogIsTakenInOnceAndALogWithMistakesNotAtAll) {
  const auto file = folder() / "log.csv";
  std::ofstream(file) << "time,exercise,reps\n2026-03-09,glute_bridge,8\n2026-03-11,glute_bridge,9\n";
  EXPECT_EQ(said({"log", "--person", "Ana", "--from", file.string()}), "2 sets filed, 0 were there already\n");
  EXPECT_EQ(said({"log", "--person", "Ana", "--from", file.string()}), "0 sets filed, 2 were there already\n");
  std::ofstream(file) << "time,exercise,reps\n2026-03-13,glute_bridge,8\n2026-03-14,moonwalk,9\n";
  const auto refused = hinge({"log", "--person", "Ana", "--from", file.string()});
  EXPECT_EQ(refused.code, 3);
  EXPECT_TRUE(contains(refused.err, "line 3, exercise: 'moonwalk' is not an exercise")) << refused.err;
  EXPECT_EQ(history()["trainings"].size(), 2U);
}

TEST_F(Coach, TheHistoryIsDrawnOnAPage) {
  log({"--effort", "5"});
  const auto page = folder() / "ana.html";
  does({"history", "--person", "Ana", "--html", page.string()});
  EXPECT_TRUE(bytes_of(page).starts_with("<!doctype html>"));
}

TEST_F(Coach, TablesAndMedicalSoftwareGetTheSets) {
  log({"--effort", "5", "--notes", "a, \"b\""});
  EXPECT_TRUE(said({"export", "--person", "Ana"}).starts_with("time,exercise,load_kg,reps"));
  const auto file = folder() / "ana.json";
  does({"export", "--person", "Ana", "--format", "fhir", "--out", file.string()});
  EXPECT_EQ(schema_problems("fhir-bundle.schema.json", bytes_of(file)), "");
  EXPECT_EQ(published_schema_problems("fhir-r4.schema.json", bytes_of(file)), "");
}

// --- what only the person can say

TEST_F(Coach, WhatOnlyThePersonCanSayIsKeptWithTheSetAndShownTheNextTime) {
  const auto first = said(analyze(draw_set("monday"), {"--answer", "foot_tripod=no"}));
  EXPECT_TRUE(contains(first, "Only you know:")) << first;
  EXPECT_FALSE(contains(first, "did you feel heel")) << "that one was answered";
  const auto report = [&] { return bytes_of(folder() / "out" / "analysis.json"); };
  EXPECT_TRUE(contains(report(), "You said no."));
  const auto felt = history()["felt"];
  ASSERT_EQ(felt.size(), 1U);
  EXPECT_EQ(felt[0]["checkpoint"], "foot_tripod");
  EXPECT_EQ(felt[0]["answer"], "no");
  EXPECT_TRUE(contains(said({"history", "--person", "Ana"}), "toe press down evenly? no"));
  does(analyze(draw_set("friday", {.reps = 4})));
  EXPECT_TRUE(contains(report(), "you said no.")) << "the last answer stands with the question";
}

TEST_F(Coach, AnAnswerCanBeGivenLaterAndTheNewerOneHolds) {
  const auto set = between(said(analyze(draw_set("monday"))), "as set ", ".");
  does({"log", "--person", "Ana", "--set", set, "--answer", "neutral_spine_and_brace=no"});
  does({"log", "--person", "Ana", "--set", set, "--answer", "neutral_spine_and_brace=yes,hamstrings_loaded=unsure"});
  const auto felt = history()["felt"];
  ASSERT_EQ(felt.size(), 2U);
  EXPECT_EQ(felt[0]["answer"], "unsure");
  EXPECT_EQ(felt[1]["answer"], "yes");
  const auto table = said({"export", "--person", "Ana"});
  EXPECT_TRUE(contains(table, "hamstrings_loaded=unsure neutral_spine_and_brace=yes")) << table;
}

TEST_F(Coach, AtATerminalTheQuestionsAreAskedAfterTheSetAndTheAnswersAreKept) {
  const std::string asked = "[y/n/u, Enter for later]";
  std::vector<std::string> words = analyze(test_clip("36_low_camera.hinge"));
  words.insert(words.end(), {"--db", database()});
  const auto shown = run_hinge_at_terminal(words, {{"press down evenly? " + asked, "well"}, {"y, n or u?", "n"}, {"back of your thighs? " + asked, ""}, {"round? " + asked, "u"}});
  ASSERT_EQ(shown.code, 0) << shown.out;
  EXPECT_LT(shown.out.find("Filed for Ana"), shown.out.find("Only you know:")) << shown.out;
  EXPECT_FALSE(contains(shown.out, "Tell with:")) << "the person is there";
  const auto felt = history()["felt"];
  ASSERT_EQ(felt.size(), 2U) << felt;
  EXPECT_EQ(felt[0]["checkpoint"], "foot_tripod");
  EXPECT_EQ(felt[0]["answer"], "no");
  EXPECT_EQ(felt[1]["checkpoint"], "neutral_spine_and_brace");
  EXPECT_EQ(felt[1]["answer"], "unsure");
}

TEST_F(Coach, AtATerminalTheEndOfTheInputEndsTheQuestionsAndTheSetStaysFiled) {
  std::vector<std::string> words = analyze(test_clip("36_low_camera.hinge"));
  words.insert(words.end(), {"--db", database()});
  const auto shown = run_hinge_at_terminal(words, {{"press down evenly?", "y"}, {"thighs?", "\x04"}});  // Ctrl-D
  ASSERT_EQ(shown.code, 0) << shown.out;
  const auto told = history();
  EXPECT_EQ(told["trainings"].size(), 1U);
  ASSERT_EQ(told["felt"].size(), 1U);
  EXPECT_EQ(told["felt"][0]["answer"], "yes");
}

TEST_F(Coach, AnAnswerToNoQuestionIsRefusedBeforeAnythingIsDone) {
  const auto clip = draw_set("monday");
  for (const char* answer : {"foot_tripd=yes", "foot_tripod=perhaps", "foot_tripod", "glute_lockout=yes"}) {
    const auto refused = hinge(analyze(clip, {"--answer", answer}));
    EXPECT_EQ(refused.code, 2) << answer;
    EXPECT_TRUE(contains(refused.err, "--answer")) << refused.err;
  }
  EXPECT_EQ(hinge({"log", "--person", "Ana", "--answer", "foot_tripod=yes"}).code, 2) << "of which set?";
  EXPECT_EQ(hinge({"log", "--person", "Ana", "--set", "nothing", "--answer", "foot_tripod=yes"}).code, 2);
  EXPECT_TRUE(history()["trainings"].empty());
}

// --- video

TEST_F(Coach, AVideoIsKeptOnlyWhenAskedAndAgreedToAndIsDeletedWithThePerson) {
  const auto clip = test_clip("03_hinge_squatty.mp4");
  const std::vector<std::string> asked{"--keep-video", "--model", "lite"};
  const auto refused = hinge(analyze(clip, asked));
  EXPECT_EQ(refused.code, 2);
  EXPECT_TRUE(contains(refused.err, "has not agreed that videos are kept")) << refused.err;
  does({"person", "consent", "Ana", "--keep-video", "yes"});
  const auto kept = [&] {
    std::vector<std::string> found;
    for (const auto& file : files_below(folder())) {
      if (bytes_of(folder() / file) == bytes_of(clip)) found.push_back(file);
    }
    return found;
  };
  EXPECT_TRUE(contains(said(analyze(clip, asked)), "The clip is kept"));
  ASSERT_EQ(kept().size(), 1U);
  EXPECT_EQ(fs::status(folder() / kept()[0]).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none);
  EXPECT_TRUE(contains(said({"person", "delete", "Ana", "--yes"}), "1 kept file;"));
  EXPECT_TRUE(kept().empty());
}

TEST_F(Coach, ADrawnSetHasNoVideoToKeep) {
  does({"person", "consent", "Ana", "--keep-video", "yes"});
  EXPECT_TRUE(contains(hinge(analyze(draw_set("monday"), {"--keep-video"})).err, "there is no video to keep"));
}

// --- coach

TEST_F(Coach, ActingAsSomebodyIsBoundToWhatTheyMay) {
  does({"person", "add", "Sam", "--role", "coach"});
  does({"person", "add", "Eve", "--role", "admin"});
  does({"person", "set", "Ana", "--coach", "Sam"});
  const auto code = [&](std::vector<std::string> words, const char* viewer) {
    words.insert(words.end(), {"--as", viewer});
    return hinge(words).code;
  };
  const std::vector<std::vector<std::string>> reads{{"history", "--person", "Ana"}, {"export", "--person", "Ana"}, {"person", "show", "Ana"}};
  const std::vector<std::vector<std::string>> files{{"next", "--person", "Ana"}, {"log", "--person", "Ana", "--exercise", "knee_block_hinge", "--reps", "8"}};
  for (const auto& words : reads) EXPECT_EQ(code(words, "Sam"), 2) << words[0] << ": not agreed yet";
  does({"person", "consent", "Ana", "--share-with-coach", "yes"});
  does({"person", "add", "Bo"});
  for (const auto* all : {&reads, &files}) {
    for (const auto& words : *all) {
      EXPECT_EQ(code(words, "Sam"), 0) << words[0];
      EXPECT_EQ(code(words, "Ana"), 0) << words[0];
      EXPECT_EQ(code(words, "Eve"), 0) << words[0];
      EXPECT_EQ(code(words, "Bo"), 2) << words[0];
    }
  }
  EXPECT_EQ(code({"person", "delete", "Ana", "--yes"}, "Sam"), 2) << "a coach does not decide over it";
  EXPECT_EQ(code({"person", "delete", "Ana", "--yes"}, "Eve"), 0);
}

TEST_F(Coach, TheRosterShowsWhatTheViewerMaySee) {
  does({"person", "add", "Sam", "--role", "coach"});
  does({"person", "add", "Eve", "--role", "admin"});
  does({"person", "add", "Bo", "--coach", "Sam"});
  log({"--pain", "7", "--place", "low_back"});
  const auto sees = [&](const char* viewer, const char* name) { return contains(said({"roster", "--as", viewer}), name); };
  EXPECT_TRUE(sees("Eve", "Ana") && sees("Eve", "Bo"));
  EXPECT_FALSE(sees("Sam", "Bo")) << "Bo has not agreed yet";
  does({"person", "consent", "Bo", "--share-with-coach", "yes"});
  EXPECT_TRUE(sees("Sam", "Bo"));
  EXPECT_FALSE(sees("Sam", "Ana"));
  EXPECT_TRUE(sees("Ana", "Ana"));
  EXPECT_FALSE(sees("Ana", "Bo"));
  const auto today = said({"roster", "--today"});
  EXPECT_TRUE(contains(today, "! pain 7 of 10, low back")) << today;
  EXPECT_FALSE(contains(today, "Bo")) << today;
}

// --- the database

TEST_F(Coach, ABackupBringsEverythingBack) {
  log({});
  const auto backup = (folder() / "monday.db").string();
  does({"db", "backup", backup});
  does({"person", "delete", "Ana", "--yes"});
  EXPECT_TRUE(contains(said({"db", "restore", backup}), "Restored from"));
  EXPECT_EQ(history()["trainings"].size(), 1U);
  const auto status = said({"db", "status"});
  EXPECT_TRUE(contains(status, "1 person, 1 set,")) << status;
  EXPECT_TRUE(contains(said({"db", "migrate"}), "already"));
  EXPECT_TRUE(contains(said({"db", "check"}), "All is well"));
}

TEST_F(Coach, ADamagedDatabaseIsNamedWithItsRemedy) {
  std::ofstream(database(), std::ios::binary) << "this is no database, and long enough to be looked at as one by anybody who opens it";
  for (const char* suffix : {"-wal", "-shm"}) fs::remove(database() + suffix);
  const auto outcome = hinge({"history", "--person", "Ana"});
  EXPECT_EQ(outcome.code, 4) << outcome.err;
  EXPECT_TRUE(contains(outcome.err, "hinge db restore")) << outcome.err;
}

TEST_F(Coach, FilesAreTheirOwnersAlone) {
  log({});
  for (const auto& file : files_below(folder())) {
    EXPECT_EQ(fs::status(folder() / file).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none) << file;
  }
}

// --- the same on a server

class CoachOnAServer : public Coach {
 protected:
  [[nodiscard]] std::string database() const override { return database_; }
  void SetUp() override {
    // Backups and kept files of a server's database lie in the data folder.
    ::setenv("XDG_DATA_HOME", (folder() / "data").c_str(), 1);
    Coach::SetUp();
  }
  void TearDown() override { ::unsetenv("XDG_DATA_HOME"); }

 private:
  std::string database_ = PostgresServer::shared().make_database();
};

TEST_F(CoachOnAServer, AYearFromTheFirstDayToTheLast) {
  does({"person", "add", "Sam", "--role", "coach"});
  does({"person", "set", "Ana", "--coach", "Sam"});
  does({"person", "consent", "Ana", "--share-with-coach", "yes"});
  EXPECT_EQ(next()["rung"], "dissociation");
  log({"--effort", "6", "--pain", "0"});
  const auto filed = said(analyze(draw_set("monday"), {"--effort", "6", "--pain", "0"}));
  EXPECT_TRUE(contains(filed, "Filed for Ana")) << filed;
  EXPECT_TRUE(contains(said(analyze(folder() / "monday.hinge")), "This clip was filed before"));
  stand_on("light_rdl");
  EXPECT_FALSE(next()["questions"].empty());
  EXPECT_EQ(next({"--no", "all"})["load_kg"], 6);
  does({"log", "--person", "Ana", "--pain", "6", "--place", "low_back", "--moment", "after"});
  EXPECT_EQ(next()["move"], "stop");
  EXPECT_TRUE(contains(said({"roster", "--as", "Sam", "--today"}), "! pain 6 of 10, low back"));
  const auto before = history();
  does({"person", "export", "Ana", "--out", (folder() / "ana").string()});
  does({"db", "backup", (folder() / "club.db").string()});
  does({"person", "delete", "Ana", "--yes"});
  EXPECT_EQ(hinge({"history", "--person", "Ana"}).code, 2);
  does({"person", "import", (folder() / "ana").string()});
  EXPECT_EQ(history(), before);
  does({"db", "restore", (folder() / "club.db").string()});
  EXPECT_EQ(history(), before);
  EXPECT_TRUE(contains(said({"db", "check"}), "All is well"));
}

}  // namespace
}  // namespace hinge::test
