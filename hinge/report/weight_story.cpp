#include "hinge/report/weight_story.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "hinge/metrics/lift.h"

namespace hinge::report {
namespace {

using analysis::Analysis;
using kinematics::View;
using kinematics::WeightScale;
using kinematics::WeightSource;

metrics::Trial trial_of(const Analysis& analysis) {
  return {analysis.motion, analysis.movement, analysis.athlete, &analysis.dynamics};
}

const assess::MetricValue* find_metric(const Analysis& analysis, int rep, const std::string& name) {
  for (const auto& assessment : analysis.set.reps) {
    if (assessment.rep != rep) continue;
    const auto found = assessment.metrics.find(name);
    return found == assessment.metrics.end() ? nullptr : &found->second;
  }
  return nullptr;
}

Measured<double> to_measured(const assess::MetricValue* metric) {
  return metric == nullptr ? Measured<double>::missing(Unmeasured::too_few_frames)
                           : Measured<double>::seen(metric->value, metric->sd);
}

/// The place on the way up that `better` likes best.
template <class Better>
Measured<double> place_on_the_way(const kinematics::WeightPath& weight, kinematics::FrameRange up, Better better) {
  auto best = Measured<double>::missing(Unmeasured::too_few_frames);
  for (std::size_t i = up.first; i <= up.last && i < weight.ahead_of_midfoot.size(); ++i) {
    const auto& here = weight.ahead_of_midfoot[i];
    if (here.has_value() && (!best.has_value() || better(here.value(), best.value()))) best = here;
  }
  return best;
}

std::optional<RepLift> lift_of(const Analysis& analysis, const movement::Rep& rep) {
  const auto up = metrics::find_lift(trial_of(analysis), rep);
  const auto* mean = find_metric(analysis, rep.index, "mean_concentric_velocity");
  const auto* peak = find_metric(analysis, rep.index, "peak_concentric_velocity");
  if (!up || mean == nullptr || peak == nullptr) return std::nullopt;
  const auto& weight = analysis.motion.weight;
  RepLift lift{.rep = rep.index,
               .up = *up,
               .mean_velocity = mean->value,
               .mean_velocity_sd = mean->sd,
               .own_sd = std::sqrt(std::max(0.0, mean->sd * mean->sd - std::pow(weight.scale_sd * mean->value, 2))),
               .peak_velocity = peak->value,
               .velocity_loss = to_measured(find_metric(analysis, rep.index, "velocity_loss")),
               .drift = to_measured(find_metric(analysis, rep.index, "bar_drift")),
               .closest = Measured<double>::missing(Unmeasured::wrong_view),
               .farthest = Measured<double>::missing(Unmeasured::wrong_view)};
  lift.closest = place_on_the_way(weight, *up, [](double a, double b) { return std::abs(a) < std::abs(b); });
  lift.farthest = place_on_the_way(weight, *up, [](double a, double b) { return a > b; });
  return lift;
}

bool is_side_view(View view) { return view == View::sagittal_left || view == View::sagittal_right; }

std::string centimetres(double metres) {
  const long whole = std::lround(100 * std::abs(metres));
  return whole < 1 ? "less than 1 cm" : fmt::format("{} cm", whole);
}

std::string speed(double metres_per_second) { return fmt::format("{:.2f} m/s", metres_per_second); }

const RepLift& slowest(const std::vector<RepLift>& lifts) {
  return *std::ranges::min_element(lifts, {}, &RepLift::mean_velocity);
}
const RepLift& fastest(const std::vector<RepLift>& lifts) {
  return *std::ranges::max_element(lifts, {}, &RepLift::mean_velocity);
}
/// nullptr where no rep's drift was measured.
const RepLift* most_drifted(const std::vector<RepLift>& lifts) {
  const RepLift* most = nullptr;
  for (const RepLift& lift : lifts) {
    if (!lift.drift.has_value()) continue;
    if (most == nullptr || std::abs(lift.drift.value()) > std::abs(most->drift.value())) most = &lift;
  }
  return most;
}

/// Whether two reps' numbers differ by more than chance: 95 %.
bool differ(double a, double a_sd, double b, double b_sd) { return std::abs(a - b) > 2 * std::hypot(a_sd, b_sd); }

void mark_worst(WeightStory& story, bool ballistic) {
  const auto& lifts = story.lifts;
  if (lifts.size() < 2) return;
  // How far a swung bell goes from the vertical is its arc, no straying.
  const auto* strayed = ballistic ? nullptr : most_drifted(lifts);
  const auto least = std::ranges::min_element(
      lifts, {}, [](const RepLift& lift) { return lift.drift.has_value() ? std::abs(lift.drift.value()) : 1e9; });
  if (strayed != nullptr && least->drift.has_value() &&
      differ(std::abs(strayed->drift.value()), strayed->drift.sd(), std::abs(least->drift.value()), least->drift.sd())) {
    story.worst_rep = strayed->rep;
    story.worst_word = "strays most";
    return;
  }
  const RepLift &slow = slowest(lifts), &fast = fastest(lifts);
  if (!differ(slow.mean_velocity, slow.own_sd, fast.mean_velocity, fast.own_sd)) return;
  story.worst_rep = slow.rep;
  story.worst_word = "slowest";
}

std::string speed_sentence(const std::vector<RepLift>& lifts, std::string_view subject, bool ballistic) {
  double mean = 0, sd = 0;
  for (const RepLift& lift : lifts) {
    mean += ballistic ? lift.peak_velocity : lift.mean_velocity;
    sd += lift.mean_velocity_sd / lift.mean_velocity;
  }
  const auto n = static_cast<double>(lifts.size());
  mean /= n;
  sd *= mean / n;
  if (ballistic) return fmt::format("{} came up at {} at the fastest, ±{:.2f}.", subject, speed(mean), sd);
  return fmt::format("{} went up at {} on average, ±{:.2f}.", subject, speed(mean), sd);
}

std::string loss_sentence(const std::vector<RepLift>& lifts) {
  if (lifts.size() < 2) return "";
  const RepLift &fast = fastest(lifts), &last = lifts.back();
  if (!differ(last.mean_velocity, last.own_sd, fast.mean_velocity, fast.own_sd)) {
    const RepLift& slow = slowest(lifts);
    if (!differ(slow.mean_velocity, slow.own_sd, fast.mean_velocity, fast.own_sd)) return " No rep was measurably slower than the others.";
    return fmt::format(" Rep {} was the slowest, {:.0f} % under rep {}; the last was back to speed.", slow.rep,
                       100 * (1 - slow.mean_velocity / fast.mean_velocity), fast.rep);
  }
  const double loss = 1 - last.mean_velocity / fast.mean_velocity;
  const double sd = std::hypot(last.own_sd, fast.own_sd) / fast.mean_velocity;
  return fmt::format(" The last rep was {:.0f} % slower than the fastest (rep {}), ±{:.0f} %.", 100 * loss, fast.rep, 100 * sd);
}

std::string drift_sentence(const std::vector<RepLift>& lifts) {
  const auto* most = most_drifted(lifts);
  if (most == nullptr) return "";
  const double drift = most->drift.value();
  const std::string rep = lifts.size() > 1 ? fmt::format(" (rep {})", most->rep) : "";
  if (std::abs(drift) < 2 * most->drift.sd()) return " It went straight up as far as we can tell.";
  return fmt::format(" On the way up it moved up to {} {} from where it set off{}, ±{}.", centimetres(drift), drift > 0 ? "forward" : "back", rep,
                     centimetres(most->drift.sd()));
}

std::string place_words(double metres) {
  if (std::abs(metres) < 0.01) return "over mid-foot";
  return centimetres(metres) + (metres > 0 ? " in front of mid-foot" : " behind mid-foot");
}

std::string distance_sentence(const std::vector<RepLift>& lifts) {
  const RepLift *near = nullptr, *far = nullptr;
  for (const RepLift& lift : lifts) {
    if (!lift.closest.has_value() || !lift.farthest.has_value()) continue;
    if (near == nullptr || std::abs(lift.closest.value()) < std::abs(near->closest.value())) near = &lift;
    if (far == nullptr || lift.farthest.value() > far->farthest.value()) far = &lift;
  }
  if (near == nullptr || far == nullptr) return "";
  return fmt::format(" At its closest it was {}, at its farthest {}; that place is known to about ±{} only.",
                     place_words(near->closest.value()), place_words(far->farthest.value()), centimetres(far->farthest.sd()));
}

std::string caution_of(const Analysis& analysis) {
  const auto& weight = analysis.motion.weight;
  std::string text = is_side_view(analysis.motion.view.view)
                         ? "Read from the side; from another angle only the speed would hold."
                         : "Seen at an angle: speed is read, but not where it is over your foot. That takes a camera square to your side.";
  const long percent = std::lround(100 * weight.scale_sd);
  if (weight.scale == WeightScale::diameter) return text + " The diameter you gave sets the metres.";
  if (analysis.motion.scale.height_was_given)
    return text + fmt::format(" Your height sets the metres, ±{} %.", percent);
  return text + fmt::format(" The metres rest on an assumed height, ±{} %: give your height{} and they get sharper; comparing reps is not affected.",
                            percent, weight.source == WeightSource::round ? " or the diameter of the plate or bell" : "");
}

}  // namespace

std::optional<WeightStory> tell_weight(const Analysis& analysis) {
  if (metrics::why_no_lift(trial_of(analysis))) return std::nullopt;
  WeightStory story;
  for (const auto& rep : analysis.movement.reps) {
    if (const auto lift = lift_of(analysis, rep)) story.lifts.push_back(*lift);
  }
  if (story.lifts.empty()) return std::nullopt;
  const bool hands = analysis.motion.weight.source == WeightSource::hands;
  const bool ballistic = analysis.movement.ballistic;
  mark_worst(story, ballistic);
  if (hands) story.stand_in = "No plate or bell was seen; the hands stand in for it.";
  story.summary = speed_sentence(story.lifts, hands ? "Your hands" : "The weight", ballistic) + loss_sentence(story.lifts);
  if (!ballistic) story.summary += drift_sentence(story.lifts) + distance_sentence(story.lifts);
  story.caution = caution_of(analysis);
  return story;
}

std::string weight_sentence(const Analysis& analysis) {
  const auto& weight = analysis.motion.weight;
  if (weight.source == WeightSource::none) return "Neither a weight nor hands were seen.";
  if (metrics::why_no_lift(trial_of(analysis))) return "No plate or bell was seen, and nothing is known to be lifted: no path is shown.";
  if (weight.source == WeightSource::hands) return "No plate or bell was seen; the hands stand in for it.";
  if (weight.scale == WeightScale::diameter) return "The plate or bell was followed; its diameter gives the metres.";
  return "The plate or bell was followed; body height gives the metres. Tell us its diameter and speeds get sharper.";
}

}  // namespace hinge::report
