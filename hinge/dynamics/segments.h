#pragma once
// How heavy the parts of a body are and where each one's centre of mass lies: de Leva 1996, docs/science.md 2.1.
#include <cstdint>

namespace hinge::dynamics {

enum class Build : std::uint8_t { female, male, mean };  ///< mean: of the two columns, where the sex is not known

struct Segment {
  double mass = 0;      ///< share of the body's mass, one side
  double com = 0;       ///< where its centre of mass lies, share of its length from the end nearer the head
  double gyration = 0;  ///< radius of gyration about the side-to-side axis, share of its length
};

struct SegmentTable {
  Segment head;       ///< vertex to C7
  Segment trunk;      ///< mid-shoulder to mid-hip
  Segment upper_arm;  ///< shoulder to elbow
  Segment forearm;    ///< elbow to wrist
  Segment hand;       ///< wrist to third knuckle
  Segment thigh;      ///< hip to knee
  Segment shank;      ///< knee to ankle
  Segment foot;       ///< heel to toe tip
  double lower_trunk_mass = 0;  ///< navel to mid-hip, part of the trunk
  double hand_per_leg = 0;      ///< length of the hand over thigh + shank
  double foot_per_leg = 0;      ///< length of the foot over thigh + shank
};

[[nodiscard]] const SegmentTable& segments_of(Build build);

}  // namespace hinge::dynamics
