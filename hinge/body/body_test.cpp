#include <gtest/gtest.h>

#include "hinge/body/joint.h"
#include "hinge/body/recording.h"
#include "hinge/body/silhouette.h"

namespace hinge::body {
namespace {

TEST(Joint, EveryPartOnBothSidesHasTheSidesName) {
  for (std::size_t i = 0; i < part_count; ++i) {
    const auto part = static_cast<Part>(i);
    EXPECT_TRUE(to_string(on_side(part, Side::left)).starts_with("left_"));
    EXPECT_EQ(to_string(on_side(part, Side::left)).substr(5), to_string(on_side(part, Side::right)).substr(6));
  }
}

TEST(Joint, IsFoundByTheNameItPrints) {
  for (std::size_t i = 0; i < joint_count; ++i) {
    EXPECT_EQ(find_joint(to_string(static_cast<Joint>(i))), static_cast<Joint>(i));
  }
}

TEST(Silhouette, ComesBackAsItWasPacked) {
  std::vector<std::uint8_t> mask(64 * 64);
  for (std::size_t i = 0; i < mask.size(); ++i) mask[i] = static_cast<std::uint8_t>((i * 37) % 251);
  EXPECT_EQ(unpack_silhouette(pack_silhouette({}, 64, mask)).value(), mask);
}

TEST(Silhouette, SaysSoWhenItsDataIsDamaged) {
  auto silhouette = pack_silhouette({}, 8, std::vector<std::uint8_t>(64, 255));
  silhouette.packed.resize(silhouette.packed.size() / 2);
  EXPECT_EQ(unpack_silhouette(silhouette).error().code, Errc::corrupt);
}

TEST(Recording, FindsAJointsColumnByName) {
  Recording recording;
  recording.names = blazepose_names();
  EXPECT_EQ(recording.find_column(Joint::left_hip), 23U);
  EXPECT_EQ(recording.find_column(Joint::neck), std::nullopt);
}

}  // namespace
}  // namespace hinge::body
