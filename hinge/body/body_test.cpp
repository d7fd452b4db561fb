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

TEST(Recording, HasTheTimesOfLifeOnceItIsSaidHowSlowTheFilmIs) {
  Recording recording;
  recording.source.fps = 30;
  recording.source.duration = Seconds{24};
  recording.frames.resize(2);
  recording.frames[1].time = Seconds{16};
  recording.cuts = {Seconds{8}};
  for (int said = 0; said < 2; ++said) {  // the second time changes nothing
    undo_slow_motion(recording, 8);
    EXPECT_EQ(recording.frames[1].time.value(), 2);
    EXPECT_EQ(recording.cuts[0].value(), 1);
    EXPECT_EQ(recording.source.duration.value(), 3);
    EXPECT_EQ(recording.source.fps, 240);
  }
}

}  // namespace
}  // namespace hinge::body
