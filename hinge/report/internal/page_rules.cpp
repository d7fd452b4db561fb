#include "hinge/report/internal/page_rules.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>

#include "hinge/report/internal/numbers.h"

namespace hinge::report::internal {
namespace {

using catalog::Exercise;
using catalog::Grade;
using catalog::Part;
using catalog::Rule;

struct Range {
  std::optional<double> from, to;  ///< SI; open where absent
};

Json to_json(const Range& range, metrics::Unit unit) {
  const auto end = [&](const std::optional<double>& value) { return value ? Json(edge_value(*value, unit)) : Json(nullptr); };
  return Json::array({end(range.from), end(range.to)});
}

Range band_range(const Part& part, std::size_t band) {
  return {band == 0 ? std::nullopt : part.bands[band - 1].below, part.bands[band].below};
}

/// The good band, and the fault band beyond it: above if there is one there, else below.
std::optional<Range> find_range(const Part& part, Grade grade) {
  std::optional<Range> found;
  for (std::size_t i = 0; i < part.bands.size(); ++i) {
    if (part.bands[i].grade == grade) found = band_range(part, i);
  }
  return found;
}

/// The edge of the good band that a fault lies behind; its source is the rule's.
const catalog::Band* edge_of_good(const Part& part) {
  const catalog::Band* edge = nullptr;
  for (std::size_t i = 0; i + 1 < part.bands.size(); ++i) {
    if (part.bands[i].grade == Grade::good || part.bands[i + 1].grade == Grade::good) edge = &part.bands[i];
  }
  return edge;
}

const Part* find_part(const Rule& rule, std::string_view metric) {
  const auto part = std::find_if(rule.parts.begin(), rule.parts.end(), [&](const Part& p) { return p.reading.metric == metric; });
  return part == rule.parts.end() ? nullptr : &*part;
}

std::string source_text(const catalog::Catalog& catalog, std::string_view key) {
  const auto* source = catalog.find_source(key);
  if (source == nullptr) return std::string(key);
  return source->year > 0 ? source->authors + " " + std::to_string(source->year) : source->authors;
}

std::string checkpoint_of(const catalog::Catalog& catalog, const std::string& rule) {
  for (const auto& checkpoint : catalog.checkpoints) {
    if (std::find(checkpoint.rules.begin(), checkpoint.rules.end(), rule) != checkpoint.rules.end()) return checkpoint.id;
  }
  return "";
}

Json rule_json(const catalog::Catalog& catalog, const Rule& rule) {
  Json json{{"id", rule.id}, {"title", rule.title}, {"checkpoint", checkpoint_of(catalog, rule.id)}};
  if (!rule.short_title.empty()) json["short"] = rule.short_title;
  if (rule.parts.empty()) {
    json.update({{"metric", ""}, {"metric_title", ""}, {"unit", ""}, {"source", ""}, {"support", "our_cutoff"}});
    json["good"] = json["fault"] = Json::array({nullptr, nullptr});
    return json;
  }
  const Part& part = rule.parts.front();
  const auto* edge = edge_of_good(part);
  json["metric"] = part.reading.metric;
  json["metric_title"] = to_title(part.reading.metric);
  json["unit"] = edge_unit(part.unit);
  json["good"] = to_json(find_range(part, Grade::good).value_or(Range{}), part.unit);
  json["fault"] = to_json(find_range(part, Grade::fault).value_or(Range{}), part.unit);
  json["source"] = edge == nullptr ? "" : source_text(catalog, edge->source);
  json["support"] = edge == nullptr ? "our_cutoff" : std::string(catalog::to_string(edge->support));
  return json;
}

const catalog::Expected* find_expected(const Exercise* exercise, std::string_view metric) {
  if (exercise == nullptr) return nullptr;
  for (const auto& expected : exercise->expected) {
    if (expected.metric == metric) return &expected;
  }
  return nullptr;
}

std::string whole(double degrees) { return std::to_string(std::lround(degrees)); }

/// Bands of a rule's part as tinted zones, fault and borderline; limits become ticks.
void add_bands(Json& panel, const Part& part) {
  for (std::size_t i = 0; i < part.bands.size(); ++i) {
    const Grade grade = part.bands[i].grade;
    const Range range = band_range(part, i);
    // The rule holds the highest value of a rep against its bands; a curve passes through the low ones on its way.
    if (grade == Grade::good || !range.from) continue;
    const std::string word = grade == Grade::fault ? "needs work" : "borderline";
    const auto degrees = [](double si) { return whole(edge_degrees(Radians{si})); };
    std::string text = word;
    if (range.from && range.to) text += ", " + degrees(*range.from) + "–" + degrees(*range.to) + "°";
    else text += ", over " + degrees(*range.from) + "°";
    panel["bands"].push_back({{"kind", grade == Grade::fault ? "fault" : "borderline"}, {"range", to_json(range, metrics::Unit::rad)}, {"text", text}});
    panel["ticks"].push_back(edge_value(*range.from, metrics::Unit::rad));
  }
  std::vector<double> ticks = panel["ticks"];
  std::sort(ticks.begin(), ticks.end());
  ticks.erase(std::unique(ticks.begin(), ticks.end()), ticks.end());
  panel["ticks"] = ticks;
}

Json panel_json(std::string_view measure, std::string_view title, std::string_view zero_text, double zero_deg, std::array<double, 2> range) {
  return {{"measure", measure}, {"title", title}, {"zero_text", zero_text}, {"unit", "deg"}, {"zero", rounded(zero_deg, 2)},
          {"range", range}, {"ticks", Json::array({0.0})}, {"bands", Json::array()}, {"rule", nullptr}};
}

bool is_seen(const kinematics::AngleSeries& angles) {
  return std::any_of(angles.begin(), angles.end(), [](const auto& angle) { return angle.has_value(); });
}

// Fixed, so that two reports can be laid side by side; the page widens a range only when the data leaves it.
constexpr std::array<double, 2> hip_range{-20, 115}, knee_range{-8, 72}, back_range{-14, 62}, trunk_range{-15, 100};

Json hip_panel(const Exercise* exercise) {
  Json panel = panel_json("hip_fold_deg", "Hip fold", "from a straight line", 0, hip_range);
  panel["ticks"] = {0, 45, 90};
  if (const auto* expected = find_expected(exercise, "hip_fold")) {
    const double from = edge_value(expected->from, expected->unit), to = edge_value(expected->to, expected->unit);
    panel["bands"].push_back({{"kind", "target"}, {"range", {from, to}}, {"text", "usual depth, " + whole(from) + "–" + whole(to) + "°"}});
  }
  return panel;
}

/// With the bands of the exercise's weightiest rule that holds the curve's highest value against them.
Json judged_panel(Json panel, const Exercise* exercise, std::string_view metric) {
  if (exercise == nullptr) return panel;
  for (const Rule& rule : exercise->rules) {
    const Part* part = find_part(rule, metric);
    if (part == nullptr || part->reading.reduce != catalog::Reducer::max) continue;
    panel["rule"] = rule.id;
    add_bands(panel, *part);
    break;
  }
  return panel;
}

double standing_deg(const kinematics::Motion& motion, Radians kinematics::Standing::* angle) {
  return motion.standing ? to_degrees((*motion.standing).*angle).value() : 0.0;
}

struct Group {
  std::string_view beginning, name;
};
constexpr std::array<Group, 16> groups{{{"bar", "weight"}, {"mean_concentric", "weight"}, {"peak_concentric", "weight"}, {"velocity", "weight"},
                                        {"hip", "hip"}, {"hamstring", "hip"}, {"knee", "knee and shin"}, {"shank", "knee and shin"},
                                        {"ankle", "knee and shin"}, {"trunk", "trunk and spine"}, {"lumbar", "trunk and spine"},
                                        {"pelvis", "trunk and spine"}, {"thoracic", "trunk and spine"}, {"neck", "trunk and spine"},
                                        {"heel", "feet"}, {"toe", "feet"}}};

std::string group_of(std::string_view id) {
  for (const Group& group : groups) {
    if (id.starts_with(group.beginning)) return std::string(group.name);
  }
  return id.starts_with("foot") ? "feet" : "lockout and tempo";
}

}  // namespace

std::string to_title(std::string_view id) {
  std::string title(id);
  std::replace(title.begin(), title.end(), '_', ' ');
  if (!title.empty()) title[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(title[0])));
  return title;
}

