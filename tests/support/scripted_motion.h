#pragma once
// A Motion and its repetitions straight from a script of angles: what the rules see when kinematics has done its work
// without an error. Every angle carries the same stated deviation; parts can be hidden, rep by rep.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "hinge/kinematics/motion.h"
#include "hinge/movement/movement.h"
#include "tests/support/stick_lifter.h"
#include "tests/support/stick_script.h"

namespace hinge::test {

struct ScriptedRep {
  StickPosture bottom = posture_of(Degrees{85}, Degrees{17}, Degrees{-5});
  StickPosture finish = posture_of(Degrees{0}, Degrees{4}, Degrees{4});  ///< how it stands at the end
  std::optional<StickPosture> half_way_down;                             ///< passed after half the descent
  std::optional<StickPosture> off_the_bottom;                            ///< passed after 30 % of the ascent
  Seconds descent{2.4}, pause{0.3}, ascent{1.5}, hold{0.7};
  bool legs_hidden = false, head_hidden = false;
  std::optional<Metres> stick_off_tailbone, stick_off_head;  ///< a stick is seen; at the bottom it is this far away
  bool descent_cut_off = false;                              ///< the clip shows no way down
};

struct ScriptedSet {
  std::string exercise = "bodyweight_hinge";
  movement::Pattern pattern = movement::Pattern::hinge;
  kinematics::View view = kinematics::View::sagittal_left;
  bool back_seen = false;    ///< the outline of the back could be read: else the build does not measure the spine
  bool stands_first = true;  ///< a second of quiet standing before the first rep
  Degrees sd{1.5};           ///< of every angle
  bool from_floor = false;
  bool hands_on_knees = false;                  ///< else they hang
  bool empty_handed = true, supported = false;  ///< as the exercise says
  StickPosture standing = posture_of(Degrees{0}, Degrees{4}, Degrees{4});
  std::optional<Metres> bar_ahead;  ///< of the middle of the foot, all the way; else neither weight nor hands are seen
  std::vector<ScriptedRep> reps;
};

struct Scripted {
  kinematics::Motion motion;
  movement::Movement movement;
};

namespace scripted {

inline void add_rep(StickScript& script, const ScriptedRep& rep, movement::Movement& movement,
                    const std::vector<StickFrame>& frames) {
  using movement::PhaseName;
  const auto at = [&] { return frames.empty() ? std::size_t{0} : frames.size() - 1; };
  movement::Rep out;
  out.index = static_cast<int>(movement.reps.size()) + 1;
  out.start = at();
  if (rep.half_way_down) script.move_to(*rep.half_way_down, rep.descent / 2);
  script.move_to(rep.bottom, rep.half_way_down ? rep.descent / 2 : rep.descent);
  const std::size_t down = at();
  script.hold(rep.pause);
  const std::size_t turn = at();
  constexpr double early = 0.3;  // docs/science.md 7, F9b
  if (rep.off_the_bottom) script.move_to(*rep.off_the_bottom, rep.ascent * early);
  script.move_to(rep.finish, rep.off_the_bottom ? rep.ascent * (1 - early) : rep.ascent);
  out.bottom = (down + turn) / 2;
  out.end = at();
  script.hold(rep.hold);
  out.phases = {{PhaseName::descent, {out.start, down}},
                {PhaseName::bottom, {down, turn}},
                {PhaseName::ascent, {turn, out.end}},
                {PhaseName::lockout, {out.end, at()}}};
  if (rep.descent_cut_off) out.phases.erase(out.phases.begin());
  movement.reps.push_back(out);
}

inline Measured<Radians> seen(Degrees value, Degrees sd, bool hidden = false) {
  return hidden ? Measured<Radians>::missing(Unmeasured::occluded)
                : Measured<Radians>::seen(to_radians(value), to_radians(sd));
}

/// In leg lengths from the planted ankle, as Motion::path has them.
inline Measured<Point2<Sagittal>> point(const std::vector<Point3<World>>& joints, body::Part part,
                                        const StickLifter& lifter, Degrees sd, bool hidden) {
  if (hidden) return Measured<Point2<Sagittal>>::missing(Unmeasured::occluded);
  const auto joint = joints[static_cast<std::size_t>(on_side(part, body::Side::left))];
  const auto ankle = joints[static_cast<std::size_t>(body::Joint::left_ankle)];
  const double leg = (lifter.shank + lifter.thigh).value();
  const double spread = to_radians(sd).value() / 3;  // an angle's error times about a third of a leg
  return Measured<Point2<Sagittal>>::seen({(joint.x - ankle.x) / leg, (joint.y - ankle.y) / leg}, {spread, spread});
}

inline void add_frame(kinematics::Motion& motion, const StickFrame& frame, const ScriptedSet& set, bool legs,
                      bool head) {
  const StickLifter lifter;
  const StickPosture& p = frame.posture;
  motion.time.push_back(frame.time);
  for (auto* side : {&motion.hip_fold.camera_side, &motion.hip_fold.left, &motion.hip_fold.right}) {
    side->push_back(seen(p.hip_fold(), set.sd, legs));
  }
  for (auto* side : {&motion.knee_flexion.camera_side, &motion.knee_flexion.left, &motion.knee_flexion.right}) {
    side->push_back(seen(p.knee(), set.sd, legs));
  }
  for (auto* side :
       {&motion.ankle_dorsiflexion.camera_side, &motion.ankle_dorsiflexion.left, &motion.ankle_dorsiflexion.right}) {
    side->push_back(seen(p.shank, set.sd, legs));
  }
  motion.trunk_inclination.push_back(seen(p.trunk, set.sd));
  motion.thigh_inclination.push_back(seen(p.thigh, set.sd, legs));
  motion.shank_inclination.push_back(seen(p.shank, set.sd, legs));
  motion.foot_pitch.push_back(seen(Degrees{0}, set.sd));
  motion.neck_flexion.push_back(seen(p.neck, set.sd, head));
  motion.elbow_flexion.push_back(seen(Degrees{0}, set.sd));
  const auto spine = [&](Degrees value) {
    return set.back_seen ? seen(value, set.sd) : Measured<Radians>::missing(Unmeasured::no_outline);
  };
  motion.lumbar_flexion.push_back(spine(p.lumbar));
  motion.pelvis_tilt.push_back(spine(p.trunk - p.lumbar));
  motion.hip_flexion.push_back(spine(p.trunk - p.lumbar - p.thigh));
  motion.thoracic_flexion.push_back(spine(Degrees{0}));
  const auto joints = lifter.joints(p);
  for (std::size_t i = 0; i < body::part_count; ++i) {
    const auto part = static_cast<body::Part>(i);
    const bool leg = part == body::Part::hip || part == body::Part::knee || part == body::Part::ankle;
    const bool rests = part == body::Part::wrist && set.hands_on_knees;
    motion.path[i].push_back(point(joints, rests ? body::Part::knee : part, lifter, set.sd, legs && (leg || rests)));
  }
}

/// A stick that touches all three spots but in the bottoms of reps that say otherwise.
inline void add_stick(kinematics::Motion& motion, const movement::Movement& movement, const ScriptedSet& set,
                      std::size_t frame) {
  constexpr double sd_m = 0.015;
  const bool seen = std::any_of(set.reps.begin(), set.reps.end(),
                                [](const ScriptedRep& rep) { return rep.stick_off_tailbone || rep.stick_off_head; });
  if (!seen) return;
  double tailbone = 0, head = 0;
  for (std::size_t k = 0; k < movement.reps.size(); ++k) {
    for (const movement::Phase& phase : movement.reps[k].phases) {
      if (phase.name != movement::PhaseName::bottom || frame < phase.frames.first || frame > phase.frames.last)
        continue;
      tailbone = set.reps[k].stick_off_tailbone.value_or(Metres{0}).value();
      head = set.reps[k].stick_off_head.value_or(Metres{0}).value();
    }
  }
  motion.stick.line.push_back(kinematics::StickGaps::Line{{0, 0}, {0, 100}});
  motion.stick.head.push_back(Measured<double>::seen(head, sd_m));
  motion.stick.upper_back.push_back(Measured<double>::seen(0, sd_m));
  motion.stick.sacrum.push_back(Measured<double>::seen(tailbone, sd_m));
}

}  // namespace scripted

[[nodiscard]] inline Scripted script_motion(const ScriptedSet& set) {
  Scripted result;
  StickScript script(set.standing);
  script.hold(Seconds{1.0});
  const std::size_t quiet = script.frames().size() - 1;
  for (const ScriptedRep& rep : set.reps) scripted::add_rep(script, rep, result.movement, script.frames());

  kinematics::Motion& motion = result.motion;
  motion.view.view = set.view;
  motion.tracked_fraction = 1;
  motion.scale.leg_length = Pixels{210};
  motion.scale.foot_per_leg = Measured<double>::seen(0.23 / 0.84, 0.01);
  motion.scale.leg_length_m = Measured<Metres>::seen(Metres{0.84}, Metres{0.03});
  for (std::size_t i = 0; i < script.frames().size(); ++i) {
    bool legs = false, head = false;
    for (const movement::Rep& rep : result.movement.reps) {
      const bool inside = rep.start <= i && i <= rep.phases.back().frames.last;
      legs = legs || (inside && set.reps[static_cast<std::size_t>(rep.index - 1)].legs_hidden);
      head = head || (inside && set.reps[static_cast<std::size_t>(rep.index - 1)].head_hidden);
    }
    scripted::add_frame(motion, script.frames()[i], set, legs, head);
    scripted::add_stick(motion, result.movement, set, i);
    if (set.bar_ahead) {
      motion.weight.source = kinematics::WeightSource::round;
      constexpr double sd_m = 0.01;
      motion.weight.ahead_of_midfoot.push_back(Measured<double>::seen(set.bar_ahead->value(), sd_m));
      motion.weight.height.push_back(Measured<double>::seen(0, sd_m));
      motion.weight.velocity.push_back(Measured<double>::seen(0, sd_m));
    }
  }
  if (set.stands_first) {
    const StickPosture& p = set.standing;
    motion.standing = kinematics::Standing{{0, quiet},          to_radians(p.hip_fold()), to_radians(p.knee()),
                                           to_radians(p.trunk), to_radians(p.shank),      to_radians(p.neck)};
  }
  result.movement.recognition = {.pattern = set.pattern,
                                 .exercise = set.exercise,
                                 .confidence = 1.0,
                                 .candidates = {{set.exercise, 1.0}},
                                 .given_by_user = true};
  result.movement.recognition.traits.empty_handed = set.empty_handed;
  result.movement.recognition.traits.supported = set.supported;
  result.movement.from_floor = set.from_floor;
  if (set.reps.empty()) result.movement.why_no_reps = "no movement found";
  return result;
}

}  // namespace hinge::test
