#pragma once
// The keypoint orders that come in OpenPose-style JSON, told apart by how many points there are.
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hinge::mocap {

struct Keypoint {
  double x = 0, y = 0;    ///< pixels
  double confidence = 0;  ///< 0: not found
  std::optional<std::array<double, 3>> space{};  ///< where the file gives it, in its own unit
};

struct Skeleton {
  std::string_view estimator;  ///< "openpose-body25"
  std::span<const std::string_view> names;
};

/// The order that recordings are written in.
[[nodiscard]] const Skeleton& body25_skeleton();
/// All persons of a recording, each with the same number of points. BODY_25 and BODY_25B have the same count and are
/// told apart by which pair of points lies next to the nose. nullptr: no known skeleton has so many.
[[nodiscard]] const Skeleton* find_skeleton(std::size_t count, std::span<const std::vector<Keypoint>> persons);
/// "17, 18, 25, ..."
[[nodiscard]] std::string known_keypoint_counts();

}  // namespace hinge::mocap
