#include "tests/truth/measures.h"

#include <algorithm>
#include <cmath>

namespace hinge::truth {
namespace {

/// Errors of one kind, and how often nothing was measured.
struct Errors {
  std::vector<double> errors;
  std::size_t asked = 0;

  [[nodiscard]] double mean() const {
    double sum = 0;
    for (const double e : errors) sum += e;
    return errors.empty() ? 0 : sum / static_cast<double>(errors.size());
  }
  [[nodiscard]] double mean_absolute() const {
    double sum = 0;
    for (const double e : errors) sum += std::abs(e);
    return errors.empty() ? 0 : sum / static_cast<double>(errors.size());
  }
  [[nodiscard]] double share() const {
    return asked == 0 ? 0 : static_cast<double>(errors.size()) / static_cast<double>(asked);
  }
};

/// Room for other compilers and small changes; what changes more than this is to be seen and written down anew.
struct Room {
  double least, share;
};
constexpr Room angle_room{.15, .04}, time_room{.006, .06}, foot_room{.03, .04};
constexpr double seen_room = .02, deviation_room = .07;
constexpr double per_normal_sd = 1 / 0.6745;  ///< median of |x| of a normal distribution to its sd
constexpr Degrees standing_most{15}, leaning_least{30};
constexpr Seconds same_time{0.02};

using Measures = std::map<std::string, Measure>;

double room_of(Room room, double value) { return room.least + room.share * std::abs(value); }

void put_errors(Measures& measures, const std::string& name, const std::string& unit, const Errors& errors, Room room) {
  measures[name + " bias_" + unit] = {errors.mean(), Bounded::both_sides, room_of(room, errors.mean())};
  measures[name + " error_" + unit] = {errors.mean_absolute(), Bounded::above, room_of(room, errors.mean_absolute())};
}

struct Angle {
  const char* name;
  const kinematics::AngleSeries& (*of)(const kinematics::Motion&);
};
const Angle angles[] = {
    {"hip_fold", [](const kinematics::Motion& m) -> const kinematics::AngleSeries& { return m.hip_fold.camera_side; }},
    {"knee_flexion",
     [](const kinematics::Motion& m) -> const kinematics::AngleSeries& { return m.knee_flexion.camera_side; }},
    {"trunk_inclination",
     [](const kinematics::Motion& m) -> const kinematics::AngleSeries& { return m.trunk_inclination; }},
    {"shank_inclination",
     [](const kinematics::Motion& m) -> const kinematics::AngleSeries& { return m.shank_inclination; }},
    {"ankle_dorsiflexion",
     [](const kinematics::Motion& m) -> const kinematics::AngleSeries& { return m.ankle_dorsiflexion.camera_side; }},
    {"lumbar_flexion", [](const kinematics::Motion& m) -> const kinematics::AngleSeries& { return m.lumbar_flexion; }},
    {"thoracic_flexion",
     [](const kinematics::Motion& m) -> const kinematics::AngleSeries& { return m.thoracic_flexion; }},
    {"pelvis_tilt", [](const kinematics::Motion& m) -> const kinematics::AngleSeries& { return m.pelvis_tilt; }}};

struct AngleErrors {
  std::map<std::string, Errors> by_stage;
  std::vector<double> deviations;  ///< |error| over its stated sd
};

bool is_from_the_side(const Truth& truth) { return truth.view.starts_with("sagittal"); }

std::string stage_of(const Judged& judged, std::size_t row) {
  if (!is_from_the_side(judged.truth)) return "slanted";
  const auto fold = judged.truth.angles->column("hip_fold_deg")[row],
             trunk = judged.truth.angles->column("trunk_inclination_deg")[row];
  if (!fold || !trunk) return "";
  if (*fold < standing_most.value() && *trunk < standing_most.value()) return "standing";
  return *trunk > leaning_least.value() ? "leaning" : "";
}

std::optional<std::size_t> frame_at(const std::vector<Seconds>& time, Seconds wanted) {
  const auto later = std::ranges::lower_bound(time, wanted - same_time);
  if (later == time.end() || *later > wanted + same_time) return std::nullopt;
  return static_cast<std::size_t>(later - time.begin());
}

void add_angle(const Judged& judged, const Angle& angle, AngleErrors& errors) {
  const auto& table = *judged.truth.angles;
  const auto& truth = table.column(std::string(angle.name) + "_deg");
  const auto& found = angle.of(judged.analysis.motion);
  for (std::size_t row = 0; row < truth.size(); ++row) {
    const std::string stage = stage_of(judged, row);
    const auto frame = frame_at(judged.analysis.motion.time, Seconds{table.column("time_s")[row].value()});
    if (!truth[row] || !frame || stage.empty()) continue;
    Errors& here = errors.by_stage[stage];
    ++here.asked;
    if (*frame >= found.size() || !found[*frame].has_value()) continue;
    const double error = to_degrees(found[*frame].value()).value() - *truth[row];
    here.errors.push_back(error);
    errors.deviations.push_back(std::abs(error) / to_degrees(found[*frame].sd()).value());
  }
}

void measure_angles(std::span<const Judged* const> recordings, Measures& measures) {
  for (const Angle& angle : angles) {
    AngleErrors errors;
    for (const Judged* one : recordings) {
      if (one->truth.angles) add_angle(*one, angle, errors);
    }
    for (const auto& [stage, here] : errors.by_stage) {
      const std::string name = std::string(angle.name) + " " + stage;
      measures[name + " seen_share"] = {here.share(), Bounded::below, seen_room};
      if (!here.errors.empty()) put_errors(measures, name, "deg", here, angle_room);
    }
    if (errors.deviations.empty()) continue;
    const auto middle = errors.deviations.begin() + static_cast<std::ptrdiff_t>(errors.deviations.size() / 2);
    std::nth_element(errors.deviations.begin(), middle, errors.deviations.end());
    const double deviation = *middle * per_normal_sd;
    measures[std::string(angle.name) + " error_per_stated_sd"] = {deviation, Bounded::both_sides,
                                                                  deviation_room * deviation};
  }
}

void measure_times(std::span<const Judged* const> recordings, Measures& measures) {
  Errors start, bottom, end;
  for (const Judged* one : recordings) {
    if (!one->truth.timed) continue;
    const auto matched = matched_reps(*one);
    const auto& time = one->analysis.motion.time;
    for (std::size_t i = 0; i < matched.size(); ++i) {
      if (!matched[i]) continue;
      const auto& rep = one->analysis.movement.reps[*matched[i]];
      start.errors.push_back((time[rep.start] - one->truth.reps[i].start).value());
      bottom.errors.push_back(distance_to_bottom(one->truth, one->truth.reps[i], time[rep.bottom]).value());
      end.errors.push_back((time[rep.end] - one->truth.reps[i].end).value());
    }
  }
  put_errors(measures, "repetition start", "s", start, time_room);
  put_errors(measures, "repetition bottom", "s", bottom, time_room);
  put_errors(measures, "repetition end", "s", end, time_room);
}

/// Of the repetitions seen from the side, in how many each rule with known truth was judged.
void measure_judged(std::span<const Judged* const> recordings, Measures& measures) {
  std::map<std::string, std::pair<double, double>> judged_of_asked;
  for (const Judged* one : recordings) {
    if (!is_from_the_side(one->truth)) continue;
    for (const auto& rep : one->analysis.set.reps) {
      for (const auto& finding : rep.findings) {
        auto& [judged, asked] = judged_of_asked[finding.rule];
        judged += finding.verdict != assess::Verdict::cannot_judge;
        ++asked;
      }
    }
  }
  for (const char* rule :
       {"lumbar_flexion", "squat_dominant", "full_lockout", "rib_flare", "foot_tripod", "minimal_knee_bend"}) {
    const auto [judged, asked] = judged_of_asked[rule];
    measures[std::string("judged ") + rule + " share"] = {asked > 0 ? judged / asked : 0, Bounded::below, seen_room};
  }
}

/// Every place over the foot is told in its lengths.
void measure_feet(std::span<const Judged* const> recordings, Measures& measures) {
  Errors feet;
  for (const Judged* one : recordings) {
    if (!one->truth.foot_per_leg) continue;
    ++feet.asked;
    const auto& found = one->analysis.motion.scale.foot_per_leg;
    if (found.has_value()) feet.errors.push_back(found.value() / *one->truth.foot_per_leg - 1);
  }
  measures["foot seen_share"] = {feet.share(), Bounded::below, seen_room};
  if (!feet.errors.empty()) put_errors(measures, "foot", "share", feet, foot_room);
}

}  // namespace

Measures measure(std::span<const Judged* const> recordings) {
  Measures measures;
  measure_angles(recordings, measures);
  measure_times(recordings, measures);
  measure_judged(recordings, measures);
  measure_feet(recordings, measures);
  return measures;
}

Measures measure_all() {
  std::vector<const Judged*> all;
  for (const auto& name : recording_names()) all.push_back(&judged(name));
  return measure(all);
}

}  // namespace hinge::truth
