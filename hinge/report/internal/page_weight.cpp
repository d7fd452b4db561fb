#include "hinge/report/internal/page_weight.h"

#include <algorithm>

#include "hinge/report/internal/numbers.h"
#include "hinge/report/weight_story.h"

namespace hinge::report::internal {
namespace {

constexpr int decimals = 3;

Json or_null(const Measured<double>& value) { return value.has_value() ? Json(rounded(value.value(), decimals)) : Json(nullptr); }

/// Heel and toe about mid-foot, metres.
Json foot_json(const kinematics::BodyScale& scale) {
  if (!scale.leg_length_m.has_value()) return nullptr;
  const double half = kinematics::shoe_per_leg * scale.leg_length_m.value().value() / 2;
  return Json::array({rounded(-half, decimals), rounded(half, decimals)});
}

}  // namespace

Json weight_story_json(const analysis::Analysis& analysis) {
  const auto story = tell_weight(analysis);
  if (!story) return nullptr;
  const auto& time = analysis.motion.time;
  const auto& ahead = analysis.motion.weight.ahead_of_midfoot;
  Json lifts = Json::array();
  for (const auto& lift : story->lifts) {
    lifts.push_back({{"rep", lift.rep},
                     {"start_s", edge_seconds(time[lift.up.first])},
                     {"end_s", edge_seconds(time[lift.up.last])},
                     {"mean_velocity", rounded(lift.mean_velocity, decimals)},
                     {"own_sd", rounded(lift.own_sd, decimals)},
                     {"peak_velocity", rounded(lift.peak_velocity, decimals)},
                     {"velocity_loss", or_null(lift.velocity_loss)},
                     {"drift", or_null(lift.drift)}});
  }
  const bool placed = std::ranges::any_of(ahead, [](const auto& one) { return one.has_value(); });
  return {{"source", kinematics::to_string(analysis.motion.weight.source)},
          {"stand_in", story->stand_in},
          {"summary", story->summary},
          {"caution", story->caution},
          {"has_path", placed},
          {"ballistic", analysis.movement.ballistic},
          {"foot", foot_json(analysis.motion.scale)},
          {"worst", story->worst_rep ? Json({{"rep", *story->worst_rep}, {"word", story->worst_word}}) : Json(nullptr)},
          {"lifts", std::move(lifts)}};
}

}  // namespace hinge::report::internal
