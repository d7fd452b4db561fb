#include "hinge/movement/internal/reasons.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "hinge/movement/internal/fit.h"

namespace hinge::movement::internal {
namespace {

constexpr std::size_t most_for = 3, most_in_all = 4;

/// Something that descriptions may differ in: a number of the table, or how the weight starts and flies.
struct Sign {
  enum class Kind : unsigned char { number, start, speed };
  Kind kind = Kind::number;
  Evidence evidence = Evidence::hip_fold;
};

std::vector<Sign> all_signs(const SetShape& s) {
  std::vector<Sign> signs;
  for (const auto& info : evidence_table()) signs.push_back({Sign::Kind::number, info.id});
  if (s.driver == Driver::hip) {
    signs.push_back({Sign::Kind::start});
    signs.push_back({Sign::Kind::speed});
  }
  return signs;
}

/// What one sign leaves of the belief in a description: 1 where it is as expected or not asked for.
double left_by(const Sign& sign, const Described& d, const SetShape& s, const MovementOptions& options) {
  if (sign.kind == Sign::Kind::start) return d.prototype->traits.from_floor ? floor_share(s) : 1 - floor_share(s);
  if (sign.kind == Sign::Kind::speed) return speed_share(s, d.prototype->traits.ballistic);
  const Value value = value_of(s, sign.evidence, options);
  double left = 1;
  for (const auto& range : d.look->ranges) {
    if (range.of == sign.evidence && value) left *= fit_of(*value, range, s);
  }
  return left;
}

std::string said(const char* pattern, double value) {
  char text[160];
  std::snprintf(text, sizeof text, pattern, value);
  return text;
}

std::string in_degrees(const char* before, double radians, const char* after) {
  return before + said("%.0f\u00b0", to_degrees(Radians{radians}).value()) + after;
}

std::string in_legs(const char* before, double legs, const char* after) {
  return before + said("%.2f of a leg", std::abs(legs)) + after;
}

/// Numbers at the turning point and the top of the repetitions.
std::string words_of_body(Evidence evidence, double value) {
  switch (evidence) {
    case Evidence::hip_fold:
      return in_degrees("the hips folded to ", value, " at the bottom");
    case Evidence::knee_flexion:
      return in_degrees("the knees were bent ", value, " at the bottom");
    case Evidence::trunk_inclination:
      return in_degrees("the trunk leaned ", value, " at the bottom");
    case Evidence::shank_inclination:
      return in_degrees(value < 0 ? "the shins leaned back " : "the shins leaned forward ", std::abs(value), " at the bottom");
    case Evidence::hip_fold_range:
      return in_degrees("the hips folded by ", value, " on the way down");
    case Evidence::knee_flexion_range:
      return in_degrees("the knees bent by ", value, " on the way down");
    case Evidence::hip_to_knee_ratio:
      return said("the hips folded %.1f degrees for each degree of the knees", value);
    case Evidence::trunk_inclination_top:
      return in_degrees("the trunk leaned ", value, " at the top");
    case Evidence::elbow_flexion:
      return in_degrees("the elbows were bent ", value, " at the bottom");
    case Evidence::elbow_flexion_range:
      return in_degrees("the elbows moved by ", value, "");
    case Evidence::shoulder_above_hip_top:
      return in_legs("at the start the shoulders were ", value, value < 0 ? " below the hips" : " above the hips");
    case Evidence::stance_split:
      return in_legs("the hips stood ", value, " before or behind the near foot");
    case Evidence::cycle:
      return said("a repetition took %.1f s", value);
    case Evidence::starts_seated:
      return value > 0.5 ? "it began on a seat" : "it did not begin on a seat";
    case Evidence::touches_wall:
      return value > 0.5 ? "the hips ended at a wall" : "no wall was seen where the hips end";
    case Evidence::hip_fold_held:
      return in_degrees("the hips were folded ", value, " most of the time");
    case Evidence::knee_flexion_held:
      return in_degrees("the knees were bent ", value, " most of the time");
    case Evidence::travel:
      return said("the hips travelled %.1f legs along the floor", value);
    default:
      return "";
  }
}

std::string words_of_hands(Evidence evidence, double value) {
  switch (evidence) {
    case Evidence::hand_height:
      return in_legs("the hands came down to ", value, " above the ankle");
    case Evidence::hand_ahead_of_ankle:
      return in_legs("the hands were ", value, value < 0 ? " behind the ankle at the bottom" : " ahead of the ankle at the bottom");
    case Evidence::hand_before_trunk:
      return in_legs("the hands were ", value, value < 0 ? " behind the trunk" : " in front of the trunk");
    case Evidence::hand_from_shoulder:
      return in_legs("the hands were ", value, " from the shoulders");
    case Evidence::hand_below_shoulder:
      return in_legs("the hands were ", value, value < 0 ? " above the shoulders" : " below the shoulders");
    case Evidence::hand_from_hip:
      return in_legs("the hands were ", value, " from the hips");
    case Evidence::hand_above_hip_top:
      return in_legs("the hands rose to ", value, value < 0 ? " below the hips" : " above the hips");
    case Evidence::hand_above_shoulder_top:
      return in_legs("at the top the hands were ", value, value < 0 ? " below the shoulders" : " above the shoulders");
    case Evidence::arm_swing:
      return in_legs("the arms swung by ", value, "");
    case Evidence::hand_from_knee:
      return in_legs("the hands stayed ", value, " from the knees");
    case Evidence::weight_diameter:
      return in_legs("a round weight ", value, " across moved with the hands");
    case Evidence::load:
      return said("a load of %.1f kg was told", value);
    default:
      return "";
  }
}

std::string words_of_start(const SetShape& s, bool from_floor) {
  const std::string low = said("%.2f of a leg above the ankle", s.wrist_height.value_or(0.0));
  if (from_floor && s.from_bottom) return "it began with a lift, the hands " + low + ", where a weight stands on the floor";
  if (from_floor) return "the hands came down to " + low + ", where a weight stands on the floor";
  return "the hands turned " + low + ", where a weight hangs";
}

Reason reason_of(const Sign& sign, const SetShape& s, const MovementOptions& options) {
  if (sign.kind == Sign::Kind::start)
    return {Reason::Speaks::for_it, "start", s.wrist_height, EvidenceUnit::leg_lengths, words_of_start(s, floor_share(s) > 0.5)};
  if (sign.kind == Sign::Kind::speed)
    return {Reason::Speaks::for_it, "speed", {}, EvidenceUnit::ratio,
            is_ballistic(s) ? "the weight flew up between repetitions" : "nothing flew up between repetitions"};
  const auto& info = info_of(sign.evidence);
  const double value = value_of(s, sign.evidence, options).value_or(0.0);
  std::string text = words_of_body(sign.evidence, value);
  if (text.empty()) text = words_of_hands(sign.evidence, value);
  return {Reason::Speaks::for_it, std::string(info.name), value, info.unit, std::move(text)};
}

/// Which part of the body did it, where that says more than "the hips".
std::optional<Reason> reason_of_driver(Driver driver) {
  const auto reason = [](const char* text) { return Reason{Reason::Speaks::for_it, "moves", {}, EvidenceUnit::ratio, text}; };
  switch (driver) {
    case Driver::arms:
      return reason("the elbows moved and the hips hardly");
    case Driver::bridge:
      return reason("the person lay and the hips went up");
    case Driver::plank:
      return reason("the body was held in one line and went up and down");
    default:
      return std::nullopt;
  }
}

/// One other description, with what is left of the belief in it by the signs that were told so far.
struct Rival {
  const Described* described = nullptr;
  double left = 0;
};

/// What tells most first: each sign is the one that takes most from the others, after those before it.
std::vector<Reason> reasons_for(const SetShape& s, const Described& named, const std::vector<Described>& others,
                                const MovementOptions& options) {
  constexpr double as_expected = 0.6, worth_telling = 1.08;
  std::vector<Reason> reasons;
  if (auto moves = reason_of_driver(s.driver)) reasons.push_back(*std::move(moves));
  std::vector<Rival> rivals;
  for (const auto& other : others) rivals.push_back({&other, other.look->usual});
  auto signs = all_signs(s);
  std::erase_if(signs, [&](const Sign& sign) { return left_by(sign, named, s, options) < as_expected; });
  const double own = named.look->usual;
  while (reasons.size() < most_for) {
    double all = own;
    for (const auto& rival : rivals) all += rival.left;
    double best = all / worth_telling;
    const Sign* telling = nullptr;
    for (const auto& sign : signs) {
      double after = own;
      for (const auto& rival : rivals) after += rival.left * left_by(sign, *rival.described, s, options);
      if (after >= best) continue;
      best = after;
      telling = &sign;
    }
    if (telling == nullptr) break;
    for (auto& rival : rivals) rival.left *= left_by(*telling, *rival.described, s, options);
    reasons.push_back(reason_of(*telling, s, options));
  }
  return reasons;
}

/// What is not as the description says, the worst first.
std::vector<Reason> misfits(const SetShape& s, const Described& named, const MovementOptions& options) {
  constexpr double doubtful = 0.6;
  std::vector<std::pair<double, Reason>> found;
  for (const auto& sign : all_signs(s)) {
    const double left = left_by(sign, named, s, options);
    if (left < doubtful) found.emplace_back(left, reason_of(sign, s, options));
  }
  std::ranges::stable_sort(found, {}, [](const auto& f) { return f.first; });
  std::vector<Reason> reasons;
  for (auto& [left, reason] : found) {
    reason.speaks = Reason::Speaks::against_it;
    reasons.push_back(std::move(reason));
  }
  return reasons;
}

std::vector<Reason> what_is_thin(const SetShape& s) {
  std::vector<Reason> reasons;
  const auto add = [&](const char* evidence, std::optional<double> value, std::string text) {
    reasons.push_back({Reason::Speaks::against_it, evidence, value, EvidenceUnit::ratio, std::move(text)});
  };
  constexpr double half = 0.5;
  if (s.reps == 1) add("repetitions", 1, "only one repetition was seen");
  if (s.seen < half) add("sight", s.seen, said("hips and knees were seen in only %.0f %% of it", 100 * s.seen));
  if (std::sin(s.yaw) * std::sin(s.yaw) > half) add("sight", s.yaw, "from the front or the rear, how far it leans is guessed");
  return reasons;
}

}  // namespace

std::vector<Reason> explain(const SetShape& shape, const Described& named, const std::vector<Described>& others,
                            const MovementOptions& options) {
  auto reasons = reasons_for(shape, named, others, options);
  for (const auto& against : {misfits(shape, named, options), what_is_thin(shape)}) {
    for (const auto& reason : against) {
      if (reasons.size() < most_in_all) reasons.push_back(reason);
    }
  }
  return reasons;
}

}  // namespace hinge::movement::internal
