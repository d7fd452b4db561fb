#include "hinge/movement/internal/fit.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hinge::movement::internal {
namespace {

// What one contradicting number leaves of the belief: it may not decide alone.
constexpr double contradicted = 0.01;
// A set that flies, against a description that does not: hardly ever; and no sign is so plain that the other start is
// ruled out.
constexpr double other_speed = 0.05, least_start = 0.05;

bool over(Value value, double limit) { return value && *value > limit; }
bool under(Value value, double limit) { return value && *value < limit; }

struct Field {
  Evidence id;
  Value SetShape::*value;
};
constexpr std::array fields{
    Field{Evidence::hip_fold, &SetShape::fold},
    Field{Evidence::knee_flexion, &SetShape::knee},
    Field{Evidence::trunk_inclination, &SetShape::trunk},
    Field{Evidence::shank_inclination, &SetShape::shank},
    Field{Evidence::hip_fold_range, &SetShape::fold_range},
    Field{Evidence::knee_flexion_range, &SetShape::knee_range},
    Field{Evidence::trunk_inclination_top, &SetShape::trunk_top},
    Field{Evidence::elbow_flexion, &SetShape::elbow_bottom},
    Field{Evidence::elbow_flexion_range, &SetShape::elbow_range},
    Field{Evidence::hand_height, &SetShape::wrist_height},
    Field{Evidence::hand_ahead_of_ankle, &SetShape::wrist_ahead},
    Field{Evidence::hand_before_trunk, &SetShape::wrist_before_trunk},
    Field{Evidence::hand_from_shoulder, &SetShape::wrist_from_shoulder},
    Field{Evidence::hand_below_shoulder, &SetShape::wrist_below_shoulder},
    Field{Evidence::hand_from_hip, &SetShape::wrist_from_hip},
    Field{Evidence::hand_above_hip_top, &SetShape::wrist_above_hip_top},
    Field{Evidence::hand_above_shoulder_top, &SetShape::wrist_above_shoulder_top},
    Field{Evidence::shoulder_above_hip_top, &SetShape::shoulder_above_hip_top},
    Field{Evidence::stance_split, &SetShape::stance_split},
    Field{Evidence::cycle, &SetShape::cycle_s},
    Field{Evidence::hip_fold_held, &SetShape::fold_held},
    Field{Evidence::knee_flexion_held, &SetShape::knee_held},
    Field{Evidence::travel, &SetShape::travel},
    Field{Evidence::arm_swing, &SetShape::arm_swing},
    Field{Evidence::hand_from_knee, &SetShape::wrist_to_knee},
    Field{Evidence::weight_diameter, &SetShape::weight_diameter},
};

/// What a slanted camera costs, from none at the side to all of it at the front: there the sagittal plane is the depth
/// that one camera must guess, good to 15 degrees for an angle and a third of a leg along the floor.
double slant_of(const ExpectedRange& range, double yaw) {
  constexpr double angle = degrees(15), along_floor = 0.3;
  const double share = std::sin(yaw) * std::sin(yaw);
  switch (range.of) {
    case Evidence::hand_ahead_of_ankle:
    case Evidence::hand_before_trunk:
    case Evidence::stance_split:
      return along_floor * share;
    default:
      return info_of(range.of).unit == EvidenceUnit::rad ? angle * share : 0.0;
  }
}

}  // namespace

Moves moves_of(Driver driver) {
  switch (driver) {
    case Driver::hip:
      return Moves::hips;
    case Driver::arms:
      return Moves::arms;
    case Driver::bridge:
      return Moves::lying_hips;
    case Driver::plank:
      return Moves::plank;
    case Driver::none:
      break;
  }
  return Moves::nothing;
}

Value value_of(const SetShape& s, Evidence evidence, const MovementOptions& options) {
  if (evidence == Evidence::hip_to_knee_ratio) {
    if (!s.fold_range || !s.knee_range) return std::nullopt;
    return *s.fold_range / std::max(*s.knee_range, degrees(5));  // docs/science.md 1.4, R_HK
  }
  if (evidence == Evidence::starts_seated) return s.seated_start ? 1 : 0;
  if (evidence == Evidence::touches_wall) return s.touches_wall ? 1 : 0;
  if (evidence == Evidence::load) return options.load ? Value{options.load->value()} : std::nullopt;
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.id == evidence; });
  return found == fields.end() ? std::nullopt : s.*(found->value);
}

double fit_of(double value, const ExpectedRange& range, const SetShape& s) {
  const auto& info = info_of(range.of);
  const double sd = info.unit == EvidenceUnit::rad ? s.angle_sd : 0.0;
  const double slant = slant_of(range, s.yaw), edge = std::hypot(info.edge, sd, slant);
  const double below = range.from ? *range.from - value : 0.0, above = range.to ? value - *range.to : 0.0;
  const double outside = std::max({below, above, 0.0}) / edge;
  // A length that the view blurs counts as unseen to that share: it speaks neither for nor against.
  const double blurred = info.unit == EvidenceUnit::rad ? 0.0 : slant * slant / (edge * edge);
  return std::max(contradicted, (1 - blurred) * std::exp(-0.5 * outside * outside) + blurred * unseen);
}

bool may_be_silent(Evidence evidence) { return evidence == Evidence::load || evidence == Evidence::weight_diameter; }

double floor_share(const SetShape& s) {
  constexpr double even = 0.45, spread = 0.06, begins_low = 4, hardly_bent = 0.2;
  if (!s.wrist_height) return 0.5;
  double odds = std::exp((even - *s.wrist_height) / spread);
  if (s.from_bottom) odds *= begins_low;
  if (!over(s.knee, degrees(40)) && !over(s.trunk, degrees(85))) odds *= hardly_bent;
  // Arms that hang in a squat come as low with nothing to lift: the height tells nothing there.
  if (over(s.knee, degrees(90)) && !over(s.trunk, degrees(40)) && !s.from_bottom) odds = std::min(odds, 1.0);
  return std::clamp(odds / (1 + odds), least_start, 1 - least_start);
}

double speed_share(const SetShape& s, bool ballistic) { return ballistic == is_ballistic(s) ? 1 : other_speed; }

double thinness(const SetShape& s) {
  const double repeated = s.reps > 0 ? 1 - 0.5 / s.reps : 1;
  return repeated * (0.5 + 0.5 * std::clamp(s.seen, 0.0, 1.0));
}

bool is_ballistic(const SetShape& s) {
  // Cycle 1.3–1.7 s in science 8, with room for slower learners; the bell flies up to chest height in front.
  return s.reps >= 2 && under(s.cycle_s, 2.2) && over(s.wrist_above_hip_top, flies_at_least) &&
         over(s.fold_range, degrees(40)) && !over(s.elbow_bottom, degrees(70));
}

bool hands_reach_floor(const SetShape& s) {
  // A bar on plates of 0.45 m, a bell's handle, a box's edge: hands 0.2 to 0.4 m over the floor, less the ankle's
  // height, in legs of 0.88 m; a hinge's hanging hands stop at 0.5. Getting there takes bent knees or a trunk that lies
  // flat: a deep Romanian deadlift does neither (docs/science.md 8).
  return under(s.wrist_height, 0.45) && (over(s.knee, degrees(40)) || over(s.trunk, degrees(85)));
}

}  // namespace hinge::movement::internal
