#include "hinge/report/analysis_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "hinge/base/expect.h"
#include "hinge/report/evidence.h"
#include "hinge/report/internal/numbers.h"
#include "hinge/report/weight_story.h"

namespace hinge::report {
namespace {

using Json = nlohmann::ordered_json;
using analysis::Analysis;
using internal::edge_degrees;
using internal::edge_seconds;
using internal::edge_unit;
using internal::edge_value;
using internal::rounded;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json source_json(const body::Source& source) {
  return {{"file", source.file},
          {"sha256", source.sha256},
          {"duration_s", edge_seconds(source.duration)},
          {"frames", source.frames},
          {"fps", rounded(source.fps, 3)},
          {"width_px", source.width_px},
          {"height_px", source.height_px}};
}

template <class Quantity>
Json optional_quantity(const std::optional<Quantity>& quantity) {
  return quantity ? Json(rounded(quantity->value(), 3)) : Json(nullptr);
}

Json athlete_json(const body::Athlete& athlete) {
  return {{"height_m", optional_quantity(athlete.height)},
          {"mass_kg", optional_quantity(athlete.mass)},
          {"load_kg", optional_quantity(athlete.load)},
          {"plate_diameter_m", optional_quantity(athlete.plate_diameter)},
          {"wall_gap_m", optional_quantity(athlete.wall_gap)}};
}

Json measured_json(const Measured<double>& value, int decimals) {
  return value.has_value() ? Json(rounded(value.value(), decimals)) : Json(nullptr);
}

constexpr int metre_decimals = 3;

/// The ways up, and what they say in words; the speeds themselves stand with the metrics of each rep.
Json lifts_json(const Analysis& analysis, const WeightStory& story) {
  const auto& time = analysis.motion.time;
  Json lifts = Json::array();
  for (const auto& lift : story.lifts) {
    lifts.push_back({{"rep", lift.rep},
                     {"start_s", edge_seconds(time[lift.up.first])},
                     {"end_s", edge_seconds(time[lift.up.last])},
                     {"mean_velocity_m_per_s", rounded(lift.mean_velocity, metre_decimals)},
                     {"mean_velocity_sd", rounded(lift.mean_velocity_sd, metre_decimals)},
                     {"closest_to_midfoot_m", measured_json(lift.closest, metre_decimals)},
                     {"farthest_from_midfoot_m", measured_json(lift.farthest, metre_decimals)}});
  }
  return lifts;
}

Json weight_json(const Analysis& analysis) {
  const auto& weight = analysis.motion.weight;
  const auto story = tell_weight(analysis);
  return {{"source", kinematics::to_string(weight.source)},
          {"scale", kinematics::to_string(weight.scale)},
          {"scale_sd", rounded(weight.scale_sd, 4)},
          {"seen_fraction", rounded(weight.seen_share, 4)},
          {"sentence", weight_sentence(analysis)},
          {"summary", story ? Json(story->summary) : Json(nullptr)},
          {"caution", story ? Json(story->caution) : Json(nullptr)},
          {"lifts", story ? lifts_json(analysis, *story) : Json::array()}};
}

Json wall_json(const Analysis& analysis) {
  const auto wall = find_known_wall(analysis);
  if (!wall) return nullptr;
  return {{"source", metrics::to_string(wall->source)},
          {"hips_behind_ankle_m", rounded(wall->behind_ankle.value(), 3)},
          {"sd_m", rounded(wall->sd.value(), 3)}};
}

Json stick_json(const kinematics::StickGaps& stick) {
  if (!stick.seen()) return nullptr;
  return {{"looks", std::ranges::count_if(stick.line, [](const auto& line) { return line.has_value(); })},
          {"residual_m", rounded(stick.residual_m, 4)}};
}

Json capture_json(const Analysis& analysis) {
  const auto& view = analysis.motion.view;
  const bool known = view.view != kinematics::View::unknown;
  Json warnings = Json::array();
  Json codes = Json::array();
  for (const auto& warning : analysis.warnings) {
    warnings.push_back(warning.text);
    codes.push_back(warning.code);
  }
  return {{"view", kinematics::to_string(view.view)},
          {"yaw_deg", known ? Json(rounded(to_degrees(view.yaw).value(), 1)) : Json(nullptr)},
          {"yaw_sd_deg", known ? Json(rounded(to_degrees(view.yaw_sd).value(), 1)) : Json(nullptr)},
          {"near_side", known ? Json(body::to_string(view.near_side)) : Json(nullptr)},
          {"tracked_fraction", rounded(analysis.motion.tracked_fraction, 4)},
          {"people", analysis.people},
          {"warnings", std::move(warnings)},
          {"warning_codes", std::move(codes)}};
}

Json sets_json(const movement::Movement& movement, const std::vector<Seconds>& time) {
  Json sets = Json::array();
  for (std::size_t k = 0; k < movement.sets.size(); ++k) {
    const auto& set = movement.sets[k];
    sets.push_back({{"pattern", movement::to_string(set.recognition.pattern)},
                    {"exercise", set.recognition.exercise},
                    {"confidence", rounded(set.recognition.confidence, 3)},
                    {"reps", set.reps.size()},
                    {"start_s", edge_seconds(time[set.frames.first])},
                    {"end_s", edge_seconds(time[set.frames.last])},
                    {"judged", k == movement.judged_set}});
  }
  return sets;
}

/// The edge's unit and value of a number that recognition weighs.
std::pair<const char*, double> at_edge(movement::EvidenceUnit unit, double value) {
  switch (unit) {
    case movement::EvidenceUnit::rad:
      return {"deg", rounded(to_degrees(Radians{value}).value(), 1)};
    case movement::EvidenceUnit::leg_lengths:
      return {"leg_lengths", rounded(value, 3)};
    case movement::EvidenceUnit::s:
      return {"s", rounded(value, 2)};
    case movement::EvidenceUnit::kg:
      return {"kg", rounded(value, 1)};
    case movement::EvidenceUnit::ratio:
      break;
  }
  return {"ratio", rounded(value, 2)};
}

Json why_json(const movement::Recognition& recognition) {
  Json why = Json::array();
  for (const auto& reason : recognition.reasons) {
    const auto [unit, value] = at_edge(reason.unit, reason.value.value_or(0.0));
    why.push_back({{"evidence", reason.evidence},
                   {"speaks", reason.speaks == movement::Reason::Speaks::for_it ? "for" : "against"},
                   {"value", reason.value ? Json(value) : Json(nullptr)},
                   {"unit", reason.value ? Json(unit) : Json(nullptr)},
                   {"text", reason.text}});
  }
  return why;
}

Json movement_json(const movement::Movement& movement, const std::vector<Seconds>& time) {
  const auto& recognition = movement.recognition;
  Json candidates = Json::array();
  for (const auto& candidate : recognition.candidates) {
    candidates.push_back({{"exercise", candidate.exercise}, {"confidence", rounded(candidate.confidence, 3)}});
  }
  return {{"pattern", movement::to_string(recognition.pattern)},
          {"exercise", recognition.exercise},
          {"confidence", rounded(recognition.confidence, 3)},
          {"candidates", std::move(candidates)},
          {"why", why_json(recognition)},
          {"given_by_user", recognition.given_by_user},
          {"from_floor", movement.from_floor},
          {"ballistic", movement.ballistic},
          {"why_no_reps", movement.why_no_reps},
          {"sets", sets_json(movement, time)}};
}

Json finding_json(const assess::Finding& finding) {
  const auto value = [&](const std::optional<double>& si) {
    return si ? Json(edge_value(*si, finding.unit)) : Json(nullptr);
  };
  const auto time = [](const std::optional<Seconds>& at) { return at ? Json(edge_seconds(*at)) : Json(nullptr); };
  return {{"rule", finding.rule},
          {"verdict", assess::to_string(finding.verdict)},
          {"known_by", catalog::to_string(finding.known_by)},
          {"value", value(finding.value)},
          {"unit", edge_unit(finding.unit)},
          {"sd", value(finding.sd)},
          {"limit", value(finding.limit)},
          {"onset_s", time(finding.onset)},
          {"worst_s", time(finding.worst)},
          {"why", finding.why}};
}

Json metrics_json(const assess::RepAssessment& assessment) {
  Json metrics = Json::object();
  for (const auto& [name, metric] : assessment.metrics) {
    metrics[name] = {{"value", edge_value(metric.value, metric.unit)},
                     {"unit", edge_unit(metric.unit)},
                     {"sd", edge_value(metric.sd, metric.unit)}};
  }
  return metrics;
}

Json phases_json(const movement::Rep& rep, const std::vector<Seconds>& time) {
  Json phases = Json::array();
  for (const auto& phase : rep.phases) {
    HINGE_EXPECT(phase.frames.last < time.size());
    phases.push_back({{"name", movement::to_string(phase.name)},
                      {"start_s", edge_seconds(time[phase.frames.first])},
                      {"end_s", edge_seconds(time[phase.frames.last])}});
  }
  return phases;
}

Json rep_json(const Analysis& analysis, const movement::Rep& rep) {
  const auto& time = analysis.motion.time;
  HINGE_EXPECT(rep.start < time.size() && rep.bottom < time.size() && rep.end < time.size());
  Json json{{"index", rep.index},
            {"start_s", edge_seconds(time[rep.start])},
            {"bottom_s", edge_seconds(time[rep.bottom])},
            {"end_s", edge_seconds(time[rep.end])},
            {"phases", phases_json(rep, time)},
            {"metrics", Json::object()},
            {"findings", Json::array()}};
  for (const auto& assessment : analysis.set.reps) {
    if (assessment.rep != rep.index) continue;
    json["metrics"] = metrics_json(assessment);
    for (const auto& finding : assessment.findings) json["findings"].push_back(finding_json(finding));
  }
  return json;
}

Json held_json(const Analysis& analysis) {
  HINGE_EXPECT(analysis.set.held && analysis.movement.held);
  const auto& time = analysis.motion.time;
  Json findings = Json::array();
  for (const auto& finding : analysis.set.held->findings) findings.push_back(finding_json(finding));
  return {{"start_s", edge_seconds(time[analysis.movement.held->start])},
          {"end_s", edge_seconds(time[analysis.movement.held->end])},
          {"metrics", metrics_json(*analysis.set.held)},
          {"findings", std::move(findings)}};
}

Json set_json(const Analysis& analysis) {
  Json checkpoints = Json::array();
  for (const auto& checkpoint : analysis.set.checkpoints) {
    checkpoints.push_back({{"id", checkpoint.id},
                           {"verdict", assess::to_string(checkpoint.verdict)},
                           {"known_by", catalog::to_string(checkpoint.known_by)},
                           {"rule", text_or_null(checkpoint.rule)},
                           {"reps", checkpoint.reps},
                           {"sentence", checkpoint.sentence}});
  }
  Json json{{"reps", analysis.movement.reps.size()},
            {"checkpoints", std::move(checkpoints)},
            {"priority", text_or_null(analysis.coaching.priority)}};
  if (analysis.set.held && analysis.movement.held) json["held"] = held_json(analysis);
  return json;
}

Json coaching_json(const coach::Coaching& coaching) {
  Json reps = Json::array();
  for (const auto& words : coaching.reps) {
    reps.push_back({{"rep", words.rep}, {"title", words.title}, {"sentence", words.sentence}});
  }
  // What the coach does not say is an empty string; what there is none of is null.
  return {{"headline", coaching.headline},
          {"say", coaching.say},
          {"cue", coaching.cue},
          {"drill", coaching.drill},
          {"drill_title", coaching.drill_title},
          {"drill_dose", coaching.drill_dose},
          {"drill_how", coaching.drill_how},
          {"why", coaching.why},
          {"next", coaching.next},
          {"rung", coaching.rung},
          {"priority", text_or_null(coaching.priority)},
          {"priority_rep", coaching.priority_rep > 0 ? Json(coaching.priority_rep) : Json(nullptr)},
          {"reps", std::move(reps)}};
}

}  // namespace

std::string render_analysis_json(const Analysis& analysis, const std::string& series_file) {
  Json reps = Json::array();
  for (const auto& rep : analysis.movement.reps) reps.push_back(rep_json(analysis, rep));
  const Json json{{"schema", "hinge-analysis/1"},
                  {"engine",
                   {{"version", analysis.engine_version},
                    {"pose_model", analysis.pose_model},
                    {"knowledge_version", text_or_null(analysis.knowledge_version)}}},
                  {"source", source_json(analysis.source)},
                  {"athlete", athlete_json(analysis.athlete)},
                  {"capture", capture_json(analysis)},
                  {"movement", movement_json(analysis.movement, analysis.motion.time)},
                  {"weight", weight_json(analysis)},
                  {"stick", stick_json(analysis.motion.stick)},
                  {"wall", wall_json(analysis)},
                  {"reps", std::move(reps)},
                  {"set", set_json(analysis)},
                  {"coaching", coaching_json(analysis.coaching)},
                  {"series", text_or_null(series_file)}};
  // A file name may hold any bytes; invalid UTF-8 becomes the replacement character rather than an exception.
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace hinge::report
