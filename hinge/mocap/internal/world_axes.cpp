#include "hinge/mocap/internal/world_axes.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace hinge::mocap {
namespace {

using body::Recording;

// Joints and places on the skin; what of the head and shoulders is not there, the pelvis stands for.
constexpr std::string_view upper_names[] = {"nose", "neck", "left_shoulder", "right_shoulder", "left_ear", "right_ear",
                                            "left_acromion", "right_acromion", "c7", "t10", "jugular_notch"};
constexpr std::string_view middle_names[] = {"left_hip", "right_hip", "left_asis", "right_asis", "left_psis",
                                             "right_psis", "sacrum"};
constexpr std::string_view lower_names[] = {"left_ankle", "right_ankle", "left_heel", "right_heel", "left_foot_index",
                                            "right_foot_index"};

std::vector<std::size_t> columns_of(const Recording& recording, std::span<const std::string_view> names) {
  std::vector<std::size_t> columns;
  for (const std::string_view name : names) {
    const auto found = std::ranges::find(recording.names, name);
    if (found != recording.names.end()) columns.push_back(static_cast<std::size_t>(found - recording.names.begin()));
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
  auto upper = columns_of(recording, upper_names);
  if (upper.empty()) upper = columns_of(recording, middle_names);
  const auto lower = columns_of(recording, lower_names);
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

namespace {

void turn(Recording& recording, AxisTurn how) {
  for (auto& frame : recording.frames) {
    for (auto& landmark : frame.landmarks) landmark.world = turned(landmark.world, how);
  }
  const bool z_up = how == AxisTurn::z_up;
  recording.warnings.push_back(
      {z_up ? "z_up" : "y_down", std::string("The file counts height ") + (z_up ? "along Z" : "downwards") +
                                     "; it was turned so that Y is up."});
}

}  // namespace

Point3<World> turned(Point3<World> at, AxisTurn turn) {
  if (turn == AxisTurn::z_up) return {at.x, at.z, -at.y};
  if (turn == AxisTurn::y_down) return {at.x, -at.y, -at.z};
  return at;
}

AxisTurn turn_y_up(Recording& recording, UpHint hint) {
  const auto up = find_up(recording);
  AxisTurn found = AxisTurn::none;
  if (!up) {
    if (hint == UpHint::z) found = AxisTurn::z_up;
    else
      recording.warnings.push_back(
          {"up_axis_assumed", "No marker names told head from feet, so Y was taken as the height."});
  } else if (up->z > 2 * std::max(std::abs(up->x), std::abs(up->y)) && stands_on_z_floor(recording)) {
    found = AxisTurn::z_up;
  } else if (-up->y > 2 * std::max(std::abs(up->x), std::abs(up->z))) {
    found = AxisTurn::y_down;
  }
  if (found != AxisTurn::none) turn(recording, found);
  return found;
}

}  // namespace hinge::mocap
