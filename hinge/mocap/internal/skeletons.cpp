#include "hinge/mocap/internal/skeletons.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <set>

namespace hinge::mocap {
namespace {

using Names = std::string_view;

// openpose doc/02_output.md and src/openpose/pose/poseParameters.cpp; HALPE and SpinePose as in Pose2Sim's skeletons.py.
constexpr std::array<Names, 25> body25{
    "nose", "neck", "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow", "left_wrist",
    "mid_hip", "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle", "right_eye", "left_eye",
    "right_ear", "left_ear", "left_foot_index", "left_small_toe", "left_heel", "right_foot_index", "right_small_toe",
    "right_heel"};
constexpr std::array<Names, 25> body25b{
    "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow",
    "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle",
    "right_ankle", "upper_neck", "head_top", "left_foot_index", "left_small_toe", "left_heel", "right_foot_index",
    "right_small_toe", "right_heel"};
constexpr std::array<Names, 18> coco18{
    "nose", "neck", "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow", "left_wrist",
    "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle", "right_eye", "left_eye",
    "right_ear", "left_ear"};
constexpr std::array<Names, 37> spinepose37{
    "nose", "left_eye", "right_eye", "left_ear", "right_ear", "left_shoulder", "right_shoulder", "left_elbow",
    "right_elbow", "left_wrist", "right_wrist", "left_hip", "right_hip", "left_knee", "right_knee", "left_ankle",
    "right_ankle", "head", "neck", "mid_hip", "left_foot_index", "right_foot_index", "left_small_toe",
    "right_small_toe", "left_heel", "right_heel", "spine_01", "spine_02", "spine_03", "spine_04", "spine_05",
    "left_latissimus", "right_latissimus", "left_clavicle", "right_clavicle", "neck_02", "neck_03"};
constexpr std::span<const Names> whole(spinepose37);

constexpr std::array<Skeleton, 6> skeletons{{{"coco17", whole.first(17)},
                                             {"openpose-coco18", coco18},
                                             {"openpose-body25", body25},
                                             {"openpose-body25b", body25b},
                                             {"halpe26", whole.first(26)},
                                             {"spinepose37", spinepose37}}};

double median_or(std::vector<double> values, double otherwise) {
  if (values.empty()) return otherwise;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// How far the points are from the nose, as a fraction of the person's extent.
double distance_from_nose(std::span<const std::vector<Keypoint>> persons, std::array<std::size_t, 2> points,
                          double if_never_seen) {
  std::vector<double> distances;
  for (const auto& person : persons) {
    if (person[0].confidence <= 0) continue;
    double left = person[0].x, right = left, top = person[0].y, bottom = top;
    for (const auto& point : person) {
      if (point.confidence <= 0) continue;
      left = std::min(left, point.x);
      right = std::max(right, point.x);
      top = std::min(top, point.y);
      bottom = std::max(bottom, point.y);
    }
    const double extent = std::hypot(right - left, bottom - top);
    if (extent <= 0) continue;
    for (const std::size_t i : points) {
      if (person[i].confidence <= 0) continue;
      distances.push_back(std::hypot(person[i].x - person[0].x, person[i].y - person[0].y) / extent);
    }
  }
  return median_or(std::move(distances), if_never_seen);
}

/// Points 15 and 16 are BODY_25's eyes and BODY_25B's ankles; 1 and 2 are BODY_25's neck and shoulder and BODY_25B's
/// eyes. Eyes lie within a few hundredths of a person's extent of the nose, the neck at an eighth or more.
bool is_body25b(std::span<const std::vector<Keypoint>> persons) {
  constexpr double when_unseen = 0.1;  // between the two
  return distance_from_nose(persons, {1, 2}, when_unseen) < distance_from_nose(persons, {15, 16}, when_unseen);
}

}  // namespace

const Skeleton& body25_skeleton() { return skeletons[2]; }

const Skeleton* find_skeleton(std::size_t count, std::span<const std::vector<Keypoint>> persons) {
  if (count == body25.size()) return &skeletons[is_body25b(persons) ? 3 : 2];
  const auto found = std::ranges::find(skeletons, count, [](const Skeleton& s) { return s.names.size(); });
  return found == skeletons.end() ? nullptr : &*found;
}

std::string known_keypoint_counts() {
  std::set<std::size_t> counts;
  for (const auto& skeleton : skeletons) counts.insert(skeleton.names.size());
  std::string text;
  for (const std::size_t count : counts) text += (text.empty() ? "" : ", ") + std::to_string(count);
  return text;
}

}  // namespace hinge::mocap
