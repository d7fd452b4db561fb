#include "hinge/pose/internal/held_pictures.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace hinge::pose {
namespace {

// How much each picture of a set of three-second repetitions changes, 30 a second, paused for 0.4 s at each turn.
std::vector<double> filmed_changes(double noise) {
  std::vector<double> change;
  for (int i = 0; i < 270; ++i) {
    const double phase = i % 45 / 33.0;  // half a repetition, then the pause
    change.push_back(noise + (phase < 1 ? 2 * std::sin(3.14159 * phase) : 0));
  }
  return change;
}

/// Every picture shown `times` times; coding leaves a little in the copies.
std::vector<double> stepped(const std::vector<double>& change, int times) {
  std::vector<double> shown;
  for (const double one : change) {
    shown.push_back(one);
    for (int i = 1; i < times; ++i) shown.push_back(0.02 * one);
  }
  return shown;
}

long count(const std::vector<char>& held) { return std::accumulate(held.begin(), held.end(), 0L); }

TEST(HeldPictures, AreNoneInAFilmOfAPersonWhoPauses) {
  EXPECT_EQ(count(find_held_pictures(filmed_changes(0.3))), 0);
  EXPECT_EQ(count(find_held_pictures(filmed_changes(0))), 0);
}

TEST(HeldPictures, AreNoneWhereNothingMoves) {
  EXPECT_EQ(count(find_held_pictures(std::vector<double>(100, 0.01))), 0);
  EXPECT_EQ(count(find_held_pictures({})), 0);
}

TEST(HeldPictures, AreTheCopiesOfAPictureShownEightTimes) {
  const auto held = find_held_pictures(stepped(filmed_changes(0.3), 8));
  ASSERT_EQ(held.size(), 270U * 8);
  EXPECT_GT(count(held), 0.9 * 270 * 7);
  for (std::size_t i = 0; i < held.size(); i += 8) EXPECT_EQ(held[i], 0) << i;
}

TEST(HeldPictures, AreEveryFifthOfAFilmOf24SavedAt30) {
  std::vector<double> change;
  for (std::size_t i = 0; const double one : filmed_changes(0.3)) {
    change.push_back(one);
    if (++i % 4 == 0) change.push_back(0.01);
  }
  const auto held = find_held_pictures(change);
  EXPECT_GT(count(held), 50);
  for (std::size_t i = 0; i < held.size(); ++i) EXPECT_LE(held[i], i % 5 == 4 ? 1 : 0) << i;
}

TEST(HeldPictures, AreLeftWhereOnlyAFewWereDropped) {
  auto change = filmed_changes(0.3);
  for (const std::size_t i : {60U, 120U, 200U}) change[i] = 0.01;
  EXPECT_EQ(count(find_held_pictures(change)), 0);
}

}  // namespace
}  // namespace hinge::pose
