#pragma once
// The still body in the side plane: where its weight lies and what each joint has to hold (docs/science.md 2.2, 3.1).
#include <array>
#include <cstddef>

#include "hinge/base/units.h"
#include "hinge/dynamics/segments.h"

namespace hinge::dynamics {

/// Points of a linked body; an arm and a leg stand for both.
enum class Node : unsigned char { head, shoulder, elbow, wrist, knuckles, hip, knee, ankle, foot };
inline constexpr std::size_t node_count = 9;

/// Any unit of length. `head` and `foot` are the centres of mass of those segments, the rest are joint centres; a load
/// hangs at the knuckles.
struct Linkage {
  std::array<Point2<Sagittal>, node_count> nodes{};
  [[nodiscard]] Point2<Sagittal>& at(Node node) { return nodes[static_cast<std::size_t>(node)]; }
  [[nodiscard]] const Point2<Sagittal>& at(Node node) const { return nodes[static_cast<std::size_t>(node)]; }
};

/// Moments of both sides together over body mass, in m/s² times the unit of length. Above zero: hip and low back
/// extend, the knee extends (below zero its flexors work), the ankle presses the toes down.
struct Statics {
  Point2<Sagittal> com;  ///< of body and load
  double hip = 0, knee = 0, ankle = 0, l5s1 = 0;
};

/// `load_per_mass`: what hangs at the knuckles over the body's mass.
[[nodiscard]] Statics compute_statics(const Linkage& body, const SegmentTable& table, double load_per_mass);

inline constexpr double gravity = 9.81;  ///< m/s²
/// L5/S1 on the way from hip to shoulder (docs/science.md 3.1).
inline constexpr double l5s1_above_hip = 0.195;
/// The half of the lower trunk that lies below L5/S1 has its centre about here on the same way (docs/science.md, A).
inline constexpr double pelvis_above_hip = 0.09;
/// The ankle lies this far from the heel, in foot lengths (docs/science.md 2.3: 0.25-0.30).
inline constexpr double ankle_from_heel = 0.27;

}  // namespace hinge::dynamics
