#include "hinge/pose/internal/detector.h"

#include <gtest/gtest.h>

namespace hinge::pose {
namespace {

Detection box_at(double left, double score) {
  Detection one;
  one.score = score;
  one.box = {left, 0, left + 1, 1};
  one.points[0] = {left + 0.5, 2};
  return one;
}

TEST(Anchors, CoverThreeGridsWithTheirCellCentres) {
  const auto anchors = detector_anchors();
  ASSERT_EQ(anchors.size(), std::size_t{anchor_count});
  EXPECT_FLOAT_EQ(anchors.front().x, 0.5F / 28);
  EXPECT_FLOAT_EQ(anchors[2].x, 1.5F / 28);            // two anchors on each point
  EXPECT_FLOAT_EQ(anchors[2 * 28 * 28].x, 0.5F / 14);  // the second grid
  EXPECT_FLOAT_EQ(anchors[2 * 28 * 28 + 2 * 14 * 14].y, 0.5F / 7);
  EXPECT_FLOAT_EQ(anchors.back().x, 6.5F / 7);
  EXPECT_FLOAT_EQ(anchors.back().y, 6.5F / 7);
}

TEST(DecodeDetections, AddsTheAnchorToTheScaledOffsets) {
  const std::vector<Anchor> anchors{{0.25F, 0.75F}};
  const std::vector<float> raw{22.4F, -22.4F, 44.8F, 67.2F, 11.2F, 0, 0, 11.2F, 0, 0, 0, 0};
  const auto found = decode_detections(raw, std::vector<float>{4.0F}, anchors);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NEAR(found[0].score, 0.98201, 1e-5);
  EXPECT_NEAR(found[0].box.left, 0.25 + 0.1 - 0.1, 1e-6);
  EXPECT_NEAR(found[0].box.bottom, 0.75 - 0.1 + 0.15, 1e-6);
  EXPECT_NEAR(found[0].points[0].x, 0.30, 1e-6);
  EXPECT_NEAR(found[0].points[1].y, 0.80, 1e-6);
}

TEST(DecodeDetections, LeavesOutWhatIsLessLikelyThanNot) {
  EXPECT_TRUE(decode_detections(std::vector<float>(12), std::vector<float>{-0.01F}, std::vector<Anchor>(1)).empty());
}

TEST(MergeOverlapping, TakesTheMeanWeightedByScore) {
  const auto people = merge_overlapping({box_at(0.0, 0.6), box_at(0.3, 0.9)});
  ASSERT_EQ(people.size(), 1U);
  EXPECT_NEAR(people[0].box.left, (0.0 * 0.6 + 0.3 * 0.9) / 1.5, 1e-12);
  EXPECT_NEAR(people[0].points[0].x, 0.5 + 0.18, 1e-12);
  EXPECT_DOUBLE_EQ(people[0].score, 0.9);
}

TEST(MergeOverlapping, KeepsPeopleApartWhoHardlyOverlap) {
  const auto people = merge_overlapping({box_at(0.0, 0.6), box_at(0.6, 0.9)});  // a quarter of their union is shared
  ASSERT_EQ(people.size(), 2U);
  EXPECT_DOUBLE_EQ(people[0].score, 0.9);
}

TEST(MergeOverlapping, DoesNotStumbleOverABoxWithoutArea) {
  Detection flat = box_at(0, 0.9);
  flat.box.right = flat.box.left;
  EXPECT_EQ(merge_overlapping({flat, box_at(3, 0.8)}).size(), 1U);
}

}  // namespace
}  // namespace hinge::pose
