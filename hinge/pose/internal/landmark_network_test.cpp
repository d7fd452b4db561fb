#include "hinge/pose/internal/landmark_network.h"

#include <gtest/gtest.h>

#include <cmath>

namespace hinge::pose {
namespace {
constexpr float nothing = -30.0F;  // a logit whose probability vanishes

std::vector<float> empty_heatmap() {
  return std::vector<float>(std::size_t{heatmap_cells} * heatmap_cells * network_landmark_count, nothing);
}
float& cell(std::vector<float>& heatmap, int column, int row, std::size_t landmark) {
  return heatmap[static_cast<std::size_t>(row * heatmap_cells + column) * network_landmark_count + landmark];
}

TEST(RefineByHeatmap, MovesToTheWeightedMeanOfTheCellsAround) {
  auto heatmap = empty_heatmap();
  cell(heatmap, 20, 30, 5) = 30;
  cell(heatmap, 22, 30, 5) = 30;
  RegionLandmarks landmarks{};
  landmarks[5] = {20.9 / heatmap_cells, 31.2 / heatmap_cells, 0.1, 1, 1};
  refine_by_heatmap(landmarks, heatmap);
  EXPECT_NEAR(landmarks[5].x, 21.0 / heatmap_cells, 1e-9);
  EXPECT_NEAR(landmarks[5].y, 30.0 / heatmap_cells, 1e-9);
  EXPECT_DOUBLE_EQ(landmarks[5].z, 0.1);
}

TEST(RefineByHeatmap, LooksThreeCellsFarAndNoFarther) {
  auto heatmap = empty_heatmap();
  cell(heatmap, 13, 10, 0) = 30;
  RegionLandmarks landmarks{};
  landmarks[0].x = landmarks[0].y = 10.5 / heatmap_cells;
  refine_by_heatmap(landmarks, heatmap);
  EXPECT_NEAR(landmarks[0].x, 13.0 / heatmap_cells, 1e-9);
  heatmap = empty_heatmap();
  cell(heatmap, 14, 10, 0) = 30;
  landmarks[0].x = 10.5 / heatmap_cells;
  refine_by_heatmap(landmarks, heatmap);
  EXPECT_NEAR(landmarks[0].x, 10.5 / heatmap_cells, 1e-9);
}

TEST(RefineByHeatmap, LeavesALandmarkWhoseHeatmapIsNotSure) {
  auto heatmap = empty_heatmap();
  cell(heatmap, 11, 10, 0) = -0.1F;
  RegionLandmarks landmarks{};
  landmarks[0].x = landmarks[0].y = 10.5 / heatmap_cells;
  refine_by_heatmap(landmarks, heatmap);
  EXPECT_NEAR(landmarks[0].x, 10.5 / heatmap_cells, 1e-12);
}

TEST(RefineByHeatmap, LeavesLandmarksOutsideTheRegion) {
  const auto heatmap = empty_heatmap();
  RegionLandmarks landmarks{};
  landmarks[0].x = 1.3;
  landmarks[1].x = std::nan("");
  refine_by_heatmap(landmarks, heatmap);
  EXPECT_DOUBLE_EQ(landmarks[0].x, 1.3);
  EXPECT_TRUE(std::isnan(landmarks[1].x));
}

TEST(ToProbabilities, FollowsTheSigmoidToHalfAStep) {
  for (float logit = -12; logit < 12; logit += 0.37F) {
    std::array<std::uint8_t, 1> probability{};
    to_probabilities(std::array{logit}, probability);
    // A table step of 1/128 moves the sigmoid by 255/512 of a level where it is steepest.
    EXPECT_NEAR(probability[0], 255.0 / (1.0 + std::exp(-logit)), 1.0) << "at logit " << logit;
  }
}

TEST(Model, IsFoundByTheNameItPrints) {
  for (const Model model : {Model::lite, Model::full, Model::heavy}) EXPECT_EQ(find_model(to_string(model)), model);
  EXPECT_EQ(find_model("huge"), std::nullopt);
}

}  // namespace
}  // namespace hinge::pose
