#include "hinge/pose/internal/person_path.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hinge::pose {
namespace {

// A standing figure of 100 px from hips to scale point.
Detection person_at(double x, double shoulder_y = 150) {
  Detection one;
  one.score = 0.9;
  one.points = {ImagePoint{x, 200}, ImagePoint{x, 100}, ImagePoint{x, shoulder_y}, ImagePoint{x, 120}};
  return one;
}

// Ten looks, a second apart: a bystander on the right stands still, the one on the left bows.
std::vector<Sighting> two_people(double followed_x) {
  std::vector<Sighting> sightings;
  for (int i = 0; i < 10; ++i)
    sightings.push_back({Seconds{static_cast<double>(i)},
                         {person_at(500), person_at(100, 150 + 40 * std::sin(i * 1.9))},
                         person_at(followed_x).region()});
  return sightings;
}

TEST(JoinSightings, GivesOnePathToEachPerson) {
  const auto paths = join_sightings(two_people(100));
  ASSERT_EQ(paths.size(), 2U);
  EXPECT_EQ(paths[0].steps.size(), 10U);
  EXPECT_EQ(paths[1].steps.size(), 10U);
}

TEST(FindBetterPerson, IsTheOneWhoMovesUpAndDown) {
  const auto better = find_better_person(two_people(500));
  ASSERT_TRUE(better.has_value());
  EXPECT_DOUBLE_EQ(better->steps.front().region.centre.x, 100);
}

TEST(FindBetterPerson, IsNobodyWhenTheMoverIsFollowed) {
  EXPECT_FALSE(find_better_person(two_people(100)).has_value());
}

TEST(FindBetterPerson, IsTheMoverWhoWasFollowedOnlyHalfTheTime) {
  auto sightings = two_people(100);
  for (std::size_t i = 6; i < sightings.size(); ++i) sightings[i].followed = person_at(500).region();
  const auto better = find_better_person(sightings);
  ASSERT_TRUE(better.has_value());
  EXPECT_DOUBLE_EQ(better->steps.front().region.centre.x, 100);
}

TEST(FindBetterPerson, DoesNotTurnToSomebodyPassingThrough) {
  std::vector<Sighting> sightings;
  for (int i = 0; i < 20; ++i) {
    sightings.push_back({Seconds{static_cast<double>(i)}, {person_at(100)}, person_at(100).region()});
    if (i < 4) sightings.back().people.push_back(person_at(400 + 20 * i, 150 + 30 * i));
  }
  EXPECT_FALSE(find_better_person(sightings).has_value());
}

TEST(CountPeople, DoesNotBelieveASingleLook) {
  std::vector<Sighting> sightings(5);
  for (auto& one : sightings) one.people = {person_at(100)};
  sightings[2].people.push_back(person_at(400));
  EXPECT_EQ(count_people(sightings), 1);
  sightings[3].people.push_back(person_at(400));
  EXPECT_EQ(count_people(sightings), 2);
  EXPECT_EQ(count_people({}), 0);
}

TEST(DistinctPeople, CountsTwoBoxesOnOneBodyOnce) {
  EXPECT_EQ(distinct_people({person_at(100), person_at(120), person_at(400)}).size(), 2U);
}

TEST(PersonPath, KnowsNoPlaceLongAfterItsLastSighting) {
  const PersonPath path{{{Seconds{3}, person_at(100).region(), 150, true}}};
  EXPECT_TRUE(path.region_at(Seconds{4.5}).has_value());
  EXPECT_FALSE(path.region_at(Seconds{5.5}).has_value());
  EXPECT_FALSE(PersonPath{}.region_at(Seconds{0}).has_value());
}

}  // namespace
}  // namespace hinge::pose
