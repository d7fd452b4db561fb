#include "hinge/store/roster.h"

#include <gtest/gtest.h>

#include "hinge/store/store.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/store_place.h"

namespace hinge::store {
namespace {

const catalog::Ladder& shipped_ladder() { return test::shipped_catalog().ladder; }

using test::agreeing;
using test::must;
using test::plain_set;
using test::test_morning;

std::vector<Attention> kinds(const Standing& standing) {
  std::vector<Attention> found;
  for (const auto& reason : find_reasons(standing, shipped_ladder(), test_morning, test_morning + std::chrono::days(1))) found.push_back(reason.attention);
  return found;
}

Standing trained() {
  Standing standing;
  standing.sets = 1;
  standing.last_set = test_morning;
  return standing;
}

Standing with_pain(int level, bool growing = false, std::string place = "low_back", bool next_morning = false) {
  auto standing = trained();
  standing.pain_at = test_morning;
  standing.pain = level;
  standing.pain_growing = growing;
  standing.pain_place = std::move(place);
  standing.pain_next_morning = next_morning;
  return standing;
}

TEST(Roster, NobodyIsListedForNothing) { EXPECT_EQ(kinds(trained()), std::vector<Attention>{}); }

TEST(Roster, PainAboveFiveStopsAndFourOrFiveStepDown) {
  EXPECT_EQ(kinds(with_pain(3)), std::vector<Attention>{});
  EXPECT_EQ(kinds(with_pain(4)), std::vector{Attention::pain_step_down});
  EXPECT_EQ(kinds(with_pain(5)), std::vector{Attention::pain_step_down});
  EXPECT_EQ(kinds(with_pain(6)), std::vector{Attention::pain_stop});
}

TEST(Roster, PainThatGrowsOrIsBelowTheKneeStopsWhateverItsNumber) {
  EXPECT_EQ(kinds(with_pain(1, true)), std::vector{Attention::pain_stop});
  EXPECT_EQ(kinds(with_pain(2, false, "leg_below_knee")), std::vector{Attention::pain_stop});
}

// progress::decide() stops at 3 the morning after; the coach's list did not name it.
TEST(Roster, PainTheMorningAfterIsNamedFromWhereItNoLongerGoesOn) {
  EXPECT_EQ(kinds(with_pain(2, false, "low_back", true)), std::vector<Attention>{});
  EXPECT_EQ(kinds(with_pain(3, false, "low_back", true)), std::vector{Attention::pain_stop});
}

TEST(Roster, AReasonSaysWhatWhereAndWhen) {
  EXPECT_EQ(find_reasons(with_pain(6), shipped_ladder(), test_morning, test_morning)[0].sentence, "pain 6 of 10, low back, on 2026-01-05");
}

TEST(Roster, MoreThanFourFaultyRepsInTenAreAReason) {
  auto standing = trained();
  standing.clean_reps = 6;
  standing.fault_reps = 4;
  EXPECT_EQ(kinds(standing), std::vector<Attention>{});
  standing.fault_reps = 5;
  EXPECT_EQ(kinds(standing), std::vector{Attention::many_faults});
}

TEST(Roster, TwoWeeksAwayAreABreak) {
  EXPECT_TRUE(find_reasons(trained(), shipped_ladder(), test_morning, test_morning + std::chrono::days(14)).empty());
  EXPECT_EQ(find_reasons(trained(), shipped_ladder(), test_morning, test_morning + std::chrono::days(15)).at(0).sentence, "last set 15 days ago");
}

TEST(Roster, AnAthleteSeesThemselvesACoachThoseWhoShareAnAdminAll) {
  EXPECT_TRUE(may(progress::Role::athlete, Deed::manage, true, false));
  EXPECT_FALSE(may(progress::Role::athlete, Deed::read, false, true));
  EXPECT_TRUE(may(progress::Role::coach, Deed::file, false, true));
  EXPECT_FALSE(may(progress::Role::coach, Deed::read, false, false));
  EXPECT_FALSE(may(progress::Role::coach, Deed::manage, false, true));
  EXPECT_TRUE(may(progress::Role::admin, Deed::manage, false, false));
}

RosterFilter only_today() {
  RosterFilter filter;
  filter.only_attention = true;
  return filter;
}
RosterFilter because(Attention attention) {
  RosterFilter filter;
  filter.attention = attention;
  return filter;
}
RosterFilter called(const std::string& part) {
  RosterFilter filter;
  filter.name_contains = part;
  return filter;
}
RosterFilter seen_by(const progress::Person& viewer) {
  RosterFilter filter;
  filter.viewer = viewer.id;
  return filter;
}

class StoredRoster : public testing::TestWithParam<test::Keeper> {
 protected:
  test::StorePlace place{GetParam()};
  Store store = place.open();
  progress::Person add(const std::string& name, progress::Role role = progress::Role::athlete) {
    auto person = agreeing(name);
    person.role = role;
    return must(store.add_person(person));
  }
  std::vector<std::string> names(const RosterFilter& filter = {}) {
    std::vector<std::string> found;
    for (const auto& row : must(store.load_roster(shipped_ladder(), filter))) found.push_back(row.name);
    return found;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, StoredRoster, testing::Values(test::Keeper::sqlite, test::Keeper::postgresql), test::keeper_name);

TEST_P(StoredRoster, ThoseWhoNeedAttentionComeFirst) {
  add("Ada");
  const auto ben = add("Ben");
  const auto cleo = add("Cleo");
  auto hurting = plain_set();
  hurting.pain = progress::Pain{4, progress::Place::knee, false};
  must(store.file_set(ben.id, hurting, Timing::now));
  must(store.file_answer(cleo.id, {"night_pain", true, test_morning}));
  EXPECT_EQ(names(), (std::vector<std::string>{"Cleo", "Ben", "Ada"}));
  EXPECT_EQ(names(only_today()), (std::vector<std::string>{"Cleo", "Ben"}));
  EXPECT_EQ(names(because(Attention::pain_step_down)), std::vector<std::string>{"Ben"});
  EXPECT_EQ(names(called("AD")), std::vector<std::string>{"Ada"});
}

TEST_P(StoredRoster, AClearedRedFlagIsNoReasonAnyMore) {
  const auto cleo = add("Cleo");
  must(store.file_answer(cleo.id, {"night_pain", true, test_morning}));
  must(store.file_override(cleo.id, {"", test_morning + std::chrono::hours(1), cleo.id, "r1", "r1", "seen by a doctor"}));
  EXPECT_TRUE(names(only_today()).empty());
}

TEST_P(StoredRoster, PainOfTheSameDayIsNotHiddenByALaterWordOfNone) {
  const auto ben = add("Ben");
  auto hurting = plain_set();
  hurting.pain = progress::Pain{7, progress::Place::low_back, false};
  must(store.file_set(ben.id, hurting, Timing::now));
  place.now += std::chrono::hours(5);
  must(store.file_check_in(ben.id, {"", "", {}, progress::Moment::after, {}, {}, {}, ""}, Timing::now));
  EXPECT_EQ(must(store.load_roster(shipped_ladder())).at(0).standing.pain, 7);
  place.now += std::chrono::days(2);
  must(store.file_check_in(ben.id, {"", "", {}, progress::Moment::before, {}, {}, {}, ""}, Timing::now));
  EXPECT_EQ(must(store.load_roster(shipped_ladder())).at(0).standing.pain, 0);
}

TEST_P(StoredRoster, ACoachSeesThoseTheyCoachWhoAgreed) {
  const auto coach = add("Coach", progress::Role::coach);
  const auto ada = add("Ada");
  const auto ben = add("Ben");
  add("Cleo");
  must(store.assign_coach(ada.id, coach.id));
  must(store.assign_coach(ben.id, coach.id));
  must(store.record_consent(ada.id, {progress::Topic::share_with_coach, true, test_morning}));
  EXPECT_EQ(names(seen_by(coach)), (std::vector<std::string>{"Ada", "Coach"}));
  must(store.record_consent(ada.id, {progress::Topic::share_with_coach, false, test_morning + std::chrono::seconds(1)}));
  EXPECT_EQ(names(seen_by(coach)), std::vector<std::string>{"Coach"});
  EXPECT_EQ(names(seen_by(ben)), std::vector<std::string>{"Ben"});
  EXPECT_EQ(names(seen_by(add("Boss", progress::Role::admin))).size(), 5U);
}

TEST_P(StoredRoster, ANoteStandsInTheList) {
  const auto ada = add("Ada");
  must(store.file_note(ada.id, {"", test_morning, ada.id, std::string(199, 'x') + "é and more"}));
  EXPECT_EQ(must(store.load_roster(shipped_ladder())).at(0).standing.last_note, std::string(199, 'x') + "…");
}

}  // namespace
}  // namespace hinge::store
