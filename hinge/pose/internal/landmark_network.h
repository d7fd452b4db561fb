#pragma once
// Reads one person's pose inside a region: 33 landmarks, two auxiliary points for the next region, a silhouette.
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "hinge/body/recording.h"
#include "hinge/pose/estimate.h"
#include "hinge/pose/inference.h"
#include "hinge/pose/internal/sampler.h"
#include "hinge/pose/model.h"

namespace hinge::pose {

inline constexpr std::size_t network_landmark_count = 39;  ///< 33 of the body, 2 auxiliary, 4 unused
inline constexpr int landmark_cells = 256;
inline constexpr int heatmap_cells = 64;
inline constexpr int silhouette_cells = 256;

/// A landmark as the network gives it, in fractions of the region's side.
struct RegionLandmark {
  double x = 0, y = 0, z = 0;
  double visibility = 0, presence = 0;
};
using RegionLandmarks = std::array<RegionLandmark, network_landmark_count>;

/// Moves x and y to the centre of mass of the heatmap around them. `heatmap`: heatmap_cells² x 39 logits.
void refine_by_heatmap(RegionLandmarks& landmarks, std::span<const float> heatmap);

/// Logits to probabilities 0 … 255.
void to_probabilities(std::span<const float> logits, std::span<std::uint8_t> probabilities);

struct Pose {
  RegionOfInterest region;                ///< where the network looked
  std::vector<body::Landmark> landmarks;  ///< 33, in pixels of the upright picture
  ImagePoint hips, scale_point;           ///< auxiliary points: centre and scale of the next region
  body::Silhouette silhouette;

  /// Where the person will be a moment later, if they hold still.
  [[nodiscard]] RegionOfInterest next_region() const {
    return region_from_points(hips, scale_point, region_enlargement);
  }
};

class LandmarkNetwork {
public:
  [[nodiscard]] static Result<LandmarkNetwork> load(const std::filesystem::path& models_folder, Model model);
  /// Another one for another worker, over the same bytes.
  [[nodiscard]] Result<LandmarkNetwork> make_twin() const;
  /// nullopt: the network sees no person in that region.
  [[nodiscard]] Result<std::optional<Pose>> observe(const PictureSampler& picture, const RegionOfInterest& region,
                                                    Silhouettes silhouettes);

private:
  struct Outputs {
    std::span<const float> landmarks, flag, segmentation, heatmap, metric;
  };
  LandmarkNetwork(std::unique_ptr<Network> network, Outputs outputs);
  [[nodiscard]] static Outputs find_outputs(const Network& network);
  std::unique_ptr<Network> network_;
  Outputs outputs_;
  std::vector<std::uint8_t> probabilities_;
};

}  // namespace hinge::pose
