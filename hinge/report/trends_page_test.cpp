#include "hinge/report/trends_page.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/past.h"

namespace hinge::report {
namespace {

using test::Past;

std::string page_of(const progress::History& history) {
  const auto day = [](progress::Instant at) { return std::to_string(at.time_since_epoch().count() / 86400); };
  const std::vector<std::string> cues{"“Shut the <car> door.” helped."};
  return render_trends_page(history, progress::gather_trends(history, test::shipped_catalog()), test::shipped_catalog(),
                            day, cues);
}

std::size_t count_of(const std::string& text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

/// From its heading to the end of its section.
std::string panel_of(const std::string& page, const std::string& title) {
  const std::size_t begin = page.find("<h2>" + title);
  return page.substr(begin, page.find("</section>", begin) - begin);
}

TEST(TrendsPage, HasARowForEveryTraining) {
  Past past;
  past.trains(0, {.faults = 3}).trains(3).trains(6);
  const std::string page = page_of(past.history());
  EXPECT_EQ(count_of(page.substr(page.find("<h2>Every training")), "<tr><th scope=\"row\">"), 3u);
  EXPECT_NE(page.find("7 of 10"), std::string::npos);
}

TEST(TrendsPage, DrawsAPointForEachValueAndAGapWhereThereIsNone) {
  Past past;
  past.trains(0).trains(3, {.unjudged = 10}).trains(6);
  const std::string page = page_of(past.history());
  const std::string clean = panel_of(page, "Clean reps");
  EXPECT_EQ(count_of(clean, "h0"), 2u);
  EXPECT_EQ(clean.find("L1000"), std::string::npos) << "the gap was bridged";
}

TEST(TrendsPage, JoinsDepthsOfOneExerciseOnly) {
  Past past;
  past.trains(0).trains(3).trains(6, {.exercise = "wall_tap_hinge"});
  const std::string depth = panel_of(page_of(past.history()), "Depth");
  EXPECT_EQ(count_of(depth, "h0"), 3u);
  EXPECT_NE(depth.find("L500.0"), std::string::npos);
  EXPECT_EQ(depth.find("L1000.0"), std::string::npos) << "two exercises were joined";
}

// One training lay on the axis at the left, between its own date and its own date.
TEST(TrendsPage, PutsASingleTrainingInTheMiddleWithOneDate) {
  Past past;
  past.trains(0);
  const std::string clean = panel_of(page_of(past.history()), "Clean reps");
  EXPECT_NE(clean.find("M500.0"), std::string::npos);
  EXPECT_EQ(count_of(clean, "class=\"x\""), 1u);
}

// On a phone the drawing shrank to a third, and its words with it.
TEST(TrendsPage, WritesItsWordsBesideTheDrawingAndNotInIt) {
  Past past;
  past.trains(0).trains(3);
  EXPECT_EQ(page_of(past.history()).find("<text"), std::string::npos);
}

// The name of a plot said "from 52 kg on" the day of a training without any load.
TEST(TrendsPage, SaysInThePlotsNameWhenItsFirstAndLastValuesWere) {
  Past past;
  past.trains(0)
      .trains(3, {.exercise = "pull_through", .load_kg = 20})
      .trains(6, {.exercise = "pull_through", .load_kg = 25});
  const auto day = [](int number) { return std::to_string(test::on_day(number).time_since_epoch().count() / 86400); };
  EXPECT_NE(page_of(past.history()).find("Load: from 20 kg on " + day(3) + " to 25 kg on " + day(6)),
            std::string::npos);
}

TEST(TrendsPage, MarksMonthsOverALongTimeFourAtMost) {
  Past past;
  for (int day = 0; day < 1500; day += 30) past.trains(day);
  const std::string clean = panel_of(page_of(past.history()), "Clean reps");
  EXPECT_GE(count_of(clean, "class=\"x\""), 3u);
  EXPECT_LE(count_of(clean, "class=\"x\""), 5u);
  EXPECT_NE(clean.find(">2028-01<"), std::string::npos);
}

// Both dates stood a tenth inside the plot, under trainings of other days.
TEST(TrendsPage, WritesTheFirstAndTheLastDayWhereTheyAre) {
  Past past;
  past.trains(0).trains(3).trains(9);
  const std::string clean = panel_of(page_of(past.history()), "Clean reps");
  EXPECT_EQ(count_of(clean, "class=\"x\" style=\"left:0.0%\""), 1u);
  EXPECT_EQ(count_of(clean, "class=\"x before\" style=\"left:100.0%\""), 1u);
}

TEST(TrendsPage, TellsTheRungsAsTheyWereClimbedAndTheCuesThatWereTried) {
  Past past;
  past.trains(0, {.rung = "wall_tap"}).trains(3, {.rung = "wall_tap"}).trains(6, {.rung = "free_hinge"});
  const std::string page = page_of(past.history());
  const std::string rungs = panel_of(page, "Rungs");
  EXPECT_NE(rungs.find("Wall tap"), std::string::npos);
  EXPECT_NE(rungs.find("<td class=\"n\">2</td>"), std::string::npos);
  EXPECT_LT(rungs.find("Wall tap"), rungs.find("Free hinge"));
  EXPECT_NE(page.find("<li>“Shut the &lt;car&gt; door.” helped.</li>"), std::string::npos);
}

TEST(TrendsPage, DrawsLoadsOnlyWhereThereWereSome) {
  Past without;
  without.trains(0);
  EXPECT_EQ(page_of(without.history()).find("<h2>Load"), std::string::npos);
  Past with;
  with.trains(0, {.exercise = "pull_through", .load_kg = 20});
  EXPECT_NE(page_of(with.history()).find("<h2>Load"), std::string::npos);
}

// Who only logs saw two empty plots.
TEST(TrendsPage, LeavesOutWhatNothingIsKnownOfAndSaysWhatWouldTell) {
  Past past;
  past.trains(0).trains(3);
  for (auto& set : past.history().sets) set.reps.clear();
  const std::string page = page_of(past.history());
  EXPECT_EQ(page.find("<h2>Clean reps"), std::string::npos);
  EXPECT_EQ(page.find("<h2>Depth"), std::string::npos);
  EXPECT_NE(page.find("<h2>Pain"), std::string::npos);
  EXPECT_NE(page.find("Nothing was filmed"), std::string::npos);
}

TEST(TrendsPage, AsksForNothingFromAnywhereAndKeepsNamesAsText) {
  Past past;
  past.history().person.name = "<script>alert(1)</script>";
  past.trains(0);
  const std::string page = page_of(past.history());
  EXPECT_EQ(page.find("<script"), std::string::npos);
  EXPECT_EQ(page.find("http"), page.find("http-equiv"));
  EXPECT_EQ(page.find("src="), std::string::npos);
}

TEST(TrendsPage, SaysSoWhenThereIsNothingYet) {
  Past past;
  EXPECT_NE(page_of(past.history()).find("No sets yet."), std::string::npos);
}

}  // namespace
}  // namespace hinge::report
