#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "hinge/movement/internal/classify.h"

namespace hinge::movement {
namespace {

struct Family {
  std::string_view exercise;
  Pattern pattern;
};

// docs/design.md 4, exercise ids.
constexpr std::array families{
    Family{"bodyweight_hinge", Pattern::hinge},
    Family{"wall_tap_hinge", Pattern::hinge},
    Family{"dowel_hinge_vertical", Pattern::hinge},
    Family{"dowel_hinge_horizontal", Pattern::hinge},
    Family{"knee_block_hinge", Pattern::hinge},
    Family{"runner_pose", Pattern::hinge},
    Family{"glute_bridge", Pattern::hinge},
    Family{"hip_thrust", Pattern::hinge},
    Family{"pull_through", Pattern::hinge},
    Family{"kettlebell_swing", Pattern::hinge},
    Family{"romanian_deadlift", Pattern::hinge},
    Family{"stiff_leg_deadlift", Pattern::hinge},
    Family{"trap_bar_deadlift", Pattern::hinge},
    Family{"kettlebell_deadlift", Pattern::hinge},
    Family{"conventional_deadlift", Pattern::hinge},
    Family{"sumo_deadlift", Pattern::hinge},
    Family{"good_morning", Pattern::hinge},
    Family{"pick_up", Pattern::hinge},
    Family{"sit_to_stand", Pattern::squat},
    Family{"squat", Pattern::squat},
    Family{"lunge", Pattern::lunge},
    Family{"push_up", Pattern::push},
    Family{"overhead_press", Pattern::push},
    Family{"row", Pattern::pull},
    Family{"carry", Pattern::carry},
};

}  // namespace

Pattern pattern_of(std::string_view exercise) {
  const auto found =
      std::find_if(families.begin(), families.end(), [&](const auto& f) { return f.exercise == exercise; });
  return found == families.end() ? Pattern::none : found->pattern;
}

}  // namespace hinge::movement

