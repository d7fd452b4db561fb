#include "hinge/pose/internal/detector.h"

#include <algorithm>
#include <cmath>

#include "hinge/pose/model.h"

namespace hinge::pose {
namespace {
// MediaPipe pose_detection_cpu.pbtxt: values per box, score clipping, least score, overlap.
constexpr std::size_t values_per_box = 12;
constexpr float score_clip = 100.0F;
constexpr double least_score = 0.5;
constexpr double overlap_of_one_person = 0.3;
constexpr std::size_t most_people = 6;  // our choice: a crowd needs no longer list to be called a crowd
constexpr std::array<int, 2> boxes_shape{anchor_count, static_cast<int>(values_per_box)};
constexpr std::array<int, 2> scores_shape{anchor_count, 1};

double area(const Box& box) { return std::max(0.0, box.right - box.left) * std::max(0.0, box.bottom - box.top); }

double overlap(const Box& a, const Box& b) {
  const Box common{std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
                   std::min(a.bottom, b.bottom)};
  const double shared = area(common), whole = area(a) + area(b) - shared;
  return whole > 0 ? shared / whole : 0;
}

Detection weighted_mean(std::span<const Detection> group) {
  Detection mean;
  double total = 0;
  for (const Detection& one : group) total += one.score;
  for (const Detection& one : group) {
    const double w = one.score / total;
    mean.score = std::max(mean.score, one.score);
    mean.box.left += w * one.box.left;
    mean.box.top += w * one.box.top;
    mean.box.right += w * one.box.right;
    mean.box.bottom += w * one.box.bottom;
    for (std::size_t k = 0; k < mean.points.size(); ++k) {
      mean.points[k].x += w * one.points[k].x;
      mean.points[k].y += w * one.points[k].y;
    }
  }
  return mean;
}

// From fractions of the letterbox to pixels of the picture.
Detection to_pixels(Detection detection, const RegionOfInterest& square) {
  const auto place = [&square](ImagePoint p) { return to_picture(square, p.x, p.y); };
  for (ImagePoint& point : detection.points) point = place(point);
  const ImagePoint low = place({detection.box.left, detection.box.top});
  const ImagePoint high = place({detection.box.right, detection.box.bottom});
  detection.box = {low.x, low.y, high.x, high.y};
  return detection;
}

}  // namespace

std::vector<Anchor> detector_anchors() {
  // MediaPipe SsdAnchorsCalculator with strides 8, 16, 32, 32, 32 and fixed anchor size: layers of equal stride share
  // one grid, two anchors per layer on each of its points.
  struct Grid {
    int points, anchors_per_point;
  };
  constexpr std::array<Grid, 3> grids{Grid{28, 2}, Grid{14, 2}, Grid{7, 6}};
  std::vector<Anchor> anchors;
  anchors.reserve(anchor_count);
  for (const Grid grid : grids)
    for (int row = 0; row < grid.points; ++row)
      for (int column = 0; column < grid.points; ++column)
        for (int i = 0; i < grid.anchors_per_point; ++i)
          anchors.push_back({(static_cast<float>(column) + 0.5F) / static_cast<float>(grid.points),
                             (static_cast<float>(row) + 0.5F) / static_cast<float>(grid.points)});
  return anchors;
}

std::vector<Detection> decode_detections(std::span<const float> raw, std::span<const float> logits,
                                         std::span<const Anchor> anchors) {
  std::vector<Detection> detections;
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    const double score = 1.0 / (1.0 + std::exp(-std::clamp(logits[i], -score_clip, score_clip)));
    if (score < least_score) continue;
    const auto values = raw.subspan(i * values_per_box, values_per_box);
    const auto x = [&](std::size_t k) { return static_cast<double>(values[k] / detector_cells + anchors[i].x); };
    const auto y = [&](std::size_t k) { return static_cast<double>(values[k] / detector_cells + anchors[i].y); };
    const double half_width = values[2] / detector_cells / 2.0, half_height = values[3] / detector_cells / 2.0;
    Detection detection;
    detection.score = score;
    detection.box = {x(0) - half_width, y(1) - half_height, x(0) + half_width, y(1) + half_height};
    for (std::size_t k = 0; k < detection.points.size(); ++k) detection.points[k] = {x(4 + 2 * k), y(5 + 2 * k)};
    detections.push_back(detection);
  }
  return detections;
}

std::vector<Detection> merge_overlapping(std::vector<Detection> detections) {
  std::ranges::stable_sort(detections, std::ranges::greater{}, &Detection::score);
  std::vector<Detection> people;
  std::span<Detection> left = detections;
  while (!left.empty() && people.size() < most_people) {
    const Box best = left.front().box;
    const auto others = std::ranges::stable_partition(
        left, [&best](const Detection& one) { return overlap(best, one.box) > overlap_of_one_person; });
    const auto group = static_cast<std::size_t>(others.begin() - left.begin());
    if (group == 0) {  // a box without area does not even overlap itself
      left = left.subspan(1);
      continue;
    }
    people.push_back(weighted_mean(left.first(group)));
    left = left.subspan(group);
  }
  return people;
}

Detector::Detector(std::unique_ptr<Network> network) : network_(std::move(network)), anchors_(detector_anchors()) {}

Result<Detector> Detector::load(const std::filesystem::path& models_folder) {
  const auto file = detector_file(models_folder);
  HINGE_TRY(auto network, load_network(file));
  const bool fits = network->input().size() == std::size_t{detector_cells} * detector_cells * 3 &&
                    find_tensor(network->outputs(), boxes_shape) != nullptr &&
                    find_tensor(network->outputs(), scores_shape) != nullptr;
  if (!fits) return fail(Errc::corrupt, "is not the pose detector; run `make setup` to fetch it again", file.string());
  return Detector(std::move(network));
}

Result<std::vector<Detection>> Detector::detect(const PictureSampler& picture, const PictureArea& area) {
  return detect_in(picture, letterbox(area));
}

Result<std::vector<Detection>> Detector::detect_closer(const PictureSampler& picture, const PictureArea& area) {
  return detect_in_all(picture, tiles(area));
}

Result<std::vector<Detection>> Detector::detect_far_away(const PictureSampler& picture, const PictureArea& area) {
  return detect_in_all(picture, small_tiles(area));
}

Result<std::vector<Detection>> Detector::detect_in_all(const PictureSampler& picture,
                                                       const std::vector<RegionOfInterest>& squares) {
  std::vector<Detection> all;
  for (const RegionOfInterest& square : squares) {
    HINGE_TRY(const std::vector<Detection> found, detect_in(picture, square));
    all.insert(all.end(), found.begin(), found.end());
  }
  return merge_overlapping(std::move(all));
}

Result<std::vector<Detection>> Detector::detect_in(const PictureSampler& picture, const RegionOfInterest& square) {
  const std::lock_guard my_turn(*turn_);
  picture.sample({square, detector_cells, Border::black, -1, 1}, network_->input());
  HINGE_TRY_VOID(network_->run());
  const Tensor* boxes = find_tensor(network_->outputs(), boxes_shape);
  const Tensor* scores = find_tensor(network_->outputs(), scores_shape);
  std::vector<Detection> people = merge_overlapping(decode_detections(boxes->values, scores->values, anchors_));
  for (Detection& person : people) person = to_pixels(person, square);
  return people;
}

}  // namespace hinge::pose
