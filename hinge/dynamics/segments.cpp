#include "hinge/dynamics/segments.h"

namespace hinge::dynamics {
namespace {

// docs/science.md 2.1, rows head2, trunk3, upper_arm, forearm, hand, thigh, shank2, foot and lower_trunk; lengths in mm.
constexpr SegmentTable male{.head = {.0694, .5002, .315},
                            .trunk = {.4346, .4310, .358},
                            .upper_arm = {.0271, .5772, .269},
                            .forearm = {.0162, .4574, .265},
                            .hand = {.0061, .7900, .513},
                            .thigh = {.1416, .4095, .329},
                            .shank = {.0433, .4395, .246},
                            .foot = {.0137, .4415, .245},
                            .lower_trunk_mass = .1117,
                            .hand_per_leg = 86.2 / (422.2 + 440.3),
                            .foot_per_leg = 258.1 / (422.2 + 440.3)};
constexpr SegmentTable female{.head = {.0668, .4841, .295},
                              .trunk = {.4257, .3782, .361},
                              .upper_arm = {.0255, .5754, .260},
                              .forearm = {.0138, .4559, .257},
                              .hand = {.0056, .7474, .454},
                              .thigh = {.1478, .3612, .364},
                              .shank = {.0481, .4352, .267},
                              .foot = {.0129, .4014, .279},
                              .lower_trunk_mass = .1247,
                              .hand_per_leg = 78.0 / (368.5 + 438.6),
                              .foot_per_leg = 228.3 / (368.5 + 438.6)};

constexpr double between(double a, double b) { return (a + b) / 2; }
constexpr Segment between(const Segment& a, const Segment& b) {
  return {between(a.mass, b.mass), between(a.com, b.com), between(a.gyration, b.gyration)};
}
constexpr SegmentTable mean{.head = between(male.head, female.head),
                            .trunk = between(male.trunk, female.trunk),
                            .upper_arm = between(male.upper_arm, female.upper_arm),
                            .forearm = between(male.forearm, female.forearm),
                            .hand = between(male.hand, female.hand),
                            .thigh = between(male.thigh, female.thigh),
                            .shank = between(male.shank, female.shank),
                            .foot = between(male.foot, female.foot),
                            .lower_trunk_mass = between(male.lower_trunk_mass, female.lower_trunk_mass),
                            .hand_per_leg = between(male.hand_per_leg, female.hand_per_leg),
                            .foot_per_leg = between(male.foot_per_leg, female.foot_per_leg)};

}  // namespace

const SegmentTable& segments_of(Build build) {
  switch (build) {
    case Build::female: return female;
    case Build::male: return male;
    case Build::mean: return mean;
  }
  return mean;
}

}  // namespace hinge::dynamics
