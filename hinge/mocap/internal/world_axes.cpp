#include "hinge/mocap/internal/world_axes.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

namespace hinge::mocap {
namespace {

using body::Joint;
using body::Recording;

constexpr Joint upper_joints[] = {Joint::nose, Joint::neck, Joint::left_shoulder, Joint::right_shoulder,
                                  Joint::left_ear, Joint::right_ear};
constexpr Joint lower_joints[] = {Joint::left_ankle, Joint::right_ankle, Joint::left_heel, Joint::right_heel,
                                  Joint::left_foot_index, Joint::right_foot_index};

std::vector<std::size_t> columns_of(const Recording& recording, std::span<const Joint> joints) {
  std::vector<std::size_t> columns;
  for (const Joint joint : joints) {
    if (const auto column = recording.find_column(joint)) columns.push_back(*column);
  }
  return columns;
}

std::optional<Point3<World>> mean_of(const body::Frame& frame, std::span<const std::size_t> columns) {
  Point3<World> sum;
  int count = 0;
  for (const std::size_t column : columns) {
    if (!frame.landmarks[column].measured) continue;
    const auto& at = frame.landmarks[column].world;
    sum = {sum.x + at.x, sum.y + at.y, sum.z + at.z};
    ++count;
  }
  if (count == 0) return std::nullopt;
  return Point3<World>{sum.x / count, sum.y / count, sum.z / count};
}

double middle(std::vector<double>& values) {
  const auto mid = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), mid, values.end());
  return *mid;
}

/// From the feet to the head, median over the frames.
std::optional<Vector3<World>> find_up(const Recording& recording) {
  const auto upper = columns_of(recording, upper_joints), lower = columns_of(recording, lower_joints);
  std::vector<double> x, y, z;
  for (const auto& frame : recording.frames) {
    if (!frame.has_person()) continue;
    const auto head = mean_of(frame, upper), feet = mean_of(frame, lower);
    if (!head || !feet) continue;
    x.push_back(head->x - feet->x);
    y.push_back(head->y - feet->y);
    z.push_back(head->z - feet->z);
  }
  if (x.empty()) return std::nullopt;
  return Vector3<World>{middle(x), middle(y), middle(z)};
}

/// Whoever lies along Z in a Y-up file has parts on both sides of a floor at z = 0, or is low in Y.
bool stands_on_z_floor(const Recording& recording) {
  constexpr double below_floor = -0.2;  // m; markers, soles and calibration leave some centimetres
  for (const auto& frame : recording.frames) {
    for (const auto& landmark : frame.landmarks) {
      if (landmark.measured && landmark.world.z < below_floor) return false;
    }
  }
  return true;
}

}  // namespace

void turn_y_up(Recording& recording) {
  const auto up = find_up(recording);
  if (!up) {
    recording.warnings.push_back(
        {"up_axis_assumed", "No marker names told head from feet, so Y was taken as the height."});
    return;
  }
  const double sideways = std::max(std::abs(up->x), std::abs(up->y));
  if (up->z > 2 * sideways && stands_on_z_floor(recording)) {
    for (auto& frame : recording.frames) {
      for (auto& landmark : frame.landmarks) {
        const auto at = landmark.world;
        landmark.world = {at.x, at.z, -at.y};
      }
    }
    recording.warnings.push_back({"z_up", "The file counts height along Z; it was turned so that Y is up."});
  } else if (-up->y > 2 * std::max(std::abs(up->x), std::abs(up->z))) {
    for (auto& frame : recording.frames) {
      for (auto& landmark : frame.landmarks) {
        const auto at = landmark.world;
        landmark.world = {at.x, -at.y, -at.z};
      }
    }
    recording.warnings.push_back({"y_down", "The file counts height downwards; it was turned so that Y is up."});
  }
}

}  // namespace hinge::mocap