namespace hinge::movement::internal {
namespace {

using Value = std::optional<double>;

bool over(Value value, double limit) { return value && *value > limit; }
bool under(Value value, double limit) { return value && *value < limit; }

/// 1 inside [low, high], falling to 0 over `edge` outside; what was not seen neither helps nor refutes much.
double fits(Value value, double low, double high, double edge) {
  constexpr double unseen = 0.85;
  if (!value) return unseen;
  const double outside = std::max({low - *value, *value - high, 0.0});
  return std::max(0.0, 1.0 - outside / edge);
}

Value ratio_of(const SetShape& s) {
  if (!s.fold_range || !s.knee_range) return std::nullopt;
  return *s.fold_range / std::max(*s.knee_range, degrees(5));  // docs/science.md 1.4, R_HK
}

/// Arms hang when the wrist is most of an arm (0.63 legs, docs/science.md 2.1) below the shoulder, the elbow nearly
/// straight.
bool arms_hang(const SetShape& s) { return over(s.wrist_below_shoulder, 0.4) && !over(s.elbow_bottom, degrees(60)); }
/// A bar on the back: wrists at the shoulders, elbows sharply bent.
bool hands_at_shoulders(const SetShape& s) {
  return under(s.wrist_from_shoulder, 0.22) && over(s.elbow_bottom, degrees(80));
}
/// A load has to stay over the middle of the foot, free arms hang down from the shoulder, which a hinge carries well
/// ahead of it (docs/science.md 3.1: bar 6 cm ahead of the ankle against 27 cm hanging freely).
bool hands_over_foot(const SetShape& s) { return arms_hang(s) && under(s.wrist_ahead, 0.18); }

Pattern pattern_from_shape(const SetShape& s) {
  if (s.driver == Driver::bridge) return Pattern::hinge;
  if (s.driver == Driver::plank) return Pattern::push;
  if (s.driver == Driver::arms) {
    if (over(s.trunk, degrees(30))) return Pattern::pull;  // bent over, trunk static: docs/science.md 8, pull
    return over(s.wrist_above_shoulder_top, 0.2) ? Pattern::push : Pattern::none;
  }
  if (s.driver == Driver::none) {
    const bool walks = over(s.travel, 1.7);  // 1.5 m, docs/science.md 8 (1), in legs of 0.88 m
    return walks && under(s.arm_swing, 0.25) ? Pattern::carry : Pattern::none;
  }
  const Value ratio = ratio_of(s);
  const bool upright = !s.trunk || *s.trunk < degrees(35);
  if (over(s.stance_split, 0.25) && over(s.knee_range, degrees(45)) && upright) return Pattern::lunge;
  if (s.seated_start) return Pattern::squat;
  const bool squat_angles = over(s.knee, degrees(60)) && over(s.shank, degrees(10)) && under(ratio, 1.8);
  // Hanging arms and a knee short of a squat's 90 degrees: a hinge done squat-like, which is for the rules to say.
  const bool hanging = arms_hang(s);
  if (squat_angles && !hanging) return Pattern::squat;
  if (squat_angles && over(s.knee, degrees(95)) && !hands_reach_floor(s)) return Pattern::squat;
  return Pattern::hinge;
}

struct Row {
  std::string_view exercise;
  double fold[2], knee[2], trunk[2], shank[2];  // degrees: docs/science.md 8
};

constexpr Row rows[] = {
    {"bodyweight_hinge", {45, 115}, {0, 40}, {30, 85}, {-14, 8}},
    {"romanian_deadlift", {65, 115}, {0, 40}, {45, 90}, {-12, 8}},
    {"good_morning", {60, 110}, {0, 40}, {40, 90}, {-14, 8}},
    {"conventional_deadlift", {95, 145}, {45, 95}, {50, 80}, {-5, 18}},
    {"trap_bar_deadlift", {90, 140}, {60, 110}, {30, 55}, {5, 25}},
    {"kettlebell_deadlift", {90, 140}, {40, 110}, {35, 70}, {0, 25}},
    {"pick_up", {90, 140}, {0, 60}, {65, 110}, {-12, 8}},
    {"kettlebell_swing", {60, 110}, {10, 60}, {35, 90}, {-12, 18}},
};

double shape_fits(const SetShape& s, const Row& row) {
  constexpr double edge = degrees(20);
  const auto band = [&](Value value, const double(&limits)[2]) {
    return fits(value, degrees(limits[0]), degrees(limits[1]), edge);
  };
  return band(s.fold, row.fold) * band(s.knee, row.knee) * band(s.trunk, row.trunk) * band(s.shank, row.shank);
}

/// How much hands, floor and speed speak for the exercise, [0,1].
double context_fits(const SetShape& s, std::string_view exercise, const MovementOptions& options) {
  const bool floor = hands_reach_floor(s);
  const bool ballistic = is_ballistic(s);
  if (exercise == "kettlebell_swing") return ballistic ? 0.9 : 0.0;
  if (ballistic) return 0.05;
  if (exercise == "good_morning") return hands_at_shoulders(s) ? 0.8 : 0.0;
  if (hands_at_shoulders(s)) return 0.2;
  const bool loaded = options.load && options.load->value() > 0;
  // Hands that low might be picking something up: not to be sure of.
  const bool low = under(s.wrist_height, 0.45);
  if (exercise == "bodyweight_hinge") return floor || loaded ? 0.1 : hands_over_foot(s) ? 0.25 : low ? 0.45 : 0.75;
  if (exercise == "romanian_deadlift") return floor ? 0.2 : loaded ? 0.7 : hands_over_foot(s) ? 0.7 : 0.1;
  // Which weight it is that stands on the floor, the skeleton does not show: these stay below one half. A heavy bar has
  // to be over the foot; a bell or a box may stand in front of it.
  const bool over_foot = hands_over_foot(s);
  if (exercise == "conventional_deadlift" || exercise == "trap_bar_deadlift")
    return !floor ? 0.0 : over_foot ? 0.45 : 0.2;
  if (exercise == "kettlebell_deadlift") return !floor ? 0.0 : over_foot ? 0.3 : 0.45;
  if (exercise == "pick_up") return floor ? 0.42 : 0.0;
  return 0.0;
}

std::vector<Candidate> hinge_candidates(const SetShape& s, const MovementOptions& options) {
  if (s.driver == Driver::bridge) {
    // On the floor the trunk lies nearly flat at the start; on a bench it leans (docs/science.md 8, bridge and thrust).
    const bool lies = !over(s.shoulder_above_hip_top, 0.15);
    const double sure = s.shoulder_above_hip_top ? 0.75 : 0.45;
    return {{lies ? "glute_bridge" : "hip_thrust", sure}, {lies ? "hip_thrust" : "glute_bridge", 1 - sure}};
  }
  std::vector<Candidate> candidates;
  for (const auto& row : rows) {
    const double score = shape_fits(s, row) * context_fits(s, row.exercise, options);
    if (score > 0.02) candidates.push_back({std::string{row.exercise}, score});
  }
  return candidates;
}

std::vector<Candidate> candidates_of(Pattern pattern, const SetShape& s, const MovementOptions& options) {
  switch (pattern) {
    case Pattern::hinge: {
      auto candidates = hinge_candidates(s, options);
      // A hinge that no row fits, hanging arms and off the floor, is still somebody's hinge: low confidence.
      if (candidates.empty())
        candidates.push_back({hands_reach_floor(s) ? "kettlebell_deadlift" : "bodyweight_hinge", 0.3});
      return candidates;
    }
    case Pattern::squat: {
      if (s.seated_start) return {{"sit_to_stand", 0.7}, {"squat", 0.2}};
      return {{"squat", over(s.knee, degrees(80)) ? 0.8 : 0.5}, {"sit_to_stand", 0.1}};
    }
    case Pattern::lunge:
      return {{"lunge", 0.75}};
    case Pattern::push:
      return {{s.driver == Driver::plank ? "push_up" : "overhead_press", s.driver == Driver::plank ? 0.8 : 0.5}};
    case Pattern::pull:
      return {{"row", 0.7}};
    case Pattern::carry:
      return {{"carry", 0.6}};
    case Pattern::none:
      break;
  }
  // Hands on the knees, held: docs/guide, "exhausted runner".
  if (s.reps == 0 && over(s.fold_held, degrees(45)) && under(s.wrist_to_knee, 0.3)) return {{"runner_pose", 0.6}};
  return {};
}

}  // namespace

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

Recognition classify(const SetShape& shape, const MovementOptions& options) {
  Recognition recognition;
  recognition.pattern = pattern_from_shape(shape);
  recognition.candidates = candidates_of(recognition.pattern, shape, options);
  std::sort(recognition.candidates.begin(), recognition.candidates.end(),
            [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
  if (!recognition.candidates.empty()) {
    recognition.exercise = recognition.candidates.front().exercise;
    recognition.confidence = recognition.candidates.front().confidence;
  }
  if (options.exercise) {
    recognition.exercise = *options.exercise;
    recognition.confidence = 1;
    recognition.given_by_user = true;
    if (const Pattern given = pattern_of(*options.exercise); given != Pattern::none) recognition.pattern = given;
  }
  return recognition;
}

}  // namespace hinge::movement::internal
