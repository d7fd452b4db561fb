#include "hinge/dynamics/internal/simbody_oracle.h"

#include <Simbody.h>

#include <utility>
#include <vector>

namespace hinge::dynamics::oracle {
namespace {

/// A chain of pins from the floor up: ankle, knee, hip, L5/S1, then both arms as one.
class ChainOfPins {
 public:
  ChainOfPins(const Pose& p, const Parts& t) : matter_(system_), forces_(system_), gravity_(forces_, matter_, SimTK::Vec3(0, -t.gravity, 0)) {
    using SimTK::MobilizedBody;
    using SimTK::Transform;
    using SimTK::Vec3;
    MobilizedBody::Weld foot(matter_.updGround(), Transform(Vec3(p.foot_ahead, -p.foot_below, 0)), mass(t.foot, 0), Transform());
    ankle_ = add(matter_.updGround(), Vec3(0), mass(t.shank.mass, p.shank_length * (1 - t.shank.com)), -p.shank);
    knee_ = add(ankle_, Vec3(0, p.shank_length, 0), mass(t.thigh.mass, p.thigh_length * (1 - t.thigh.com)), p.shank - p.thigh);
    const double thorax = t.trunk.mass - t.pelvis;
    const double thorax_com = (t.trunk.mass * (1 - t.trunk.com) - t.pelvis * t.pelvis_above_hip) / thorax;
    hip_ = add(knee_, Vec3(0, p.thigh_length, 0), mass(t.pelvis, t.pelvis_above_hip), p.thigh - p.trunk);
    low_back_ = add(hip_, Vec3(0, t.l5s1_above_hip, 0), mass(thorax, thorax_com - t.l5s1_above_hip), 0);
    MobilizedBody::Weld head(low_back_, Transform(Vec3(0, 1 - t.l5s1_above_hip + p.head_length, 0)), mass(t.head, 0), Transform());
    auto shoulder = add(low_back_, Vec3(0, 1 - t.l5s1_above_hip, 0), mass(t.upper_arm.mass, -p.upper_arm_length * t.upper_arm.com), p.trunk - p.upper_arm);
    auto elbow = add(shoulder, Vec3(0, -p.upper_arm_length, 0), mass(t.forearm.mass, -p.forearm_length * t.forearm.com), p.upper_arm - p.forearm);
    auto wrist = add(elbow, Vec3(0, -p.forearm_length, 0), mass(t.hand.mass, -p.hand_length * t.hand.com), p.forearm - p.hand);
    MobilizedBody::Weld bar(wrist, Transform(Vec3(0, -p.hand_length, 0)), mass(t.load, 0), Transform());
    state_ = system_.realizeTopology();
    for (auto& [pin, angle] : turns_) pin.setAngle(state_, angle);
    system_.realize(state_, SimTK::Stage::Dynamics);
    matter_.calcResidualForceIgnoringConstraints(state_, system_.getMobilityForces(state_, SimTK::Stage::Dynamics),
                                                 system_.getRigidBodyForces(state_, SimTK::Stage::Dynamics),
                                                 SimTK::Vector(state_.getNU(), 0.0), holding_);
  }

  /// What has to hold each joint for nothing to accelerate, in the signs of Statics; a pin turns backward for +.
  [[nodiscard]] Held held() const {
    const auto com = matter_.calcSystemMassCenterLocationInGround(state_);
    return {at(hip_), -at(knee_), at(ankle_), at(low_back_), com[0], com[1]};
  }

 private:
  static SimTK::Body::Rigid mass(double kg, double along) {
    const SimTK::Vec3 com(0, along, 0);
    return SimTK::Body::Rigid(SimTK::MassProperties(kg, com, SimTK::Inertia(com, kg)));
  }
  SimTK::MobilizedBody::Pin add(SimTK::MobilizedBody& parent, const SimTK::Vec3& place, const SimTK::Body& body, double turn) {
    SimTK::MobilizedBody::Pin pin(parent, SimTK::Transform(place), body, SimTK::Transform());
    turns_.emplace_back(pin, turn);
    return pin;
  }
  [[nodiscard]] double at(const SimTK::MobilizedBody::Pin& pin) const { return holding_[pin.getFirstUIndex(state_)]; }

  SimTK::MultibodySystem system_;
  SimTK::SimbodyMatterSubsystem matter_;
  SimTK::GeneralForceSubsystem forces_;
  SimTK::Force::Gravity gravity_;
  std::vector<std::pair<SimTK::MobilizedBody::Pin, double>> turns_;
  SimTK::MobilizedBody::Pin ankle_, knee_, hip_, low_back_;
  SimTK::State state_;
  SimTK::Vector holding_;
};

}  // namespace

Held hold_still(const Pose& pose, const Parts& parts) { return ChainOfPins(pose, parts).held(); }

}  // namespace hinge::dynamics::oracle
