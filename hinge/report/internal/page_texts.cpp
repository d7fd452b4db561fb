#include "hinge/report/internal/page_texts.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace hinge::report::internal {
namespace {

std::optional<std::string> view_tip(kinematics::View view) {
  switch (view) {
    case kinematics::View::oblique:
      return "Put the phone square to your side: one shoulder, one hip and one knee should hide the others.";
    case kinematics::View::frontal:
      return "Put the phone at your side, three metres away and at hip height: from the front the fold of the hip "
             "points at the camera.";
    case kinematics::View::unknown:
      return "Show the whole body from head to heel, from the side, in bright, even light.";
    case kinematics::View::sagittal_left:
    case kinematics::View::sagittal_right:
      return std::nullopt;
  }
  return std::nullopt;
}

void collect_sources(std::set<std::string>& keys, const catalog::Exercise& exercise) {
  for (const auto& expected : exercise.expected) keys.insert(expected.source);
  for (const auto& rule : exercise.rules) {
    for (const auto& part : rule.parts) {
      for (const auto& band : part.bands) {
        if (!band.source.empty()) keys.insert(band.source);
      }
    }
  }
}

Json source_json(const catalog::Source& source) {
  std::string text = source.authors;
  if (source.year > 0) text += " " + std::to_string(source.year);
  if (!source.takes.empty()) text += ": " + source.takes;
  return {{"key", source.key},
          {"text", text},
          {"url", source.doi.empty() ? Json(nullptr) : Json("https://doi.org/" + source.doi)}};
}

std::string how_it_was_measured(const analysis::Analysis& analysis) {
  std::string text = analysis.pose_model.starts_with("blazepose")
                         ? "A pose network placed joints in every frame; where they contradict the body they are "
                           "marked as not measured. "
                         : "The joints come from the recording that was given. ";
  const bool lockout = analysis.motion.standing && analysis.motion.standing->kind == kinematics::StandingKind::lockout;
  text += lockout ? "Angles are read in the side plane and compared with your lockout; the clip has no quiet standing."
          : analysis.motion.standing
              ? "Angles are read in the side plane and compared with your own standing."
              : "Angles are read in the side plane; the clip has no quiet standing to compare with.";
  return text;
}

}  // namespace

Json limits_json() {
  return Json::array(
      {{{"title", "Breath and brace"}, {"text", "A camera can’t see pressure. We ask you instead."}},
       {{"title", "Which muscles worked"}, {"text", "Position suggests it; only sensors on the skin show it."}},
       {{"title", "Left against right"},
        {"text", "The same goes for big toe against little toe. One camera from the side shows neither."}}});
}

Json film_guide_json(const ReportInput& input, const catalog::Exercise* exercise) {
  const auto& analysis = input.analysis;
  Json tips = Json::array();
  if (const auto tip = view_tip(analysis.motion.view.view)) tips.push_back(*tip);
  if (!analysis.motion.standing || analysis.motion.standing->kind != kinematics::StandingKind::quiet)
    tips.push_back("Stand tall and still for one second before the first rep: every change is read from that.");
  if (exercise != nullptr && !exercise->film.empty()) tips.push_back(exercise->film);
  return {{"tips", std::move(tips)},
          {"text",
           "Fitted top tucked in. Stand tall and still for one second first: every change is read from that. Good "
           "light, the whole body and the floor in view."}};
}

Json method_json(const ReportInput& input, const catalog::Exercise* exercise) {
  std::set<std::string> keys;
  if (exercise != nullptr) collect_sources(keys, *exercise);
  Json sources = Json::array();
  for (const auto& source : input.catalog.sources) {
    if (keys.contains(source.key)) sources.push_back(source_json(source));
  }
  const auto cutoff_hz = input.analysis.motion.cutoff_hz;
  return {{"engine", input.analysis.engine_version},
          {"model", input.analysis.pose_model},
          {"knowledge", input.analysis.knowledge_version},
          {"text", how_it_was_measured(input.analysis)},
          {"cutoff_hz", cutoff_hz ? Json(std::round(*cutoff_hz * 10) / 10) : Json(nullptr)},
          {"sources", std::move(sources)},
          {"cutoff_note",
           "Where a limit is called our cut-off the number is our own starting value: sources support its direction, "
           "not the exact figure. Values are given with one standard deviation."}};
}

Json disclaimer_json() {
  return {{"bold", "A screening of technique, not a diagnosis and not a prediction of injury."},
          {"text",
           "Pain comes first: if it goes above 2 out of 10, grows from rep to rep or runs below the knee, stop and "
           "have it looked at by a professional."}};
}

}  // namespace hinge::report::internal
