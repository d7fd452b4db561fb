#include "hinge/report/overlay.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>

#include "hinge/report/internal/weight_trail.h"
#include "hinge/report/skeleton_track.h"
#include "tests/support/sample_analysis.h"

namespace hinge::report {
namespace {

using body::Part;
using Rgb = std::array<int, 3>;

media::RgbImage grey(int width, int height) {
  return {width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3, 100)};
}

Rgb pixel(const media::RgbImage& image, double x, double y) {
  const auto at = (static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width_px) + static_cast<std::size_t>(x)) * 3;
  return {image.data.at(at), image.data.at(at + 1), image.data.at(at + 2)};
}

constexpr Rgb white{255, 255, 255}, untouched{100, 100, 100};

Overlay bottom_overlay() {
  Overlay overlay;
  overlay.skeleton = compute_skeleton_track(test::sample_recording(), test::sample_motion().view)[20];
  overlay.u_px = 5;
  overlay.faces_right = false;
  return overlay;
}

Point2<ImagePx> between(const Overlay& overlay, Part a, Part b) {
  const auto from = *overlay.skeleton.near(a), to = *overlay.skeleton.near(b);
  return {(from.x + to.x) / 2, (from.y + to.y) / 2};
}

TEST(Overlay, DrawsAWhiteBoneBetweenMeasuredJoints) {
  auto image = grey(640, 720);
  const auto overlay = bottom_overlay();
  draw_overlay(image, overlay);
  const auto thigh = between(overlay, Part::hip, Part::knee);
  EXPECT_EQ(pixel(image, thigh.x, thigh.y), white);
}

TEST(Overlay, PutsADarkHaloBesideTheBone) {
  auto image = grey(640, 720);
  const auto overlay = bottom_overlay();
  draw_overlay(image, overlay);
  const auto shank = between(overlay, Part::knee, Part::ankle);
  EXPECT_LT(pixel(image, shank.x + 0.8 * overlay.u_px, shank.y)[0], 80);
}

TEST(Overlay, DrawsNothingToAJointThatWasNotMeasured) {
  auto image = grey(640, 720);
  auto overlay = bottom_overlay();
  const auto shank = between(overlay, Part::knee, Part::ankle);
  overlay.skeleton.near_side[static_cast<std::size_t>(Part::knee)].reset();
  draw_overlay(image, overlay);
  EXPECT_EQ(pixel(image, shank.x, shank.y), untouched);
}

BackMark straight_back(assess::Verdict verdict) {
  BackMark back;
  for (double y = 500; y >= 200; y -= 10) back.outline.push_back({80, y});
  const Radians upright{-std::numbers::pi / 2};
  back.tangents = {BackMark::Tangent{{80, 460}, upright}, BackMark::Tangent{{80, 240}, upright}};
  back.verdict = verdict;
  return back;
}

TEST(Overlay, DrawsTheBackInTheColourOfItsVerdictAndItsTangentsInWhite) {
  auto image = grey(640, 720);
  auto overlay = bottom_overlay();
  overlay.back = straight_back(assess::Verdict::fault);
  draw_overlay(image, overlay);
  constexpr Rgb fault{0xFF, 0x4F, 0x73};
  EXPECT_EQ(pixel(image, 80, 350), fault);
  EXPECT_EQ(pixel(image, 80, 534), white);  // the first dot, below the outline
}

TEST(Overlay, BreaksTheLineOfABackThatIsKnownVaguely) {
  auto solid = grey(640, 720), dashed = grey(640, 720);
  auto overlay = bottom_overlay();
  overlay.back = straight_back(assess::Verdict::good);
  draw_overlay(solid, overlay);
  overlay.back->is_vague = true;
  draw_overlay(dashed, overlay);
  const auto changes = [](const media::RgbImage& image) {
    int count = 0;
    for (int y = 330; y < 375; ++y) count += pixel(image, 80, y) != pixel(image, 80, y - 1);
    return count;
  };
  EXPECT_EQ(changes(solid), 0);
  EXPECT_GT(changes(dashed), 1);
}

TEST(Overlay, MovesTheBackWithThePicture) {
  auto overlay = bottom_overlay();
  overlay.back = straight_back(assess::Verdict::good);
  const auto moved = to_placement(overlay, {{30, 100}, 2});
  EXPECT_NEAR(moved.back->outline.front().x, 100, 1e-9);
  EXPECT_NEAR(moved.back->tangents[1].at.y, 280, 1e-9);
}

TEST(Overlay, LeavesThePictureAloneWithoutASkeleton) {
  auto image = grey(64, 64);
  Overlay overlay;
  overlay.arcs.push_back({Part::hip, Radians{0.1}, true, assess::Verdict::fault});
  draw_overlay(image, overlay);
  EXPECT_EQ(image.data, grey(64, 64).data);
}

// The point of the arc halfway between straight and the segment, for the sample's hip at the bottom.
Point2<ImagePx> middle_of_hip_arc(const Overlay& overlay) {
  const auto knee = *overlay.skeleton.near(Part::knee), hip = *overlay.skeleton.near(Part::hip), shoulder = *overlay.skeleton.near(Part::shoulder);
  const double straight = std::atan2(hip.y - knee.y, hip.x - knee.x), trunk = std::atan2(shoulder.y - hip.y, shoulder.x - hip.x);
  const double middle = straight + std::remainder(trunk - straight, 2 * std::numbers::pi) / 2;
  const double radius = 8.5 / 0.75 * overlay.u_px;
  return {hip.x + radius * std::cos(middle), hip.y + radius * std::sin(middle)};
}

