#include "hinge/pose/internal/stick_path.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

namespace hinge::pose {
namespace {

struct Seen {
  double tilt = 0, behind = 0.3;
};

/// Twelve looks at one hinge to 60 degrees and back; `line` says what was seen behind a trunk of this tilt.
std::vector<StickSighting> hinge_with(const std::function<std::optional<Seen>(int look, double trunk)>& line) {
  std::vector<StickSighting> sightings;
  for (int i = 0; i < 12; ++i) {
    StickSighting one;
    one.time = Seconds{0.2 * i};
    one.looked = true;
    one.trunk_tilt = -0.52 + 0.52 * std::cos(i * 0.52);
    if (const auto seen = line(i, one.trunk_tilt)) {
      one.line = body::StickLine{{100, 10}, {100, 200}, 1, 0.8};
      one.stick_tilt = seen->tilt;
      one.behind_trunk = seen->behind;
    }
    sightings.push_back(one);
  }
  return sightings;
}

TEST(FindStick, FollowsTheLineThatTurnsWithTheTrunk) {
  const auto track = find_stick(hinge_with([](int, double trunk) { return Seen{trunk - 0.1}; }));
  ASSERT_EQ(track.size(), 12u);
  for (const auto& one : track) EXPECT_TRUE(one);
}

TEST(FindStick, LeavesOutALookThatFellOnSomethingElse) {
  const auto track = find_stick(hinge_with([](int i, double trunk) { return i == 5 ? Seen{0.4, 0.7} : Seen{trunk}; }));
  ASSERT_EQ(track.size(), 12u);
  EXPECT_FALSE(track[5]);
  EXPECT_TRUE(track[6]);
}

TEST(FindStick, TakesNoDoorPostForAStick) {
  EXPECT_TRUE(find_stick(hinge_with([](int, double) { return Seen{0}; })).empty());
  // Seen only while the person stands before it.
  EXPECT_TRUE(find_stick(hinge_with([](int, double trunk) { return trunk > -0.2 ? std::optional(Seen{trunk}) : std::nullopt; })).empty());
}

TEST(FindStick, TakesNoSeamOfASleeveForAStick) {
  EXPECT_TRUE(find_stick(hinge_with([](int, double trunk) { return Seen{trunk, -0.08}; })).empty());
}

TEST(FindStick, TakesNothingUnderAPersonLyingDown) {
  EXPECT_TRUE(find_stick(hinge_with([](int, double trunk) { return Seen{trunk + 1.9}; })).empty());
}

TEST(FindStick, IsNoneWithoutAnyLine) { EXPECT_TRUE(find_stick(hinge_with([](int, double) { return std::nullopt; })).empty()); }

}  // namespace
}  // namespace hinge::pose
