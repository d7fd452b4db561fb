#pragma once
// Vectors for geometry on markers; metres.
#include <cmath>

namespace hinge::mocap {

struct Space3 {
  double x = 0, y = 0, z = 0;
};

[[nodiscard]] constexpr Space3 operator+(Space3 a, Space3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
[[nodiscard]] constexpr Space3 operator-(Space3 a, Space3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
[[nodiscard]] constexpr Space3 operator*(double s, Space3 a) { return {s * a.x, s * a.y, s * a.z}; }
[[nodiscard]] constexpr double dot(Space3 a, Space3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
[[nodiscard]] constexpr Space3 cross(Space3 a, Space3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
[[nodiscard]] inline double length(Space3 a) { return std::sqrt(dot(a, a)); }
/// Nothing shorter than a nanometre has a direction: it becomes zero.
[[nodiscard]] inline Space3 unit(Space3 a) {
  const double size = length(a);
  constexpr double nanometre = 1e-9;
  return size > nanometre ? (1 / size) * a : Space3{};
}
[[nodiscard]] constexpr Space3 middle(Space3 a, Space3 b) { return 0.5 * (a + b); }
/// What of `a` is at right angles to the unit vector `axis`.
[[nodiscard]] constexpr Space3 without(Space3 a, Space3 axis) { return a - dot(a, axis) * axis; }

}  // namespace hinge::mocap
