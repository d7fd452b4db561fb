#include "hinge/dynamics/compute_dynamics.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "hinge/dynamics/muscle.h"
#include "hinge/dynamics/statics.h"
#include "hinge/signal/statistics.h"

namespace hinge::dynamics {
namespace {

using body::Part;
using kinematics::Motion;

/// The reference bodies of docs/science.md 2.1, halfway: 61.9 and 73.0 kg.
constexpr double assumed_mass_kg = 67.5;
constexpr double assumed_mass_sd_kg = 12;
constexpr double given_mass_sd_kg = 1;  // clothes, meals, scales

// docs/science.md 10, U95 for a side view, halved: centre of mass 0.10 foot lengths, hip moment 20 %, L5/S1 25 %.
constexpr double com_sd_fl = 0.05;
constexpr double moment_sd_share = 0.10, l5s1_sd_share = 0.125;
/// A lever arm's own doubt: "hips" of pose networks sit within 3 cm of the joint (docs/science.md 2.1), knees likewise.
constexpr double lever_sd_m = 0.015;
/// A load hangs from the hand, but the landmark there is a wrist: half a hand (docs/science.md 2.1).
constexpr double load_sd_m = 0.04;
/// Where a plate hides the leg the knee's deviation rises above this (docs/landmark-study.md 7: 9.8 degrees against 2.3), and
/// the feet and hands are taken along: the centre of mass is then off by -14 to +6 cm (docs/landmark-study.md 5).
constexpr Radians hidden_knee_sd = to_radians(Degrees{5.5});

/// Share of the hip fold that is spine and not hip where the pelvis is not measured: of 115 degrees of fold about 25
/// (docs/science.md 4.1: 20-30).
constexpr double spine_share = 0.22, spine_share_sd = 0.08;
/// The regressions overstate length changes in the living (docs/science.md 4.1, Kellis 2021): a tenth either way.
constexpr double muscle_sd_share = 0.1;

Measured<Kilograms> mass_of(const body::Athlete& athlete) {
  if (athlete.mass) return Measured<Kilograms>::seen(*athlete.mass, Kilograms{given_mass_sd_kg});
  return Measured<Kilograms>::seen(Kilograms{assumed_mass_kg}, Kilograms{assumed_mass_sd_kg});
}

/// The body of one frame in leg lengths and how far each of its points may be off along the floor.
struct Frame {
  Linkage body;
  std::array<double, node_count> sd{};
  std::optional<Unmeasured> why_not;
};

struct NodeOfPart {
  Node node;
  Part part;
};
// The head's centre of mass lies at the ear to 2 cm (docs/science.md 2.1).
constexpr std::array landmarks{NodeOfPart{Node::head, Part::ear},     NodeOfPart{Node::shoulder, Part::shoulder},
                               NodeOfPart{Node::elbow, Part::elbow},  NodeOfPart{Node::wrist, Part::wrist},
                               NodeOfPart{Node::hip, Part::hip},      NodeOfPart{Node::knee, Part::knee},
                               NodeOfPart{Node::ankle, Part::ankle}};

bool leg_is_hidden(const Motion& motion, std::size_t frame) {
  const auto& knee = motion.knee_flexion.camera_side;
  return frame >= knee.size() || !knee[frame].has_value() || knee[frame].sd() > hidden_knee_sd;
}

Frame frame_of(const Motion& motion, const SegmentTable& table, std::size_t i) {
  Frame frame;
  for (const auto [node, part] : landmarks) {
    const auto& path = motion.path_of(part);
    if (i >= path.size()) return {{}, {}, Unmeasured::too_few_frames};
    if (!path[i].has_value()) return {{}, {}, path[i].why()};
    frame.body.at(node) = path[i].value();
    frame.sd[static_cast<std::size_t>(node)] = path[i].sd().x;
  }
  if (leg_is_hidden(motion, i)) return {{}, {}, Unmeasured::occluded};
  const auto elbow = frame.body.at(Node::elbow), wrist = frame.body.at(Node::wrist);
  const double forearm = std::hypot(wrist.x - elbow.x, wrist.y - elbow.y);
  const double hand = forearm > 0 ? table.hand_per_leg / forearm : 0;
  frame.body.at(Node::knuckles) = {wrist.x + hand * (wrist.x - elbow.x), wrist.y + hand * (wrist.y - elbow.y)};
  // Heel and toe landmarks wander on feet that stand still; the foot's centre follows from the ankle.
  const auto ankle = frame.body.at(Node::ankle);
  frame.body.at(Node::foot) = {ankle.x + (table.foot.com - ankle_from_heel) * table.foot_per_leg, ankle.y};
  return frame;
}

/// One number of the statics with what the points' doubts do to it.
template <class Pick>
Measured<double> spread(const Frame& frame, const SegmentTable& table, double load_per_mass, Pick pick) {
  const double value = pick(compute_statics(frame.body, table, load_per_mass), frame.body);
  double variance = 0;
  for (std::size_t k = 0; k < node_count; ++k) {
    if (frame.sd[k] <= 0) continue;
    Linkage moved = frame.body;
    moved.nodes[k].x += frame.sd[k];
    const double off = pick(compute_statics(moved, table, load_per_mass), moved) - value;
    variance += off * off;
  }
  return Measured<double>::seen(value, std::sqrt(variance));
}

void put_missing(Dynamics& d, Unmeasured why) {
  for (Series* series : {&d.com_position, &d.com_ahead_of_ankle, &d.hip_moment, &d.knee_moment, &d.ankle_moment,
                         &d.l5s1_moment}) {
    series->push_back(Measured<double>::missing(why));
  }
}

void put_statics(Dynamics& d, const Motion& motion, const SegmentTable& table, std::size_t i) {
  const Frame frame = frame_of(motion, table, i);
  const auto leg = motion.scale.leg_length_m;
  if (frame.why_not) return put_missing(d, *frame.why_not);
  if (!leg.has_value()) return put_missing(d, leg.why());
  const double leg_m = leg.value().value(), leg_sd = leg.sd().value();
  const double mass = d.mass.value().value(), load = d.load.value() / mass;

  const auto ahead = spread(frame, table, load, [](const Statics& s, const Linkage& body) {
    return s.com.x - body.at(Node::ankle).x;
  });
  const double load_share = load / (1 + load);
  // com_sd_fl is all of a well filmed side view; landmarks worse than usual widen it.
  const double com_sd =
      std::hypot(std::max(ahead.sd(), com_sd_fl * table.foot_per_leg), load_share * load_sd_m / leg_m);
  d.com_position.push_back(
      Measured<double>::seen(ankle_from_heel + ahead.value() / table.foot_per_leg, com_sd / table.foot_per_leg));
  d.com_ahead_of_ankle.push_back(
      Measured<double>::seen(ahead.value() * leg_m, std::hypot(com_sd * leg_m, ahead.value() * leg_sd)));

  const auto moment = [&](Series& series, double sd_share, auto pick) {
    const auto of_length = spread(frame, table, load, pick);
    const double value = of_length.value() * leg_m;
    // What is held up weighs about the body and the load: levers' and hands' doubts turn with it.
    const double levers = gravity * std::hypot((1 + load) * lever_sd_m, load * load_sd_m);
    series.push_back(Measured<double>::seen(
        value, std::hypot(std::hypot(of_length.sd() * leg_m, of_length.value() * leg_sd), sd_share * value, levers)));
  };
  moment(d.hip_moment, moment_sd_share, [](const Statics& s, const Linkage&) { return s.hip; });
  moment(d.knee_moment, moment_sd_share, [](const Statics& s, const Linkage&) { return s.knee; });
  moment(d.ankle_moment, moment_sd_share, [](const Statics& s, const Linkage&) { return s.ankle; });
  moment(d.l5s1_moment, l5s1_sd_share, [](const Statics& s, const Linkage&) { return s.l5s1; });
}

/// Median of the pelvis-based hip angle over the quiet stand: its zero.
std::optional<double> standing_hip(const Motion& motion) {
  if (!motion.standing) return std::nullopt;
  std::vector<double> seen;
  for (std::size_t i = motion.standing->frames.first;
       i <= motion.standing->frames.last && i < motion.hip_flexion.size(); ++i) {
    if (motion.hip_flexion[i].has_value()) seen.push_back(motion.hip_flexion[i].value().value());
  }
  return signal::median(seen);
}

/// Bend of the hip itself against standing: measured at the pelvis, else the fold less the spine's usual share.
Measured<Radians> hip_bend(const Motion& motion, std::optional<double> hip_zero, std::size_t i) {
  if (hip_zero && i < motion.hip_flexion.size() && motion.hip_flexion[i].has_value()) {
    const auto hip = motion.hip_flexion[i];
    return Measured<Radians>::seen(hip.value() - Radians{*hip_zero}, hip.sd());
  }
  const auto& folds = motion.hip_fold.camera_side;
  if (i >= folds.size()) return Measured<Radians>::missing(Unmeasured::too_few_frames);
  if (!folds[i].has_value()) return Measured<Radians>::missing(folds[i].why());
  const Radians fold = folds[i].value() - motion.standing->hip_fold;
  const double fold_sd = std::hypot(folds[i].sd().value(), motion.standing->spread.hip_fold.value());
  const double sd = std::hypot((1 - spine_share) * fold_sd, spine_share_sd * fold.value());
  return Measured<Radians>::seen(fold * (1 - spine_share), Radians{sd});
}

void put_muscles(Dynamics& d, const Motion& motion, std::optional<double> hip_zero, std::size_t i) {
  const auto put = [&](Series& series, auto length) {
    const auto& knees = motion.knee_flexion.camera_side;
    if (!motion.standing) return series.push_back(Measured<double>::missing(Unmeasured::no_reference));
    const auto hip = hip_bend(motion, hip_zero, i);
    if (!hip.has_value()) return series.push_back(Measured<double>::missing(hip.why()));
    if (i >= knees.size()) return series.push_back(Measured<double>::missing(Unmeasured::too_few_frames));
    if (!knees[i].has_value()) return series.push_back(Measured<double>::missing(knees[i].why()));
    const Radians knee = knees[i].value() - motion.standing->knee_flexion;
    const double value = length(hip.value(), knee);
    const double by_hip = length(hip.value() + hip.sd(), knee) - value;
    const Radians knee_sd{std::hypot(knees[i].sd().value(), motion.standing->spread.knee_flexion.value())};
    const double by_knee = length(hip.value(), knee + knee_sd) - value;
    series.push_back(Measured<double>::seen(value, std::hypot(by_hip, by_knee, muscle_sd_share * value)));
  };
  const auto change_of = [](Muscle muscle) {
    return [muscle](Radians hip, Radians knee) { return length_change(muscle, hip, knee); };
  };
  put(d.biceps_femoris, change_of(Muscle::biceps_femoris_long_head));
  put(d.semitendinosus, change_of(Muscle::semitendinosus));
  put(d.semimembranosus, change_of(Muscle::semimembranosus));
  put(d.rectus_femoris, change_of(Muscle::rectus_femoris));
  put(d.hamstrings, [](Radians hip, Radians knee) { return hamstring_length_change(hip, knee); });
  put(d.gluteus, [](Radians hip, Radians) { return gluteus_lengthening(hip); });
}

}  // namespace

Dynamics compute_dynamics(const Motion& motion, const body::Athlete& athlete) {
  Dynamics d;
  d.mass = mass_of(athlete);
  d.mass_was_given = athlete.mass.has_value();
  d.load = athlete.load.value_or(Kilograms{0});
  d.load_was_given = athlete.load.has_value();
  // The sex is not asked: the mean of both columns moves the whole body's centre by less than 1 cm (docs/science.md 2.1).
  const SegmentTable& table = segments_of(Build::mean);
  const auto hip_zero = standing_hip(motion);
  for (std::size_t i = 0; i < motion.frames(); ++i) {
    put_statics(d, motion, table, i);
    put_muscles(d, motion, hip_zero, i);
  }
  return d;
}

Measured<double> to_newton_metres(Measured<double> per_mass, Measured<Kilograms> mass) {
  if (!per_mass.has_value()) return per_mass;
  if (!mass.has_value()) return Measured<double>::missing(mass.why());
  const double kg = mass.value().value();
  return Measured<double>::seen(per_mass.value() * kg,
                                std::hypot(per_mass.sd() * kg, per_mass.value() * mass.sd().value()));
}

}  // namespace hinge::dynamics