TEST(Overlay, DrawsTheHipArcFromStraightToTheTrunk) {
  auto image = grey(640, 720);
  auto overlay = bottom_overlay();
  overlay.arcs.push_back({Part::hip, Radians{0}, false, assess::Verdict::good});
  draw_overlay(image, overlay);
  const auto p = middle_of_hip_arc(overlay);
  EXPECT_EQ(pixel(image, p.x, p.y), white);
}

TEST(Overlay, ColoursAJudgedArcInItsVerdict) {
  auto image = grey(640, 720);
  auto overlay = bottom_overlay();
  overlay.arcs.push_back({Part::hip, Radians{0}, false, assess::Verdict::fault});
  draw_overlay(image, overlay);
  const auto p = middle_of_hip_arc(overlay);
  EXPECT_EQ(pixel(image, p.x, p.y), (Rgb{0xFF, 0x4F, 0x73}));
}

TEST(Overlay, DrawsNoArcUnderEightDegrees) {
  auto with = grey(640, 720), without = grey(640, 720);
  Overlay overlay;
  overlay.u_px = 5;
  overlay.skeleton = compute_skeleton_track(test::sample_recording(), test::sample_motion().view)[0];
  draw_overlay(without, overlay);
  overlay.arcs.push_back({Part::hip, Radians{0}, false, assess::Verdict::good});
  draw_overlay(with, overlay);
  EXPECT_EQ(with.data, without.data);
}

TEST(Overlay, PutsTagsBehindThePerson) {
  auto image = grey(640, 720);
  auto overlay = bottom_overlay();
  overlay.tags.push_back({"hip fold 80°", *overlay.skeleton.near(Part::hip), true});
  draw_overlay(image, overlay);
  EXPECT_EQ(pixel(image, 620, overlay.skeleton.near(Part::hip)->y - 11), (Rgb{0xA8, 0x17, 0x3F}));
}

TEST(Overlay, KeepsTagsInsideThePicture) {
  auto image = grey(200, 100);
  Overlay overlay;
  overlay.u_px = 4;
  for (int i = 0; i < 3; ++i) overlay.tags.push_back({"tag", {100, 99}, false});
  draw_overlay(image, overlay);
  EXPECT_NE(image.data, grey(200, 100).data);
}

TEST(Overlay, WritesTheCaptionBottomLeft) {
  auto image = grey(640, 720);
  Overlay overlay;
  overlay.caption = Caption{"Rep 1 of 2 · going down", "hip fold 75°  knee 13°", assess::Verdict::good};
  draw_overlay(image, overlay);
  EXPECT_NE(pixel(image, 60, 690), untouched);
  EXPECT_EQ(pixel(image, 600, 100), untouched);
}

TEST(Overlay, SurvivesATinyPictureWithACaption) {
  auto image = grey(16, 16);
  Overlay overlay;
  overlay.caption = Caption{"Rep 1 of 2", "", assess::Verdict::cannot_judge};
  draw_overlay(image, overlay);
  EXPECT_EQ(image.data.size(), std::size_t{16 * 16 * 3});
}

TEST(CropAndScale, FillsWhatLiesOutsideWithQuietGrey) {
  const auto image = crop_and_scale(grey(10, 10), {{-10, 0}, 2.0}, 40, 20);
  EXPECT_EQ(pixel(image, 2, 10), (Rgb{0xEC, 0xEA, 0xE4}));
  EXPECT_EQ(pixel(image, 30, 10), untouched);
}

TEST(Overlay, DrawsTheWeightsWayUpAsALine) {
  auto image = grey(640, 720);
  Overlay overlay;
  overlay.u_px = 5;
  overlay.weight = WeightTrail{{{{100, 500}, {100, 300}}}, {}, Point2<ImagePx>{100, 300}};
  draw_overlay(image, overlay);
  EXPECT_EQ(pixel(image, 100, 400), white);
  EXPECT_LT(pixel(image, 103, 400)[0], 80);
}

TEST(Overlay, MovesTheWeightsWayWithThePicture) {
  Overlay overlay;
  overlay.weight = WeightTrail{{{{100, 500}}}, {}, Point2<ImagePx>{100, 300}};
  const auto moved = to_placement(overlay, {{50, 100}, 2});
  EXPECT_EQ(moved.weight->up[0][0], (Point2<ImagePx>{100, 800}));
  EXPECT_EQ(*moved.weight->now, (Point2<ImagePx>{100, 400}));
}

TEST(WeightTrail, PartsUpFromDownAndLeavesOutWhatWasNotSeen) {
  kinematics::WeightPath weight;
  std::vector<std::optional<Point2<ImagePx>>> places;
  const std::vector<double> speeds{-0.3, -0.3, 0.3, 0.3, 0.3};
  for (std::size_t i = 0; i < speeds.size(); ++i) {
    weight.velocity.push_back(Measured<double>::seen(speeds[i], 0.02));
    places.push_back(i == 3 ? std::nullopt : std::optional(Point2<ImagePx>{10, static_cast<double>(i)}));
  }
  const auto trail = internal::weight_trail(weight, places, {1, 0, 2, 4, {}}, 4, 4);
  ASSERT_TRUE(trail);
  EXPECT_EQ(trail->down.size(), 1u);
  ASSERT_EQ(trail->up.size(), 2u);                       // broken where it was hidden
  EXPECT_EQ(trail->up[0].front(), (Point2<ImagePx>{10, 1}));  // the turn belongs to both
  EXPECT_EQ(trail->up[1].size(), 1u);
}

TEST(WeightTrail, IsNothingOfALiftWithoutAWeight) {
  const auto analysis = test::sample_analysis();
  const auto track = compute_skeleton_track(test::sample_recording(), analysis.motion.view);
  for (const auto& place : internal::weight_places(analysis, track)) EXPECT_FALSE(place.has_value());
}

}  // namespace
}  // namespace hinge::report
