#include "hinge/movement/internal/classify.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "hinge/movement/internal/fit.h"
#include "hinge/movement/internal/reasons.h"

namespace hinge::movement::internal {
namespace {

// Belief in "something we have no description of", on the scale where a perfect description has 1.
constexpr double something_else = 0.15;
// Below this share of the belief, less what was hardly seen or done once, a name would be a guess; below the second it is
// not worth showing.
constexpr double least_share = 0.1, least_shown = 0.02;

/// How well the set fits what the exercise looks like, [0,1]; `moving` leaves aside what is held, which tells exercises
/// apart but says nothing of the pattern.
struct Fit {
  double moving = 0, whole = 0;
};
Fit fit_of(const SetShape& s, const Look& look, const MovementOptions& options) {
  if (look.moves != moves_of(s.driver)) return {};
  Fit fit{1, 1};
  std::size_t seen = 0, asked = 0;
  for (const auto& range : look.ranges) {
    const Value value = value_of(s, range.of, options);
    if (!value && may_be_silent(range.of)) continue;
    ++asked;
    seen += value.has_value();
    const double here = value ? fit_of(*value, range, s) : unseen;
    fit.whole *= here;
    if (range.of != Evidence::weight_diameter) fit.moving *= here;
  }
  return 2 * seen >= asked ? fit : Fit{};
}

struct Belief {
  const Prototype* prototype;
  double fit = 0, score = 0;  ///< score: fit with how usual it is
  double moving = 0;          ///< score without what is held
  const Look* look = nullptr;  ///< that fits best; none where nothing fits
};

Belief belief_in(const SetShape& s, const Prototype& prototype, const MovementOptions& options) {
  Belief best{&prototype};
  for (const auto& look : prototype.looks) {
    const Fit fit = fit_of(s, look, options);
    best.fit = std::max(best.fit, fit.whole);
    best.moving = std::max(best.moving, fit.moving * look.usual);
    if (fit.whole * look.usual <= best.score) continue;
    best.score = fit.whole * look.usual;
    best.look = &look;
  }
  if (s.driver == Driver::hip) {
    const double floor = floor_share(s), start = prototype.traits.from_floor ? floor : 1 - floor;
    const double speed = speed_share(s, prototype.traits.ballistic);
    best.fit *= start * speed;
    best.score *= start * speed;
    best.moving *= start * speed;
  }
  return best;
}

/// Exercises that look alike share the belief; their pattern keeps all of it.
Pattern strongest_pattern(const std::vector<Belief>& beliefs) {
  std::array<double, static_cast<std::size_t>(Pattern::none) + 1> sums{};
  for (const auto& b : beliefs) sums[static_cast<std::size_t>(b.prototype->pattern)] += b.moving;
  return static_cast<Pattern>(std::max_element(sums.begin(), sums.end()) - sums.begin());
}

const Prototype* find(const MovementOptions& options, const std::string& exercise) {
  const auto found = std::find_if(options.prototypes.begin(), options.prototypes.end(),
                                  [&](const Prototype& p) { return p.exercise == exercise; });
  return found == options.prototypes.end() ? nullptr : &*found;
}

void take_over(Recognition& recognition, const MovementOptions& options) {
  recognition.exercise = *options.exercise;
  recognition.confidence = 1;
  recognition.given_by_user = true;
  recognition.reasons.clear();
  const auto given = find(options, *options.exercise);
  if (given != nullptr && given->pattern != Pattern::none) recognition.pattern = given->pattern;
}

std::vector<Reason> why(const SetShape& s, const Belief& named, const std::vector<Belief>& beliefs,
                        const MovementOptions& options) {
  std::vector<Described> others;
  for (const auto& belief : beliefs) {
    if (belief.look != nullptr && belief.prototype != named.prototype) others.push_back({belief.prototype, belief.look});
  }
  return explain(s, {named.prototype, named.look}, others, options);
}

std::vector<MeasuredEvidence> measured_of(const SetShape& s, const MovementOptions& options) {
  std::vector<MeasuredEvidence> measured;
  for (const auto& info : evidence_table()) {
    if (const auto value = value_of(s, info.id, options)) measured.push_back({info.id, *value});
  }
  return measured;
}

}  // namespace

Recognition classify(const SetShape& shape, const MovementOptions& options) {
  const bool lacks_reps = shape.driver != Driver::none && shape.reps == 0;  // a movement that nobody did
  std::vector<Belief> beliefs;
  double all = something_else, all_moving = something_else;
  for (const auto& prototype : options.prototypes) {
    if (lacks_reps) break;
    beliefs.push_back(belief_in(shape, prototype, options));
    all += beliefs.back().score;
    all_moving += beliefs.back().moving;
  }
  std::stable_sort(beliefs.begin(), beliefs.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  const auto candidate = [&](const Belief& b) {
    const double confidence = std::min(b.look == nullptr ? 1.0 : b.look->surest, b.score / all) * thinness(shape);
    return Candidate{b.prototype->exercise, confidence, b.prototype->pattern, b.fit};
  };

  Recognition recognition;
  const Pattern pattern = strongest_pattern(beliefs);
  const auto is_of_pattern = [&](const Belief& b) { return b.prototype->pattern == pattern; };
  const bool known = std::any_of(beliefs.begin(), beliefs.end(), [&](const Belief& b) {
    return is_of_pattern(b) && b.moving / all_moving * thinness(shape) >= least_share;
  });
  if (known) recognition.pattern = pattern;
  const auto best = std::find_if(beliefs.begin(), beliefs.end(), is_of_pattern);
  if (known && best != beliefs.end() && best->score / all * thinness(shape) >= least_share) {
    recognition.exercise = best->prototype->exercise;
    recognition.confidence = candidate(*best).confidence;
    recognition.reasons = why(shape, *best, beliefs, options);
  }
  recognition.moves = moves_of(shape.driver);
  recognition.measured = measured_of(shape, options);
  for (const auto& belief : beliefs) {
    if (belief.score / all >= least_shown) recognition.candidates.push_back(candidate(belief));
  }
  std::stable_sort(recognition.candidates.begin(), recognition.candidates.end(),
                   [](const auto& a, const auto& b) { return a.confidence > b.confidence; });
  if (options.exercise) take_over(recognition, options);
  if (const Prototype* named = find(options, recognition.exercise)) recognition.traits = named->traits;
  return recognition;
}

}  // namespace hinge::movement::internal
