#pragma once
// Finds people in a whole picture: BlazePose's detector, 224 x 224 letterbox in, boxes with four key points out.
#include <array>
#include <filesystem>
#include <span>
#include <memory>
#include <mutex>
#include <vector>

#include "hinge/pose/inference.h"
#include "hinge/pose/internal/sampler.h"

namespace hinge::pose {

/// The detector's grid of starting points, in fractions of its input.
struct Anchor {
  float x = 0, y = 0;
};
inline constexpr int detector_cells = 224;
inline constexpr int anchor_count = 2254;
[[nodiscard]] std::vector<Anchor> detector_anchors();

struct Box {
  double left = 0, top = 0, right = 0, bottom = 0;
};
struct Detection {
  double score = 0;                    ///< probability
  Box box;                             ///< around the face; pixels of the upright picture
  std::array<ImagePoint, 4> points{};  ///< mid hip, whole-body scale, mid shoulder, upper-body scale

  [[nodiscard]] RegionOfInterest region() const { return region_from_points(points[0], points[1], region_enlargement); }
};

/// Boxes of at least even odds, in fractions of the letterbox. `raw`: anchor_count x 12, `logits`: anchor_count.
[[nodiscard]] std::vector<Detection> decode_detections(std::span<const float> raw, std::span<const float> logits,
                                                       std::span<const Anchor> anchors);

/// Boxes that overlap are one person seen several times: their mean, weighted by score. Best first.
[[nodiscard]] std::vector<Detection> merge_overlapping(std::vector<Detection> detections);

class Detector {
public:
  [[nodiscard]] static Result<Detector> load(const std::filesystem::path& models_folder);
  /// Best first, at most a handful, in pixels of the upright picture. May be called from several threads: they wait for
  /// each other, which costs little, because each calls about once a second of film.
  [[nodiscard]] Result<std::vector<Detection>> detect(const PictureSampler& picture, const PictureArea& area);
  /// The same from one part of the area after the other (region.h, tiles): finds who is small in the whole of it.
  [[nodiscard]] Result<std::vector<Detection>> detect_closer(const PictureSampler& picture, const PictureArea& area);
  /// The same from small squares (region.h, small_tiles): finds who fills a seventh of the area's height.
  [[nodiscard]] Result<std::vector<Detection>> detect_far_away(const PictureSampler& picture, const PictureArea& area);

private:
  [[nodiscard]] Result<std::vector<Detection>> detect_in_all(const PictureSampler& picture,
                                                             const std::vector<RegionOfInterest>& squares);
  [[nodiscard]] Result<std::vector<Detection>> detect_in(const PictureSampler& picture, const RegionOfInterest& square);
  explicit Detector(std::unique_ptr<Network> network);
  std::unique_ptr<Network> network_;
  std::unique_ptr<std::mutex> turn_ = std::make_unique<std::mutex>();
  std::vector<Anchor> anchors_;
};

}  // namespace hinge::pose
