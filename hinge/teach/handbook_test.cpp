#include "hinge/teach/handbook.h"

#include <gtest/gtest.h>

#include "tests/support/golden.h"
#include "tests/support/shipped_catalog.h"

namespace hinge::teach {
namespace {

TEST(Handbook, IsWhatTheKnowledgeSays) {  // `make handbook` writes the pages
  for (const HandbookPage& page : render_handbook(test::shipped_catalog())) test::expect_file("docs/handbook/" + page.name, page.text);
}

TEST(Handbook, HasEveryExerciseRuleDrillCueAndLesson) {
  const auto& catalog = test::shipped_catalog();
  std::string all;
  for (const HandbookPage& page : render_handbook(catalog)) all += page.text;
  for (const std::string& id : entry_ids(catalog)) {
    if (catalog.ladder.find_rung(id) != nullptr || metrics::find_metric(id) != nullptr) continue;
    EXPECT_NE(all.find("## `" + id + "`"), std::string::npos) << id;
  }
}

TEST(Entry, IsFoundByItsId) {
  const auto text = render_entry(test::shipped_catalog(), "knee_creep");
  ASSERT_TRUE(text);
  EXPECT_TRUE(text->starts_with("Rule\n\n`knee_creep`: ")) << *text;
  EXPECT_NE(text->find("| good |"), std::string::npos);
}

TEST(Entry, OfSeveralKindsIsShownWithAllOfThem) {
  const auto text = render_entry(test::shipped_catalog(), "glute_bridge");
  ASSERT_TRUE(text);
  EXPECT_NE(text->find("Exercise\n"), std::string::npos);
  EXPECT_NE(text->find("Drill\n"), std::string::npos);
  EXPECT_NE(text->find("Lesson\n"), std::string::npos);
}

TEST(Entry, ThatDoesNotExistIsNothing) { EXPECT_FALSE(render_entry(test::shipped_catalog(), "glute_brigde")); }

TEST(SayNumber, ShowsAnglesInDegrees) {
  EXPECT_EQ(say_number(to_radians(Degrees{25}).value(), metrics::Unit::rad), "25°");
  EXPECT_EQ(say_number(0.45, metrics::Unit::foot_lengths), "0.45 foot lengths");
}

}  // namespace
}  // namespace hinge::teach
