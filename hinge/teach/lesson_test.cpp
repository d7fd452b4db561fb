#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "hinge/teach/lesson_page.h"
#include "hinge/teach/lesson_text.h"
#include "hinge/teach/words.h"
#include "tests/support/shipped_catalog.h"

namespace hinge::teach {
namespace {

using catalog::Catalog;
using catalog::Lesson;

const Catalog& ours() { return test::shipped_catalog(); }

bool some_lesson(std::string Lesson::* link, const std::string& id) {
  return std::ranges::any_of(ours().lessons, [&](const Lesson& lesson) { return lesson.*link == id; });
}

TEST(Lessons, TeachEveryDrill) {
  for (const auto& drill : ours().drills) EXPECT_TRUE(some_lesson(&Lesson::drill, drill.id)) << drill.id;
}

TEST(Lessons, TeachEveryCheckpoint) {
  for (const auto& checkpoint : ours().checkpoints) EXPECT_TRUE(some_lesson(&Lesson::checkpoint, checkpoint.id)) << checkpoint.id;
}

TEST(Lessons, TeachEveryHingeHingeJudges) {
  for (const auto& exercise : ours().exercises) {
    if (exercise.pattern != movement::Pattern::hinge) continue;
    EXPECT_TRUE(some_lesson(&Lesson::exercise, exercise.id)) << exercise.id;
  }
}

TEST(Lessons, CoverEveryStatementOfTheGuide) {
  std::set<std::string> covered;
  for (const Lesson& lesson : ours().lessons) covered.insert(lesson.guide.begin(), lesson.guide.end());
  for (int statement = 1; statement <= 28; ++statement) EXPECT_TRUE(covered.contains("G" + std::to_string(statement))) << statement;
}

TEST(Lessons, ShowGoodBesideFaultyUnlessThereIsNoFaultToShow) {
  const std::set<std::string> without{"six_patterns", "step_by_step", "slow_front_film", "even_stance"};
  for (const Lesson& lesson : ours().lessons) {
    if (without.contains(lesson.id)) continue;
    const auto has = [&](catalog::Figure::Mark mark) {
      return std::ranges::any_of(lesson.figures, [&](const catalog::Figure& figure) { return figure.mark == mark; });
    };
    EXPECT_TRUE(has(catalog::Figure::Mark::good) && has(catalog::Figure::Mark::fault)) << lesson.id;
  }
}

TEST(LessonText, IsWrappedAndSaysWhereItComesFrom) {
  const std::string text = render_lesson_text(ours(), *ours().find_lesson("wall_tap"));
  EXPECT_TRUE(text.starts_with("Wall tap\n========\n")) << text;
  EXPECT_NE(text.find("Where this comes from"), std::string::npos);
  EXPECT_NE(text.find("coaches' experience, not tested; the guide"), std::string::npos) << text;
  std::size_t longest = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    longest = std::max(longest, end - at);
    at = end + 1;
  }
  EXPECT_LE(longest, 84u);  // 78 columns; letters beyond ASCII count double in bytes
}

TEST(LessonText, ListsEveryTopicOnce) {
  const std::string text = render_topics(ours());
  for (const Lesson& lesson : ours().lessons) EXPECT_NE(text.find("  " + lesson.id + " "), std::string::npos) << lesson.id;
}

TEST(LessonPage, AsksForNothingFromAnywhere) {
  const std::string page = render_page(ours());
  for (const std::string_view loads : {"<script", "<link", "@import", "url(", "src=", "<iframe", "<img"}) EXPECT_EQ(page.find(loads), std::string::npos) << loads;
  EXPECT_LT(page.size(), 4'000'000u);  // bytes: a page that a phone opens at once
}

TEST(LessonPage, LeadsOnlyToWhatItHolds) {
  const std::string page = render_page(ours());
  for (std::size_t at = page.find("href=\"#"); at != std::string::npos; at = page.find("href=\"#", at + 1)) {
    const std::string id = page.substr(at + 7, page.find('"', at + 7) - at - 7);
    EXPECT_NE(page.find("id=\"" + id + "\""), std::string::npos) << id;
  }
}

TEST(LessonPage, HoldsOneLessonWhenAskedForOne) {
  const Lesson* one = ours().find_lesson("hip_thrust");
  const std::string page = render_page(ours(), std::vector{one});
  EXPECT_NE(page.find("id=\"hip_thrust\""), std::string::npos);
  EXPECT_EQ(page.find("id=\"wall_tap\""), std::string::npos);
}

TEST(LessonPage, CanBeHeldStill) { EXPECT_NE(render_page(ours()).find("id=\"hold\""), std::string::npos); }

}  // namespace
}  // namespace hinge::teach