const Exercise* shown_exercise(const ReportInput& input) {
  if (const auto* judged = catalog::find_judged_exercise(input.catalog, input.analysis.movement)) return judged;
  return input.catalog.find_exercise(input.analysis.movement.recognition.exercise);
}

Json exercise_json(const ReportInput& input, const Exercise* exercise) {
  const std::string& id = input.analysis.movement.recognition.exercise;
  const auto* named = input.catalog.find_exercise(id);
  const auto* fold = find_expected(exercise, "hip_fold");
  return {{"id", id},
          {"title", named == nullptr ? to_title(id) : named->title},
          {"target_hip_fold_deg", fold == nullptr ? Json(nullptr) : Json::array({edge_value(fold->from, fold->unit), edge_value(fold->to, fold->unit)})}};
}

Json rules_json(const ReportInput& input, const Exercise* exercise) {
  Json rules = Json::array();
  const auto& shown = exercise == nullptr ? input.catalog.rules : exercise->rules;
  for (const Rule& rule : shown) rules.push_back(rule_json(input.catalog, rule));
  return rules;
}

Json checkpoints_json(const ReportInput& input) {
  Json checkpoints = Json::array();
  const auto& answered = input.analysis.set.checkpoints;
  for (const auto& checkpoint : input.catalog.checkpoints) {
    // The coach's sentence may hold the question already.
    const bool asked = checkpoint.ask.empty() || std::any_of(answered.begin(), answered.end(), [&](const auto& answer) {
                         return answer.sentence.find(checkpoint.ask) != std::string::npos;
                       });
    checkpoints.push_back({{"id", checkpoint.id}, {"title", checkpoint.title}, {"ask", asked ? Json(nullptr) : Json(checkpoint.ask)},
                           {"teach", checkpoint.teach.empty() ? Json(nullptr) : Json(checkpoint.teach)}});
  }
  return checkpoints;
}

