#include "hinge/report/report_page.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "hinge/assess/finding.h"
#include "hinge/report/analysis_json.h"
#include "hinge/report/internal/page_pictures.h"
#include "hinge/report/internal/page_rules.h"
#include "hinge/report/internal/page_series.h"
#include "hinge/report/internal/page_texts.h"
#include "hinge/report/internal/page_weight.h"
#include "hinge/report/weight_story.h"

namespace hinge::report {
namespace {

constexpr std::string_view marker = "/*HINGE_DATA*/null";
constexpr std::string_view plain_marker = "<!--HINGE_PLAIN-->";  // inside <noscript>; a page may do without

std::string& replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::string to_html_text(std::string text) {
  replace_all(text, "&", "&amp;");
  replace_all(text, "<", "&lt;");
  replace_all(text, ">", "&gt;");
  return text;
}

/// What a reader without JavaScript sees.
std::string plain_paragraphs(const analysis::Analysis& analysis) {
  std::string html;
  const auto add = [&](const std::string& text) {
    if (!text.empty()) html += "<p>" + to_html_text(text) + "</p>";
  };
  add(analysis.coaching.headline.empty() ? analysis.movement.why_no_reps : analysis.coaching.headline);
  add(analysis.coaching.cue);
  for (const auto& checkpoint : analysis.set.checkpoints) add(checkpoint.sentence);
  if (const auto weight = tell_weight(analysis)) {
    for (const auto& text : {weight->stand_in, weight->summary, weight->caution}) add(text);
  }
  return html;
}

}  // namespace

std::string render_report_data(const ReportInput& input) {
  using internal::Json;
  const auto& analysis = input.analysis;
  const auto* exercise = internal::shown_exercise(input);
  Json data;
  data["format"] = 1;
  data["created"] = input.created;
  data["analysis"] = Json::parse(render_analysis_json(analysis, "series.csv"));
  // What the rep's mark shows: notes do not spoil a rep, so it is not always the worst finding.
  for (Json& rep : data["analysis"]["reps"]) {
    rep["verdict"] = assess::to_string(verdict_of_rep(analysis, input.catalog, rep["index"].get<int>()));
  }
  Json weight = internal::weight_story_json(analysis);
  data["series"] = internal::series_json(analysis.motion, !weight.is_null());
  data["stick"] = internal::stick_json(analysis.motion);
  data["stills"] = internal::stills_json(input.stills);
  const auto hero = std::find_if(input.stills.begin(), input.stills.end(), [](const Still& still) { return still.plan.hero; });
  data["hero"] = hero == input.stills.end() ? Json(nullptr) : Json(hero - input.stills.begin());
  data["exercise"] = internal::exercise_json(input, exercise);
  data["rules"] = internal::rules_json(input, exercise);
  data["checkpoints"] = internal::checkpoints_json(input);
  data["known_by"] = internal::known_by_json(input.catalog);
  data["panels"] = internal::panels_json(input, exercise);
  data["weight"] = std::move(weight);
  data["signature"] = internal::signature_json(input, exercise);
  data["metrics"] = internal::metrics_json(analysis);
  data["cannot_judge"] = internal::limits_json();
  data["film_guide"] = internal::film_guide_json(input, exercise);
  data["method"] = internal::method_json(input, exercise);
  data["disclaimer"] = internal::disclaimer_json();
  return data.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string to_inline_json(std::string json) {
  replace_all(json, "<", "\\u003c");
  replace_all(json, "\xE2\x80\xA8", "\\u2028");
  replace_all(json, "\xE2\x80\xA9", "\\u2029");
  return json;
}

Result<std::string> render_report_page(std::string_view page, const ReportInput& input) {
  const auto at = page.find(marker);
  if (at == std::string_view::npos || page.find(marker, at + 1) != std::string_view::npos) {
    return fail(Errc::invalid, "the report page does not hold its data marker exactly once; build it again with `make build`");
  }
  std::string html(page.substr(0, at));
  html += to_inline_json(render_report_data(input));
  html += page.substr(at + marker.size());
  if (const auto plain = html.find(plain_marker); plain != std::string::npos) {
    html.replace(plain, plain_marker.size(), plain_paragraphs(input.analysis));
  }
  return html;
}

}  // namespace hinge::report
