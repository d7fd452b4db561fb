#include "hinge/report/trends_page.h"

#include <gtest/gtest.h>

#include "tests/support/past.h"

namespace hinge::report {
namespace {

using test::Past;

std::string page_of(const progress::History& history) {
  return render_trends_page(history, progress::gather_trends(history, test::shipped_catalog()),
                            test::shipped_catalog());
}

std::size_t count_of(const std::string& text, std::string_view what) {
  std::size_t count = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

TEST(TrendsPage, HasARowForEveryTraining) {
  Past past;
  past.trains(0, {.faults = 3}).trains(3).trains(6);
  const std::string page = page_of(past.history());
  EXPECT_EQ(count_of(page, "<tr><td>"), 3u);
  EXPECT_NE(page.find("7 of 10"), std::string::npos);
}

TEST(TrendsPage, DrawsAPointForEachValueAndAGapWhereThereIsNone) {
  Past past;
  past.trains(0).trains(3, {.unjudged = 10}).trains(6);
  const std::string page = page_of(past.history());
  const std::string clean = page.substr(
      page.find("<h2>Clean reps"), page.find("</section>", page.find("<h2>Clean reps")) - page.find("<h2>Clean reps"));
  EXPECT_EQ(count_of(clean, "<circle"), 2u);
  EXPECT_EQ(clean.find("L1016"), std::string::npos) << "the gap was bridged";
}

TEST(TrendsPage, DrawsLoadsOnlyWhereThereWereSome) {
  Past without;
  without.trains(0);
  EXPECT_EQ(page_of(without.history()).find("<h2>Load"), std::string::npos);
  Past with;
  with.trains(0, {.exercise = "pull_through", .load_kg = 20});
  EXPECT_NE(page_of(with.history()).find("<h2>Load"), std::string::npos);
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