Json known_by_json(const catalog::Catalog& catalog) {
  Json words = Json::object();
  for (const auto known_by : {catalog::KnownBy::measured, catalog::KnownBy::inferred, catalog::KnownBy::asked}) {
    const std::string id(catalog::to_string(known_by));
    words[id] = {{"word", catalog.word("known_by." + id)}, {"how", catalog.word("known_by." + id + "_how")}};
  }
  return words;
}

Json panels_json(const ReportInput& input, const Exercise* exercise) {
  const auto& motion = input.analysis.motion;
  const auto from = [](kinematics::StandingKind kind) -> std::string_view {
    return kind == kinematics::StandingKind::quiet ? "from your standing" : "from your lockout";
  };
  const std::string_view change = motion.standing ? from(motion.standing->kind) : "from a straight line";
  Json panels = Json::array();
  if (is_seen(motion.hip_fold.camera_side)) panels.push_back(hip_panel(exercise));
  if (is_seen(motion.knee_flexion.camera_side)) {
    panels.push_back(judged_panel(
        panel_json("knee_flexion_deg", "Knee bend", change, standing_deg(motion, &kinematics::Standing::knee_flexion), knee_range),
        exercise, "knee_flexion_change"));
  }
  if (is_seen(motion.lumbar_flexion)) {
    panels.push_back(
        judged_panel(panel_json("lumbar_flexion_deg", "Lower back", from(motion.back_zero), 0, back_range), exercise, "lumbar_flexion"));
  } else if (is_seen(motion.trunk_inclination)) {
    Json panel = panel_json("trunk_inclination_deg", "Trunk lean", "from upright", 0, trunk_range);
    panel["ticks"] = {0, 45, 90};
    panels.push_back(std::move(panel));
  }
  return panels;
}

Json signature_json(const ReportInput& input, const Exercise* exercise) {
  const auto& motion = input.analysis.motion;
  if (exercise == nullptr || exercise->pattern != movement::Pattern::hinge) return nullptr;
  if (!is_seen(motion.hip_fold.camera_side) || !is_seen(motion.knee_flexion.camera_side)) return nullptr;
  for (const Rule& rule : exercise->rules) {
    const auto* part = find_part(rule, "hip_to_knee_ratio");
    const auto good = part == nullptr ? std::nullopt : find_range(*part, Grade::good);
    if (!good || !good->from) continue;
    const auto fault = find_range(*part, Grade::fault);
    return {{"knee", {{"measure", "knee_flexion_deg"}, {"zero", rounded(standing_deg(motion, &kinematics::Standing::knee_flexion), 2)}, {"range", {0, 72}}}},
            {"hip", {{"measure", "hip_fold_deg"}, {"zero", rounded(standing_deg(motion, &kinematics::Standing::hip_fold), 2)}, {"range", {0, 100}}}},
            {"hinge", rounded(*good->from, 2)},
            {"squat", rounded(fault && fault->to ? *fault->to : *good->from, 2)},
            {"rule", rule.id}};
  }
  return nullptr;
}

Json metrics_json(const analysis::Analysis& analysis) {
  std::map<std::string, metrics::Unit> named;
  for (const auto& rep : analysis.set.reps) {
    for (const auto& [name, value] : rep.metrics) named.emplace(name, value.unit);
  }
  std::map<std::string, Json> by_group;
  for (const auto& [name, unit] : named) {
    const bool peak = name.ends_with("_peak");
    const std::string base = peak ? name.substr(0, name.size() - 5) : name;
    const auto* metric = metrics::find_metric(base);
    auto& group = by_group.try_emplace(group_of(name), Json::array()).first->second;
    group.push_back({{"id", name}, {"title", to_title(base) + (peak ? ", peak" : "")}, {"unit", edge_unit(unit)}, {"group", group_of(name)},
                     {"note", metric == nullptr ? Json(nullptr) : Json(metric->meaning)}});
  }
  Json metrics = Json::array();
  for (const std::string group : {"hip", "knee and shin", "trunk and spine", "feet", "weight", "lockout and tempo"}) {
    if (const auto found = by_group.find(group); found != by_group.end()) metrics.insert(metrics.end(), found->second.begin(), found->second.end());
  }
  return metrics;
}

}  // namespace hinge::report::internal
