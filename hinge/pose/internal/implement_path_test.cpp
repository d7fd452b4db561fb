#include "hinge/pose/internal/implement_path.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <numbers>

namespace hinge::pose {
namespace {

constexpr double metre_px = 200, fps = 20;
constexpr int frames = 200;

/// Hands that go down and up 0.6 m every four seconds.
ImagePoint hands_at(int frame) {
  return {300, 200 + 60 * (1 - std::cos(2 * std::numbers::pi * frame / (4 * fps)))};
}

using Thing = std::function<std::optional<body::ImplementPoint>(int frame)>;
std::vector<ImplementSighting> watch(const std::vector<Thing>& things) {
  std::vector<ImplementSighting> sightings;
  for (int i = 0; i < frames; ++i) {
    ImplementSighting sighting{Seconds{i / fps}, true, hands_at(i), metre_px, {}};
    for (const Thing& thing : things) {
      if (const auto circle = thing(i)) sighting.circles.push_back(*circle);
    }
    sightings.push_back(sighting);
  }
  return sightings;
}

/// Something that goes with the hands, `share` as far, from where they begin.
Thing with_hands(double share, double below_px, double radius_px, double score, double sideways_px = 5) {
  return [=](int frame) {
    return body::ImplementPoint{
        {300 + sideways_px, 200 + below_px + share * (hands_at(frame).y - 200)}, radius_px, score};
  };
}
Thing standing_still(ImagePoint where, double radius_px, double score) {
  return [=](int) { return body::ImplementPoint{where, radius_px, score}; };
}

const Thing plate = with_hands(1.15, 20, 45, 0.8);

TEST(ImplementPath, FollowsThePlateAtTheHands) {
  const auto sightings = watch({plate});
  const auto track = find_implement(sightings, {});
  ASSERT_EQ(track.size(), sightings.size());
  for (std::size_t i = 0; i < track.size(); ++i) {
    ASSERT_TRUE(track[i].has_value());
    EXPECT_EQ(track[i]->centre.y, sightings[i].circles[0].centre.y);
  }
}

TEST(ImplementPath, LeavesOutPicturesThatDoNotShowIt) {
  const auto track =
      find_implement(watch({[](int i) { return i % 3 == 0 ? std::nullopt : plate(i); }}), {});
  ASSERT_EQ(track.size(), std::size_t{frames});
  EXPECT_FALSE(track[9].has_value());
  EXPECT_TRUE(track[10].has_value());
}

TEST(ImplementPath, FindsThePlateAgainAfterItWasHidden) {
  const auto track =
      find_implement(watch({[](int i) { return i > 60 && i < 100 ? std::nullopt : plate(i); }}), {});
  ASSERT_EQ(track.size(), std::size_t{frames});
  EXPECT_TRUE(track[50].has_value());
  EXPECT_TRUE(track[150].has_value());
}

TEST(ImplementPath, FindsThePlateAgainAfterACut) {
  const std::vector<Seconds> cuts{Seconds{5}};
  const auto track = find_implement(
      watch({[](int i) {
        auto circle = plate(i);
        if (i >= 100) circle->centre.x += 20;
        return circle;
      }}),
      cuts);
  ASSERT_EQ(track.size(), std::size_t{frames});
  EXPECT_TRUE(track[99] && track[100]);
}

TEST(ImplementPath, PrefersThePlateToItsHub) {
  const auto track = find_implement(watch({with_hands(1.15, 20, 14, 0.95), plate}), {});
  ASSERT_FALSE(track.empty());
  EXPECT_NEAR(track[50]->radius_px, 45, 1e-9);
}

TEST(ImplementPath, IsAsWideAsTheRimThatIsSeenNowAndThenAboutAPlainHub) {
  const auto rim = [](int i) { return i % 3 == 0 ? with_hands(1.15, 20, 45, 0.45)(i) : std::nullopt; };
  const auto track = find_implement(watch({with_hands(1.15, 20, 15, 0.95), rim}), {});
  ASSERT_FALSE(track.empty());
  EXPECT_NEAR(track[50]->radius_px, 45, 1e-9);
}

TEST(ImplementPath, IsNotWidenedByOutlinesThatChangeTheirSizeOrAreHardlyEverThere) {
  const auto chance = [](int i) { return with_hands(1.15, 20, 22 + (i * 37) % 45, 0.45)(i); };
  const auto rare = [](int i) { return i % 6 == 0 ? with_hands(1.15, 20, 45, 0.45)(i) : std::nullopt; };
  const auto beside = [](int i) { return with_hands(1.15, 35, 45, 0.45)(i); };
  for (const Thing& other : {Thing{chance}, Thing{rare}, Thing{beside}}) {
    const auto track = find_implement(watch({with_hands(1.15, 20, 15, 0.95), other}), {});
    ASSERT_FALSE(track.empty());
    EXPECT_NEAR(track[50]->radius_px, 15, 1e-9);
  }
}

TEST(ImplementPath, PrefersThePlateToAClockBehindTheHands) {
  const auto track = find_implement(watch({standing_still({310, 260}, 45, 1.0), plate}), {});
  ASSERT_FALSE(track.empty());
  EXPECT_EQ(track[40]->centre.y, plate(40)->centre.y);
}

TEST(ImplementPath, TakesNoClockOnTheWallForAPlate) {
  EXPECT_TRUE(find_implement(watch({standing_still({310, 260}, 45, 1.0)}), {}).empty());
}

TEST(ImplementPath, TakesNoHeadForABell) {
  EXPECT_TRUE(find_implement(watch({with_hands(0.55, -100, 24, 0.9)}), {}).empty());
}

TEST(ImplementPath, TakesNothingBesideTheHandsForAPlate) {
  EXPECT_TRUE(find_implement(watch({with_hands(1.0, 20, 24, 0.9, 60)}), {}).empty());
}

TEST(ImplementPath, TakesNothingThatIsHardlySeenForAPlate) {
  EXPECT_TRUE(find_implement(watch({[](int i) { return i < 40 ? plate(i) : std::nullopt; }}), {}).empty());
  EXPECT_TRUE(find_implement(watch({with_hands(1.15, 20, 45, 0.4)}), {}).empty());
}

TEST(ImplementPath, SaysNothingWhereHandsHoldStill) {
  auto sightings = watch({standing_still({305, 220}, 24, 0.9)});
  for (auto& sighting : sightings) sighting.hands = {300, 200};
  EXPECT_TRUE(find_implement(sightings, {}).empty());
}

TEST(ImplementPath, OfNothingIsNothing) {
  EXPECT_TRUE(find_implement({}, {}).empty());
  EXPECT_TRUE(find_implement(watch({}), {}).empty());
}

}  // namespace
}  // namespace hinge::pose
