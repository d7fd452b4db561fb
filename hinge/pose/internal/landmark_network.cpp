#include "hinge/pose/internal/landmark_network.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace hinge::pose {
namespace {
constexpr std::size_t values_per_landmark = 5;
constexpr double least_flag = 0.5;  // MediaPipe pose_landmark_by_roi_cpu.pbtxt

double sigmoid(double logit) { return 1.0 / (1.0 + std::exp(-logit)); }

RegionLandmarks read_landmarks(std::span<const float> values) {
  RegionLandmarks landmarks;
  for (std::size_t i = 0; i < landmarks.size(); ++i) {
    const auto v = values.subspan(i * values_per_landmark, values_per_landmark);
    landmarks[i] = {v[0] / double{landmark_cells}, v[1] / double{landmark_cells}, v[2] / double{landmark_cells},
                    sigmoid(v[3]), sigmoid(v[4])};
  }
  return landmarks;
}

body::Landmark to_picture_landmark(const RegionLandmark& in, std::span<const float> metric,
                                   const RegionOfInterest& region) {
  const ImagePoint at = to_picture(region, in.x, in.y);
  const double c = std::cos(region.rotation.value()), s = std::sin(region.rotation.value());
  body::Landmark out;
  out.image = {at.x, at.y, in.z * region.side_px};
  out.metric = {c * metric[0] - s * metric[1], s * metric[0] + c * metric[1], metric[2]};
  out.visibility = in.visibility;
  out.presence = in.presence;
  out.measured = true;
  return out;
}

// The table's steps: 1/16 in the logit moves the probability by at most 1/64 in the middle of the slope, four of 255
// steps; the outline is read there by interpolation, so finer than the 8 bits it is stored in: 1/128.
constexpr float logit_limit = 8.0F;  // beyond it the probability is 0 or 255 after rounding
constexpr float steps_per_logit = 128.0F;
constexpr std::size_t table_size = static_cast<std::size_t>(2 * logit_limit * steps_per_logit) + 1;

const std::array<std::uint8_t, table_size>& probability_table() {
  static const auto table = [] {
    std::array<std::uint8_t, table_size> values{};
    for (std::size_t i = 0; i < table_size; ++i)
      values[i] =
          static_cast<std::uint8_t>(std::lround(255 * sigmoid(static_cast<double>(i) / steps_per_logit - logit_limit)));
    return values;
  }();
  return table;
}

std::span<const float> find_values(const Network& network, std::initializer_list<int> shape) {
  const Tensor* tensor = find_tensor(network.outputs(), std::span(shape.begin(), shape.size()));
  return tensor == nullptr ? std::span<const float>{} : tensor->values;
}

}  // namespace

void refine_by_heatmap(RegionLandmarks& landmarks, std::span<const float> heatmap) {
  // MediaPipe RefineLandmarksFromHeatmapCalculator with kernel 7 and min_confidence_to_refine 0.5. It reads a cell's
  // index as its position, without the half cell; the networks were trained against that.
  constexpr int reach = 3;
  constexpr double least_confidence = 0.5;
  for (std::size_t i = 0; i < landmarks.size(); ++i) {
    const double at_x = landmarks[i].x * heatmap_cells, at_y = landmarks[i].y * heatmap_cells;
    if (!(at_x > -1 && at_x < heatmap_cells && at_y > -1 && at_y < heatmap_cells)) continue;
    const int column = static_cast<int>(at_x), row = static_cast<int>(at_y);  // truncated
    double total = 0, sum_x = 0, sum_y = 0, best = 0;
    for (int r = std::max(0, row - reach); r <= std::min(heatmap_cells - 1, row + reach); ++r) {
      for (int c = std::max(0, column - reach); c <= std::min(heatmap_cells - 1, column + reach); ++c) {
        const auto cell = static_cast<std::size_t>(r * heatmap_cells + c);
        const double confidence = sigmoid(heatmap[cell * network_landmark_count + i]);
        total += confidence;
        sum_x += c * confidence;
        sum_y += r * confidence;
        best = std::max(best, confidence);
      }
    }
    if (best < least_confidence || total <= 0) continue;
    landmarks[i].x = sum_x / heatmap_cells / total;
    landmarks[i].y = sum_y / heatmap_cells / total;
  }
}

void to_probabilities(std::span<const float> logits, std::span<std::uint8_t> probabilities) {
  const auto& table = probability_table();
  for (std::size_t i = 0; i < probabilities.size(); ++i) {
    const float clamped = std::min(std::max(logits[i], -logit_limit), logit_limit);
    probabilities[i] = table[static_cast<std::size_t>((clamped + logit_limit) * steps_per_logit + 0.5F)];
  }
}

LandmarkNetwork::LandmarkNetwork(std::unique_ptr<Network> network, Outputs outputs)
    : network_(std::move(network)),
      outputs_(outputs),
      probabilities_(std::size_t{silhouette_cells} * silhouette_cells) {}

LandmarkNetwork::Outputs LandmarkNetwork::find_outputs(const Network& network) {
  constexpr int count = network_landmark_count;
  return {find_values(network, {1, count * static_cast<int>(values_per_landmark)}), find_values(network, {1, 1}),
          find_values(network, {silhouette_cells, silhouette_cells, 1}),
          find_values(network, {heatmap_cells, heatmap_cells, count}), find_values(network, {1, count * 3})};
}

Result<LandmarkNetwork> LandmarkNetwork::make_twin() const {
  HINGE_TRY(auto network, network_->make_twin());
  const Outputs outputs = find_outputs(*network);
  return LandmarkNetwork(std::move(network), outputs);
}

Result<LandmarkNetwork> LandmarkNetwork::load(const std::filesystem::path& models_folder, Model model) {
  const auto file = landmark_file(models_folder, model);
  HINGE_TRY(auto network, load_network(file));
  const Outputs outputs = find_outputs(*network);
  const bool fits = network->input().size() == std::size_t{landmark_cells} * landmark_cells * 3 &&
                    !outputs.landmarks.empty() && !outputs.flag.empty() && !outputs.segmentation.empty() &&
                    !outputs.heatmap.empty() && !outputs.metric.empty();
  if (!fits)
    return fail(Errc::corrupt, "is not a pose landmark model; run `make setup` to fetch it again", file.string());
  return LandmarkNetwork(std::move(network), outputs);
}

Result<std::optional<Pose>> LandmarkNetwork::observe(const PictureSampler& picture, const RegionOfInterest& region,
                                                     Silhouettes silhouettes) {
  picture.sample({region, landmark_cells, Border::replicate, 0, 1}, network_->input());
  HINGE_TRY_VOID(network_->run());
  if (!(outputs_.flag.front() >= least_flag)) return std::optional<Pose>{};  // already a probability
  RegionLandmarks found = read_landmarks(outputs_.landmarks);
  refine_by_heatmap(found, outputs_.heatmap);

  std::optional<Pose> pose{std::in_place};
  pose->region = region;
  pose->landmarks.reserve(body::blazepose_joint_count);  // kept for every picture: no room for growth
  for (std::size_t i = 0; i < body::blazepose_joint_count; ++i)
    pose->landmarks.push_back(to_picture_landmark(found[i], outputs_.metric.subspan(3 * i, 3), region));
  pose->hips = to_picture(region, found[33].x, found[33].y);
  pose->scale_point = to_picture(region, found[34].x, found[34].y);
  if (silhouettes == Silhouettes::keep) {
    to_probabilities(outputs_.segmentation, probabilities_);
    pose->silhouette = body::pack_silhouette(region, silhouette_cells, probabilities_);
  }
  return pose;
}

}  // namespace hinge::pose
