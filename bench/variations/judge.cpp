#include "bench/variations/judge.h"

#include <fmt/core.h>

#include <algorithm>

#include "hinge/kinematics/compute_motion.h"
#include "tests/support/exercise_groups.h"

namespace hinge::bench {
namespace {

bool has(const std::vector<std::string>& words, std::string_view word) { return std::ranges::find(words, word) != words.end(); }

bool is_of_group(const std::string& said, const std::vector<std::string>& right) {
  return has(right, "*") || std::ranges::any_of(right, [&](const auto& r) { return test::are_alike(said, r); });
}

/// Where no repetition is whole, "no exercise found" is as right as the exercise's name.
Label fair_label(Label label, const Count& count) {
  if (!label.hips_drive || count.least > 0) return label;
  label.patterns.emplace_back("none");
  label.exercises.emplace_back("unknown");
  return label;
}

void judge_name(Case& result, const movement::Recognition& said, const Label& label) {
  result.pattern = has(label.patterns, std::string(to_string(said.pattern)));
  result.group = is_of_group(said.exercise, label.exercises);
  for (std::size_t k = 0; k < std::min<std::size_t>(2, said.candidates.size()); ++k)
    result.group |= has(label.exercises, said.candidates[k].exercise);
  result.confidence = said.confidence;
  constexpr double confident = 0.5;
  result.confidently_wrong = said.confidence >= confident && (!result.pattern || !result.group);
  result.said = fmt::format("{} {}", to_string(said.pattern), said.exercise);
}

}  // namespace

Case judge(const Take& take, const movement::MovementOptions& how) {
  Case result;
  const Count truth = take.label.hips_drive ? counted_ways_up(take) : Count{take.label.least, take.label.most, {}};
  result.least = truth.least;
  result.most = truth.most;
  result.negative = has(take.label.patterns, "none");
  const auto motion = kinematics::compute_motion(take.recording, {}, {});
  if (!motion) {
    result.said = motion.error().what;
    result.found = -1;
    return result;
  }
  const auto movement = movement::recognise_movement(*motion, how);
  for (const auto& set : movement.sets) result.found += static_cast<int>(set.reps.size());
  const Label fair = fair_label(take.label, truth);
  judge_name(result, movement.recognition, fair);
  result.recognition = movement.recognition;
  result.patterns = fair.patterns;
  result.exercises = fair.exercises;
  constexpr double close_s = 0.15;
  for (const auto& bottom : truth.bottoms) {
    ++result.bottoms;
    const auto meets = [&](const movement::Rep& rep) {
      const double t = motion->time[rep.bottom].value();
      return t > bottom.first_s - close_s && t < bottom.last_s + close_s;
    };
    result.bottoms_met += std::ranges::any_of(movement.sets, [&](const auto& set) { return std::ranges::any_of(set.reps, meets); });
  }
  return result;
}

}  // namespace hinge::bench
